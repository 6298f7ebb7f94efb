/* SPDX-License-Identifier: MIT */
/* Prints the runs of code: for each block of a stream on standard input.
 *
 * A block is a line "NAME LENGTH" and LENGTH bytes of code. The answer is one letter per byte of
 * it (the class's letter, '.' for plain), and a line break; "?" alone: unknown language. With the
 * argument "names": the names of all languages, one row each. */
#include <stdio.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "render/highlight.h"

static void print_run(void *ctx, enum highlight_kind kind, struct str run)
{
    const char *class = highlight_class(kind);

    (void)ctx;
    for (size_t i = 0; i < run.n; i++)
        putchar(class ? class[3] : '.');
}

static void print_names(void)
{
    const char *names;

    for (size_t i = 0; (names = highlight_language_names(i)) != NULL; i++)
        puts(names);
}

int main(int argc, char **argv)
{
    char name[64];
    size_t n;

    (void)argv;
    if (argc > 1) {
        print_names();
        return 0;
    }
    while (scanf("%63s %zu", name, &n) == 2 && getchar() == '\n') {
        char *code = xmalloc(n + 1);
        const struct language *l = highlight_language(str_of(name));

        if (fread(code, 1, n, stdin) != n)
            return 1;
        if (l)
            highlight(l, (struct str){code, n}, print_run, NULL);
        else
            putchar('?');
        putchar('\n');
        free(code);
    }
    return 0;
}
