/* SPDX-License-Identifier: MIT */
/* What the two files on MDX share. */
#ifndef RENDER_TEMPLATE_MDX_H
#define RENDER_TEMPLATE_MDX_H

#include "render/template_private.h"

size_t mdx_brace_end(struct template *t, size_t at);
size_t mdx_limit(const struct template *t, size_t at);
bool mdx_in_vain(struct template *t, size_t from, size_t to); /* false */
struct str mdx_value(struct template *t, struct str expression);

#endif
