/* SPDX-License-Identifier: MIT */
/* Tests of how names are filed. */
#include "book/names.h"
#include "tap.h"

static void files(struct str name, const char *expected)
{
    struct buf out = {0};

    name_file_as(&out, name);
    is_str(buf_str(&out), expected, expected);
    buf_done(&out);
}

int main(void)
{
    files(STR("Anna Karin Berg"), "Berg, Anna Karin");
    files(STR("parkr"), "parkr");
    files(STR("Berg, Anna"), "Berg, Anna");
    files(STR("Nicol\xC3\xB2 Ribaudo"), "Ribaudo, Nicol\xC3\xB2");
    files(STR("Anna \xC3\x96sterberg"), "\xC3\x96sterberg, Anna");
    files(STR("\xD8\xB3\xD8\xA7\xD8\xB1\xD8\xA7 \xD9\x83\xD8\xB1\xDB\x8C\xD9\x85\xDB\x8C"),
          "\xD8\xB3\xD8\xA7\xD8\xB1\xD8\xA7 \xD9\x83\xD8\xB1\xDB\x8C\xD9\x85\xDB\x8C");
    files(STR("Erik St. Martin"), "St. Martin, Erik");
    files(STR("Ursula K. Le Guin"), "Le Guin, Ursula K.");
    files(STR("Maria De La Cruz"), "De La Cruz, Maria");
    files(STR("Vincent van Gogh"), "Gogh, Vincent van");
    files(STR("Van Morrison"), "Morrison, Van");
    files(STR("Van La"), "La, Van");
    files(STR("Martin Luther King Jr."), "King, Martin Luther, Jr.");
    files(STR("Sammy Davis III"), "Davis, Sammy, III");
    files(STR("Anna Jr"), "Jr, Anna");
    files(STR("Mara Lind (Google)"), "Lind, Mara (Google)");
    files(STR("lind (Google)"), "lind (Google)");
    files(STR("(Google)"), "(Google)");
    files(STR("Babel Team"), "Babel Team");
    files(STR("Security TEAM of the etcd"), "Security TEAM of the etcd");
    files(STR("Tom & Mary Berg"), "Tom &amp; Mary Berg");
    files(STR("Kitchen Ltd."), "Kitchen Ltd.");
    files(STR(" Anna  Berg "), "Berg, Anna");
    return done();
}
