/* SPDX-License-Identifier: MIT */
/* Posts: labels and the reasons for leaving one out. */
#include "book/post.h"

#include "base/fs.h"

static const char *const drop_texts[] = {
#define DROP(id, text) text,
#include "book/drop.def"
#undef DROP
};

const char *post_drop_text(enum drop_reason reason)
{
    return drop_texts[reason];
}

void post_forget_text(struct post *p)
{
    arena_done(&p->source);
    p->text = p->body = STR("");
}

struct str post_label(const struct post *p)
{
    return p->label.n ? p->label : p->title.n ? p->title : fs_stem(p->path);
}
