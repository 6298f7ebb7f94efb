/* SPDX-License-Identifier: MIT */
/* QR codes, read back by zbar. */
#include <stdlib.h>
#include <unistd.h>

#include "media/qr.h"
#include "tap.h"

enum { SCALE = 4 };

/* Draws the path of runs into a picture of SIDE × SIDE units; zbar reads PGM. */
static bool draw(const char *file, const char *path, unsigned side)
{
    unsigned width = side * SCALE;
    unsigned char *pixels = malloc((size_t)width * width);
    unsigned x, y, n, m;
    FILE *f = fopen(file, "wb");
    bool is_written;

    memset(pixels, 255, (size_t)width * width);
    while (sscanf(path, "M%u %uh%uv1h-%uz", &x, &y, &n, &m) == 4) {
        for (unsigned row = y * SCALE; row < (y + 1) * SCALE; row++)
            memset(pixels + (size_t)row * width + (size_t)x * SCALE, 0, (size_t)n * SCALE);
        path = strchr(path, 'z') + 1;
    }
    is_written = f && fprintf(f, "P5 %u %u 255\n", width, width) > 0 &&
                 fwrite(pixels, width, width, f) == width;
    if (f)
        is_written = fclose(f) == 0 && is_written;
    free(pixels);
    return is_written && !*path;
}

/* What zbar reads, without its line end. */
static struct str read_back(const char *file)
{
    static char text[1024];
    char command[256];
    size_t n;
    FILE *p;

    (void)snprintf(command, sizeof command,
                   "zbarimg --quiet --raw -Sdisable -Sqrcode.enable %s 2>/dev/null", file);
    p = popen(command, "r");
    n = p ? fread(text, 1, sizeof text, p) : 0;
    if (p)
        pclose(p);
    return (struct str){text, n && text[n - 1] == '\n' ? n - 1 : n};
}

static void test_length(size_t n, bool has_reader)
{
    static const char alphabet[] = "https://example.org/0123456789?abcdefghijklmnopqrstuvwxyz&A=B#";
    char text[QR_TEXT_MAX + 2] = "", file[] = "test_qr.XXXXXX";
    struct buf out = {0};
    unsigned side = 0;

    for (size_t i = 0; i < n; i++)
        text[i] = alphabet[(i < 20 ? i : i * i + n) % (sizeof alphabet - 1)];
    if (ok(qr_path(&out, (struct str){text, n}, &side), "%zu bytes: %u units", n, side) &&
        has_reader && mkstemp(file) >= 0) {
        buf_byte(&out, '\0');
        ok(draw(file, out.p, side), "is a path of runs");
        is_str(read_back(file), text, "and is read back");
        unlink(file);
    }
    buf_done(&out);
}

int main(void)
{
    /* the last that fits and the first that does not, by ISO/IEC 18004, table 7 */
    static const size_t most[] = {14,  26,  42,  62,  84,  106, 122, 152,
                                  180, 213, 251, 287, 331, 362, 412};
    bool has_reader = system("command -v zbarimg >/dev/null 2>&1") == 0;
    char text[QR_TEXT_MAX + 1] = "";
    struct buf out = {0};
    unsigned side = 0;

    if (!has_reader)
        skip("reading back", "no zbarimg");
    for (size_t i = 0; i < sizeof most / sizeof *most; i++) {
        test_length(most[i], has_reader);
        if (i + 1 < sizeof most / sizeof *most)
            test_length(most[i] + 1, has_reader);
        qr_path(&out, (struct str){text, most[i]}, &side);
        ok(side == 29 + 4 * i, "version %zu holds %zu bytes", i + 1, most[i]);
    }
    ok(!qr_path(&out, (struct str){text, QR_TEXT_MAX + 1}, &side), "too long is refused");
    ok(!qr_path(&out, STR(""), &side), "nothing is refused");
    buf_done(&out);
    return done();
}
