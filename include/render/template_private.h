/* SPDX-License-Identifier: MIT */
/* What the files render/template*.c share: the state of one pass over one text.
 *
 * A handler is called with t->w.at on its mark. Either it moves t->w.at behind the construct,
 * having written what it becomes, and returns true; or it changes nothing and returns false. */
#ifndef RENDER_TEMPLATE_PRIVATE_H
#define RENDER_TEMPLATE_PRIVATE_H

#include "base/alloc.h"
#include "render/template_text.h"

enum { OPEN_DEPTH = 64, INCLUDE_DEPTH = 8 };

struct open_tag {
    struct str name;
    struct str close; /* what is written at its end */
    bool is_block;
    unsigned base; /* of the scanner, before */
};

struct pair {
    size_t open, close; /* close 0: none */
    size_t before;      /* the opening mark of the same name before it + 1 */
};

/* A mark of a template language: {% name … %}, {{< name … >}}, {{% /name %}}. */
struct mark {
    size_t from, end;
    struct str name, args; /* name: without a slash */
    bool is_close, is_self_closing;
};

/* A file that is being expanded, and the one that includes it. */
struct included {
    struct str name;
    const struct included *by;
};

struct template
{
    struct arena *a;
    struct template_result *r;
    const struct template_env *env;
    struct diag_list *diags;
    struct str file;
    unsigned first_line, syntax, depth;
    const unsigned *line_of; /* of the input's lines; NULL: identity */
    size_t *budget;          /* bytes that what is named, not written, may still add */
    struct writer w;
    struct scan scan;
    struct scan_line line;
    struct open_tag open[OPEN_DEPTH];
    unsigned n_open;
    struct table *values;    /* of assign, capture, import */
    VEC(struct pair) pairs;  /* in order of the opening marks */
    struct table open_marks; /* name → its last opening mark that has no end yet */
    struct table failed;     /* what was searched for and does not occur any more */
    size_t effort;           /* bytes that searches may still go over in vain */
    size_t raw_end;          /* the end mark of the raw block that is open, or 0 */
    size_t line_at;          /* of template_line(): so far, this many line ends */
    unsigned line_number;
    size_t prefix, prefix_end; /* of the current line: marks of its containers, indentation */
    const struct args *params; /* of the include that is being expanded */
    const struct included *included;
    struct str tabs_name;            /* Hexo: of the tabs at hand */
    unsigned fixed_line, tabs_count; /* of the include whose text this is, or 0; so far */

    /* the second pass; offsets in the output */
    size_t paragraph_out, previous_out; /* start of the current paragraph, of the one before */
    size_t list_out;                    /* where the last definition list ends, or 0 */
    size_t span_close[4];               /* input offset of the end mark of ==, ++, ~, ^ */
    size_t heading_out; /* end of the text of the heading that was written last, or 0 */
    size_t block_out;   /* end of the text of the last line that was written, or 0 */
    size_t image_out;   /* the last image's start, alt's end, and end */
    size_t image_alt, image_end;
    size_t drop_to;          /* input: what follows the line's end up to here is dropped, or 0 */
    bool was_heading;        /* the line at heading_out began with '#' */
    struct str pending_id;   /* of the block that comes next */
    struct str markdown_tag; /* the open element whose content is Markdown */
    unsigned markdown_depth; /* how many of its name are open */
    struct str block_id;     /* Obsidian's, of the line at hand */
    VEC(struct str) notes;   /* texts of notes that stand within lines */
    struct table abbreviations;
    unsigned char abbreviation_first[256]; /* bytes that abbreviations start with */
};

bool is_set(const struct template *t, unsigned syntax);
unsigned template_line(struct template *t, size_t at); /* of the body; AT only grows */
/* The text of the file NAME that an include asks for; else the result says why there is none, which
 * include_tell() reports for T's place. A file has no place in itself: the conditions that would
 * end it are not known here. */
const char *include_read(struct template *t, struct str name, struct str *ret_text);
void include_tell(struct template *t, struct str name, const char *fault);
void template_unknown(struct template *t, struct str name, bool is_kept); /* some text of it */
/* Takes N bytes off the budget: for text that a few letters stand for, and that could stand there
 * any number of times. False when so many are not left, and then none are. */
bool template_spend(struct template *t, size_t n);
/* Appends VALUE, which NAME stands for; when the budget is used up, tells that it is left out. */
void emit_value(struct template *t, struct str name, struct str value);
/* Runs the template language over TEXT; the result is in the arena. include_run() does so for the
 * text of the file NAME, which was included with PARAMS, or NULL for those of its includer. */
struct str template_run(struct template *parent, struct str text);
struct str include_run(struct template *parent, struct str name, struct str text,
                       const struct args *params);
void template_pass(struct template *t);
void template_skip_base(struct template *t); /* the indentation that open constructs took over */
void template_code(struct template *t, size_t end); /* copies code, unwrapping raw marks */
/* Offset of NEEDLE at or after FROM; remembers what is not there. */
size_t template_find(struct template *t, struct str needle, size_t from);
/* template_mark.c */
bool mark_read(struct str text, size_t at, struct mark *ret);
/* Finds out which marks of T's input enclose something. */
void pairs_collect(struct template *t);
/* The end mark that belongs to the mark at OPEN; false when it has none. */
bool pair_find(const struct template *t, size_t open, struct mark *ret);

#include "render/template_emit.h"
#include "render/template_notation.h"

#endif
