/* SPDX-License-Identifier: MIT */
/* A blog of any size for measuring: Markdown posts with front matter, headings, lists, tables,
 * code, footnotes, tags, links to other posts and pictures, in sizes and shares that real blogs
 * show (a median of 4 KB, one post in ten with a picture). The same seed gives the same bytes, and
 * the first N posts of a larger blog are those of the smaller one but for their dates.
 *
 * usage: blog DIRECTORY COUNT [SEED [code|math]]; of the latter every second block is one */
#include <errno.h>
#include <libdeflate.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

enum { WORDS = 4000, TAGS = 40, PICTURES = 10 /* posts to a picture */, WIDTH = 240, HEIGHT = 160 };

static char words[WORDS][16];
static char heavy; /* 'c': code, 'm': mathematics, 0: as usual */
static uint64_t state;

/* SplitMix64. */
static uint64_t next(void)
{
    uint64_t z = (state += 0x9E3779B97F4A7C15);

    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
    z = (z ^ z >> 27) * 0x94D049BB133111EB;
    return z ^ z >> 31;
}

static unsigned below(unsigned n)
{
    return (unsigned)(next() % n);
}

static double uniform(void)
{
    return (double)(next() >> 11) / 9007199254740992.0;
}

static void fail(const char *what)
{
    fprintf(stderr, "blog: %s: %s\n", what, strerror(errno));
    exit(1);
}

static FILE *create(const char *path)
{
    FILE *f = fopen(path, "wb");

    if (!f)
        fail(path);
    return f;
}

static void finish(FILE *f, const char *path)
{
    if (fclose(f) != 0)
        fail(path);
}

static void make_folder(const char *path)
{
    if (mkdir(path, 0777) != 0 && errno != EEXIST)
        fail(path);
}

static void make_words(void)
{
    static const char *const syllables[] = {"ba",  "ce",  "di", "for", "gu", "lan", "mer", "nos",
                                            "per", "qui", "ra", "sen", "ti", "um",  "ver", "zo"};

    for (size_t i = 0; i < WORDS; i++) {
        size_t n = 0;

        for (unsigned count = 1 + below(4); count > 0; count--) {
            const char *syllable = syllables[below(16)];

            memcpy(words[i] + n, syllable, strlen(syllable));
            n += strlen(syllable);
        }
    }
}

/* Few words are frequent, many are rare. */
static const char *word(void)
{
    return words[(unsigned)(WORDS * pow(uniform(), 3.0))];
}

static void put_words(FILE *f, unsigned n)
{
    for (unsigned i = 0; i < n; i++)
        fprintf(f, i ? " %s" : "%s", word());
}

/* A span that is not plain text. */
static void put_span(FILE *f, unsigned post)
{
    switch (below(8)) {
    case 0:
        fprintf(f, "*%s %s*", word(), word());
        break;
    case 1:
        fprintf(f, "**%s**", word());
        break;
    case 2:
        fprintf(f, "`%s_%s()`", word(), word());
        break;
    case 3:
        fprintf(f, "[%s](https://example.org/%s/%s)", word(), word(), word());
        break;
    case 4:
        if (post > 0) {
            fprintf(f, "[%s %s](post-%06u.md)", word(), word(), below(post));
            break;
        }
        /* fall through */
    case 5:
        fprintf(f, "\"%s %s\" -- %s...", word(), word(), word());
        break;
    default:
        fprintf(f, "%s, %s's", word(), word());
    }
}

static void put_paragraph(FILE *f, unsigned post, unsigned sentences)
{
    for (unsigned i = 0; i < sentences; i++) {
        put_words(f, 4 + below(9));
        fputc(' ', f);
        put_span(f, post);
        fputc(' ', f);
        put_words(f, 1 + below(8));
        fputs(i + 1 < sentences ? ".\n" : ".\n\n", f);
    }
}

static void put_list(FILE *f)
{
    for (unsigned i = 0, n = 3 + below(5); i < n; i++) {
        fputs("- ", f);
        put_words(f, 3 + below(9));
        fputc('\n', f);
    }
    fputc('\n', f);
}

static void put_table(FILE *f)
{
    fprintf(f, "| %s | %s | %s |\n|---|:-:|--:|\n", word(), word(), word());
    for (unsigned i = 0, n = 2 + below(6); i < n; i++)
        fprintf(f, "| %s %s | %s | %u |\n", word(), word(), word(), below(10000));
    fputc('\n', f);
}

static void put_code(FILE *f)
{
    static const char *const languages[] = {"go", "python", "js", "c", "sh", "json"};
    unsigned language = below(6);

    fprintf(f, "```%s\n", languages[language]);
    for (unsigned i = 0, n = 3 + below(16); i < n; i++) {
        if (language == 4)
            fprintf(f, "$ %s --%s=%u \"%s\" # %s\n", word(), word(), below(99), word(), word());
        else if (language == 5)
            fprintf(f, "  \"%s\": [%u, \"%s\", true],\n", word(), below(999), word());
        else
            fprintf(f, "    if (%s.%s(%u) == \"%s\") return %s;\n", word(), word(), below(99),
                    word(), word());
    }
    fputs("```\n\n", f);
}

static void put_formula(FILE *f)
{
    static const char *const formulas[] = {
        "\\int_{-\\infty}^{\\infty} e^{-x^2}\\,dx = \\sqrt{\\pi}",
        "\\begin{aligned} f(x) &= \\sum_{n=0}^{N} \\frac{f^{(n)}(0)}{n!} x^n \\\\\n"
        "A &= \\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix} \\end{aligned}",
        "\\left( \\frac{1}{1 + \\frac{1}{x}} \\right)^{2} \\le \\mathbb{E}[X \\mid Y]",
        "\\hat\\theta = \\operatorname*{arg\\,max}_{\\theta} \\prod_{i=1}^{n} p(x_i \\mid \\theta)",
    };

    fprintf(f,
            "$$\n%s\n$$\n\nWith $%c_%u^2 + \\alpha_{%u} \\in \\mathbb{R}$ %s %s, so $O(n \\log "
            "n)$.\n\n",
            formulas[below(4)], (char)('a' + below(26)), below(9), below(99), word(), word());
}

static void put_block(FILE *f, unsigned post)
{
    unsigned kind = below(20);

    if (heavy && kind % 2) {
        if (heavy == 'c')
            put_code(f);
        else
            put_formula(f);
    } else if (kind < 2) {
        fputs("## ", f);
        put_words(f, 2 + below(5));
        fputs("\n\n", f);
    } else if (kind < 4) {
        put_code(f);
    } else if (kind < 6) {
        put_list(f);
    } else if (kind == 6) {
        fputs("> ", f);
        put_paragraph(f, post, 1);
    } else if (kind == 7 && below(3) == 0) {
        put_table(f);
    } else {
        put_paragraph(f, post, 1 + below(5));
    }
}

static void put_front_matter(FILE *f, unsigned post, unsigned count)
{
    time_t day = (time_t)(1262304000 + (double)post / count * 504921600); /* 2010 to 2025 */
    struct tm t;

    gmtime_r(&day, &t);
    fputs("---\ntitle: \"", f);
    put_words(f, 3 + below(5));
    fprintf(f, " %u\"\ndate: %04d-%02d-%02dT%02d:%02d:%02dZ\ntags: [%s, %s]\nauthor: %s\n---\n\n",
            post, t.tm_year + 1900, t.tm_mon + 1, t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec,
            words[below(TAGS)], words[below(TAGS)], words[below(5)]);
}

static void write_post(const char *dir, unsigned post, unsigned count)
{
    char path[4096];
    FILE *f;
    long target =
        (long)(4000 * exp(0.7 * (uniform() + uniform() + uniform() + uniform() - 2) * 1.7));

    snprintf(path, sizeof path, "%s/post-%06u.md", dir, post);
    f = create(path);
    put_front_matter(f, post, count);
    put_paragraph(f, post, 3);
    if (post % PICTURES == 0)
        fprintf(f, "![%s %s](images/%06u.png)\n\n", word(), word(), post / PICTURES);
    while (ftell(f) < target)
        put_block(f, post);
    if (below(4) == 0)
        fprintf(f, "%s %s.[^1]\n\n[^1]: %s %s.\n", word(), word(), word(), word());
    finish(f, path);
}

static void put_number(FILE *f, uint32_t n)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        fputc((int)(n >> shift & 0xFF), f);
}

/* A chunk of a PNG (clause 5.3); DATA has room for the type in front. */
static void put_chunk(FILE *f, const char *type, unsigned char *data, size_t n)
{
    memcpy(data, type, 4);
    put_number(f, (uint32_t)n);
    fwrite(data, 1, n + 4, f);
    put_number(f, libdeflate_crc32(0, data, n + 4));
}

/* A picture with soft shades and a little noise: about 15 KB. */
static void write_picture(const char *dir, unsigned number, struct libdeflate_compressor *deflater)
{
    static unsigned char rows[HEIGHT * (WIDTH * 3 + 1)], packed[sizeof rows + 1024];
    unsigned char header[17] = {0, 0, 0, 0, 0, 0, 0, WIDTH, 0, 0, 0, HEIGHT, 8, 2};
    unsigned char *p = rows, end[4];
    unsigned shade = below(256);
    char path[4096];
    size_t n;
    FILE *f;

    for (unsigned y = 0; y < HEIGHT; y++) {
        *p++ = 0;
        for (unsigned x = 0; x < WIDTH; x++, p += 3) {
            p[0] = (unsigned char)(shade + x / 2);
            p[1] = (unsigned char)(y + (x % 4 ? 0 : below(6)));
            p[2] = (unsigned char)(x + y);
        }
    }
    n = libdeflate_zlib_compress(deflater, rows, sizeof rows, packed + 4, sizeof packed - 4);
    snprintf(path, sizeof path, "%s/images/%06u.png", dir, number);
    f = create(path);
    fwrite("\x89PNG\r\n\x1A\n", 1, 8, f);
    put_chunk(f, "IHDR", header, 13);
    put_chunk(f, "IDAT", packed, n);
    put_chunk(f, "IEND", end, 0);
    finish(f, path);
}

int main(int argc, char **argv)
{
    unsigned count = argc > 2 ? (unsigned)strtoul(argv[2], NULL, 10) : 0;
    uint64_t seed = argc > 3 ? strtoull(argv[3], NULL, 10) : 1;
    struct libdeflate_compressor *deflater;
    char path[4096];

    heavy = argc > 4 ? argv[4][0] : 0;
    if (count == 0) {
        fputs("usage: blog DIRECTORY COUNT [SEED [code|math]]\n", stderr);
        return 2;
    }
    state = seed;
    make_words();
    make_folder(argv[1]);
    snprintf(path, sizeof path, "%s/images", argv[1]);
    make_folder(path);
    deflater = libdeflate_alloc_compressor(6);
    if (!deflater)
        fail("deflate");
    for (unsigned i = 0; i < count; i++) {
        state = seed ^ (i + 1) * 0xD1B54A32D192ED03;
        write_post(argv[1], i, count);
        if (i % PICTURES == 0)
            write_picture(argv[1], i / PICTURES, deflater);
    }
    libdeflate_free_compressor(deflater);
    return 0;
}
