/* SPDX-License-Identifier: MIT */
/* What the two files on MDX share. */
#ifndef RENDER_TEMPLATE_MDX_H
#define RENDER_TEMPLATE_MDX_H

#include "render/template_private.h"

size_t mdx_brace_end(struct str in, size_t at);
struct str mdx_value(struct template *t, struct str expression);

#endif
