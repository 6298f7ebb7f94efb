/* SPDX-License-Identifier: MIT */
/* Diagnostics: what is told to the user, once, where it is known.
 *
 * Every message is a row of base/diag.def. Whoever detects a fault adds it to the list at hand
 * and returns; callers pass failure up without a second message. A list belongs to one work
 * item; lists are joined in item order, so what is printed does not depend on threads. There is
 * no static state. */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/str.h"

enum diag_level {
    DIAG_LEVEL_OFF,
    DIAG_LEVEL_NOTE,
    DIAG_LEVEL_ADVICE, /* how it reads on a device; of each kind a few are printed */
    DIAG_LEVEL_WARNING,
    DIAG_LEVEL_ERROR,
    DIAG_LEVEL_FATAL
};

enum diag_id {
#define DIAG(id, level, name, text) DIAG_##id,
#define DIAG_FEW DIAG
#include "base/diag.def"
#undef DIAG
#undef DIAG_FEW
    DIAG_COUNT
};

/* Where: a file as the user named it, a line and a column from 1 (0: unknown). */
struct diag_pos {
    struct str file;
    unsigned line, column;
};

struct diag {
    enum diag_id id;
    enum diag_level level; /* as the table has it; options apply when it is printed */
    const char *code;      /* printed in place of the name; NULL: the table's */
    struct diag_pos at;
    struct str text; /* without position, level and name */
};

/* All-zero is an empty list. */
struct diag_list {
    struct arena arena;
    struct diag *v;
    size_t n, size;
};

void diag_list_done(struct diag_list *l);

/* Adds the message ID at AT; the arguments are those its text in diag.def asks for.
 * L may be NULL: then nothing happens. */
void diag_add(struct diag_list *l, enum diag_id id, struct diag_pos at, ...);

/* The same under another name: CODE (static), as "RSC-005". */
void diag_add_code(struct diag_list *l, enum diag_id id, const char *code, struct diag_pos at, ...);

/* Moves all of FROM to the end of INTO. */
void diag_list_join(struct diag_list *into, struct diag_list *from);

/* Position of byte OFFSET in TEXT, counting lines from FIRST_LINE. */
struct diag_pos diag_pos_of(struct str file, struct str text, size_t offset, unsigned first_line);

/* How often something is there, as messages say it: "once", "3 times". In A. */
const char *diag_times(struct arena *a, size_t n);

const char *diag_name(enum diag_id id); /* the flag name, "date-format" */

/* Whether a few messages ID at LEVEL stand for all: so it is with advice, and with the kinds that
 * the table marks as numerous, unless an option gave them another level than the table's. */
bool diag_is_few(enum diag_id id, enum diag_level level);
const char *diag_level_name(enum diag_level level);

/* How the user wants them: filled from -W, --strict, -q, -v and --diagnostics. */
enum diag_format { DIAG_TEXT, DIAG_JSON, DIAG_GITHUB };

struct diag_options {
    enum diag_format format;
    bool strict;           /* warnings count as errors */
    enum diag_level least; /* what is below is not printed; DIAG_LEVEL_NOTE: all advice is */
    bool color;
    unsigned char level[DIAG_COUNT]; /* 0: the table's; else an enum diag_level + 1 */
};

/* Applies one argument of -W ("no-NAME", "error=NAME", "NAME"). False: no such name. */
bool diag_options_set(struct diag_options *o, struct str argument);

/* Appends L to OUT in order and returns the worst level that counted. Control characters and
 * bidirectional overrides in texts and file names are shown escaped, never raw. */
enum diag_level diag_write(const struct diag_list *l, const struct diag_options *o,
                           struct buf *out);

/* The same, to a stream. */
enum diag_level diag_print(const struct diag_list *l, const struct diag_options *o, FILE *out);

/* What level D has under O. */
enum diag_level diag_effective_level(const struct diag *d, const struct diag_options *o);

/* Whether a message of L is an error under O, as warnings are with --strict. */
bool diag_has_error(const struct diag_list *l, const struct diag_options *o);

#endif
