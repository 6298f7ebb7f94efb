/* SPDX-License-Identifier: MIT */
/* What SVG attributes and style sheets refer to: only elements of the same drawing. */
#include "base/utf8.h"
#include "media/bytes.h"
#include "media/svg_p.h"

/* The longest selector list that stays, as it was written. */
enum { SELECTOR_MAX = 2000 };

struct str svg_id(struct svg_ids *ids, struct str id)
{
    struct buf out = {0};
    struct str kept;
    size_t n;
    uint32_t c;

    buf_add(&out, ids->prefix);
    for (size_t at = 0; (n = utf8_decode(id, at, &c)); at += n) {
        bool is_start = c == '_' || (utf8_is_word(c) && !(c >= '0' && c <= '9'));

        if (at == 0 && !ids->prefix.n && !is_start)
            buf_byte(&out, '_');
        if ((c < 0x80 && (is_ascii_alnum((char)c) || c == '_' || c == '-' || c == '.')) ||
            (c >= 0xC0 && utf8_is_word(c) && is_start))
            buf_add(&out, str_sub(id, at, n));
        else
            buf_byte(&out, '_');
    }
    kept = arena_str(ids->arena, buf_str(&out));
    buf_done(&out);
    return kept;
}

bool svg_fragment(struct svg_ids *ids, struct str reference, struct str *ret_id)
{
    struct str id;

    reference = str_trim(reference);
    if (reference.n < 2 || reference.p[0] != '#')
        return false;
    id = svg_id(ids, str_skip(reference, 1));
    if (ids->is_known && !table_get(&ids->defined, id))
        return false;
    *ret_id = id;
    return true;
}

/* Whether something in CSS may load or run, or hides what it is. What a value calls is told apart
 * by svg_value(). */
static bool is_suspect(struct str css)
{
    static const struct str words[] = {
        STR_INIT("\\"),       STR_INIT("<"),          STR_INIT("/*"),
        STR_INIT("{"),        STR_INIT("}"),          STR_INIT("://"),
        STR_INIT("script:"),  STR_INIT("@import"),    STR_INIT("-moz-binding"),
        STR_INIT("behavior"), STR_INIT("expression(")};

    for (size_t at = 0; at < css.n; at++)
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (str_starts_fold(str_skip(css, at), words[i]))
                return true;
    return false;
}

/* The inside of "url(…)" without quotes; *AT moves behind the ')'. */
static bool url_inside(struct str css, size_t *at, struct str *ret_url)
{
    size_t end = str_find_byte(css, ')', *at);
    struct str url;

    if (end == STR_NPOS)
        return false;
    url = str_trim(str_sub(css, *at, end - *at));
    if (url.n >= 2 && (url.p[0] == '"' || url.p[0] == '\'') && url.p[url.n - 1] == url.p[0])
        url = str_sub(url, 1, url.n - 2);
    *at = end + 1;
    *ret_url = url;
    return true;
}

/* What a value may call. Others may load what they name (image-set(), src() …), also by names that
 * are not known yet. "(" alone groups. */
static bool is_harmless_function(struct str name)
{
    static const struct str names = STR_INIT(
        "blur brightness calc circle clamp color color-mix contrast counter cubic-bezier "
        "device-cmyk drop-shadow ellipse fit-content grayscale hsl hsla hue-rotate hwb icc-color "
        "inset invert lab lch light-dark matrix matrix3d max min oklab oklch opacity path "
        "perspective polygon rect rgb rgba rotate rotate3d rotatex rotatey rotatez round saturate "
        "scale scale3d scalex scaley scalez sepia skew skewx skewy steps translate translate3d "
        "translatex translatey translatez url var");

    return name.n == 0 || str_among_fold(name, names);
}

static bool is_name_byte(char c)
{
    return is_ascii_alnum(c) || c == '-' || c == '_' || (unsigned char)c >= 0x80;
}

/* A CSS value without escapes, which could spell any name, that calls harmless functions only. */
static bool is_harmless(struct str value)
{
    size_t name = 0;

    for (size_t at = 0; at < value.n; at++) {
        char c = value.p[at];

        if (is_name_byte(c))
            continue;
        if (c == '\\' || (c == '(' && !is_harmless_function(str_sub(value, name, at - name))))
            return false;
        name = at + 1;
    }
    return true;
}

bool svg_value(struct buf *out, struct svg_ids *ids, struct str value)
{
    size_t before = out->n;

    if (!is_harmless(value))
        return false;
    for (size_t at = 0; at < value.n;) {
        struct str url, id;

        if (!str_starts_fold(str_skip(value, at), STR("url("))) {
            buf_byte(out, value.p[at++]);
            continue;
        }
        at += 4;
        if (!url_inside(value, &at, &url) || !svg_fragment(ids, url, &id)) {
            out->n = before;
            return false;
        }
        buf_addz(out, "url(#");
        buf_add(out, id);
        buf_byte(out, ')');
    }
    return true;
}

/* CSS without its comments, in the arena. */
static struct str without_comments(struct arena *arena, struct str css)
{
    struct buf out = {0};
    struct str kept;

    for (size_t at = 0; at < css.n;) {
        size_t start = str_find(css, STR("/*"), at), end;

        start = start == STR_NPOS ? css.n : start;
        buf_add(&out, str_sub(css, at, start - at));
        end = start < css.n ? str_find(css, STR("*/"), start + 2) : STR_NPOS;
        at = end == STR_NPOS ? css.n : end + 2;
    }
    kept = arena_str(arena, buf_str(&out));
    buf_done(&out);
    return kept;
}

/* "name: value"; what a ';' within a value leaves behind is none. */
static bool is_declaration(struct str s)
{
    struct str name = str_trim(str_sub(s, 0, str_find_byte(s, ':', 0)));
    size_t i = 0;

    while (i < name.n && (is_ascii_alnum(name.p[i]) || name.p[i] == '-' || name.p[i] == '_'))
        i++;
    return name.n > 0 && name.n < s.n && i == name.n;
}

void svg_declarations(struct buf *out, struct svg_ids *ids, struct str css)
{
    struct str declaration;

    css = without_comments(ids->arena, css);
    while (str_split(&css, ';', &declaration)) {
        size_t before = out->n;

        declaration = str_trim(declaration);
        if (!is_declaration(declaration) || is_suspect(declaration))
            continue;
        if (before && out->p[before - 1] != '{')
            buf_byte(out, ';');
        if (!svg_value(out, ids, declaration))
            out->n = before;
    }
}

/* A token "url(" in a selector would make all up to the next ')' its address (CSS Syntax 4.3.6). */
static bool is_selector(struct str s)
{
    if (s.n == 0 || s.p[0] == '@' || is_suspect(s))
        return false;
    for (size_t at = 0; at < s.n; at++)
        if (str_starts_fold(str_skip(s, at), STR("url(")))
            return false;
    return true;
}

/* Writes SELECTOR, a selector list, with each "#id" in its final form. What is written decides
 * whether it is harmless: false, with OUT as it was, when it is not. */
static bool add_selector(struct buf *out, struct svg_ids *ids, struct str selector)
{
    size_t before = out->n;

    for (size_t at = 0; at < selector.n;) {
        size_t end = at + 1;

        if (selector.p[at] != '#') {
            buf_byte(out, selector.p[at++]);
            continue;
        }
        while (end < selector.n &&
               (is_ascii_alnum(selector.p[end]) || selector.p[end] == '-' ||
                selector.p[end] == '_' || (unsigned char)selector.p[end] > 0x7F))
            end++;
        buf_byte(out, '#');
        buf_add(out, svg_id(ids, str_sub(selector, at + 1, end - at - 1)));
        at = end;
    }
    if (is_selector(str_skip(buf_str(out), before)))
        return true;
    out->n = before;
    return false;
}

/* The end of the block whose '{' stands at AT: the offset of its '}', or the text's end. */
static size_t block_end(struct str css, size_t at)
{
    size_t depth = 0;

    for (; at < css.n; at++) {
        if (css.p[at] == '{')
            depth++;
        else if (css.p[at] == '}' && --depth == 0)
            break;
    }
    return at;
}

/* A sheet of rules without blocks in blocks: at-rules go as a whole. */
void svg_sheet(struct buf *out, struct svg_ids *ids, struct str css)
{
    size_t at = 0;

    css = without_comments(ids->arena, css);
    while (at < css.n) {
        size_t open = str_find_byte(css, '{', at), end;
        size_t statement = str_find_byte(str_sub(css, at, open - at), ';', 0);
        struct str selector;

        if (statement != STR_NPOS) { /* "@import x;" */
            at += statement + 1;
            continue;
        }
        if (open == STR_NPOS)
            return;
        end = block_end(css, open);
        selector = str_trim(str_sub(css, at, open - at));
        if (selector.n < SELECTOR_MAX && add_selector(out, ids, selector)) {
            buf_byte(out, '{');
            svg_declarations(out, ids, str_sub(css, open + 1, end - open - 1));
            buf_addz(out, "}\n");
        }
        at = end + 1;
    }
}
