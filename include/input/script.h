/* SPDX-License-Identifier: MIT */
/* Literals of a configuration that is a script (JavaScript, TypeScript), read and never run.
 *
 * Taken are the members of the object that the module exports, however it comes by it
 * (`export default {…}`, `module.exports = {…}`, through a call such as defineConfig({…}), through
 * a constant's name, or returned by an exported function), then the constants of the top level
 * under their names, then the arguments of calls `x.setName("literal")` as "setName", of calls
 * `x.addName({…})` together as "addName". Values are strings, numbers, booleans, lists and objects
 * of these, constants by name, and the last alternative of `a || "b"`; whatever else an expression
 * is, it is as if it were not there. */
#ifndef INPUT_SCRIPT_H
#define INPUT_SCRIPT_H

#include "input/value.h"

/* TEXT is valid UTF-8. Always a map, perhaps an empty one, in A; a script that cannot be
 * understood is no fault. Nesting is bounded, time linear. */
struct value *script_parse(struct arena *a, struct str text);

#endif
