/* SPDX-License-Identifier: MIT */
/* Media that a book cannot play (video, posts of social networks, code playgrounds) → a card: one
 * paragraph with the kind and a link to the original. The services are rows of embeds.def. */
#ifndef RENDER_EMBED_H
#define RENDER_EMBED_H

#include <stdbool.h>

#include "base/str.h"

/* Appends <p class="embed"><span class="embed-kind">Video</span> <a href="…">title</a></p> (no
 * line break in it) for what is embedded from URL. The link goes to the page that people visit,
 * not to the player. TITLE may be absent: then the address is shown. False, and nothing is
 * written, when URL names no known service; embed_card_plain() is for those. HAS_CODE: with a
 * picture whose source is ASSET_CODE and the address, for render/pictures to take. */
bool embed_card(struct buf *out, bool has_code, struct str url, struct str title);

/* The same for a script: false for the libraries that services have beside what they embed. */
bool embed_card_script(struct buf *out, bool has_code, struct str url, struct str title);

/* A card for any address, with the kind given ("Video", "Audio", "Page"). */
void embed_card_plain(struct buf *out, bool has_code, const char *kind, struct str url,
                      struct str title);

/* A card for the service called NAME ("youtube") and what identifies the thing there; ID may be
 * a whole address. False when no service has this name. */
bool embed_card_named(struct buf *out, bool has_code, struct str name, struct str id,
                      struct str title);

#endif
