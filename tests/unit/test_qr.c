/* SPDX-License-Identifier: MIT */
/* QR codes, read back by zbar. */
#include <stdlib.h>
#include <unistd.h>

#include "media/probe.h"
#include "media/qr.h"
#include "tap.h"

static bool write_file(const char *file, const struct buf *png)
{
    FILE *f = fopen(file, "wb");
    bool is_written = f && fwrite(png->p, 1, png->n, f) == png->n;

    return f && fclose(f) == 0 && is_written;
}

/* Side in modules without the quiet zone; 0: no PNG. */
static unsigned side_of(const struct buf *png)
{
    struct media_info info;

    media_probe(buf_str(png), png->n, &info);
    return info.type == MEDIA_PNG && info.width == info.height
               ? (info.width - 2 * QR_QUIET) / QR_MODULE
               : 0;
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

    for (size_t i = 0; i < n; i++)
        text[i] = alphabet[(i < 20 ? i : i * i + n) % (sizeof alphabet - 1)];
    if (ok(qr_png(&out, (struct str){text, n}), "%zu bytes: %u modules", n, side_of(&out)) &&
        has_reader && mkstemp(file) >= 0) {
        ok(write_file(file, &out), "is written");
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

    if (!has_reader)
        skip("reading back", "no zbarimg");
    for (size_t i = 0; i < sizeof most / sizeof *most; i++) {
        test_length(most[i], has_reader);
        if (i + 1 < sizeof most / sizeof *most)
            test_length(most[i] + 1, has_reader);
        buf_clear(&out);
        qr_png(&out, (struct str){text, most[i]});
        ok(side_of(&out) == 21 + 4 * i, "version %zu holds %zu bytes", i + 1, most[i]);
        ok(out.n < 3000, "in a small file: %zu bytes", out.n);
    }
    ok(!qr_png(&out, (struct str){text, QR_TEXT_MAX + 1}), "too long is refused");
    ok(!qr_png(&out, STR("")), "nothing is refused");
    buf_done(&out);
    return done();
}
