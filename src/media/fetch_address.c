/* SPDX-License-Identifier: MIT */
/* Which addresses belong to the public Internet (IANA special-purpose registries). */
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

#include "media/fetch.h"

static const struct {
    uint32_t network;
    unsigned bits;
} special[] = {
    {0x00000000, 8},  /* this network */
    {0x0A000000, 8},  /* private */
    {0x64400000, 10}, /* shared by carriers */
    {0x7F000000, 8},  /* loopback */
    {0xA9FE0000, 16}, /* link-local */
    {0xAC100000, 12}, /* private */
    {0xC0000000, 24}, /* protocol assignments */
    {0xC0000200, 24}, /* documentation */
    {0xC0586300, 24}, /* former 6to4 relays */
    {0xC0A80000, 16}, /* private */
    {0xC6120000, 15}, /* benchmarks */
    {0xC6336400, 24}, /* documentation */
    {0xCB007100, 24}, /* documentation */
    {0xE0000000, 4},  /* multicast */
    {0xF0000000, 4},  /* reserved, broadcast */
};

static bool is_public_4(uint32_t address)
{
    for (size_t i = 0; i < sizeof special / sizeof *special; i++)
        if ((address ^ special[i].network) >> (32 - special[i].bits) == 0)
            return false;
    return true;
}

static uint32_t word(const unsigned char *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* Only 2000::/3 is unicast for all; within it some blocks are not, or hold an IPv4 address. */
static bool is_public_6(const unsigned char *p)
{
    static const unsigned char mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    static const unsigned char nat64[12] = {0, 0x64, 0xFF, 0x9B};

    if (memcmp(p, mapped, 12) == 0 || memcmp(p, nat64, 12) == 0)
        return is_public_4(word(p + 12));
    if (p[0] >> 5 != 1)
        return false;
    if (p[0] == 0x20 && p[1] == 0x02) /* 6to4 */
        return is_public_4(word(p + 2));
    if (word(p) >> 9 == 0x20010000 >> 9 || word(p) == 0x20010DB8) /* Teredo and others; examples */
        return false;
    return word(p) >> 12 != 0x3FFF0000 >> 12; /* documentation (RFC 9637) */
}

bool fetch_is_public(const struct sockaddr *address)
{
    if (address->sa_family == AF_INET) {
        struct sockaddr_in in;

        memcpy(&in, address, sizeof in);
        return is_public_4(ntohl(in.sin_addr.s_addr));
    }
    if (address->sa_family == AF_INET6) {
        struct sockaddr_in6 in6;

        memcpy(&in6, address, sizeof in6);
        return is_public_6(in6.sin6_addr.s6_addr);
    }
    return false;
}
