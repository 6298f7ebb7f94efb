/* SPDX-License-Identifier: MIT */
/* Between the files of the probe: one reader per family of formats.
 *
 * Each gets bytes that start with the format's signature and fills width, height (as stored)
 * and flags; media_probe() sets the type before and applies the orientation afterwards. */
#ifndef MEDIA_PROBE_P_H
#define MEDIA_PROBE_P_H

#include "media/probe.h"

struct probe_source {
    struct str head;  /* the first bytes */
    bool is_complete; /* HEAD is the whole file */
};

typedef void probe_reader(const struct probe_source *src, struct media_info *info);

probe_reader probe_jpeg, probe_png, probe_gif, probe_webp, probe_svg, probe_bmff, probe_bmp,
    probe_tiff, probe_ico, probe_jxl;

/* True when an XML document's root element is svg. */
bool probe_is_svg(struct str head);

/* Orientation in the TIFF structure of an EXIF block (with or without "Exif\0\0" in front);
 * 1 when it is absent or wrong. */
uint8_t probe_exif_orientation(struct str exif);

#endif
