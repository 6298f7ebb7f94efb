/* SPDX-License-Identifier: MIT */
/* Looking up TeX commands. */
#include "render/mathsymbol.h"

#include <string.h>

#include "render/mathfont.h"
#include "render/mathtext.h"
#include "render/mathtree.h"

static const struct math_symbol symbols[] = {
#define SYMBOL(name, kind, argument, text) {STR_INIT(name), KIND_##kind, argument, STR_INIT(text)},
#include "render/symbols.def"
#undef SYMBOL
};

#define SYMBOL_COUNT (sizeof symbols / sizeof *symbols)

const struct math_symbol *math_symbol_find(struct str name)
{
    size_t low = 0, high = SYMBOL_COUNT;

    while (low < high) {
        size_t middle = (low + high) / 2;
        int c = str_cmp(symbols[middle].name, name);

        if (c == 0)
            return &symbols[middle];
        if (c < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

const struct math_symbol *math_symbol_of_char(struct str c)
{
    for (size_t i = 0; i < SYMBOL_COUNT; i++)
        if (symbols[i].kind <= KIND_LAST_CHARACTER && str_eq(symbols[i].text, c))
            return &symbols[i];
    return NULL;
}

const struct math_symbol *math_symbols(size_t *ret_n)
{
    *ret_n = SYMBOL_COUNT;
    return symbols;
}

/* Pairs of characters: plain, negated. */
static const char *const negations[][2] = {
    {"=", "≠"}, {"<", "≮"}, {">", "≯"}, {"∈", "∉"}, {"∋", "∌"}, {"∃", "∄"}, {"∣", "∤"},
    {"|", "∤"}, {"∥", "∦"}, {"∼", "≁"}, {"≃", "≄"}, {"≅", "≇"}, {"≈", "≉"}, {"≡", "≢"},
    {"≤", "≰"}, {"≥", "≱"}, {"≲", "≴"}, {"≳", "≵"}, {"≶", "≸"}, {"≷", "≹"}, {"≺", "⊀"},
    {"≻", "⊁"}, {"⊂", "⊄"}, {"⊃", "⊅"}, {"⊆", "⊈"}, {"⊇", "⊉"}, {"⊢", "⊬"}, {"⊨", "⊭"},
    {"⊩", "⊮"}, {"⊑", "⋢"}, {"⊒", "⋣"}, {"⊲", "⋪"}, {"⊳", "⋫"}, {"←", "↚"}, {"→", "↛"},
    {"↔", "↮"}, {"⇐", "⇍"}, {"⇒", "⇏"}, {"⇔", "⇎"}, {"≼", "⋠"}, {"≽", "⋡"},
};

struct str math_symbol_negated(struct str c)
{
    for (size_t i = 0; i < sizeof negations / sizeof *negations; i++)
        if (str_eq(c, str_of(negations[i][0])))
            return str_of(negations[i][1]);
    return STR_NONE;
}
