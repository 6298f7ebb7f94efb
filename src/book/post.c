/* SPDX-License-Identifier: MIT */
/* Posts: labels and the reasons for leaving one out. */
#include "book/post.h"

#include "base/fs.h"
#include "base/utf8.h"

static const char *const drop_texts[] = {
#define DROP(id, text) text,
#include "book/drop.def"
#undef DROP
};

const char *post_drop_text(enum drop_reason reason)
{
    return drop_texts[reason];
}

struct str post_author_key(struct arena *a, struct str name)
{
    struct buf key = {0};
    struct str result;
    uint32_t c;

    for (size_t at = 0, len; at < name.n; at += len) {
        len = utf8_decode(name, at, &c);
        if (len == 0)
            len = 1;
        else if (utf8_is_word(c))
            utf8_add(&key, utf8_lower(c));
    }
    result = arena_str(a, key.n ? buf_str(&key) : name);
    buf_done(&key);
    return result;
}

bool post_is_source(struct str name)
{
    static const struct str endings = STR_INIT("md markdown mdown mkd mdx");
    struct str ending = fs_extension(name);

    return str_among_fold(ending, endings);
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
