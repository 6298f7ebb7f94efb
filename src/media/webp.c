/* SPDX-License-Identifier: MIT */
/* Reading WebP; of an animation its first frame. */
#include <stdlib.h>
#include <string.h>

#include <webp/decode.h>
#include <webp/demux.h>

#include "media/raster.h"

static bool decode(const uint8_t *data, size_t n, struct raster *r, const char **ret_fault)
{
    WebPBitstreamFeatures features;
    size_t size;
    int stride;
    uint8_t *end;

    *ret_fault = "not a WebP that can be decoded";
    if (WebPGetFeatures(data, n, &features) != VP8_STATUS_OK)
        return false;
    if (!raster_init(r, (uint32_t)features.width, (uint32_t)features.height,
                     features.has_alpha ? 4 : 3)) {
        *ret_fault = "too many pixels";
        return false;
    }
    stride = (int)raster_stride(r);
    size = raster_stride(r) * r->height;
    end = r->channels == 4 ? WebPDecodeRGBAInto(data, n, r->pixels, size, stride)
                           : WebPDecodeRGBInto(data, n, r->pixels, size, stride);
    if (!end)
        raster_done(r);
    return end != NULL;
}

/* The first frame may cover only a part of the canvas; the rest is clear. */
static bool place(struct raster *frame, const WebPIterator *at, uint32_t width, uint32_t height)
{
    struct raster canvas;
    uint32_t x0 = (uint32_t)at->x_offset, y0 = (uint32_t)at->y_offset;

    if (frame->width == width && frame->height == height)
        return true;
    if (frame->width + x0 > width || frame->height + y0 > height ||
        !raster_init(&canvas, width, height, 4))
        return false;
    memset(canvas.pixels, 0, raster_stride(&canvas) * height);
    for (uint32_t y = 0; y < frame->height; y++) {
        const unsigned char *from = frame->pixels + raster_stride(frame) * y;
        unsigned char *to = canvas.pixels + raster_stride(&canvas) * (y0 + y) + (size_t)x0 * 4;

        for (uint32_t x = 0; x < frame->width; x++, from += frame->channels, to += 4) {
            memcpy(to, from, 3);
            to[3] = frame->channels == 4 ? from[3] : 255;
        }
    }
    raster_done(frame);
    *frame = canvas;
    return true;
}

bool webp_read(struct str bytes, struct raster *ret_raster, const char **ret_fault)
{
    WebPData data = {(const uint8_t *)bytes.p, bytes.n};
    WebPDemuxer *demuxer = WebPDemux(&data);
    WebPIterator frame;
    bool is_read = false;

    *ret_fault = "not a WebP that can be decoded";
    if (demuxer && WebPDemuxGetFrame(demuxer, 1, &frame)) {
        is_read = decode(frame.fragment.bytes, frame.fragment.size, ret_raster, ret_fault);
        if (is_read && !place(ret_raster, &frame, WebPDemuxGetI(demuxer, WEBP_FF_CANVAS_WIDTH),
                              WebPDemuxGetI(demuxer, WEBP_FF_CANVAS_HEIGHT))) {
            raster_done(ret_raster);
            is_read = false;
        }
        WebPDemuxReleaseIterator(&frame);
    }
    WebPDemuxDelete(demuxer);
    return is_read;
}
