/* SPDX-License-Identifier: MIT */
/* Line breaks of the source: between words they are a space, between characters of Chinese and
 * Japanese, which know no spaces, they are nothing (CSS Text 3, 4.1.3; browsers do not do it). */
#include "base/utf8.h"
#include "render/job.h"

/* The first or last character of the text in N; 0 when there is none or it is none of text. */
static uint32_t edge(cmark_node *n, bool is_first)
{
    struct str text;
    uint32_t c = 0;
    size_t at;

    while (n && cmark_node_first_child(n))
        n = is_first ? cmark_node_first_child(n) : cmark_node_last_child(n);
    if (!n || cmark_node_get_type(n) != CMARK_NODE_TEXT)
        return 0;
    text = str_of(cmark_node_get_literal(n));
    if (text.n == 0)
        return 0;
    for (at = is_first ? 0 : text.n - 1; at > 0 && ((unsigned char)text.p[at] & 0xC0) == 0x80;)
        at--;
    return utf8_decode(text, at, &c) ? c : 0;
}

/* Han, kana and their punctuation; Korean puts spaces between words, and emoji are no text. */
static bool is_spaceless(uint32_t c)
{
    bool is_hangul = (c >= 0x1100 && c <= 0x11FF) || (c >= 0x3130 && c <= 0x318F) ||
                     (c >= 0xA960 && c <= 0xA97F) || (c >= 0xAC00 && c <= 0xD7FF);

    return c >= 0x2E80 && utf8_width(c) == 2 && !is_hangul && (c < 0x1F000 || c >= 0x20000);
}

/* Punctuation that Chinese and Western text share: dashes, quotation marks, the ellipsis. */
static bool is_shared(uint32_t c)
{
    return c == 0x2014 || c == 0x2026 || (c >= 0x2018 && c <= 0x201D);
}

bool softbreak_is_space(cmark_node *n)
{
    uint32_t before = edge(cmark_node_previous(n), false), after = edge(cmark_node_next(n), true);

    return !((is_spaceless(before) && (is_spaceless(after) || is_shared(after))) ||
             (is_shared(before) && is_spaceless(after)));
}
