/* SPDX-License-Identifier: MIT */
/* Sessions: prompts, commands in their language, output. */
#include "render/lexers.h"

/* ---- Shell ---- */

/* Behind ( … ) or [ … ] at P; P when there is none in this line. */
static const char *skip_enclosed(const struct lexer *x, const char *p, char open, char close)
{
    const char *end = lex_line_end(x, p), *q;

    if (lex_at(x, p) != open)
        return p;
    q = memchr(p, close, (size_t)(end - p) < 64 ? (size_t)(end - p) : 64);
    return q ? q + 1 : p;
}

/* user@host:~/dir, ~/dir, sh-5.1 */
static const char *skip_place(const struct lexer *x, const char *p)
{
    const char *from = p;
    bool place = false;

    while (p < x->end && p - from < 80 && !is_ascii_space(*p) && !lex_in("$#%>", *p)) {
        place |= lex_in("@:~/-", *p);
        p++;
    }
    if (!place)
        return from;
    return p;
}

static const char *const arrows[] = {"\u276f", "\u279c", "\u03bb", "\u2192", "\u00bb"};

/* Behind the prompt at the start of the line at P, or NULL. */
static const char *shell_prompt(const struct lexer *x, const char *p)
{
    const char *q = lex_blanks(x, p);

    for (size_t i = 0; i < sizeof(arrows) / sizeof(arrows[0]); i++)
        if (lex_starts(x, q, arrows[i]) && lex_at(x, q + strlen(arrows[i])) == ' ')
            return lex_blanks(x, q + strlen(arrows[i]));
    if (lex_starts(x, q, "PS ") || (is_ascii_alpha(lex_at(x, q)) && lex_starts(x, q + 1, ":\\"))) {
        const char *end = memchr(q, '>', (size_t)(lex_line_end(x, q) - q));

        return end ? lex_blanks(x, end + 1) : NULL;
    }
    q = lex_blanks(x, skip_enclosed(x, q, '(', ')'));
    if (lex_at(x, q) == '[')
        q = lex_blanks(x, skip_enclosed(x, q, '[', ']'));
    for (int words = 0; words < 3; words++) /* host:~/dir (branch) */
        q = lex_blanks(x, skip_enclosed(x, lex_blanks(x, skip_place(x, q)), '(', ')'));
    if (!lex_at(x, q) || !lex_in("$#%", *q))
        return NULL;
    q++;
    return q == x->end || is_ascii_space(*q) ? lex_blanks(x, q) : NULL;
}

/* The end of the command at P: escaped line breaks go on with it. */
static const char *command_end(const struct lexer *x, const char *p)
{
    const char *end = lex_line_end(x, p);

    while (end < x->end && end > p && end[-1] == '\\')
        end = lex_line_end(x, end + 1);
    return end;
}

void lex_console(struct lexer *x, const struct language *l)
{
    struct code_pieces shell;
    bool commands = false;

    code_pieces_init(&shell, x, highlight_language(str_of(l->inner ? l->inner : "bash")));
    while (x->p < x->end) {
        const char *command = shell_prompt(x, x->p), *q = lex_blanks(x, x->p);

        if (!command && commands && (lex_starts(x, q, "> ") || lex_starts(x, q, ">\n")))
            command = q + 2 < x->end && q[1] == ' ' ? q + 2 : q + 1;
        if (command) {
            lex_take(x, HL_PROMPT, command);
            code_piece(&shell, command_end(x, x->p));
            commands = true;
        } else {
            lex_take(x, HL_OUTPUT, lex_line_end(x, x->p));
            commands = commands && x->p > x->start && x->p[-1] == '\\';
        }
        if (x->p < x->end)
            lex_take(x, HL_PLAIN, x->p + 1);
    }
}

/* ---- Others ---- */

/* Behind the prompt PATTERN (N bytes) at P, or NULL. '*' stands for anything but blanks,
 * in this line. */
static const char *match_prompt(const struct lexer *x, const char *p, const char *pattern, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (pattern[i] != '*') {
            if (lex_at(x, p) != pattern[i] &&
                !(pattern[i] == ' ' && i + 1 == n && (p == x->end || *p == '\n')))
                return NULL;
            p += p < x->end && *p != '\n';
            continue;
        }
        for (const char *from = p; p < x->end && p - from < 60 && !is_ascii_space(*p); p++)
            if (*p == pattern[i + 1] && (i + 2 >= n || lex_at(x, p + 1) == pattern[i + 2]))
                break;
    }
    return p;
}

static const char *repl_prompt(const struct lexer *x, const char *p, const char *patterns)
{
    while (*patterns) {
        size_t n = strcspn(patterns, "|");
        const char *end = match_prompt(x, p, patterns, n);

        if (end)
            return end;
        patterns += n;
        patterns += *patterns == '|';
    }
    return NULL;
}

/* The row's functions are prompts, separated by '|'. Lines without one are output. */
void lex_repl(struct lexer *x, const struct language *l)
{
    struct code_pieces inner;

    code_pieces_init(&inner, x, highlight_language(str_of(l->inner)));
    while (x->p < x->end) {
        const char *command = repl_prompt(x, x->p, l->functions);

        if (command) {
            lex_take(x, HL_PROMPT, command);
            code_piece(&inner, lex_line_end(x, x->p));
        } else {
            lex_take(x, HL_OUTPUT, lex_line_end(x, x->p));
        }
        if (x->p < x->end)
            lex_take(x, HL_PLAIN, x->p + 1);
    }
}
