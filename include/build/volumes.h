/* SPDX-License-Identifier: MIT */
/* Volumes: which there are, what they are called, what identifies them. Private to src/build. */
#ifndef BUILD_VOLUMES_H
#define BUILD_VOLUMES_H

#include "build/build.h"

/* What --split makes a volume of: "year"; "" without. */
const char *volume_kind(const struct build *b);

/* What the blog is called. In A. */
struct str build_title(const struct build *b, struct arena *a);

/* The name that stands for the selection of the blog's posts that was asked for, or for its part
 * KEY of a KIND; equal ones for the same books, whatever posts there are now. In A. */
struct str identity_name(const struct build *b, struct arena *a, struct str kind, struct str key);

/* The identifier made of NAME, "urn:uuid:…". In A. */
struct str identity_urn(struct arena *a, struct str name);

/* Fills the metadata of V from its posts, the site and the options. */
void volume_describe(struct build *b, struct volume *v);

/* Draws V's cover or takes the one that was asked for. A worker may do this while others do it for
 * other volumes: messages go to V's list. */
void volume_take_cover(struct build *b, struct volume *v, size_t worker);

/* Draws a cover for V, a JPEG, into OUT, whatever cover V has. False: it cannot be drawn. DIAGS
 * tells what the machine lacks, once: of the first volume. */
bool volume_cover(struct build *b, struct volume *v, struct buf *out, struct diag_list *diags);

/* Tells, where the user wishes it, what V holds now that it stands: PICTURES, BYTES. IS_UNCHANGED:
 * it stood there already. */
void volume_tell(struct build *b, const struct volume *v, size_t pictures, uint64_t bytes,
                 bool is_unchanged);

#endif
