/* SPDX-License-Identifier: MIT */
/* Comments that mark lines of code: on lines of their own as Docusaurus reads them, behind code as
 * Shiki does (VitePress, Astro):
 *
 *     // highlight-next-line      # highlight-start … # highlight-end      x(); // [!code ++]
 *
 * Where the fence names marked lines itself Docusaurus' are no marks and stay, as on the site. */
#ifndef RENDER_CODEMAGIC_H
#define RENDER_CODEMAGIC_H

#include "render/codeinfo.h"

/* CODE without such lines, in A or as it was; the lines they mark are entered into INFO. */
struct str codemagic_take(struct arena *a, struct str code, struct codeinfo *info);

#endif
