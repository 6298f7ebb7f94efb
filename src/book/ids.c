/* SPDX-License-Identifier: MIT */
/* Heading ids by generator, unique ids, file names. */
#include "book/ids.h"

#include <string.h>

#include "base/utf8.h"

/* How a scheme treats the characters of a heading. */
static const struct rule {
    bool lower;        /* case is folded */
    bool ascii;        /* letters lose their marks; what is not ASCII then is dropped */
    bool letter_first; /* what stands before the first ASCII letter is dropped */
    bool collapse;     /* any run of other characters becomes one '-', none at the ends */
    const char *keep;  /* punctuation that stays */
    const char *empty; /* the id of a heading without letters */
} rules[] = {
    [ID_GITHUB] = {true, false, false, false, "-_", "section"},
    [ID_KRAMDOWN] = {true, true, true, false, "-", "section"},
    [ID_KRAMDOWN_GFM] = {true, false, false, false, "-_", "section"},
    [ID_GOLDMARK] = {true, false, false, false, "-_", "heading"},
    [ID_ZOLA] = {true, true, false, true, "", "section"},
    [ID_MDBOOK] = {true, false, false, false, "-_", "section"},
    [ID_HEXO] = {false, false, false, true, "", "section"},
    [ID_OBSIDIAN] = {false, false, false, false, "-_.,;:!?'()", "section"},
};

/* Letters whose plain form is no canonical decomposition. */
static const struct {
    uint32_t c;
    const char *plain;
} ligatures[] = {
    {0xDF, "ss"}, {0xE6, "ae"}, {0xC6, "AE"},  {0xF8, "o"},  {0xD8, "O"},
    {0x111, "d"}, {0x110, "D"}, {0x142, "l"},  {0x141, "L"}, {0xFE, "th"},
    {0xDE, "Th"}, {0xF0, "d"},  {0x153, "oe"}, {0x131, "i"},
};

/* Appends C as ASCII; false when there is no plain form. */
static bool add_plain(struct buf *out, uint32_t c)
{
    uint32_t base = utf8_base(c);

    if (base < 0x80) {
        buf_byte(out, (char)base);
        return true;
    }
    for (size_t i = 0; i < sizeof ligatures / sizeof *ligatures; i++)
        if (ligatures[i].c == c) {
            buf_addz(out, ligatures[i].plain);
            return true;
        }
    return false;
}

static bool is_kept(const struct rule *r, uint32_t c)
{
    if (c < 0x80)
        return is_ascii_alnum((char)c) || (c && strchr(r->keep, (int)c));
    return utf8_is_word(c);
}

static void add_dash(struct buf *out, const struct rule *r)
{
    if (!r->collapse || (out->n && out->p[out->n - 1] != '-'))
        buf_byte(out, '-');
}

static void add_id_char(struct buf *out, const struct rule *r, uint32_t c)
{
    bool is_blank, kept;

    if (r->letter_first && out->n == 0 && !(c < 0x80 && is_ascii_alpha((char)c)))
        return;
    if (r->lower)
        c = utf8_lower(c);
    is_blank = c == ' ' || c == '\t' || c == '\n';
    kept = !is_blank && is_kept(r, c);
    if (kept && !(r->ascii && c >= 0x80))
        utf8_add(out, c);
    else if (kept && r->collapse)
        add_plain(out, c);
    else if (is_blank || (!kept && r->collapse))
        add_dash(out, r);
}

struct str id_of_heading(struct arena *a, enum id_scheme scheme, struct str text)
{
    const struct rule *r = &rules[scheme];
    struct buf out = {0};
    struct str id;
    uint32_t c;

    text = str_trim(text);
    for (size_t at = 0, len; at < text.n; at += len) {
        len = utf8_decode(text, at, &c);
        if (len)
            add_id_char(&out, r, c);
        else
            len = 1;
    }
    while (r->collapse && out.n && out.p[out.n - 1] == '-')
        out.n--;
    id = arena_str(a, out.n ? buf_str(&out) : str_of(r->empty));
    buf_done(&out);
    return id;
}

struct str id_unique(struct arena *a, struct table *taken, struct str id)
{
    bool is_new;
    struct table_entry *e = table_put(taken, id, &is_new);

    while (!is_new) {
        struct str next = arena_printf(a, "%.*s-%zu", STR_ARG(id), ++e->num);
        size_t count = e->num;

        table_put(taken, next, &is_new);
        table_get(taken, id)->num = count;
        e = table_get(taken, id);
        if (is_new)
            return next;
    }
    return id;
}

struct str id_safe(struct arena *a, struct str id)
{
    bool is_fine = id.n && (is_ascii_alpha(id.p[0]) || (unsigned char)id.p[0] >= 0x80);
    char *p;

    for (size_t i = 0; i < id.n && is_fine; i++)
        is_fine =
            (unsigned char)id.p[i] > ' ' && id.p[i] != '"' && id.p[i] != '<' && id.p[i] != '&';
    if (is_fine)
        return id;
    id = arena_printf(a, "%s%.*s", id.n && is_ascii_alpha(id.p[0]) ? "" : "id-", STR_ARG(id));
    p = (char *)id.p;
    for (size_t i = 0; i < id.n; i++)
        if ((unsigned char)p[i] <= ' ' || strchr("\"<&", p[i]))
            p[i] = '-';
    return id;
}

enum { NAME_MAX_BYTES = 60 };

struct str id_file_name(struct arena *a, struct str text)
{
    struct buf out = {0};
    size_t lost = 0;
    struct str name;
    uint32_t c;

    for (size_t at = 0, len; at < text.n; at += len) {
        len = utf8_decode(text, at, &c);
        if (len == 0) {
            len = 1;
            lost++;
        } else if (c < 0x80 && !is_ascii_alnum((char)c)) {
            add_dash(&out, &rules[ID_ZOLA]);
        } else if (!add_plain(&out, utf8_lower(c))) {
            lost += utf8_is_word(c);
        }
    }
    if (out.n > NAME_MAX_BYTES)
        lost++, out.n = NAME_MAX_BYTES;
    while (out.n && out.p[out.n - 1] == '-')
        out.n--;
    if (lost)
        buf_printf(&out, "%s%08lx", out.n ? "-" : "p-", str_hash(text) & 0xFFFFFFFFUL);
    name = arena_str(a, out.n ? buf_str(&out) : STR("post"));
    buf_done(&out);
    return name;
}
