/* SPDX-License-Identifier: MIT */
/* Faces of text inside mathematics: the argument of KIND_TEXT. */
#ifndef RENDER_MATHTEXT_H
#define RENDER_MATHTEXT_H

enum math_text { TEXT_PLAIN, TEXT_BOLD, TEXT_ITALIC, TEXT_SANS, TEXT_MONOSPACE };

#endif
