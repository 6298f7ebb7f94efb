/* SPDX-License-Identifier: MIT */
/* Template constructs, callouts, embeds: what examples of text cannot show. */
#include <string.h>

#include "render/callout.h"
#include "render/embed.h"
#include "render/template.h"
#include "tap.h"

static struct arena arena;

static struct str expand_with(const char *body, unsigned syntax, const struct template_env *env,
                              struct template_result *r)
{
    *r = (struct template_result){0};
    template_expand(r, &arena, str_of(body), syntax, env, NULL, STR("x.md"), 1);
    return r->text;
}

static void is_expanded(const char *body, unsigned syntax, const char *expected, const char *name)
{
    struct template_result r;

    is_str(expand_with(body, syntax, NULL, &r), expected, "%s", name);
    template_result_done(&r);
}

static void test_nothing_to_do(void)
{
    static const char text[] = "# Title\n\nPlain *text* with `code`.\n";
    struct template_result r;
    struct str out = expand_with(text, ~0U, NULL, &r);

    ok(out.p == text, "a text without constructs is not copied");
    ok(r.line_of == NULL && r.objects.n == 0 && r.unknown.n == 0, "and nothing is reported");
    template_result_done(&r);
    is_expanded("", ~0U, "", "an empty text stays empty");
    is_expanded("{{ x }} {% y %} {{< z >}} :::note\n", 0, "{{ x }} {% y %} {{< z >}} :::note\n",
                "without a syntax nothing is a construct");
}

static void test_no_environment(void)
{
    is_expanded("[a]({% post_url x %})\n", SYNTAX_LIQUID, "[a](x)\n", "no resolver: as written");
    is_expanded("{{ site.baseurl }}/x\n", SYNTAX_LIQUID, "/x\n", "no variables: baseurl is empty");
    is_expanded("{% include x.html %}a\n", SYNTAX_LIQUID, "a\n", "no includes: nothing");
    is_expanded("[[x]]\n", 0, "[[x]]\n", "no resolver: no wiki links");
}

static void test_lines(void)
{
    static const unsigned expected[] = {1, 2, 5, 6, 7};
    struct template_result r;
    bool is_same = true;

    expand_with("a\n{{< youtube\n  x\n>}}\n\nb\n", SYNTAX_HUGO, NULL, &r);
    ok(r.line_count == 5 && r.line_of, "a construct over three lines shortens the text");
    for (size_t i = 0; r.line_of && i < r.line_count; i++)
        is_same &= r.line_of[i] == expected[i];
    ok(is_same, "and each line knows where it came from");
    template_result_done(&r);
    expand_with("a\n{{< unknown >}}\nb\n", SYNTAX_HUGO, NULL, &r);
    ok(r.line_of == NULL, "line breaks that stay need no map");
    ok(table_get(&r.lost, STR("unknown"))->num == 1, "what was unknown is counted");
    template_result_done(&r);
}

static void test_line_ends(void)
{
    is_expanded("{% raw %}\r\n```\r\n{{ x }}\r\n```\r\n{% endraw %}\r\n", SYNTAX_LIQUID,
                "\r\n```\r\n{{ x }}\r\n```\r\n\r\n", "CRLF passes");
    is_expanded("Term\r\n: Def\r\n\r\nafter\r\n", SYNTAX_KRAMDOWN,
                "<dl>\n<dt>Term</dt>\n<dd>\n\nDef\n\n</dd>\n</dl>\n\nafter\r\n",
                "CRLF in definition lists");
    is_expanded("x ==y", SYNTAX_MARK, "x ==y", "a mark without an end");
    is_expanded("x ==y==", SYNTAX_MARK, "x <mark>y</mark>", "a mark at the end");
}

static void test_user_shortcodes(void)
{
    struct table shortcodes = {0};
    struct template_env env = {.shortcodes = &shortcodes};
    struct str notice = STR("<aside class=\"mine\">{{inner}}</aside>");
    struct str img = STR("<img src=\"{{src}}\" alt=\"{{alt}}\">");
    struct template_result r;

    table_put(&shortcodes, STR("notice"), NULL)->ptr = &notice;
    table_put(&shortcodes, STR("img"), NULL)->ptr = &img;
    is_str(expand_with("a {{< notice >}}*b*{{< /notice >}} c", SYNTAX_HUGO, &env, &r),
           "a <aside class=\"mine\">*b*</aside> c", "a pattern with {{inner}}");
    template_result_done(&r);
    is_str(expand_with("{{< notice >}}*b*{{< /notice >}}\n", SYNTAX_HUGO, &env, &r),
           "<aside class=\"mine\">\n\n*b*\n</aside>\n", "alone on its line: inner Markdown");
    template_result_done(&r);
    is_str(expand_with("a {{< img src=\"x.png\" alt='\"q\"' >}}", SYNTAX_HUGO, &env, &r),
           "a <img src=\"x.png\" alt=\"&quot;q&quot;\">", "a pattern with arguments");
    template_result_done(&r);
    table_done(&shortcodes);
}

static void test_bounds(void)
{
    struct buf b = {0};
    struct template_result r;

    for (int i = 0; i < 1000; i++)
        buf_addz(&b, ":::note\n");
    buf_addz(&b, "deep\n");
    for (int i = 0; i < 1000; i++)
        buf_addz(&b, ":::\n");
    buf_byte(&b, '\0');
    expand_with(b.p, SYNTAX_CONTAINERS, NULL, &r);
    ok(str_find(r.text, STR(":::"), 0) == STR_NPOS, "a thousand nested containers leave no mark");
    ok(str_find(r.text, STR("deep"), 0) != STR_NPOS, "nor do they lose text");
    template_result_done(&r);
    buf_done(&b);
}

static void test_callouts(void)
{
    enum callout kind = CALLOUT_NOTE;

    ok(callout_kind(STR("Danger"), &kind) && kind == CALLOUT_CAUTION, "danger is caution");
    ok(callout_kind(STR("警告"), &kind) && kind == CALLOUT_WARNING, "names of other languages");
    ok(!callout_kind(STR("nonsense"), &kind) && kind == CALLOUT_WARNING, "unknown: untouched");
    is_str(callout_label(CALLOUT_TIP, STR("de-AT")), "Tipp", "a label by language");
    is_str(callout_label(CALLOUT_TIP, STR("xx")), "Tip", "English where there is none");
    is_str(callout_label(CALLOUT_TIP, STR_NONE), "Tip", "English without a language");
    is_str(str_of(callout_name(CALLOUT_IMPORTANT)), "important", "the name in the class");
}

static void is_card(const char *url, const char *title, const char *kind, const char *address)
{
    struct buf b = {0};
    struct str expected = arena_printf(&arena,
                                       "<p class=\"embed\"><span class=\"embed-kind\">%s</span> "
                                       "<a href=\"%s\">%s</a></p>",
                                       kind, address, title);

    ok(embed_card(&b, false, str_of(url), str_of(title)), "%s is known", url);
    is_str(buf_str(&b), expected.p, "and its card is right");
    buf_done(&b);
}

static void test_embeds(void)
{
    struct buf b = {0};

    is_card("https://www.youtube-nocookie.com/embed/ab_c?rel=0", "T", "Video",
            "https://www.youtube.com/watch?v=ab_c");
    is_card("https://www.youtube.com/watch?v=xyz&t=3", "T", "Video",
            "https://www.youtube.com/watch?v=xyz");
    is_card("https://www.youtube.com/watch?app=desktop&v=xyz", "T", "Video",
            "https://www.youtube.com/watch?v=xyz");
    is_card("//player.vimeo.com/video/123?width=640", "T", "Video", "https://vimeo.com/123");
    is_card("//player.vimeo.com/video/123?width=640&h=ab1", "T", "Video",
            "https://vimeo.com/123/ab1");
    is_card("https://gist.github.com/user/0123.js", "T", "Code",
            "https://gist.github.com/user/0123");
    is_card("https://codepen.io/team/embed/abc?x=1", "T", "Code",
            "https://codepen.io/team/pen/abc");
    ok(embed_card(&b, false,
                  STR("https://www.facebook.com/plugins/post.php?href=httpjavascript%3Aalert(1)"),
                  STR_NONE) &&
           str_find(buf_str(&b), STR("href=\"https://www.facebook.com/plugins"), 0) != STR_NPOS,
       "what is decoded is an address on the web, or the player's stands there");
    buf_clear(&b);
    is_card("https://geo.dailymotion.com/player/xf9zx.html?video=x84sh87&mute=1", "T", "Video",
            "https://www.dailymotion.com/video/x84sh87");
    is_card("https://www.aparat.com/video/video/embed/videohash/MqHk6/vt/frame", "T", "Video",
            "https://www.aparat.com/v/MqHk6");
    is_card("https://glitch.com/embed/#!/embed/tea-pot?path=app.py&previewSize=0", "T", "Code",
            "https://glitch.com/edit/#!/tea-pot");
    is_card("https://asciinema.org/a/14.js", "T", "Terminal recording",
            "https://asciinema.org/a/14");
    ok(!embed_card(&b, false, STR("https://geo.dailymotion.com/player/a/b.html?video=x"), STR_NONE),
       "a piece of a path has no slash");
    ok(!embed_card(&b, false, STR("https://blog.example/"), STR_NONE) && b.n == 0,
       "no service: no card");
    ok(embed_card_named(&b, false, STR("YouTube"), STR("a\"b"), STR("<T>")), "a service by name");
    is_str(buf_str(&b),
           "<p class=\"embed\"><span class=\"embed-kind\">Video</span> "
           "<a href=\"https://www.youtube.com/watch?v=a&quot;b\">&lt;T&gt;</a></p>",
           "what it writes is escaped");
    buf_clear(&b);
    embed_card_plain(&b, false, "Audio", STR("//x.example/a.mp3"), STR_NONE);
    is_str(buf_str(&b),
           "<p class=\"embed\"><span class=\"embed-kind\">Audio</span> "
           "<a href=\"https://x.example/a.mp3\">x.example/a.mp3</a></p>",
           "a card without a title shows the address");
    ok(!embed_card_named(&b, false, STR("nosuch"), STR("x"), STR_NONE), "no such service");
    buf_done(&b);
}

struct row {
    const char *names, *kind, *pattern, *address;
};

/* FORM with IDS for its stars and percent signs, nothing for its tildes. */
static struct str filled(const char *form, const char *const ids[2])
{
    struct buf out = {0};
    struct str s;

    for (size_t used = 0; *form; form++) {
        size_t stars = strspn(form, "*");
        bool is_decoded = *form == '%' && (form[1] == '\0' || form[1] == '"');

        if (stars || is_decoded) {
            buf_addz(&out, ids[used++]);
            form += stars ? stars - 1 : 0;
        } else if (*form != '~') {
            buf_byte(&out, *form);
        }
    }
    s = arena_str(&arena, buf_str(&out));
    buf_done(&out);
    return s;
}

/* Each row is reached by what it stands for: no earlier one takes it. */
static void test_rows_of_embeds(void)
{
    static const struct row rows[] = {
#define EMBED(names, kind, pattern, address) {names, kind, pattern, address},
#define SCRIPT EMBED
#include "render/embeds.def"
#undef SCRIPT
#undef EMBED
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct row *r = &rows[i];
        const char *one = strstr(r->pattern, "***")  ? "some/thing?x=y#z"
                          : strstr(r->pattern, "**") ? "some/thing"
                                                     : "some-thing";
        bool is_http = strcmp(r->address, "http%") == 0,
             is_path = strstr(r->address, "mixcloud.com%");
        const char *const written[] = {is_http   ? "s%3A%2F%2Fx.example%2Fa%3Fb%3D1"
                                       : is_path ? "%2Fsome%2F"
                                                 : one,
                                       "other"},
                          *const meant[] = {is_http   ? "s://x.example/a?b=1"
                                            : is_path ? "/some/"
                                                      : one,
                                            "other"};

        if (*r->pattern)
            is_card(arena_printf(&arena, "https://%.*s", STR_ARG(filled(r->pattern, written))).p,
                    "T", r->kind, filled(r->address, meant).p);
        ok(!*r->names ||
               (strchr(r->address, '*') == strrchr(r->address, '*') && !strchr(r->address, '%')),
           "a row with names has one star in its address: %s", r->names);
    }
}

static void test_scripts(void)
{
    static const char *const libraries[] = {"https://www.instagram.com/embed.js",
                                            "https://www.tiktok.com/embed.js",
                                            "https://speakerdeck.com/assets/embed.js",
                                            "https://mastodon.social/embed.js",
                                            "https://www.geogebra.org/apps/deployggb.js",
                                            "https://embed.reddit.com/widgets.js",
                                            "https://public.flourish.studio/resources/embed.js",
                                            "https://open.spotify.com/embed-podcast/iframe-api/v1"};
    struct buf b = {0};

    for (size_t i = 0; i < sizeof libraries / sizeof *libraries; i++)
        ok(!embed_card_script(&b, false, str_of(libraries[i]), STR_NONE) && b.n == 0,
           "a library is no embed: %s", libraries[i]);
    ok(embed_card_script(&b, false, STR("https://gist.github.com/a/1.js?file=x"), STR_NONE),
       "a gist is one");
    ok(embed_card_script(&b, false, STR("//jsfiddle.net/a/b1/2/embed/js,html/dark/"), STR_NONE) &&
           embed_card_script(&b, false, STR("https://embed.nicovideo.jp/watch/sm9/script?w=640"),
                             STR_NONE) &&
           !embed_card_script(&b, false, STR("https://jsfiddle.net/js/coffee.js"), STR_NONE),
       "a fiddle and a niconico player, too");
    buf_done(&b);
}

int main(void)
{
    test_nothing_to_do();
    test_no_environment();
    test_lines();
    test_line_ends();
    test_user_shortcodes();
    test_bounds();
    test_callouts();
    test_embeds();
    test_rows_of_embeds();
    test_scripts();
    arena_done(&arena);
    return done();
}
