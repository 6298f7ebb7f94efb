/* SPDX-License-Identifier: MIT */
/* Fuzz target: style attributes of HTML and SVG, style sheets of SVG. Nothing that acts or leads
 * out of the book comes out, and what came out comes out the same again. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/ascii.h"
#include "media/svg_p.h"
#include "render/html_private.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void fail(const char *what, struct str in, struct str out)
{
    (void)fprintf(stderr, "%s\n--- input\n%.*s\n--- output\n%.*s\n", what, STR_ARG(in),
                  STR_ARG(out));
    abort();
}

static void check_harmless(struct str in, struct str out)
{
    static const char *const bad[] = {
        "expression(", "javascript:", "@import",   "behavior:", "-moz-binding:",
        "url(http",    "url(\"http",  "url('http", "url(//",    "url(data",
        "url(file",    "</style",     "<!--",
    };
    struct buf lower = {0};

    for (size_t i = 0; i < out.n; i++)
        buf_byte(&lower, ascii_lower(out.p[i]));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (str_find(buf_str(&lower), str_of(bad[i]), 0) != STR_NPOS)
            fail(bad[i], in, out);
    buf_done(&lower);
}

static void check_attribute(void (*clean)(struct buf *out, struct str style), struct str css)
{
    struct buf once = {0}, twice = {0};

    clean(&once, css);
    check_harmless(css, buf_str(&once));
    clean(&twice, buf_str(&once));
    if (!str_eq(buf_str(&once), buf_str(&twice)))
        fail("not the same again", buf_str(&once), buf_str(&twice));
    buf_done(&once);
    buf_done(&twice);
}

static void check_sheet(struct str css)
{
    struct arena a = {0};
    struct svg_ids ids = {.arena = &a};
    struct buf out = {0};

    svg_sheet(&out, &ids, css);
    check_harmless(css, buf_str(&out));
    buf_clear(&out);
    svg_declarations(&out, &ids, css);
    check_harmless(css, buf_str(&out));
    buf_done(&out);
    arena_done(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str css = {(const char *)data, size};

    check_attribute(html_style, css);
    check_attribute(html_svg_style, css);
    check_sheet(css);
    return 0;
}
