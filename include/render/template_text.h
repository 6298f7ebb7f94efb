/* SPDX-License-Identifier: MIT */
/* What is under the template languages and dialects: the scanner that tells code from prose, the
 * writer that copies what is plain and knows where each line came from, parsed arguments. */
#ifndef RENDER_TEMPLATE_TEXT_H
#define RENDER_TEMPLATE_TEXT_H

#include "render/template.h"

enum { SCAN_DEPTH = 32, ARG_MAX = 24 };

/* template_scan.c: which lines are code, after CommonMark's block structure */
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
    unsigned missing;     /* elements whose end tag does not come any more, by bit */
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

/* template_writer.c */
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

/* template_args.c */
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

#endif
