/* SPDX-License-Identifier: MIT */
/* Makefiles and Dockerfiles: rules and instructions that hold shell. */
#include "render/lexers.h"

static const struct language *shell_language(void)
{
    return highlight_language(STR("bash"));
}

/* The end of a logical line: escaped line breaks go on with it. */
static const char *logical_end(const struct lexer *x, const char *p)
{
    const char *end = lex_line_end(x, p);

    while (end < x->end && end > p && end[-1] == '\\')
        end = lex_line_end(x, end + 1);
    return end;
}

static const char make_words[] = " if ifeq ifneq ifdef ifndef else endif define endef include "
                                 "-include sinclude export override unexport private vpath ";

static bool is_make_word(const char *p, size_t n)
{
    const char *at = n ? memmem(make_words, sizeof(make_words) - 1, p, n) : NULL;

    return at && at[-1] == ' ' && at[n] == ' ';
}

/* $(…), ${…}, $@ within a line are plain; the rest stays of its kind. */
static void take_with_variables(struct lexer *x, enum highlight_kind kind, const char *end)
{
    while (x->p < end) {
        const char *dollar = memchr(x->p, '$', (size_t)(end - x->p));
        char open = lex_at(x, dollar ? dollar + 1 : x->end), close = lex_closer(open);
        const char *p;

        if (!dollar || dollar + 1 >= end) {
            lex_take(x, kind, end);
            return;
        }
        lex_take(x, kind, dollar);
        for (p = dollar + 2; (open == '(' || open == '{') && p < end && p[-1] != close;)
            p++;
        lex_take(x, HL_KEYWORD, dollar + 2 < end ? dollar + 2 : end);
        lex_take(x, HL_PLAIN, p > x->p ? p - (p[-1] == close) : x->p);
        if (p > x->p)
            lex_take(x, HL_KEYWORD, p);
    }
}

/* The sign of an assignment or a rule in P..END, or NULL: =, :=, +=, ?=, !=, : */
static const char *make_sign(const char *p, const char *end)
{
    for (; p < end; p++) {
        if (*p == '=' || *p == ':')
            return p;
        if (*p == '$' && p + 1 < end && (p[1] == '(' || p[1] == '{'))
            while (p < end && *p != ')' && *p != '}')
                p++;
        if (p == end)
            break;
    }
    return NULL;
}

static void take_make_line(struct lexer *x, struct code_pieces *shell, const char *end)
{
    const char *word = lex_name(x, x->p, "-"), *sign;

    if (is_make_word(x->p, (size_t)(word - x->p))) {
        lex_take(x, HL_PREPROC, word);
        lex_take(x, HL_PLAIN, end);
        return;
    }
    sign = make_sign(x->p, end);
    if (!sign)
        return;
    if (*sign == ':' && !(sign + 1 < end && (sign[1] == '=' || sign[1] == ':'))) {
        take_with_variables(x, HL_FUNCTION, sign);
        lex_take(x, HL_PLAIN, sign + 1);
        take_with_variables(x, HL_PLAIN, end);
        return;
    }
    while (sign > x->p && lex_in(" :+?!", sign[-1]))
        sign--;
    lex_take(x, HL_ATTRIBUTE, sign);
    code_piece(shell, end);
}

/* A comment sign that no string or escape hides; END without one. */
static const char *make_comment(const char *p, const char *end)
{
    for (; p < end; p++)
        if (*p == '#' && p[-1] != '\\')
            return p;
    return end;
}

void lex_make(struct lexer *x, const struct language *l)
{
    struct code_pieces shell;

    (void)l;
    code_pieces_init(&shell, x, shell_language());
    while (x->p < x->end) {
        const char *end = logical_end(x, x->p), *p = lex_blanks(x, x->p), *comment;

        if (*x->p == '\t' && lex_at(x, p) != '#') {
            lex_take(x, HL_PLAIN, p);
            code_piece(&shell, end);
        } else {
            lex_take(x, HL_PLAIN, p < end ? p : end);
            comment = p < end && *p == '#' ? p : p < end ? make_comment(p + 1, end) : end;
            if (comment > x->p)
                take_make_line(x, &shell, comment);
            lex_take(x, HL_PLAIN, comment);
            lex_take(x, HL_COMMENT, end);
        }
        if (x->p < x->end)
            lex_take(x, HL_PLAIN, x->p + 1);
    }
}

/* ---- Dockerfile ---- */

static const char docker_words[] =
    " FROM RUN CMD LABEL MAINTAINER EXPOSE ENV ADD COPY ENTRYPOINT VOLUME USER WORKDIR ARG "
    "ONBUILD STOPSIGNAL HEALTHCHECK SHELL ";

static bool is_docker_word(const char *p, size_t n)
{
    char upper[16] = {0};
    const char *at;

    if (n == 0 || n >= sizeof(upper))
        return false;
    for (size_t i = 0; i < n; i++)
        upper[i] = (char)(p[i] >= 'a' && p[i] <= 'z' ? p[i] - 'a' + 'A' : p[i]);
    at = memmem(docker_words, sizeof(docker_words) - 1, upper, n);
    return at && at[-1] == ' ' && at[n] == ' ';
}

/* FROM image AS name, WORKDIR path: plain words that stand for themselves. */
static void take_words(struct lexer *x, const char *end)
{
    while (x->p < end) {
        const char *p = x->p;
        bool as = lex_starts_fold(x, p, "as ");

        while (p < end && !is_ascii_space(*p))
            p++;
        lex_take(x, as ? HL_KEYWORD : HL_STRING, p);
        while (p < end && is_ascii_space(*p))
            p++;
        lex_take(x, HL_PLAIN, p);
    }
}

static bool holds_words(const char *p, size_t n)
{
    static const char words[] = " from maintainer expose workdir user stopsignal volume ";
    char lower[16] = {0};
    const char *at;

    for (size_t i = 0; i < n && i < sizeof(lower); i++)
        lower[i] = ascii_lower(p[i]);
    at = n < sizeof(lower) ? memmem(words, sizeof(words) - 1, lower, n) : NULL;
    return at && at[-1] == ' ' && at[n] == ' ';
}

static void take_instruction(struct lexer *x, struct code_pieces *shell, const char *word,
                             const char *end)
{
    bool words = holds_words(x->p, (size_t)(word - x->p));
    const char *p = lex_blanks(x, word), *next = lex_name(x, p, "");

    lex_take(x, HL_KEYWORD, word);
    lex_take(x, HL_PLAIN, p < end ? p : end);
    if (next < end && is_docker_word(p, (size_t)(next - p))) /* HEALTHCHECK CMD */
        lex_take(x, HL_KEYWORD, next);
    if (lex_at(x, lex_blanks(x, x->p)) == '[')
        lex_region(x, highlight_language(STR("json")), end);
    else if (words)
        take_words(x, end);
    else
        code_piece(shell, end);
}

/* Heredocs of RUN go with the instruction. */
static const char *instruction_end(const struct lexer *x, const char *p)
{
    const char *end = logical_end(x, p), *mark = memmem(p, (size_t)(end - p), "<<", 2), *word,
               *line;
    size_t n;

    if (!mark)
        return end;
    word = mark + 2 + (lex_at(x, mark + 2) == '-');
    word += lex_at(x, word) == '"' || lex_at(x, word) == '\'';
    n = (size_t)(lex_name(x, word, "") - word);
    for (line = lex_next_line(x, end); n && line < x->end; line = lex_next_line(x, line))
        if ((size_t)(x->end - line) >= n && memcmp(line, word, n) == 0)
            return lex_line_end(x, line);
    return end;
}

void lex_docker(struct lexer *x, const struct language *l)
{
    struct code_pieces shell;
    bool heredocs = true; /* one that does not end is not looked for again */

    (void)l;
    code_pieces_init(&shell, x, shell_language());
    while (x->p < x->end) {
        const char *p = lex_blanks(x, x->p), *word = lex_name(x, p, ""), *end;

        lex_take(x, HL_PLAIN, p);
        if (is_docker_word(p, (size_t)(word - p))) {
            end = heredocs ? instruction_end(x, p) : logical_end(x, p);
            heredocs =
                heredocs && (end > logical_end(x, p) || !memmem(p, (size_t)(end - p), "<<", 2));
            take_instruction(x, &shell, word, end);
        } else {
            end = lex_line_end(x, p);
            lex_take(x, lex_at(x, p) == '#' ? HL_COMMENT : HL_PLAIN, end);
        }
        if (x->p < x->end)
            lex_take(x, HL_PLAIN, x->p + 1);
    }
}
