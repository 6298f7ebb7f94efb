/* SPDX-License-Identifier: MIT */
/* The least that a book of posts costs: reads every post, parses and renders it with cmark-gfm and
 * the program's extensions, deflates it with libdeflate at level 6 and writes all of it to one
 * file. No front matter, no links, no pictures, no check, no archive: what mdbook2epub takes
 * beyond this is what its features cost.
 *
 * usage: floor OUTPUT PATH… */
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#include <errno.h>
#include <fts.h>
#include <libdeflate.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { LEVEL = 6, OPTIONS = CMARK_OPT_FOOTNOTES | CMARK_OPT_UNSAFE };

static const char *const extensions[] = {"table", "strikethrough", "autolink", "tasklist"};
static const char *const suffixes[] = {".md", ".markdown", ".mdown", ".mkd"};

struct floor {
    struct libdeflate_compressor *deflater;
    FILE *out;
    size_t posts;
    size_t read; /* bytes */
};

static void *must(void *p, const char *what)
{
    if (!p) {
        fprintf(stderr, "floor: %s: %s\n", what, strerror(errno));
        exit(1);
    }
    return p;
}

static bool is_post(const FTSENT *e)
{
    const char *dot = e->fts_info == FTS_F ? strrchr(e->fts_name, '.') : NULL;

    for (size_t i = 0; dot && i < sizeof suffixes / sizeof *suffixes; i++)
        if (strcmp(dot, suffixes[i]) == 0)
            return true;
    return false;
}

static char *read_post(const FTSENT *e, size_t *len)
{
    size_t size = (size_t)e->fts_statp->st_size;
    char *text = must(malloc(size + 1), e->fts_path);
    FILE *f = must(fopen(e->fts_accpath, "rb"), e->fts_path);

    *len = fread(text, 1, size, f);
    fclose(f);
    return text;
}

static char *render(const char *text, size_t len)
{
    cmark_parser *parser = cmark_parser_new(OPTIONS);
    cmark_node *document;
    char *html;

    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++)
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(extensions[i]));
    cmark_parser_feed(parser, text, len);
    document = cmark_parser_finish(parser);
    html = cmark_render_html(document, OPTIONS, cmark_parser_get_syntax_extensions(parser));
    cmark_node_free(document);
    cmark_parser_free(parser);
    return html;
}

static void write_deflated(struct floor *f, const char *html)
{
    size_t len = strlen(html);
    size_t bound = libdeflate_deflate_compress_bound(f->deflater, len);
    void *packed = must(malloc(bound), "deflate");

    fwrite(packed, 1, libdeflate_deflate_compress(f->deflater, html, len, packed, bound), f->out);
    free(packed);
}

static void take(struct floor *f, const FTSENT *e)
{
    size_t len;
    char *text = read_post(e, &len);
    char *html = render(text, len);

    write_deflated(f, html);
    free(html);
    free(text);
    f->posts++;
    f->read += len;
}

static int by_name(const FTSENT **a, const FTSENT **b)
{
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

int main(int argc, char **argv)
{
    struct floor f = {0};
    FTS *tree;

    if (argc < 3) {
        fputs("usage: floor OUTPUT PATH...\n", stderr);
        return 2;
    }
    cmark_gfm_core_extensions_ensure_registered();
    f.deflater = must(libdeflate_alloc_compressor(LEVEL), "deflate");
    f.out = must(fopen(argv[1], "wb"), argv[1]);
    tree = must(fts_open(argv + 2, FTS_PHYSICAL, by_name), argv[2]);
    for (FTSENT *e; (e = fts_read(tree));)
        if (is_post(e))
            take(&f, e);
    fts_close(tree);
    libdeflate_free_compressor(f.deflater);
    if (fclose(f.out) != 0) {
        perror(argv[1]);
        return 1;
    }
    printf("%zu posts, %zu bytes\n", f.posts, f.read);
    return 0;
}
