/* SPDX-License-Identifier: MIT */
/* Expands standard input and prints the text; for the examples in tests/spec/template-*.txt.
 *
 * usage: template_dump [-l] SYNTAX...      -l: before each line the line of the input
 *
 * References resolve to "ref:TARGET" unless TARGET holds "missing"; there are a few variables and
 * files to include. The formulas, what was unknown and messages follow at the end. */
#include <stdio.h>
#include <string.h>

#include "render/template.h"

static bool resolve(void *ctx, enum template_ref kind, struct str target, struct str *ret_url)
{
    (void)kind;
    if (str_find(target, STR("missing"), 0) != STR_NPOS)
        return false;
    *ret_url = arena_printf(ctx, "ref:%.*s", STR_ARG(target));
    return true;
}

static bool variable(void *ctx, struct str name, struct str *ret_value)
{
    (void)ctx;
    if (str_eq(name, STR("site.baseurl")))
        *ret_value = STR("/base");
    else if (str_eq(name, STR("site.url")))
        *ret_value = STR("https://blog.example");
    else if (str_eq(name, STR("page.title")))
        *ret_value = STR("Tea");
    else if (str_eq(name, STR("page.date")))
        *ret_value = STR("2024-05-01");
    else
        return false;
    return true;
}

static const char *include(void *ctx, struct str name, struct str *ret_text)
{
    (void)ctx;
    if (str_eq(name, STR("box.html")))
        *ret_text = STR("<div>\n\n    {% if include.title %}<b>{{ include.title }}</b>{% endif %}\n"
                        "</div>\n");
    else if (str_eq(name, STR("loop.html")))
        *ret_text = STR("{% include loop.html %}{% include loop.html %}x");
    else if (str_eq(name, STR("lib.rs")))
        *ret_text = STR("// ANCHOR: a\nfn a() {}\n// ANCHOR_END: a\nfn b() {}\nfn c() {}\n");
    else
        return "there is no such file";
    return NULL;
}

static unsigned syntax_of(const char *name)
{
    static const struct {
        const char *name;
        unsigned syntax;
    } names[] = {{"liquid", SYNTAX_LIQUID},
                 {"hugo", SYNTAX_HUGO},
                 {"zola", SYNTAX_ZOLA},
                 {"hexo", SYNTAX_HEXO},
                 {"mdx", SYNTAX_MDX},
                 {"mdbook", SYNTAX_MDBOOK},
                 {"kramdown", SYNTAX_KRAMDOWN},
                 {"obsidian", SYNTAX_OBSIDIAN},
                 {"containers", SYNTAX_CONTAINERS},
                 {"definitions", SYNTAX_DEFINITIONS},
                 {"mark", SYNTAX_MARK},
                 {"subsup", SYNTAX_SUBSUP},
                 {"abbreviations", SYNTAX_ABBREVIATIONS},
                 {"emoji", SYNTAX_EMOJI},
                 {"math", SYNTAX_MATH},
                 {"nunjucks", SYNTAX_NUNJUCKS}};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(names[i].name, name) == 0)
            return names[i].syntax;
    return 0;
}

static void print_text(struct str text)
{
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == OBJECT_OPEN)
            fputs("«", stdout);
        else if (text.p[i] == OBJECT_CLOSE)
            fputs("»", stdout);
        else
            putchar(text.p[i]);
    }
}

static void print(const struct template_result *r, bool has_lines)
{
    struct str rest = r->text, line;

    for (size_t i = 0; has_lines && str_line(&rest, &line); i++) {
        printf("%u: ", r->line_of ? r->line_of[i] : (unsigned)i + 1);
        print_text(line);
        putchar('\n');
    }
    if (!has_lines)
        print_text(r->text);
    for (size_t i = 0; i < r->objects.n; i++)
        printf("«%zu» %s line %u: %.*s\n", i,
               r->objects.v[i].kind == OBJECT_MATH_DISPLAY ? "display" : "inline",
               r->objects.v[i].line, STR_ARG(r->objects.v[i].source));
    for (size_t i = 0; i < r->unknown.n; i++)
        printf("unknown: %.*s (%zu)\n", STR_ARG(r->unknown.v[i].key), r->unknown.v[i].num);
    for (size_t i = 0; i < r->lost.n; i++)
        printf("lost: %.*s (%zu)\n", STR_ARG(r->lost.v[i].key), r->lost.v[i].num);
}

int main(int argc, char **argv)
{
    struct arena arena = {0};
    struct template_env env = {.ctx = &arena,
                               .resolve = resolve,
                               .variable = variable,
                               .include = include,
                               .language = STR("en")};
    struct template_result r = {0};
    struct buf in = {0};
    unsigned syntax = 0;
    bool has_lines = false;
    struct diag_list diags = {0};
    size_t n;

    for (int i = 1; i < argc; i++) {
        has_lines |= strcmp(argv[i], "-l") == 0;
        syntax |= syntax_of(argv[i]);
    }
    do {
        char *p = buf_reserve(&in, 65536);

        n = fread(p, 1, 65536, stdin);
        in.n += n;
    } while (n > 0);
    template_expand(&r, &arena, buf_str(&in), syntax, &env, &diags, STR("stdin"), 1);
    print(&r, has_lines);
    for (size_t i = 0; i < diags.n; i++)
        printf("line %u: %.*s\n", diags.v[i].at.line, STR_ARG(diags.v[i].text));
    diag_list_done(&diags);
    template_result_done(&r);
    buf_done(&in);
    arena_done(&arena);
    return 0;
}
