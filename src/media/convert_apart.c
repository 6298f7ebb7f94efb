/* SPDX-License-Identifier: MIT */
/* Decoders see the bytes of others in a confined child only. */
#include "base/confine.h"
#include "media/convert.h"
#include "media/raster.h"

enum { ANSWER_MAX = 1 << 28, FAULT_MAX = 200 };

/* What is asked; the picture's bytes follow. */
struct task {
    struct media_info info;
    struct convert_wish wish;
    uint64_t max_bytes;
};

/* The answer: whether it went well; then the new bytes, if any, or the fault. */
static void work(void *ctx, struct buf *answer)
{
    const struct str *request = ctx;
    const struct task *t = (const void *)request->p;
    struct str bytes = str_skip(*request, sizeof *t);
    struct media_info info = t->info;
    const char *fault = "";
    struct buf out = {0};
    bool is_fine = t->max_bytes
                       ? convert_to_size(&out, bytes, &t->wish, t->max_bytes, &info, &fault)
                       : convert_picture(&out, bytes, &t->info, &t->wish, &info, &fault);

    buf_byte(answer, is_fine);
    buf_add(answer, is_fine ? buf_str(&out) : str_of(fault));
    buf_done(&out);
}

struct confined *convert_child(void)
{
    return confined_new(work);
}

/* The child may have been taken over by what it read: what the answer is, its bytes must tell. */
static bool take_picture(struct buf *out, struct str bytes, const struct media_info *info,
                         struct media_info *ret_info)
{
    *ret_info = *info;
    if (bytes.n == 0)
        return true;
    media_probe(bytes, bytes.n, ret_info);
    buf_add(out, bytes);
    return ret_info->type == MEDIA_PNG || ret_info->type == MEDIA_JPEG;
}

bool convert_apart(struct confined *child, struct buf *out, struct str bytes,
                   const struct media_info *info, const struct convert_wish *wish,
                   uint64_t max_bytes, struct media_info *ret_info, struct arena *a,
                   const char **ret_fault)
{
    const struct task task = {*info, *wish, max_bytes};
    struct buf answer = {0};
    struct str rest;
    bool is_fine;

    if (info->type == MEDIA_AVIF) { /* the child may not open files: a new one has the library */
        avif_load();
        confined_rest(child);
    }
    is_fine = confined_run(child, (struct str){(const char *)&task, sizeof task}, bytes, ANSWER_MAX,
                           &answer, ret_fault);
    buf_clear(out);
    rest = str_skip(buf_str(&answer), 1);
    if (is_fine && !(answer.n && answer.p[0])) {
        *ret_fault = arena_str(a, str_sub(rest, 0, FAULT_MAX)).p;
        is_fine = false;
    } else if (is_fine && !take_picture(out, rest, info, ret_info)) {
        *ret_fault = "its decoder went wrong";
        buf_clear(out);
        is_fine = false;
    }
    buf_done(&answer);
    return is_fine;
}
