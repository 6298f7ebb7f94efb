/* SPDX-License-Identifier: MIT */
/* The actions that rows of render/shortcodes.def name; see there what each does. */
#ifndef RENDER_TEMPLATE_ACTION_H
#define RENDER_TEMPLATE_ACTION_H

#include "render/template_private.h"

enum action {
    ACTION_TEXT,
    ACTION_SKIP,
    ACTION_CODE,
    ACTION_MATH,
    ACTION_ASIDE,
    ACTION_DETAILS,
    ACTION_LABEL,
    ACTION_FIGURE,
    ACTION_GALLERY,
    ACTION_EMBED,
    ACTION_CARD,
    ACTION_LINK,
    ACTION_QUOTE,
    ACTION_WRAP,
    ACTION_VALUE,
    ACTION_WORDS,
    ACTION_BOX,
    ACTION_TABS,
    ACTION_LOST,
    ACTION_REF,
    ACTION_POST_URL,
    ACTION_LINK_URL,
    ACTION_POST_LINK,
    ACTION_POST_PATH,
    ACTION_ASSET_PATH,
    ACTION_ASSET_LINK,
    ACTION_HEXO_IMG,
    ACTION_HEXO_LINK,
    ACTION_INCLUDE,
    ACTION_INCLUDE_CODE,
    ACTION_PARAM,
    ACTION_COUNT
};

/* Runs ACTION for TAG, whose mark w.at still stands on; moves w.at behind what it consumed. */
bool action_run(struct template *t, enum action action, struct str detail, struct tag *tag);

/* Each is called with w.at behind the opening mark. */
void action_code(struct template *t, struct str detail, struct tag *tag);
void action_math(struct template *t, struct str detail, struct tag *tag);
void action_figure(struct template *t, struct str detail, struct tag *tag);
void action_gallery(struct template *t, struct str detail, struct tag *tag);
void action_hexo_img(struct template *t, struct str detail, struct tag *tag);
void action_ref(struct template *t, struct str detail, struct tag *tag);
void action_post_url(struct template *t, struct str detail, struct tag *tag);
void action_link_url(struct template *t, struct str detail, struct tag *tag);
void action_post_link(struct template *t, struct str detail, struct tag *tag);
void action_post_path(struct template *t, struct str detail, struct tag *tag);
void action_asset_path(struct template *t, struct str detail, struct tag *tag);
void action_asset_link(struct template *t, struct str detail, struct tag *tag);
void action_hexo_link(struct template *t, struct str detail, struct tag *tag);
void action_include(struct template *t, struct str detail, struct tag *tag);
void action_include_code(struct template *t, struct str detail, struct tag *tag);
void action_card(struct template *t, struct str detail, struct tag *tag);

/* template_hexo.c: the words of a tag without a theme's options; of them the title of a note */
void action_words(struct template *t, struct str detail, struct tag *tag);
void action_box(struct template *t, struct str detail, struct tag *tag);
void action_tabs(struct template *t, struct str detail, struct tag *tag);
struct str hexo_text(struct template *t, struct str words);
struct str hexo_title(struct template *t, struct str words);
struct str hexo_code_title(struct template *t, struct str words);

/* A card for the service called NAME; false when there is none of that name. */
bool action_embed(struct template *t, struct tag *tag, struct str name);

/* The arguments' title: named so, or the first without a name. */
struct str tag_title(const struct args *args);

/* Drops what TAG encloses, if it is paired, and its end mark. */
void tag_skip_body(struct template *t, const struct tag *tag);

/* [TEXT](URL) */
void emit_link(struct template *t, struct str text, struct str url);

#endif
