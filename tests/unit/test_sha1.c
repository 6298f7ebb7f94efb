/* SPDX-License-Identifier: MIT */
/* SHA-1, version 5 UUIDs and digests against published values. */
#include "base/digest.h"
#include "base/sha1.h"
#include "base/uuid.h"
#include "tap.h"

static struct str sha1_hex(struct str text, size_t step)
{
    static char out[41];
    unsigned char digest[SHA1_SIZE];
    struct sha1 h;

    sha1_init(&h);
    for (; text.n; text = str_skip(text, step))
        sha1_update(&h, str_sub(text, 0, step));
    sha1_final(&h, digest);
    for (int i = 0; i < SHA1_SIZE; i++)
        (void)snprintf(out + 2 * (size_t)i, 3, "%02x", digest[i]);
    return str_of(out);
}

static void test_sha1(void)
{
    static const struct {
        const char *text, *digest;
    } known[] = {
        {"", "da39a3ee5e6b4b0d3255bfef95601890afd80709"},
        {"abc", "a9993e364706816aba3e25717850c26c9cd0d89d"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "84983e441c3bd26ebaae4aa1f95129e5e54670f1"},
        {"The quick brown fox jumps over the lazy dog", "2fd4e1c67a2d28fced849ee1bb76e7391b93eb12"},
    };
    static char million[1000000];

    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        struct str text = str_of(known[i].text);

        is_str(sha1_hex(text, 1000), known[i].digest, "\"%.*s\"", STR_ARG(text));
        is_str(sha1_hex(text, 7), known[i].digest, "the same in pieces");
    }
    memset(million, 'a', sizeof million);
    is_str(sha1_hex((struct str){million, sizeof million}, 63),
           "34aa973cd4c4daa4f61eeb2bdbad27316534016f", "a million of a, 63 at a time");
    is_str(sha1_hex((struct str){million, 55}, 64), "c1c8bbdc22796e28c0e15163d20899b65621d65a",
           "55 bytes: the padding just fits");
    is_str(sha1_hex((struct str){million, 56}, 64), "c2db330f6083854c99d4b5bfb6e8f29f201be699",
           "56 bytes: the padding needs another block");
}

static void test_uuid(void)
{
    char out[37];

    uuid_v5(uuid_namespace_dns, STR("www.example.com"), out);
    is_str(str_of(out), "2ed6657d-e927-568b-95e1-2665a8aea6a2", "the example of RFC 9562, A.4");
    uuid_v5(uuid_namespace_url, STR("https://example.org/blog/"), out);
    ok(strlen(out) == 36 && out[14] == '5' && strchr("89ab", out[19]), "version and variant");
}

static void test_digest(void)
{
    char out[33];

    digest_hex(digest_of(STR("")), out);
    is_str(str_of(out), "00000000000000000000000000000000", "digest of nothing");
    digest_hex(digest_of(STR("hello")), out);
    is_str(str_of(out), "cbd8a7b341bd9b025b1e906a48ae1d19", "digest of a short text");
    digest_hex(digest_of(STR("The quick brown fox jumps over the lazy dog")), out);
    is_str(str_of(out), "e34bbc7bbc071b6c7a433ca9c49a9347", "digest of a longer one");
}

int main(void)
{
    test_sha1();
    test_uuid();
    test_digest();
    return done();
}
