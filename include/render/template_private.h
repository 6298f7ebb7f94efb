/* SPDX-License-Identifier: MIT */
/* What the files render/template*.c share: the block scanner, the writer that copies what is
 * plain and notes where the output left the input, parsed arguments, and the open constructs.
 *
 * A handler is called with t->w.at on its mark. Either it moves t->w.at behind the construct,
 * having written what it becomes, and returns true; or it changes nothing and returns false. */
#ifndef RENDER_TEMPLATE_PRIVATE_H
#define RENDER_TEMPLATE_PRIVATE_H

#include "base/alloc.h"
#include "render/template.h"

enum { SCAN_DEPTH = 32, OPEN_DEPTH = 64, ARG_MAX = 24, INCLUDE_DEPTH = 8 };

/* ---- template_scan.c: which lines are code, after CommonMark's block structure ---- */
enum line_kind { LINE_BLANK, LINE_TEXT, LINE_HEADING, LINE_HTML, LINE_FENCE, LINE_CODE };

struct scan {
    struct {
        bool is_quote;
        unsigned width; /* columns that a list item's content is indented */
    } v[SCAN_DEPTH];
    unsigned n;
    bool is_paragraph, is_html;
    char fence; /* the open fence's character, or 0 */
    unsigned fence_length, fence_depth, fence_indent;
    struct str info;      /* of the open fence */
    unsigned base;        /* columns of indentation that open constructs take off */
    size_t span_fail[33]; /* no code span of N backticks opens before this offset */
};

struct scan_line {
    size_t start, content, end, next; /* end: without the line's LF or CRLF */
    unsigned indent;                  /* columns between the containers and the content */
    bool is_first;                    /* of a paragraph */
    enum line_kind kind;
};

void scan_line(struct scan *s, struct str text, size_t at, struct scan_line *ret);
/* End of the code span whose backticks begin at AT, or 0. */
size_t scan_code_span(struct scan *s, struct str text, size_t at);
/* End of the HTML at AT whose text is not Markdown (comment, pre, script …), or 0. */
size_t scan_verbatim(struct scan *s, struct str text, size_t at, bool *ret_is_code);
/* End of the tag at AT ("<a href='>'>"), or 0. */
size_t scan_tag(struct str text, size_t at);

/* ---- template_writer.c ---- */
struct splice {
    size_t in, out;
};

struct writer {
    struct str in;
    size_t at;
    size_t copied_in, copied_out; /* where the last copy ended */
    struct buf out;
    VEC(struct splice) splices;
};

void writer_copy(struct writer *w, size_t end);
void writer_seek(struct writer *w, size_t at);    /* what lies between is dropped */
void writer_sync(struct writer *w, size_t at);    /* what is written now comes from AT */
void writer_truncate(struct writer *w, size_t n); /* takes the output back to N bytes */
void writer_insert(struct writer *w, size_t at, struct str s); /* into the output, near its end */
/* Body line of each line of W's output, given those of its input (NULL: identity). */
unsigned *writer_lines(const struct writer *w, struct arena *a, const unsigned *line_of_in,
                       size_t *ret_count);

/* ---- template_args.c ---- */
struct arg {
    struct str name, value;
    bool is_bare; /* neither quoted nor a number: a variable to Liquid */
};

struct args {
    struct arg v[ARG_MAX];
    size_t n;
    struct str raw;
};

void args_parse(struct args *r, struct arena *a, struct str text);
/* The first of the names (separated by blanks) that is there, or STR_NONE. */
struct str args_get(const struct args *r, const char *names);
struct str args_at(const struct args *r, size_t position); /* among those without a name */
struct str args_picture(const struct args *r);             /* a value that is a picture's path */
bool is_picture_path(struct str s);

/* ---- the state of one expansion ---- */
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

struct template
{
    struct arena *a;
    struct template_result *r;
    const struct template_env *env;
    struct diag_list *diags;
    struct str file;
    unsigned first_line, syntax, depth;
    const unsigned *line_of; /* of the input's lines; NULL: identity */
    size_t *budget;          /* bytes that includes may still add */
    struct writer w;
    struct scan scan;
    struct scan_line line;
    struct open_tag open[OPEN_DEPTH];
    unsigned n_open;
    struct table *values;    /* of assign, capture, import */
    VEC(struct pair) pairs;  /* in order of the opening marks */
    struct table open_marks; /* name → its last opening mark that has no end yet */
    struct table failed;     /* what was searched for and does not occur any more */
    size_t raw_end;          /* the end mark of the raw block that is open, or 0 */
    size_t line_at;          /* of template_line(): so far, this many line ends */
    unsigned line_number;
    size_t prefix, prefix_end; /* of the current line: marks of its containers, indentation */
    const struct args *params; /* of the include that is being expanded */

    /* the second pass; offsets in the output */
    size_t paragraph_out, previous_out; /* start of the current paragraph, of the one before */
    size_t list_out;                    /* where the last definition list ends, or 0 */
    size_t span_close[4];               /* input offset of the end mark of ==, ++, ~, ^ */
    size_t heading_out; /* end of the text of the heading that was written last, or 0 */
    size_t block_out;   /* end of the text of the last line that was written, or 0 */
    size_t image_out;   /* the last image's start, alt's end, and end */
    size_t image_alt, image_end;
    size_t drop_to;        /* input: what follows the line's end up to here is dropped, or 0 */
    bool was_heading;      /* the line at heading_out began with '#' */
    struct str pending_id; /* of the block that comes next */
    struct table abbreviations;
    unsigned char abbreviation_first[256]; /* bytes that abbreviations start with */
};

bool is_set(const struct template *t, unsigned syntax);
unsigned template_line(struct template *t, size_t at); /* of the body; AT only grows */
void template_unknown(struct template *t, struct str name);
/* Runs the template language over TEXT; the result is in the arena. */
struct str template_run(struct template *parent, struct str text, const struct args *params);
void template_pass(struct template *t);
void template_skip_base(struct template *t); /* the indentation that open constructs took over */
void template_code(struct template *t, size_t end); /* copies code, unwrapping raw marks */
/* Offset of NEEDLE at or after FROM; remembers what is not there. */
size_t template_find(struct template *t, struct str needle, size_t from);
/* ---- template_mark.c ---- */
bool mark_read(struct str text, size_t at, struct mark *ret);
/* Finds out which marks of T's input enclose something. */
void pairs_collect(struct template *t);
/* The end mark that belongs to the mark at OPEN; false when it has none. */
bool pair_find(const struct template *t, size_t open, struct mark *ret);

/* ---- template_emit.c ---- */
void emit(struct template *t, struct str s);
void emit_attribute(struct buf *b, const char *name, struct str value);
void emit_inline(struct buf *b, struct str markdown); /* as phrasing HTML */
void emit_url(struct buf *b, struct str url);
/* HTML as a block of its own. w.at is behind the construct already. */
void emit_block(struct template *t, struct str html);
bool is_alone(const struct template *t, size_t from, size_t to); /* on its lines */
bool open_push(struct template *t, struct str name, struct str close, bool is_block);
bool open_close(struct template *t, struct str name); /* false: not open */
void open_close_all(struct template *t);
void emit_aside(struct template *t, struct str name, struct str kind, struct str title,
                bool has_body);
void emit_figure(struct template *t, const struct args *args, struct str src, size_t from);
void emit_code(struct template *t, struct str info, size_t from, size_t body, size_t body_end,
               size_t end);

/* ---- template_tag.c: rows of shortcodes.def ---- */
struct tag {
    struct str name;
    struct args args;
    size_t from, end; /* of the mark in the input */
    struct str close; /* the end mark's name: "endnote", "/note", "end" */
    bool is_paired;
    bool is_self_closing;
};
enum tag_set {
    TAG_HUGO = 1,
    TAG_LIQUID = 2,
    TAG_HEXO = 4,
    TAG_ZOLA = 8,
    TAG_MDX = 16,
    TAG_ANY = 31
};
bool tag_apply(struct template *t, unsigned set, struct tag *tag); /* false: no such row */
void tag_unknown(struct template *t, struct tag *tag);
bool tag_user(struct template *t, struct tag *tag);
struct str tag_resolve(struct template *t, enum template_ref kind, struct str target);

/* ---- the dialects ---- */
bool liquid_tag(struct template *t);
bool liquid_object(struct template *t);
struct str liquid_value(struct template *t, struct str expression, bool *ret_known);
int liquid_condition(struct template *t, struct str expression); /* 1, 0, -1: unknown */
bool liquid_include(struct template *t, struct tag *tag);
struct str liquid_filter(struct template *t, struct str value, struct str filter, bool *known);
bool liquid_flow(struct template *t, const struct mark *m); /* if, case, assign, capture … */
bool hugo_tag(struct template *t);
bool hugo_leak(struct template *t);
bool zola_tag(struct template *t);
bool mdbook_tag(struct template *t, bool is_code);
bool mdbook_escaped(struct template *t);
bool mdx_line(struct template *t);
bool mdx_tag(struct template *t);
bool mdx_expression(struct template *t);
bool container_line(struct template *t);
void container_outdent(struct template *t);

/* ---- the second pass: template_dialect.c and what it calls ---- */
void dialect_pass(struct template *t);
bool dialect_has_work(struct str text, unsigned syntax);
bool kramdown_line(struct template *t);
bool kramdown_inline(struct template *t);
size_t kramdown_heading_end(struct template *t); /* where a heading's attributes begin, or 0 */
bool definition_line(struct template *t);
void definition_outdent(struct template *t);
bool wiki_link(struct template *t, bool is_embed);
bool obsidian_comment(struct template *t);
bool obsidian_block_id(struct template *t);
bool inline_span(struct template *t, char mark);
bool inline_emoji(struct template *t);
bool inline_math(struct template *t);
void abbreviations_collect(struct template *t);
bool abbreviation_here(struct template *t);

#endif
