/* SPDX-License-Identifier: MIT */
/* Covers in several scripts: size, determinism, missing glyphs, no fonts. */
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "media/cover.h"
#include "media/probe.h"
#include "tap.h"

/* Fontconfig keeps some memory for good. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig\nleak:libpango\nleak:libglib\n";
}

static const unsigned bars[] = {3, 0, 1, 9, 4, 2, 0, 0, 7, 5, 1, 2, 6, 8, 0, 3};

static const struct {
    const char *language, *title, *subtitle, *author;
    bool is_rtl;
    size_t bar_count;
} books[] = {
    {"en", "Teatime", "Notes on leaves and water", "Ada Wong", false, 16},
    {"en",
     "A Title That Goes On: Interfaces, Concurrency, Generics, Errors, Modules, Fuzzing, "
     "Tracing and the Garbage Collector, Explained to Those Who Never Asked",
     "Advent series", "", false, 12},
    {"fa", "وبلاگ مهدی", "یادداشت‌ها", "مهدی صادقی", true, 16},
    {"zh", "阮一峰的网络日志", "科技爱好者周刊", "阮一峰", false, 5},
    {"ja", "はてな開発者の雑記帳", "", "山田太郎", false, 1},
    {"", "", "", "", false, 0},
    {"not a language tag that is very long indeed", "x\xFFy", "\n\t\x01", "a\nb", true, 2},
};

static struct cover_text text_of(size_t i, uint32_t seed)
{
    return (struct cover_text){.title = str_of(books[i].title),
                               .subtitle = str_of(books[i].subtitle),
                               .author = str_of(books[i].author),
                               .years = STR("2013–2016"),
                               .note = STR("188"),
                               .language = str_of(books[i].language),
                               .is_rtl = books[i].is_rtl,
                               .seed = seed,
                               .bars = bars,
                               .bar_count = books[i].bar_count};
}

static void test_book(size_t i)
{
    struct buf first = {0}, second = {0};
    struct media_info info = {0};
    unsigned missing = 0;

    for (uint32_t seed = 0; seed < 15; seed += 7) {
        struct cover_text t = text_of(i, seed);

        buf_clear(&first);
        buf_clear(&second);
        ok(cover_draw(&first, &t, &missing) == COVER_WHOLE &&
               cover_draw(&second, &t, &missing) == COVER_WHOLE,
           "draws \"%.20s\" with seed %u", books[i].title, seed);
        media_probe(buf_str(&first), first.n, &info);
        ok(info.type == MEDIA_JPEG && info.width == COVER_WIDTH && info.height == COVER_HEIGHT &&
               !info.is_cmyk,
           "an RGB JPEG of the right size");
        ok(first.n < 1000000, "of %zu bytes", first.n);
        ok(str_eq(buf_str(&first), buf_str(&second)), "twice the same");
    }
    buf_done(&first);
    buf_done(&second);
}

/* A picture of the right size that is not of one colour: the motif is there. */
static bool is_drawn_bare(const struct cover_text *t)
{
    struct buf out = {0}, other = {0};
    struct cover_text few = *t;
    struct media_info info = {0};
    unsigned missing = 1;
    bool is_right;

    few.bar_count = 1;
    is_right = cover_draw(&out, t, &missing) == COVER_TEXTLESS &&
               cover_draw(&other, &few, &missing) == COVER_TEXTLESS &&
               !str_eq(buf_str(&out), buf_str(&other));
    media_probe(buf_str(&out), out.n, &info);
    buf_done(&out);
    buf_done(&other);
    return is_right && missing == 0 && info.type == MEDIA_JPEG && info.width == COVER_WIDTH &&
           info.height == COVER_HEIGHT;
}

/* In a child, because what fonts there are is found out once. */
static void test_without_fonts(void)
{
    struct cover_text t = text_of(0, 1);
    char here[4000], path[4096];
    int status = -1;
    pid_t child;
    FILE *f;

    if (!getcwd(here, sizeof here))
        return skip("without fonts", "nowhere");
    (void)snprintf(path, sizeof path, "%s/test_cover_fonts.conf", here);
    f = fopen(path, "w");
    if (!f || fputs("<fontconfig/>", f) < 0 || fclose(f))
        return skip("without fonts", "cannot write here");
    (void)fflush(stdout);
    child = fork();
    if (child == 0) {
        setenv("FONTCONFIG_FILE", path, 1);
        _exit(is_drawn_bare(&t) ? 0 : 1);
    }
    waitpid(child, &status, 0);
    ok(status == 0, "without fonts the cover has no text, but its motif");
    (void)remove(path);
}

int main(void)
{
    struct cover_text t = text_of(0, 0);
    struct buf out = {0};
    unsigned missing = 1;

    test_without_fonts();
    if (cover_draw(&out, &t, &missing) != COVER_WHOLE) {
        skip("covers", "no fonts installed");
        return done();
    }
    ok(missing == 0, "Latin letters are there");
    t.title = STR("\xF3\xB0\x80\x80 private use");
    buf_clear(&out);
    ok(cover_draw(&out, &t, &missing) == COVER_WHOLE && missing == 1,
       "one glyph that no font has is told");
    buf_done(&out);
    for (size_t i = 0; i < sizeof books / sizeof *books; i++)
        test_book(i);
    return done();
}
