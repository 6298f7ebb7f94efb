/* SPDX-License-Identifier: MIT */
/* Reads which files META-INF/encryption.xml hides (OCF 4.2.6.3.2 and 4.3). */
#include "epub/check_content.h"

static bool is_obfuscation(struct str algorithm)
{
    return str_eq(algorithm, STR("http://www.idpf.org/2008/embedding")) ||
           str_eq(algorithm, STR("http://ns.adobe.com/pdf/enc#RC"));
}

static void read_data(struct check *c, const struct xml_doc *d, struct xml_node *data)
{
    bool obfuscated = false;
    struct url u;

    for (struct xml_node *n = data; n; n = xml_next(n, data)) {
        if (xml_is(n, NS_ENC, "EncryptionMethod"))
            obfuscated = is_obfuscation(trim(xml_value(n, "Algorithm")));
        struct str uri = xml_is(n, NS_ENC, "CipherReference") ? xml_value(n, "URI") : STR_NONE;
        if (!uri.p)
            continue;
        if (!url_resolve(c, STR(""), trim(uri), xml_where(d, n), &u))
            continue;
        table_put(&c->encrypted, u.path, NULL)->num = obfuscated ? 1 : 2;
        if (!file_exists(c, u.path))
            report_at(c, M_RSC_007, xml_where(d, n), STR_ARG(u.path));
    }
}

void read_encryption(struct check *c)
{
    struct str path = STR("META-INF/encryption.xml"), bytes;
    struct xml_doc d;
    size_t messages = c->report->n;

    if (!file_exists(c, path) || !file_load(c, &c->arena, path, &bytes))
        return;
    bool ok = xml_parse(c, &c->arena, path, XML_META, bytes, &d);
    if (!ok) {
        c->report->n = messages; /* reported when the file itself is checked */
        return;
    }
    for (struct xml_node *n = d.root; n; n = xml_next(n, d.root))
        if (xml_is(n, NS_ENC, "EncryptedData"))
            read_data(c, &d, n);
}
