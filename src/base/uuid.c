/* SPDX-License-Identifier: MIT */
/* Version 5 UUIDs. */
#include "base/uuid.h"

#include <string.h>

#include "base/sha1.h"

const char uuid_namespace_dns[16] = "\x6B\xA7\xB8\x10\x9D\xAD\x11\xD1"
                                    "\x80\xB4\x00\xC0\x4F\xD4\x30\xC8";
const char uuid_namespace_url[16] = "\x6B\xA7\xB8\x11\x9D\xAD\x11\xD1"
                                    "\x80\xB4\x00\xC0\x4F\xD4\x30\xC8";

/* RFC 9562, clause 5.5. */
void uuid_v5_bytes(const char namespace[16], struct str name, char out[16])
{
    unsigned char digest[SHA1_SIZE];
    struct sha1 h;

    sha1_init(&h);
    sha1_update(&h, (struct str){namespace, 16});
    sha1_update(&h, name);
    sha1_final(&h, digest);
    digest[6] = (unsigned char)((digest[6] & 0x0F) | 0x50);
    digest[8] = (unsigned char)((digest[8] & 0x3F) | 0x80);
    memcpy(out, digest, 16);
}

void uuid_v5(const char namespace[16], struct str name, char out[37])
{
    static const char hex[] = "0123456789abcdef";
    char bytes[16];
    size_t at = 0;

    uuid_v5_bytes(namespace, name, bytes);
    for (int i = 0; i < 16; i++) {
        unsigned char byte = (unsigned char)bytes[i];

        if (i == 4 || i == 6 || i == 8 || i == 10)
            out[at++] = '-';
        out[at++] = hex[byte >> 4];
        out[at++] = hex[byte & 15];
    }
    out[at] = '\0';
}
