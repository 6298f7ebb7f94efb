/* SPDX-License-Identifier: MIT */
/* Kinds of notes by name, and their labels by language. */
#include "render/callout.h"

static const struct {
    enum callout kind;
    struct str name;
} aliases[] = {
#define CALLOUT_ALIAS(kind, name) {CALLOUT_##kind, STR_INIT(name)},
#include "render/callouts.def"
#undef CALLOUT_ALIAS
};

static const struct {
    struct str language;
    struct str label[CALLOUT_COUNT];
} labels[] = {
#define CALLOUT_LABELS(language, note, tip, important, warning, caution) \
    {STR_INIT(language),                                                 \
     {STR_INIT(note), STR_INIT(tip), STR_INIT(important), STR_INIT(warning), STR_INIT(caution)}},
#include "render/callouts.def"
#undef CALLOUT_LABELS
};

bool callout_kind(struct str name, enum callout *ret)
{
    for (size_t i = 0; i < sizeof aliases / sizeof aliases[0]; i++) {
        if (str_eq_fold(aliases[i].name, name)) {
            *ret = aliases[i].kind;
            return true;
        }
    }
    return false;
}

static const char *const names[] = {"note", "tip", "important", "warning", "caution"};

const char *callout_name(enum callout kind)
{
    return names[kind];
}

struct str callout_label(enum callout kind, struct str language)
{
    size_t n = 0;

    while (n < language.n && is_ascii_alpha(language.p[n]))
        n++;
    language.n = n;
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
        if (str_eq_fold(labels[i].language, language))
            return labels[i].label[kind];
    }
    return labels[0].label[kind];
}

struct str callout_title(struct arena *a, struct str type, struct str language)
{
    struct buf title = {0};
    struct str result;

    for (size_t kind = 0; kind < CALLOUT_COUNT; kind++)
        if (str_eq_fold(type, str_of(names[kind])))
            return callout_label((enum callout)kind, language);
    for (size_t i = 0; i < type.n; i++)
        buf_byte(&title, i ? ascii_lower(type.p[i]) : ascii_upper(type.p[i]));
    result = arena_str(a, buf_str(&title));
    buf_done(&title);
    return result;
}
