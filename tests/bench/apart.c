/* SPDX-License-Identifier: MIT */
/* The program once for each command on standard input, in a child each: whoever counts what it
 * does, such as valgrind, then has to start only once. A line is the words of one command.
 *
 * What stands on its own command line it runs first, and itself: then the children have what
 * valgrind made of the program's code. */
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define main program
#include "../../src/main.c"
#undef main

#define WORDS 16

static int run_words(char *line)
{
    char *words[WORDS + 1] = {"mdbook2epub"};
    int n = 1;
    char *rest = line;
    char *word = strsep(&rest, " ");

    for (; word && n < WORDS; word = strsep(&rest, " "))
        words[n++] = word;
    if (word) {
        (void)fputs("apart: too many words\n", stderr);
        return M2E_USAGE;
    }
    optind = 0;
    return program(n, words);
}

int main(int argc, char **argv)
{
    char *line = NULL;
    size_t room = 0;
    ssize_t length;

    if (argc > 1 && program(argc, argv) > M2E_CONTENT)
        return M2E_SYSTEM;
    while ((length = getline(&line, &room, stdin)) > 0) {
        if (line[length - 1] == '\n')
            line[length - 1] = '\0';
        int status = 0;
        pid_t child = fork();

        if (child == 0)
            return run_words(line);
        if (child < 0 || waitpid(child, &status, 0) < 0 || !WIFEXITED(status))
            return M2E_SYSTEM;
        (void)fprintf(stderr, "exit status %d\n", WEXITSTATUS(status));
    }
    free(line);
    return M2E_WRITTEN;
}
