/* SPDX-License-Identifier: MIT */
/* How names are filed. */
#include "book/names.h"

/* In lower case: a name that has one of them is an organisation's, or of several people. */
static const struct str collective = STR_INIT(
    "& agency and association authors bot by club co co. committee community company consortium "
    "contributors corp corp. corporation council department developers editorial editors "
    "engineering "
    "equipe equipo foundation gmbh group inc inc. institute labs leads limited llc ltd ltd. "
    "maintainers network of organizers organisers project publishing redaktion redactie redazione "
    "services sig society software staff studio studios team the university verein verlag wg "
    "writers "
    "\xC3\xA9quipe \xC3\x89quipe");

/* Written large these belong to the family name; small ones ("Vincent van Gogh") follow the given.
 */
static const struct str prefixes = STR_INIT(
    "Da De Del Della Der Di Du El La Las Le Los San Santa St St. Ste Ste. Ten Ter Van Von");

static const struct str suffixes = STR_INIT("esq esq. ii iii iv jr jr. md m.d. phd ph.d. sr sr.");

static struct str last_word(struct str name)
{
    return str_skip(name, str_rfind_byte(name, ' ') + 1); /* STR_NPOS + 1 is 0 */
}

static bool is_collective(struct str name)
{
    struct str word;

    while (str_split(&name, ' ', &word))
        if (str_among_fold(word, collective))
            return true;
    return false;
}

/* Scripts from Arabic on: their people have one name, or the family name first. */
static bool is_other_script(struct str word)
{
    return word.n && (unsigned char)word.p[0] >= 0xD8;
}

/* Takes " (Oslo)" off the end of *NAME. */
static struct str take_remark(struct str *name)
{
    size_t at = str_ends(*name, STR(")")) ? str_find(*name, STR(" ("), 0) : STR_NPOS;
    struct str remark = at == STR_NPOS ? STR("") : str_skip(*name, at);

    *name = str_chop(*name, remark.n);
    return remark;
}

/* Takes the last word of *NAME off when two others stand before it. */
static struct str take_suffix(struct str *name)
{
    struct str word = last_word(*name), rest = str_trim(str_chop(*name, word.n));

    if (!str_among_fold(word, suffixes) || str_find_byte(rest, ' ', 0) == STR_NPOS)
        return STR("");
    *name = rest;
    return word;
}

/* Takes the family name off the end of *NAME, which keeps a given name at least. */
static struct str take_family(struct str *name)
{
    struct str given = *name, family;

    do {
        given = str_trim(str_chop(given, last_word(given).n));
    } while (str_find_byte(given, ' ', 0) != STR_NPOS && str_among(last_word(given), prefixes));
    family = str_trim(str_skip(*name, given.n));
    *name = given;
    return family;
}

void name_file_as(struct buf *out, struct str name)
{
    struct str given = str_trim(name), remark = take_remark(&given), suffix;

    if (str_find_byte(given, ' ', 0) == STR_NPOS || str_find_byte(given, ',', 0) != STR_NPOS ||
        is_other_script(last_word(given)) || is_collective(given)) {
        buf_xml(out, name);
        return;
    }
    suffix = take_suffix(&given);
    buf_xml(out, take_family(&given));
    buf_addz(out, ", ");
    buf_xml(out, given);
    if (suffix.n) {
        buf_addz(out, ", ");
        buf_xml(out, suffix);
    }
    buf_xml(out, remark);
}
