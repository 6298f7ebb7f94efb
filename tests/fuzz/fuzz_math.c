/* SPDX-License-Identifier: MIT */
/* Any bytes as TeX: no crash, and what comes out is well-formed and bounded. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "render/math.h"
#include "render/mathscan.h"

#define DEPTH_MAX 250 /* libxml2 stops at 256 */

static void fail(const char *why, struct str xml)
{
    fprintf(stderr, "%s: %.*s\n", why, STR_ARG(xml));
    abort();
}

/* No name stands twice in the tag TAG. */
/* Takes the name of the next attribute off *REST, which is what a tag holds behind its own name,
 * and its value. */
static bool take_attribute(struct str *rest, struct str *ret_name)
{
    struct str value;
    size_t equals = str_find(*rest, STR("=\""), 0);

    if (equals == STR_NPOS)
        return false;
    *ret_name = str_trim(str_sub(*rest, 0, equals));
    *rest = str_skip(*rest, equals + 2);
    return str_split(rest, '"', &value);
}

static void check_attributes(struct str xml, struct str tag)
{
    struct str rest = str_skip(tag, str_find_byte(tag, ' ', 0)), others, name, other;

    while (take_attribute(&rest, &name))
        for (others = rest; take_attribute(&others, &other);)
            if (str_eq(name, other))
                fail("an attribute stands twice", xml);
}

/* The offset behind the tag whose '<' is at AT; *DEPTH follows it. */
static size_t check_tag(struct str xml, size_t at, struct str *stack, size_t *depth)
{
    size_t end = str_find_byte(xml, '>', at), from = at + 1, name_end;
    struct str name;

    if (end == STR_NPOS)
        fail("a tag has no end", xml);
    from += xml.p[from] == '/';
    check_attributes(xml, str_sub(xml, at, end - at));
    for (name_end = from; is_ascii_alpha(xml.p[name_end]); name_end++)
        ;
    name = str_sub(xml, from, name_end - from);
    if (name.n == 0)
        fail("a tag has no name", xml);
    if (xml.p[at + 1] == '/') {
        if (*depth == 0 || !str_eq(stack[--*depth], name))
            fail("an end tag fits no start tag", xml);
    } else if (xml.p[end - 1] != '/') {
        if (*depth == DEPTH_MAX)
            fail("elements are nested too deeply", xml);
        stack[(*depth)++] = name;
    }
    return end + 1;
}

static void check(struct str xml)
{
    struct str stack[DEPTH_MAX];
    size_t depth = 0;

    for (size_t i = 0; i < xml.n;) {
        unsigned char c = (unsigned char)xml.p[i];

        if (c == '<') {
            i = check_tag(xml, i, stack, &depth);
            continue;
        }
        if (c == '&' && str_find_byte(str_sub(xml, i, 8), ';', 0) == STR_NPOS)
            fail("an ampersand stands alone", xml);
        if (c < ' ' && c != '\n' && c != '\t' && c != '\r')
            fail("a control character", xml);
        i++;
    }
    if (depth != 0)
        fail("elements are left open", xml);
}

static void convert(struct str tex, bool is_display)
{
    struct arena chapter = {0}, scratch = {0};
    struct math_macros *macros = math_macros_new(&chapter);
    struct buf out = {0};
    struct str fault;

    buf_addz(&out, "<p>");
    for (int i = 0; i < 2; i++)
        if (!math_render(&out, tex, is_display, macros, &scratch, &fault) && fault.n == 0)
            fail("a fault has no text", tex);
    buf_addz(&out, "</p>");
    check(buf_str(&out));
    if (out.n > 4096 + (tex.n + 65536) * 400)
        fail("too much comes out", tex);
    buf_done(&out);
    arena_done(&scratch);
    arena_done(&chapter);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str text = {(const char *)data, size}, tex;
    struct arena a = {0};
    bool is_display;

    convert(text, false);
    convert(text, true);
    for (size_t i = 0; i < size; i++) {
        if ((data[i] == '$' || data[i] == '\\') && math_scan(text, i, &tex, &is_display) > 0)
            convert(math_scan_clean(&a, text, i, tex), is_display);
    }
    arena_done(&a);
    return 0;
}
