/* SPDX-License-Identifier: MIT */
/* Hexo's tags take words, not arguments: the text of a tag is all that stands between its name and
 * its end mark, with the themes' options among it. Notations of the themes NexT, Fluid, Butterfly,
 * Volantis and Stellar. */
#include "render/template_action.h"

/* "color:red", "open:true" */
static bool is_pair(struct str word)
{
    size_t colon = str_find_byte(word, ':', 0);

    return colon != STR_NPOS &&
           str_among(str_sub(word, 0, colon),
                     STR("bg child color desc download fancybox height icon layout open width"));
}

static bool is_colour(struct str word)
{
    return str_among(word, STR("default red orange yellow green cyan blue purple pink"));
}

/* {% codeblock [title] [lang:x] [url] [link text] %}; of Octopress, too */
struct str hexo_code_title(struct template *t, struct str words)
{
    struct str rest = words, word;
    struct buf b = {0};

    while (str_split(&rest, ' ', &word) && str_find(word, STR("://"), 0) == STR_NPOS) {
        if (word.n == 0 || str_find_byte(word, ':', 0) != STR_NPOS ||
            str_find_byte(word, '=', 0) != STR_NPOS)
            continue;
        if (b.n)
            buf_byte(&b, ' ');
        for (size_t i = 0; i < word.n; i++)
            if (word.p[i] != '"')
                buf_byte(&b, word.p[i]);
    }
    words = arena_str(t->a, buf_str(&b));
    buf_done(&b);
    return words;
}

/* What says how a note or label looks: an icon's class, a style. */
static bool is_look(struct str word)
{
    return str_starts(word, STR("fa-")) ||
           str_among(word, STR("fa fas fab far no-icon simple modern flat disabled"));
}

static struct str unquote(struct str s)
{
    return s.n > 1 && (s.p[0] == '"' || s.p[0] == '\'') && s.p[s.n - 1] == s.p[0]
               ? str_chop(str_skip(s, 1), 1)
               : s;
}

static struct str without_options(struct template *t, struct str words, bool has_look)
{
    struct str rest = unquote(str_trim(words)), word;
    struct buf b = {0};

    while (str_split(&rest, ' ', &word)) {
        if (word.n == 0 || is_pair(word) || (has_look && is_look(word)))
            continue;
        if (b.n)
            buf_byte(&b, ' ');
        buf_add(&b, word);
    }
    words = arena_str(t->a, buf_str(&b));
    buf_done(&b);
    return words;
}

struct str hexo_text(struct template *t, struct str words)
{
    return without_options(t, words, false);
}

struct str hexo_title(struct template *t, struct str words)
{
    size_t comma = str_find_byte(words, ',', 0);

    if (comma != STR_NPOS) /* "cyan open, Title" */
        words = str_skip(words, comma + 1);
    words = without_options(t, words, true);
    return is_colour(words) ? STR_NONE : words;
}

/* "class@text" of NexT, "text colour" of Butterfly */
static struct str label_text(struct str words)
{
    size_t at = str_find_byte(words, '@', 0), blank = str_rfind_byte(words, ' ');

    if (at != STR_NPOS && str_find_byte(str_trim(str_sub(words, 0, at)), ' ', 0) == STR_NPOS)
        return str_skip(words, at + 1);
    return blank != STR_NPOS && is_colour(str_skip(words, blank + 1)) ? str_sub(words, 0, blank)
                                                                      : words;
}

static void emit_ruby(struct template *t, struct str words)
{
    size_t bar = str_find_byte(words, '|', 0);
    struct buf *b = &t->w.out;

    if (bar == STR_NPOS) {
        emit_inline(b, words);
        return;
    }
    buf_addz(b, "<ruby>");
    emit_inline(b, str_sub(words, 0, bar));
    buf_addz(b, "<rt>");
    emit_inline(b, str_skip(words, bar + 1));
    buf_addz(b, "</rt></ruby>");
}

void action_words(struct template *t, struct str detail, struct tag *tag)
{
    struct str words = hexo_text(t, tag->args.raw);
    size_t comma = str_find_byte(words, ',', 0);

    if (tag->is_paired && open_push(t, tag->close, STR_NONE, false))
        return;
    if (str_eq(detail, STR("|"))) {
        emit_ruby(t, words);
        return;
    }
    if (str_eq(detail, STR("@")))
        words = label_text(words);
    else if (comma != STR_NPOS && str_eq(detail, STR(",")))
        words = str_skip(words, comma + 1);
    else if (comma != STR_NPOS && str_eq(detail, STR("first,")))
        words = str_sub(words, 0, comma);
    emit_inline(&t->w.out, words);
}

/* {% checkbox red checked, Text %}, {% cb Text, true %}, {% radio Text %} */
void action_box(struct template *t, struct str detail, struct tag *tag)
{
    struct str words = tag->args.raw, rest = words, style, flag;
    size_t comma = str_find_byte(words, ',', 0);
    bool is_checked = false;
    struct buf b = {0};

    (void)detail;
    if (comma != STR_NPOS && str_eq_fold(tag->name, STR("cb"))) {
        words = str_sub(rest, 0, comma);
        rest = str_skip(rest, comma + 1);
        is_checked = str_split(&rest, ',', &flag) && str_eq(str_trim(flag), STR("true"));
    } else if (comma != STR_NPOS) {
        style = str_sub(words, 0, comma);
        words = str_skip(words, comma + 1);
        while (str_split(&style, ' ', &flag))
            is_checked |= str_eq(flag, STR("checked"));
    }
    buf_addz(&b, is_alone(t, tag->from, tag->end) ? "<p>" : "");
    buf_addz(&b, is_checked ? "☑ " : "☐ ");
    emit_inline(&b, hexo_text(t, words));
    if (b.p[0] == '<') {
        buf_addz(&b, "</p>");
        emit_block(t, buf_str(&b));
    } else {
        emit(t, buf_str(&b));
    }
    buf_done(&b);
}

/* {% tabs Name, 2 %}: what its tabs without captions are called. */
void action_tabs(struct template *t, struct str detail, struct tag *tag)
{
    size_t comma = str_find_byte(tag->args.raw, ',', 0);

    (void)detail;
    t->tabs_name = str_trim(str_sub(tag->args.raw, 0, comma));
    t->tabs_count = 0;
    if (tag->is_paired)
        open_push(t, tag->close, STR_NONE, false);
}

/* <!-- tab Caption@icon -->, <!-- timeline Date --> */
bool hexo_comment(struct template *t)
{
    struct writer *w = &t->w;
    struct str line = str_trim(str_sub(w->in, t->line.content, t->line.end - t->line.content));
    bool is_tab = str_starts(line, STR("<!-- tab"));

    if ((!is_tab && !str_starts(line, STR("<!-- timeline"))) || !str_ends(line, STR("-->")))
        return false;
    line = str_trim(str_chop(str_skip(line, is_tab ? 8 : 13), 3));
    if (is_tab)
        line = str_sub(line, 0, str_find_byte(line, '@', 0));
    t->tabs_count += is_tab;
    if (line.n == 0 && t->tabs_name.n)
        line = arena_printf(t->a, "%.*s %u", STR_ARG(t->tabs_name), t->tabs_count);
    if (line.n == 0 || t->n_open == 0)
        return false;
    writer_seek(w, t->line.end);
    emit_label(t, line);
    return true;
}
