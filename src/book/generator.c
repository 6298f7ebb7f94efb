/* SPDX-License-Identifier: MIT */
/* The table of site generators. */
#include "book/generator.h"

enum { SYNTAX_COMMON = SYNTAX_MATH | SYNTAX_EMOJI };

const struct generator generators[GENERATOR_COUNT] = {
#define GENERATOR(id, ...) [GENERATOR_##id] = {__VA_ARGS__},
#include "book/generators.def"
#undef GENERATOR
};
