/* SPDX-License-Identifier: MIT */
/* The two ways to read YAML: yaml_read() is strict, yaml_recover() takes broken text line by
 * line and hands it the sound pieces. yaml_parse() of input/value.h is built on both. */
#ifndef INPUT_YAML_READ_H
#define INPUT_YAML_READ_H

#include "base/table.h"
#include "input/value_build.h"

/* One document being read; its pieces share their anchors and the bound on aliases. */
struct yaml_reader {
    struct arena *a;
    struct str file;
    struct diag_list *diags;
    struct table anchors; /* name → struct yaml_anchor (yaml.c) */
    size_t nodes;         /* read so far, aliases expanded */
    size_t expanded;      /* of these by aliases */
};

struct yaml_fault {
    const char *problem; /* static text */
    unsigned line, column;
};

/* Reads the first document of TEXT, whose first line has the number LINE. An empty document is
 * a null. False: RET_FAULT says why, and nothing was reported. */
bool yaml_read(struct yaml_reader *r, struct str text, unsigned line, struct value *ret_value,
               struct yaml_fault *ret_fault);

/* Reads what can be read of a block of "key: value" lines that yaml_read() refuses. */
struct value yaml_recover(struct yaml_reader *r, struct str text, unsigned line);

/* Finds the key of LINE, which has no indentation: "key: value", "'key': value" or, for names
 * that look like one, "key:value" and "key：value". RET_REST is trimmed. */
bool yaml_key_line(struct str line, struct str *ret_key, struct str *ret_rest);

/* Sets the kind (and a bool's text) of a plain scalar from its text. */
void yaml_resolve(struct value *v);

#endif
