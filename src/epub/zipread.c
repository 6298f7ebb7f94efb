/* SPDX-License-Identifier: MIT */
/* Reads ZIP directories byte by byte and entries through libzip. */
#include "epub/zipread.h"

#include <errno.h>
#include <string.h>
#include <zip.h>

#include "base/alloc.h"

enum {
    LOCAL_SIZE = 30,
    CENTRAL_SIZE = 46,
    END_SIZE = 22,
    END64_SIZE = 56,
    LOCATOR_SIZE = 20,
    EXTRA_ZIP64 = 1,
    COMMENT_MAX = 65535,
    ENTRIES_MAX = 4000000
};

static uint16_t u16(const char *p)
{
    const unsigned char *b = (const unsigned char *)p;
    return (uint16_t)(b[0] | b[1] << 8);
}

static uint32_t u32(const char *p)
{
    return u16(p) | (uint32_t)u16(p + 2) << 16;
}

static uint64_t u64(const char *p)
{
    return u32(p) | (uint64_t)u32(p + 4) << 32;
}

/* Offset of the end of central directory record, or STR_NPOS. */
static size_t find_end(struct str b)
{
    if (b.n < END_SIZE)
        return STR_NPOS;
    size_t stop = b.n > END_SIZE + COMMENT_MAX ? b.n - END_SIZE - COMMENT_MAX : 0;
    for (size_t at = b.n - END_SIZE + 1; at-- > stop;)
        if (memcmp(b.p + at, "PK\5\6", 4) == 0 && at + END_SIZE + u16(b.p + at + 20) <= b.n)
            return at;
    return STR_NPOS;
}

struct directory {
    uint64_t count, at;
};

/* Where the directory starts and how much it holds. What does not fit into the record at END is
 * in the one of ZIP64, which a locator in front of END leads to (APPNOTE 4.3.14). */
static bool find_directory(struct str b, size_t end, struct directory *ret)
{
    *ret = (struct directory){u16(b.p + end + 10), u32(b.p + end + 16)};
    if (ret->count != 0xFFFF && ret->at != 0xFFFFFFFF)
        return true;
    if (end < LOCATOR_SIZE || memcmp(b.p + end - LOCATOR_SIZE, "PK\6\7", 4) != 0)
        return true;
    uint64_t at = u64(b.p + end - LOCATOR_SIZE + 8);
    if (at > end || end - at < END64_SIZE || memcmp(b.p + at, "PK\6\6", 4) != 0)
        return false;
    *ret = (struct directory){u64(b.p + at + 32), u64(b.p + at + 48)};
    return true;
}

/* Sizes and offset that were too large for E's header, in the order of APPNOTE 4.5.3. */
static void read_zip64(struct zip_entry *e, struct str extra)
{
    uint64_t *const fields[] = {&e->size, &e->packed, &e->offset};

    while (extra.n >= 4 && u16(extra.p) != EXTRA_ZIP64)
        extra = str_skip(extra, 4 + (size_t)u16(extra.p + 2));
    if (extra.n < 4)
        return;
    extra = str_sub(extra, 4, u16(extra.p + 2));
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (*fields[i] != 0xFFFFFFFF || extra.n < 8)
            continue;
        *fields[i] = u64(extra.p);
        extra = str_skip(extra, 8);
    }
}

static bool read_directory(struct zipread *z, struct arena *a, size_t end)
{
    struct str b = z->bytes;
    struct directory d;

    if (!find_directory(b, end, &d) || d.count > ENTRIES_MAX || d.count > b.n / CENTRAL_SIZE)
        return false;
    z->v = arena_array(a, struct zip_entry, (size_t)d.count + 1);
    for (size_t i = 0, at = (size_t)d.at; i < d.count; i++) {
        if (at > end || end - at < CENTRAL_SIZE || memcmp(b.p + at, "PK\1\2", 4) != 0)
            return false;
        const char *p = b.p + at;
        size_t name = u16(p + 28), extra = u16(p + 30), rest = extra + u16(p + 32);
        if (end - at - CENTRAL_SIZE < name + rest)
            return false;
        z->v[i] = (struct zip_entry){
            .name = {p + CENTRAL_SIZE, name},
            .flags = u16(p + 8),
            .method = u16(p + 10),
            .packed = u32(p + 20),
            .size = u32(p + 24),
            .offset = u32(p + 42),
            .index = i,
            .is_dir = name > 0 && p[CENTRAL_SIZE + name - 1] == '/',
        };
        read_zip64(&z->v[i], (struct str){p + CENTRAL_SIZE + name, extra});
        z->n = i + 1;
        at += CENTRAL_SIZE + name + rest;
    }
    return true;
}

/* Memory that ran out says nothing of the file. libzip's own errors do not always tell; errno,
 * 0 before its calls, does. */
static bool fail(void)
{
    if (errno == ENOMEM)
        alloc_die();
    return false;
}

enum zipread_error zipread_open(struct zipread *z, struct arena *a, struct str bytes)
{
    *z = (struct zipread){.bytes = bytes};
    if (bytes.n == 0)
        return ZIPREAD_EMPTY;
    size_t end = find_end(bytes);
    if (end == STR_NPOS)
        return ZIPREAD_NO_ZIP;
    if (!read_directory(z, a, end))
        return ZIPREAD_DAMAGED;
    zip_error_t error;
    errno = 0;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(bytes.p, bytes.n, 0, &error);
    z->handle = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
    if (!z->handle && source)
        zip_source_free(source);
    zip_error_fini(&error);
    if (!z->handle)
        return fail(), ZIPREAD_DAMAGED;
    return zip_get_num_entries(z->handle, 0) == (zip_int64_t)z->n ? ZIPREAD_OK : ZIPREAD_DAMAGED;
}

void zipread_close(struct zipread *z)
{
    if (z->handle)
        zip_discard(z->handle);
    z->handle = NULL;
}

bool zipread_entry(struct zipread *z, struct arena *a, size_t index, uint64_t limit,
                   struct str *ret_bytes)
{
    const struct zip_entry *e = &z->v[index];

    if (e->size > limit || (e->flags & 1) || e->is_dir)
        return false;
    errno = 0;
    zip_file_t *f = zip_fopen_index(z->handle, e->index, 0);
    if (!f)
        return fail();
    /* The claimed size is believed only as far as the packed bytes can yield it: deflate
     * expands at most 1032 times. */
    uint64_t room = e->packed < UINT64_MAX / 1033 - 64 ? e->packed * 1032 + 64 : 0;
    size_t size = (size_t)(e->size < room ? e->size : room);
    char *p = arena_alloc(a, size + 1);
    size_t n = 0;
    bool ok = true;
    while (ok && n < size) {
        zip_int64_t got = zip_fread(f, p + n, size - n);
        if (got <= 0)
            break;
        n += (size_t)got;
    }
    char more;
    ok = n == e->size && zip_fread(f, &more, 1) == 0;
    zip_fclose(f);
    p[n] = 0;
    if (ok)
        *ret_bytes = (struct str){p, n};
    return ok || fail();
}

bool zipread_first(struct str b, struct zip_first *ret_first)
{
    if (b.n < LOCAL_SIZE || memcmp(b.p, "PK\3\4", 4) != 0)
        return false;
    size_t name = u16(b.p + 26), extra = u16(b.p + 28), packed = u32(b.p + 18);
    *ret_first = (struct zip_first){
        .name = str_sub(b, LOCAL_SIZE, name),
        .method = u16(b.p + 8),
        .extra = (uint16_t)extra,
        .flags = u16(b.p + 6),
        .data =
            u16(b.p + 8) == 0 ? str_sub(b, LOCAL_SIZE + name + extra, packed) : (struct str){"", 0},
    };
    return true;
}
