/* SPDX-License-Identifier: MIT */
/* The option table at work: getopt, help, values by kind. */
#include "build/options.h"

#include <getopt.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/fs.h"
#include "base/uri.h"
#include "book/language.h"
#include "build/options_table.h"
#include "input/load.h"

static const struct option_row rows[] = {
#define SECTION(title) {0, NULL, title, OPTION_ACTION, 0, NULL},
#define OPTION(short_name, name, argument, kind, field, help) \
    {short_name, name, argument, OPTION_##kind, offsetof(struct options, field), help},
#include "options.def"
#undef OPTION
#undef SECTION
};

enum { ROW_COUNT = sizeof rows / sizeof *rows, LONG_BASE = 256 };

const struct option_row *option_row_named(struct str name)
{
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (rows[i].name && str_eq(name, str_of(rows[i].name)))
            return &rows[i];
    return NULL;
}

const struct option_row *option_rows(size_t *ret_n)
{
    *ret_n = ROW_COUNT;
    return rows;
}

/* Index from 1 of TEXT among "a|b|c"; 0 when it is none of them. */
static unsigned choice_index(const char *choices, struct str text)
{
    struct str rest = str_of(choices), one;
    unsigned i = 1;

    for (; str_split(&rest, '|', &one); i++)
        if (str_eq(one, text))
            return i;
    return 0;
}

static bool set_size(uint32_t size[2], struct str text)
{
    size_t x = str_find_byte(text, 'x', 0);
    unsigned long w = 0, h = 0;

    if (x == STR_NPOS)
        return str_to_uint(text, 100000, &w) && (size[0] = size[1] = (uint32_t)w) > 0;
    if (!str_to_uint(str_sub(text, 0, x), 100000, &w) ||
        !str_to_uint(str_skip(text, x + 1), 100000, &h) || w == 0 || h == 0)
        return false;
    size[0] = (uint32_t)w;
    size[1] = (uint32_t)h;
    return true;
}

static bool set_bytes(uint64_t *field, struct str text)
{
    static const char units[] = "kMG";
    uint64_t factor = 1;
    unsigned long n;

    if (text.n && is_ascii_alpha(text.p[text.n - 1])) {
        const char *unit = strchr(units, text.p[text.n - 1] == 'K' ? 'k' : text.p[text.n - 1]);

        if (!unit)
            return false;
        factor = 1ULL << (10 * (unit - units + 1));
        text = str_chop(text, 1);
    }
    if (!str_to_uint(text, 1UL << 40, &n) || n == 0)
        return false;
    *field = n * factor;
    return true;
}

/* What is wrong with a value of a kind, for the message. */
static const char *const faults[] = {
    [OPTION_FLAG] = "it takes 'true' or 'false'",
    [OPTION_NUMBER] = "it takes a number",
    [OPTION_DATE] = "it takes a date: YYYY, YYYY-MM, YYYY-MM-DD or RFC 3339",
    [OPTION_CHOICE] = "it is none of the choices",
    [OPTION_MODE] = "it is none of the choices",
    [OPTION_SIZE] = "it takes a size such as 1200x1600",
    [OPTION_BYTES] = "it takes a size such as 50M",
    [OPTION_TEXT] = "",
    [OPTION_LIST] = "",
    [OPTION_ACTION] = "",
};

const char *option_set(struct options *o, const struct option_row *row, struct str text)
{
    char *field = (char *)o + row->field;
    bool is_fine = true;

    switch (row->kind) {
    case OPTION_FLAG:
        *(bool *)field = true;
        break;
    case OPTION_TEXT:
        *(struct str *)field = text;
        break;
    case OPTION_LIST:
        *vec_push((str_vec *)field) = text;
        break;
    case OPTION_NUMBER:
        is_fine = str_to_uint(text, 1000000000, (unsigned long *)field);
        o->has_toc_depth |= field == (char *)&o->toc_depth;
        break;
    case OPTION_DATE:
        is_fine = date_parse_option(text, (struct date *)field);
        break;
    case OPTION_CHOICE:
        is_fine = (*(unsigned *)field = choice_index(row->argument, text)) > 0;
        break;
    case OPTION_MODE:
        is_fine = (*(unsigned *)field = text.p ? choice_index(row->argument, text) : 1) > 0;
        break;
    case OPTION_SIZE:
        is_fine = set_size((uint32_t *)field, text);
        break;
    case OPTION_BYTES:
        is_fine = set_bytes((uint64_t *)field, text);
        break;
    case OPTION_ACTION:
        *(struct str *)field = text;
        break;
    }
    return is_fine ? NULL : faults[row->kind];
}

static void make_getopt(struct option *long_options, char *short_options)
{
    size_t n = 0;

    *short_options++ = ':';
    for (size_t i = 0; i < ROW_COUNT; i++) {
        const struct option_row *r = &rows[i];

        if (!r->name)
            continue;
        long_options[n++] = (struct option){r->name,
                                            r->kind == OPTION_MODE ? optional_argument
                                            : r->argument          ? required_argument
                                                                   : no_argument,
                                            NULL, LONG_BASE + (int)i};
        if (r->short_name) {
            *short_options++ = r->short_name;
            if (r->argument)
                *short_options++ = ':';
        }
    }
    *short_options = '\0';
    long_options[n] = (struct option){0};
}

static const struct option_row *row_of(int code)
{
    if (code >= LONG_BASE)
        return &rows[code - LONG_BASE];
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (rows[i].name && rows[i].short_name == code)
            return &rows[i];
    return NULL;
}

static void usage_fault(struct options *o, struct diag_list *diags, const char *format,
                        const char *what)
{
    struct str text = arena_printf(&o->arena, format, what);

    diag_add(diags, DIAG_USAGE, (struct diag_pos){0}, STR_ARG(text));
}

/* What getopt's CODE for a fault means. For a long option that it knows, optopt is the row. */
static const char *getopt_fault(int code)
{
    if (code == ':')
        return "option '%s' needs an argument; try --help";
    return optopt >= LONG_BASE ? "option '%s' takes no argument; try --help"
                               : "unknown option '%s'; try --help";
}

/* One option that getopt found. */
static enum options_result take(struct options *o, int code, char **argv, struct diag_list *diags)
{
    const struct option_row *row = code == '?' || code == ':' ? NULL : row_of(code);
    const char *fault;

    if (!row) {
        usage_fault(o, diags, getopt_fault(code), argv[optind - 1]);
        return OPTIONS_WRONG;
    }
    if (strcmp(row->name, "help") == 0) {
        options_help();
        return OPTIONS_DONE;
    }
    if (strcmp(row->name, "version") == 0) {
        puts("mdbook2epub " PACKAGE_VERSION_TEXT);
        return OPTIONS_DONE;
    }
    fault = option_set(o, row, str_of(optarg));
    if (fault) {
        struct str text =
            arena_printf(&o->arena, "bad value '%s' for --%s: %s", optarg, row->name, fault);

        diag_add(diags, DIAG_USAGE, (struct diag_pos){0}, STR_ARG(text));
        return OPTIONS_WRONG;
    }
    return OPTIONS_RUN;
}

/* An option that swallowed the folder of posts is named. */
static enum options_result no_posts(struct options *o, const char *option, const char *value,
                                    struct diag_list *diags)
{
    struct str text = STR("no posts given; try --help");

    if (option)
        text = arena_printf(&o->arena, "no posts given: '%s' took '%s' as its value; try --help",
                            option, value);
    diag_add(diags, DIAG_USAGE, (struct diag_pos){0}, STR_ARG(text));
    return OPTIONS_WRONG;
}

/* Words of the book; what they were given as need not be text. */
static void clean_words(struct options *o)
{
    struct str *words[] = {&o->title,  &o->subtitle,   &o->publisher, &o->description,
                           &o->rights, &o->identifier, NULL};
    size_t n = 0;

    for (size_t i = 0; words[i]; i++)
        *words[i] = str_trim(load_words(&o->arena, *words[i]));
    for (size_t i = 0; i < o->authors.n; i++) {
        struct str name = str_trim(load_words(&o->arena, o->authors.v[i]));

        if (name.n)
            o->authors.v[n++] = name;
    }
    o->authors.n = n;
}

enum options_result options_read(struct options *o, int argc, char **argv, struct diag_list *diags)
{
    struct option long_options[ROW_COUNT + 1];
    char short_options[3 * ROW_COUNT + 2];
    const char *option = NULL, *folder = NULL;
    int code;

    make_getopt(long_options, short_options);
    opterr = 0;
    while ((code = getopt_long(argc, argv, short_options, long_options, NULL)) != -1) {
        enum options_result r = take(o, code, argv, diags);

        if (r != OPTIONS_RUN)
            return r;
        if (optarg && optarg == argv[optind - 1] && fs_is_dir(optarg)) {
            option = argv[optind - 2];
            folder = optarg;
        }
    }
    for (int i = optind; i < argc; i++)
        *vec_push(&o->paths) = str_of(argv[i]);
    clean_words(o);
    return o->paths.n ? OPTIONS_RUN : no_posts(o, option, folder, diags);
}

static void print_row(const struct option_row *r)
{
    char left[80];
    int n = r->short_name ? snprintf(left, sizeof left, "  -%c, --%s", r->short_name, r->name)
                          : snprintf(left, sizeof left, "      --%s", r->name);

    if (r->argument)
        (void)snprintf(left + n, sizeof left - (size_t)n, r->kind == OPTION_MODE ? "[=%s]" : "=%s",
                       r->argument);
    if (strlen(left) < 30)
        printf("%-30s%s\n", left, r->help);
    else
        printf("%s\n%30s%s\n", left, "", r->help);
}

void options_help(void)
{
    puts("Usage: mdbook2epub [OPTION]... PATH...\n"
         "       mdbook2epub --check FILE.epub...\n"
         "       mdbook2epub --list PATH...\n\n"
         "Compile a folder of blog posts into an EPUB 3 book.");
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (rows[i].name)
            print_row(&rows[i]);
        else
            printf("\n%s:\n", rows[i].argument);
    puts("\nExit status: 0 written, 1 content errors, 2 usage, 3 system.");
}

/* What WHEN comes to; AUTOMATIC: on a terminal that can do more than print. */
static bool is_enabled(unsigned when, bool automatic)
{
    const char *term = getenv("TERM");

    if (when == WHEN_ALWAYS || when == WHEN_NEVER)
        return when == WHEN_ALWAYS;
    return automatic && isatty(STDERR_FILENO) && !(term && strcmp(term, "dumb") == 0);
}

/* https://no-color.org: when present and not empty. */
static bool is_color_unwanted(void)
{
    const char *no_color = getenv("NO_COLOR");

    return no_color && *no_color;
}

bool options_progress(const struct options *o)
{
    return is_enabled(o->progress, !o->quiet);
}

bool options_diag(const struct options *o, struct diag_options *ret, struct diag_list *diags)
{
    *ret = (struct diag_options){0};
    ret->format = o->diagnostics ? (enum diag_format)(o->diagnostics - 1) : DIAG_TEXT;
    ret->strict = o->strict;
    ret->color = is_enabled(o->color, !is_color_unwanted());
    ret->least = o->quiet ? DIAG_LEVEL_ERROR : o->verbose ? DIAG_LEVEL_NOTE : DIAG_LEVEL_ADVICE;
    for (size_t i = 0; i < o->warn.n; i++)
        if (!diag_options_set(ret, o->warn.v[i])) {
            struct str text = arena_printf((struct arena *)&o->arena, "no warning is called '%.*s'",
                                           STR_ARG(o->warn.v[i]));

            diag_add(diags, DIAG_USAGE, (struct diag_pos){0}, STR_ARG(text));
            return false;
        }
    return true;
}

bool options_agree(const struct options *o, struct diag_list *diags)
{
    struct str fault = STR("");

    if (o->feed.n && str_eq(o->output, STR("-")))
        fault = STR("--feed needs a book that is a file; give --output one");
    else if (o->feed_url.n && !uri_is_web(o->feed_url))
        fault = STR("--feed-url is to be an address as 'https://example.org/books/'");
    if (fault.n)
        diag_add(diags, DIAG_USAGE, (struct diag_pos){0}, STR_ARG(fault));
    return fault.n == 0;
}

enum { LIST_COUNT = 10 };

void options_done(struct options *o)
{
    str_vec *const lists[LIST_COUNT] = {&o->paths,
                                        &o->selection.tags,
                                        &o->selection.not_tags,
                                        &o->selection.exclude,
                                        &o->authors,
                                        &o->css,
                                        &o->base_urls,
                                        &o->statics,
                                        &o->allow,
                                        &o->warn};

    for (size_t i = 0; i < LIST_COUNT; i++)
        vec_done(lists[i]);
    for (size_t i = 0; i < FIELD_COUNT; i++)
        vec_done(&o->fields[i]);
    vec_done(&o->persons);
    vec_done(&o->contributors);
    table_done(&o->shortcodes);
    arena_done(&o->arena);
}
