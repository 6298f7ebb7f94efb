/* SPDX-License-Identifier: MIT */
/* A compiled grammar: shared by check_compile.c, check_schema.c, check_attrs.c. */
#ifndef EPUB_CHECK_GRAMMAR_H
#define EPUB_CHECK_GRAMMAR_H

#include "epub/check_schema.h"

enum { PROGRAM_MAX = 250 };

/* One step of a content model's machine. SYMBOL: an element of definition DEF or of CLASS. */
struct step {
    enum { STEP_SYMBOL, STEP_SPLIT, STEP_JUMP, STEP_END } op;
    int to, other; /* SPLIT: both ways; JUMP: to */
    int def;       /* SYMBOL: index of the definition, or -1 */
    int class_of;  /* SYMBOL: index of the class, or -1 */
    bool is_text;  /* SYMBOL: text that is not blank */
};

struct count {
    int def, class_of;
    unsigned least, most; /* most 0: no bound */
};

struct attr_spec {
    enum xml_ns ns;
    struct str name, type;
    bool required;
};

struct attr_group {
    struct table by_name; /* "name" or "prefix:name" → index of v */
    VEC(struct attr_spec) v;
    VEC(struct attr_group *) groups;
    bool any_plain, any;
    bool requires; /* an attribute here or in its groups is required */
};

enum content_kind { CONTENT_EMPTY, CONTENT_SKIP, CONTENT_MODEL, CONTENT_COUNTED };

struct definition {
    struct str name;    /* as the table has it */
    struct str element; /* key: "p", "m:mi" */
    const char *roles;
    enum content_kind kind;
    bool mixed, wants_text, compiled;
    bool places_text; /* the model says where text may stand */
    const char *content;
    struct step *program;
    int n_steps;
    struct count *counts;
    int n_counts;
    struct attr_group attrs;
};

struct element_class {
    struct str name;
    const char *members;
    struct table defs; /* key of element → index of definition */
    bool compiled;
};

struct grammar {
    struct arena *arena;
    enum grammar_kind kind;
    enum xml_ns own;
    VEC(struct definition) defs;
    struct table def_names;
    VEC(struct element_class) classes;
    struct table class_names;
    struct table group_names; /* → struct attr_group * */
};

/* Fills G from ROWS. */
void grammar_compile(struct grammar *g, const struct grammar_row *rows, size_t n);

/* Compiles the content of definition DEF, class K, when that was not yet done. */
void grammar_compile_content(struct grammar *g, int def);
void grammar_compile_class(struct grammar *g, int k);

/* "p" or "m:mi" of N under grammar G; empty for foreign namespaces. */
struct str grammar_key(struct grammar *g, const struct xml_node *n);

/* The definition named NAME, or -1. */
int grammar_find(const struct grammar *g, struct str name);

/* Judges the attributes of N by definition DEF. */
void attrs_check(struct check *c, const struct grammar *g, const struct xml_doc *d,
                 const struct xml_node *n, const struct definition *def);

/* Roles and the aria-* attributes that depend on them (ARIA in HTML, DPUB-ARIA). */
void aria_check(struct check *c, const struct xml_doc *d, const struct xml_node *n,
                const char *roles);
bool aria_is_role_attr(struct str name); /* judged by aria_check() */

/* Releases what the grammars of C hold outside its arena. */
void grammars_done(struct check *c);

/* Which variant of definition DEF ("meta", "input", "a" …) N is. */
int variant_of(const struct grammar *g, int def, const struct xml_node *n);

#endif
