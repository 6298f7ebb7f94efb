/* SPDX-License-Identifier: MIT */
/* The pictures of a chapter. Private to src/render. */
#ifndef RENDER_PICTURE_H
#define RENDER_PICTURE_H

#include "base/str.h"

struct cmark_node;
struct job;

struct picture {
    struct str source, alt, title;
    struct str attributes; /* ready-made: class and the like */
    uint32_t width, height;
    bool is_drawn;      /* SVG's image, with all its attributes but the reference */
    bool is_decoration; /* its author says that it needs no alternative text */
};

/* A picture at the writer's place. */
void picture_add(struct job *j, const struct picture *p);

/* The picture of the front matter, unless the body, which is written, shows it already. */
void hero_add(struct job *j);

/* Markdown's pictures in the TEXT of raw HTML. False: there are none, nothing was written. */
bool pictures_in_html(struct job *j, struct str text);

/* True when the paragraph NODE holds nothing but one picture, perhaps as a link; with a title it
 * is a figure. */
bool picture_is_alone(struct cmark_node *node);
bool picture_is_figure(struct cmark_node *node);
size_t figure_open(struct job *j);
void figure_caption(struct job *j, struct cmark_node *paragraph);

#endif
