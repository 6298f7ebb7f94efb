/* SPDX-License-Identifier: MIT */
/* Template constructs and Markdown dialects → plain GitHub Flavored Markdown with HTML.
 *
 * Works on the text of a post before CommonMark parsing, as the generators themselves do, in two
 * linear passes: the template language, then the dialect. Nothing inside code (fences, indented
 * code, code spans, pre) is touched, but where the generator's own template language rules code
 * too and the author marked it so (raw blocks are unwrapped, escaped marks lose their escape,
 * includes of mdBook are expanded). Line breaks are kept: line N of the result comes from line N
 * of the body wherever a construct does not make that impossible; *line_of says where it does
 * not. What a construct becomes is a row of render/shortcodes.def.
 *
 * What CommonMark would damage (mathematics) leaves the text as an object: the bytes
 * OBJECT_OPEN, a decimal index, OBJECT_CLOSE stand in its place, and the renderer puts the
 * object there. Those control characters do not occur in a body otherwise (the loader drops
 * control characters). */
#ifndef RENDER_TEMPLATE_H
#define RENDER_TEMPLATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"
#include "base/table.h"
#include "base/vec.h"
#include "book/syntax.h"

#define OBJECT_OPEN '\x02'
#define OBJECT_CLOSE '\x03'

enum template_object_kind { OBJECT_MATH_INLINE, OBJECT_MATH_DISPLAY };

struct template_object {
    enum template_object_kind kind;
    struct str source;  /* the TeX, without its delimiters */
    struct str written; /* with them, as it stands in the post */
    unsigned line;      /* of the body, from 1 */
};

/* How a reference to a post or file is written; what resolves it depends on that. */
enum template_ref {
    REF_POST_URL,  /* {% post_url 2018-03-20-hello %} */
    REF_LINK,      /* {% link _posts/x.md %} */
    REF_HUGO,      /* ref, relref; with the heading part */
    REF_HEXO,      /* post_link slug */
    REF_WIKI,      /* [[Note]]; without the heading part */
    REF_WIKI_FILE, /* ![[picture.png]] */
};

/* Any of the functions may be NULL. */
struct template_env {
    void *ctx;

    /* The link destination to write for TARGET, or false when there is none. */
    bool (*resolve)(void *ctx, enum template_ref kind, struct str target, struct str *ret_url);

    /* The value of a template variable ("site.baseurl", "page.title"), or false. */
    bool (*variable)(void *ctx, struct str name, struct str *ret_value);

    /* The text of a file that an include names, relative to the post or to the generator's
     * include folder. The result is NULL, or says why there is none: "there is no such file". */
    const char *(*include)(void *ctx, struct str name, struct str *ret_text);

    /* User-defined shortcodes: name → pattern (struct str *), from the configuration. In a
     * pattern {{inner}} is the text between the tags, {{name}} a named argument, {{0}} the first
     * unnamed one. */
    const struct table *shortcodes;

    struct str language; /* of the post: for the labels of notes; may be absent */
    bool has_codes;      /* cards come with a QR code */

    /* The title of what URL, a result of resolve(), leads to, or false. */
    bool (*title)(void *ctx, struct str url, struct str *ret_title);
};

struct template_result {
    struct str text; /* in the arena, or the body itself when nothing had to change */
    VEC(struct template_object) objects;

    /* Line of the body (from 1) that line N (from 0) of the text comes from; NULL: N + 1. */
    unsigned *line_of;
    size_t line_count;
    struct table unknown; /* unknown shortcode's name → how often; some text of it stays */
    struct table lost;    /* likewise, nothing stays */
    bool is_full;         /* includes went beyond their bounds, which is told once */
};

/* R is all-zero before. SYNTAX is a set of enum syntax. Positions in DIAGS count from FIRST_LINE
 * of FILE. Output is bounded: includes nest eight deep, no file in itself, and are 4096 at most;
 * with variables, titles and abbreviations they add 16 MB. */
void template_expand(struct template_result *r, struct arena *a, struct str body, unsigned syntax,
                     const struct template_env *env, struct diag_list *diags, struct str file,
                     unsigned first_line);
void template_result_done(struct template_result *r);

#endif
