/* SPDX-License-Identifier: MIT */
/* The program's options, from the command line and the configuration file.
 *
 * One table, src/options.def, gives names, arguments, kinds and help to all who need them. What
 * stands on the command line overrides the file, a list as a whole. */
#ifndef BUILD_OPTIONS_H
#define BUILD_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/table.h"
#include "book/fields.h"
#include "book/select.h"

enum links { LINKS_DEFAULT, LINKS_INLINE, LINKS_NOTES };
enum split { SPLIT_NONE, SPLIT_YEAR, SPLIT_QUARTER, SPLIT_MONTH, SPLIT_TAG, SPLIT_SERIES };
enum group {
    GROUP_DEFAULT,
    GROUP_YEAR,
    GROUP_MONTH,
    GROUP_TAG,
    GROUP_CATEGORY,
    GROUP_SERIES,
    GROUP_NONE
};
enum list_mode { LIST_OFF, LIST_TEXT, LIST_JSON };
enum when { WHEN_DEFAULT, WHEN_AUTO, WHEN_ALWAYS, WHEN_NEVER };

struct options {
    struct arena arena;
    str_vec paths;

    struct str output, since_last, feed, feed_url;
    unsigned split, list; /* enum split, enum list_mode */
    bool check;

    struct selection selection;
    struct str language;
    unsigned order; /* 1 + enum order; 0: not given */
    unsigned group; /* enum group */
    unsigned long toc_depth;
    bool has_toc_depth;

    struct str title, subtitle, publisher, description, rights, identifier, cover;
    str_vec authors, css;
    str_vec fields[FIELD_COUNT];      /* these and persons only from the configuration */
    person_vec persons, contributors; /* authors of whom more than the name is known */
    unsigned theme;                   /* 1 + index of the choice; 0: default */
    unsigned links;                   /* enum links */
    bool no_default_css, no_smart, no_highlight, no_math, repair_encoding, qr;
    uint32_t max_image[2]; /* width, height; 0: no limit */
    uint64_t max_size;
    struct table shortcodes; /* name → struct str *: only from the configuration */

    str_vec base_urls, statics, allow;
    struct str permalink, cache;
    bool fetch, fetch_private;

    struct str config, help, version; /* of kind ACTION */
    unsigned long jobs;
    str_vec warn;
    bool strict, quiet, verbose;
    unsigned diagnostics, progress, color; /* 1 + index; enum when */
};

enum options_result { OPTIONS_RUN, OPTIONS_DONE /* --help, --version */, OPTIONS_WRONG };

/* Reads the command line into O, which is all-zero. Faults go to DIAGS. */
enum options_result options_read(struct options *o, int argc, char **argv, struct diag_list *diags);

/* Reads the configuration file: --config's, or book.yaml beside the posts. False on errors. */
bool options_read_config(struct options *o, struct diag_list *diags);

/* Whether those given make sense together; if not, says which do not. */
bool options_agree(const struct options *o, struct diag_list *diags);

void options_help(void);

/* How messages are to be printed. False (and a message) on an unknown -W name. */
bool options_diag(const struct options *o, struct diag_options *ret, struct diag_list *diags);

/* Whether a progress bar is wanted. */
bool options_progress(const struct options *o);

void options_done(struct options *o);

#endif
