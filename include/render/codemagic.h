/* SPDX-License-Identifier: MIT */
/* Comments on lines of their own that mark lines of code, as Docusaurus reads them:
 *
 *     // highlight-next-line      # highlight-start … # highlight-end
 *
 * Where the fence names marked lines itself they are no marks and stay, as on the site. */
#ifndef RENDER_CODEMAGIC_H
#define RENDER_CODEMAGIC_H

#include "render/codeinfo.h"

/* CODE without such lines, in A or as it was; the lines they mark are entered into INFO. */
struct str codemagic_take(struct arena *a, struct str code, struct codeinfo *info);

#endif
