/* SPDX-License-Identifier: MIT */
/* What the parts of the validator share: the open book, its manifest, references, ids.
 *
 * Internal to src/epub/check_*.c. A struct check lives as long as one check; all its memory is
 * in its arena. Paths are absolute inside the container, without a leading slash, normalised
 * and percent-decoded. */
#ifndef EPUB_CHECK_STATE_H
#define EPUB_CHECK_STATE_H

#include <time.h>

#include "base/table.h"
#include "base/vec.h"
#include "epub/check.h"
#include "epub/check_kinds.h"
#include "epub/zipread.h"

enum check_id {
#define MSG(id, name, severity, text) M_##id,
#include "epub/check_messages.def"
#undef MSG
    M_COUNT
};

struct where {
    struct str path;
    unsigned line, column;
};

struct item {
    struct str id, href, path; /* path: normalised, or the URL of a remote item */
    struct str type, fallback, fallback_style, overlay;
    struct where at;
    unsigned properties;
    bool remote, in_spine, nonlinear, fixed, is_ncx;
    int position; /* in the spine, from 0 */
    bool falls_back_to_content, falls_back_to_core;
    struct table ids;        /* id → ordinal << 2 | enum id_kind, when its document was read */
    bool was_read, in_index; /* in_index: of a collection of the role index */
    bool linked;             /* the target of a hyperlink */
    struct str overlay_by;   /* id of the overlay that refers to it */
};

struct ref {
    enum ref_kind kind;
    struct str path, fragment; /* path: a URL when remote */
    bool has_fragment, remote, has_fallback;
    struct str url; /* as written */
    struct where at;
};

struct check {
    const struct check_options *options;
    struct check_report *report;
    struct arena arena;
    struct str name; /* of the file, for messages */
    struct zipread zip;
    struct table files;     /* path → index of zip.v */
    struct table encrypted; /* path → 1 obfuscated font, 2 other */
    struct table counted;   /* id and path of messages → number */
    uint64_t max_file, max_total, unpacked;
    struct timespec deadline;
    unsigned steps; /* since the start */
    bool gave_up;
    int version; /* 2 or 3 */

    /* of the rendition at hand */
    struct str opf_path, uid;
    VEC(struct item) items;
    struct table by_id, by_path;   /* → index of items */
    struct table linked_resources; /* paths of package links */
    struct table undeclared;       /* reported once */
    struct str absolute_in;        /* the file that is read, when a URL of it was absolute */
    VEC(struct ref) refs;
    bool fixed_layout, has_scripts, has_active_class, has_playback_class;
    bool is_edupub, is_dictionary, is_index; /* by dc:type */
    bool has_dictionary, has_page_break, has_page_list, has_page_source;
    struct check_shares *shares; /* while its files are checked by many; else NULL */
    void *grammars[8];           /* enum grammar_kind → struct grammar *, made when first used */
};

/* Adds a message; the arguments are those its text asks for. */
void report_at(struct check *c, enum check_id id, struct where at, ...);
void report_text(struct check *c, enum check_id id, struct where at, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Keeps M, which has been counted, unless there are enough like it. */
void report_keep(struct check *c, const struct check_message *m);

/* Time left to C on the thread that calls, which then is the one that is measured. */
void check_set_deadline(struct check *c);

/* True when time or memory has run out; then every loop ends. */
bool check_is_over(struct check *c);

bool file_exists(const struct check *c, struct str path);

/* The unpacked bytes of PATH in the arena A; reports what hinders. */
bool file_load(struct check *c, struct arena *a, struct str path, struct str *ret_bytes);

struct item *item_by_id(struct check *c, struct str id);
struct item *item_by_path(struct check *c, struct str path);

void add_ref(struct check *c, struct ref ref);

#define WHERE(p) ((struct where){.path = (p)})

#endif
