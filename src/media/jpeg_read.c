/* SPDX-License-Identifier: MIT */
/* Reading JPEG, shrunk by its DCT where less is wanted. */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

#include "base/alloc.h"
#include "media/raster.h"

/* A progressive file may have scans that each go over all of it: more than this is an attack. */
enum { SCANS_MAX = 200, WARNINGS_MAX = 2000, PROFILE_MAX = 64 << 10 };

struct reader {
    struct jpeg_error_mgr error;
    struct jpeg_progress_mgr progress;
    jmp_buf out;
    const char *fault;
    unsigned char *row; /* of CMYK */
};

static _Noreturn void leave(j_common_ptr c)
{
    struct reader *r = (struct reader *)c->err;

    longjmp(r->out, 1);
}

static void count_warning(j_common_ptr c, int level)
{
    if (level < 0 && ++c->err->num_warnings > WARNINGS_MAX)
        leave(c);
}

static void say_nothing(j_common_ptr c)
{
    (void)c;
}

static void check_scans(j_common_ptr c)
{
    if (c->is_decompressor && ((j_decompress_ptr)c)->input_scan_number > SCANS_MAX)
        leave(c);
}

static void choose_scale(j_decompress_ptr c, uint32_t least_width, uint32_t least_height)
{
    c->scale_num = 1;
    c->scale_denom = 1;
    if (!least_width || !least_height)
        return;
    while (c->scale_denom < 8 && c->image_width / (c->scale_denom * 2) >= least_width &&
           c->image_height / (c->scale_denom * 2) >= least_height)
        c->scale_denom *= 2;
}

/* Adobe's programs store CMYK inverted, and say so by their marker. */
static void from_cmyk(const unsigned char *from, unsigned char *to, size_t count, bool is_inverted)
{
    unsigned flip = is_inverted ? 0 : 255;

    for (size_t i = 0; i < count; i++, from += 4, to += 3)
        for (unsigned k = 0; k < 3; k++)
            to[k] = (unsigned char)(((from[k] ^ flip) * (from[3] ^ flip) + 127) / 255);
}

/* By how much the luminance table exceeds the one that ISO/IEC 10918-1 K.1 gives for 50. */
static int quality_of(j_decompress_ptr c)
{
    enum { STANDARD_SUM = 3688 };
    const JQUANT_TBL *table = c->quant_tbl_ptrs[0];
    unsigned sum = 0, scale;

    if (!table)
        return 0;
    for (size_t i = 0; i < DCTSIZE2; i++)
        sum += table->quantval[i];
    scale = sum * 100 / STANDARD_SUM;
    return scale < 100 ? (int)(200 - scale) / 2 : 5000 / (int)scale + 1;
}

/* A profile that describes the pixels which come out. */
static void read_profile(j_decompress_ptr c, struct raster *r)
{
    JOCTET *profile;
    unsigned n;

    if (c->out_color_space != JCS_CMYK && jpeg_read_icc_profile(c, &profile, &n)) {
        if (n <= PROFILE_MAX)
            r->icc = (struct str){(char *)profile, n};
        else
            free(profile);
    }
}

static bool read_rows(j_decompress_ptr c, struct reader *reader, struct raster *r)
{
    bool is_cmyk = c->out_color_space == JCS_CMYK;

    jpeg_start_decompress(c);
    if (!raster_init(r, c->output_width, c->output_height,
                     is_cmyk ? 3 : (unsigned)c->output_components)) {
        reader->fault = "too many pixels";
        return false;
    }
    r->quality = quality_of(c);
    read_profile(c, r);
    if (is_cmyk)
        reader->row = xmalloc((size_t)c->output_width * 4);
    while (c->output_scanline < c->output_height) {
        unsigned char *to = r->pixels + raster_stride(r) * c->output_scanline;
        JSAMPROW row = is_cmyk ? reader->row : to;

        if (jpeg_read_scanlines(c, &row, 1) != 1)
            return false;
        if (is_cmyk)
            from_cmyk(row, to, r->width, c->saw_Adobe_marker);
    }
    return true;
}

static void open_reader(j_decompress_ptr c, struct reader *reader, struct str bytes)
{
    jpeg_create_decompress(c);
    reader->progress.progress_monitor = check_scans;
    c->progress = &reader->progress;
    jpeg_mem_src(c, (const unsigned char *)bytes.p, bytes.n);
    jpeg_save_markers(c, JPEG_APP0 + 2, 0xFFFF);
    jpeg_read_header(c, TRUE);
    if (c->num_components == 4)
        c->out_color_space = JCS_CMYK;
    else if (c->jpeg_color_space == JCS_GRAYSCALE)
        c->out_color_space = JCS_GRAYSCALE;
    else
        c->out_color_space = JCS_RGB;
}

bool jpeg_read(struct str bytes, uint32_t least_width, uint32_t least_height,
               struct raster *ret_raster, const char **ret_fault)
{
    struct jpeg_decompress_struct c = {0};
    struct reader reader = {.fault = "not a JPEG that can be decoded"};
    struct raster *volatile picture = xcalloc(1, sizeof *picture);
    volatile bool is_read = false;

    c.err = jpeg_std_error(&reader.error);
    reader.error.error_exit = leave;
    reader.error.emit_message = count_warning;
    reader.error.output_message = say_nothing;
    if (!setjmp(reader.out)) {
        open_reader(&c, &reader, bytes);
        choose_scale(&c, least_width, least_height);
        is_read = read_rows(&c, &reader, picture);
    }
    jpeg_destroy_decompress(&c);
    free(reader.row);
    if (is_read) {
        *ret_raster = *picture;
    } else {
        raster_done(picture);
        *ret_fault = reader.fault;
    }
    free(picture);
    return is_read;
}
