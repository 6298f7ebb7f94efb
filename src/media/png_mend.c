/* SPDX-License-Identifier: MIT */
/* Putting back what line-end conversion took from a PNG.
 *
 * Where CR LF became LF, each chunk's length tells how many CR are lost in it, and its checksum
 * in front of which LF they stood. A CRC is linear, so a CR that is put in adds a term of its own
 * to the checksum: D(p) for a CR before byte p, one zero byte (a factor z) further for each CR
 * behind it. Of all choices of positions the one is wanted whose terms sum up to what the
 * checksum lacks; it must be the only one, and the picture must then decode. */
#include <stdlib.h>

#include "base/alloc.h"
#include "media/bytes.h"
#include "media/raster.h"

enum { LOST_MAX = 3, CANDIDATES_MAX = 20000, CANDIDATES_OF_THREE = 1500 };

static const uint32_t polynomial = 0xEDB88320; /* PNG, clause 5.5; bits reflected */

/* The register after one more byte. */
static uint32_t crc_step(uint32_t crc, unsigned char byte)
{
    crc ^= byte;
    for (int i = 0; i < 8; i++)
        crc = crc & 1 ? crc >> 1 ^ polynomial : crc >> 1;
    return crc;
}

/* The product of two polynomials modulo the CRC's, the highest bit standing for x^0. */
static uint32_t multiply(uint32_t a, uint32_t b)
{
    uint32_t product = 0;

    for (uint32_t bit = 1u << 31; bit; bit >>= 1) {
        product ^= a & bit ? b : 0;
        b = b & 1 ? b >> 1 ^ polynomial : b >> 1;
    }
    return product;
}

struct candidate {
    uint32_t term, at; /* D(at) */
};

struct mender {
    struct str body; /* type and data of the chunk, CR missing */
    struct candidate *v, *sorted;
    uint32_t n;
    uint32_t lacking; /* what the terms must sum up to */
    uint32_t found[LOST_MAX];
    unsigned solutions;
};

static int compare_terms(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;

    if (x->term != y->term)
        return x->term < y->term ? -1 : 1;
    return x->at < y->at ? -1 : x->at > y->at;
}

/* Fills the candidates: every LF of the body. False when there are too many. */
static bool find_candidates(struct mender *m, uint32_t checksum)
{
    uint32_t crc = 0xFFFFFFFF, power = 1u << 31, count = 0;

    for (size_t i = 0; i < m->body.n; i++)
        count += m->body.p[i] == '\n';
    if (count > CANDIDATES_MAX)
        return false;
    m->v = xrealloc(m->v, count + 1, sizeof *m->v);
    m->sorted = xrealloc(m->sorted, count + 1, sizeof *m->sorted);
    m->n = 0;
    for (size_t i = 0; i < m->body.n; i++) {
        /* the register's change by a CR here, and by what is before it moving one byte away */
        if (m->body.p[i] == '\n')
            m->v[m->n++] = (struct candidate){crc ^ crc_step(crc, '\r'), (uint32_t)i};
        crc = crc_step(crc, (unsigned char)m->body.p[i]);
    }
    m->lacking = ~checksum ^ crc;
    for (size_t i = m->body.n, k = m->n; k > 0; i--) {
        power = crc_step(power, 0);
        if (m->body.p[i - 1] == '\n') {
            k--;
            m->v[k].term = multiply(m->v[k].term, power);
        }
    }
    return true;
}

static void note_solution(struct mender *m, const uint32_t *at, unsigned lost)
{
    if (m->solutions++ == 0)
        for (unsigned i = 0; i < lost; i++)
            m->found[i] = at[i];
}

/* Positions behind candidate FROM whose terms, each with its factor z, sum up to LACKING. */
static void search(struct mender *m, uint32_t from, uint32_t lacking, uint32_t *at, unsigned done,
                   unsigned lost)
{
    struct candidate *c;
    struct candidate key = {lacking, 0};
    size_t low = 0, high = m->n;

    if (done + 1 < lost) {
        for (uint32_t i = from; i < m->n; i++) {
            uint32_t term = m->v[i].term;

            for (unsigned k = done + 1; k < lost; k++)
                term = crc_step(term, 0);
            at[done] = m->v[i].at;
            search(m, i + 1, lacking ^ term, at, done + 1, lost);
        }
        return;
    }
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (compare_terms(&m->sorted[middle], &key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (c = m->sorted + low; c < m->sorted + m->n && c->term == lacking; c++)
        if (done == 0 || c->at > at[done - 1]) {
            at[done] = c->at;
            note_solution(m, at, lost);
        }
}

/* Finds where LOST CRs belong in the body. */
static bool solve(struct mender *m, struct str body, uint32_t checksum, unsigned lost)
{
    uint32_t at[LOST_MAX] = {0};

    m->body = body;
    m->solutions = 0;
    if (!find_candidates(m, checksum) || (lost == 3 && m->n > CANDIDATES_OF_THREE))
        return false;
    if (lost == 0)
        return m->lacking == 0;
    for (uint32_t i = 0; i < m->n; i++)
        m->sorted[i] = m->v[i];
    qsort(m->sorted, m->n, sizeof *m->sorted, compare_terms);
    search(m, 0, m->lacking, at, 0, lost);
    return m->solutions == 1;
}

static void add_mended(struct buf *out, const struct mender *m, unsigned lost)
{
    size_t from = 0;

    for (unsigned i = 0; i < lost; i++) {
        buf_add(out, str_sub(m->body, from, m->found[i] - from));
        buf_byte(out, '\r');
        from = m->found[i];
    }
    buf_add(out, str_skip(m->body, from));
}

static bool is_chunk_start(struct str s, size_t at)
{
    for (size_t i = 4; i < 8; i++)
        if (!is_ascii_alpha((char)byte_at(s, at + i)))
            return false;
    return be32_at(s, at) <= s.n - at;
}

/* Mends the chunk at *AT into OUT; *AT moves to the next one. */
static bool mend_chunk(struct buf *out, struct mender *m, struct str s, size_t *at)
{
    size_t length = be32_at(s, *at);
    bool is_last = tag_at(s, *at + 4, STR("IEND"));

    if (length > s.n || !is_chunk_start(s, *at))
        return false;
    for (unsigned lost = 0; lost <= LOST_MAX && lost <= length; lost++) {
        size_t end = *at + 8 + length - lost; /* of the data; the checksum follows */

        if (end + 4 > s.n || (!is_last && !is_chunk_start(s, end + 4)))
            continue;
        if (!solve(m, str_sub(s, *at + 4, end - *at - 4), be32_at(s, end), lost))
            continue;
        buf_add(out, str_sub(s, *at, 4));
        add_mended(out, m, lost);
        buf_add(out, str_sub(s, end, 4));
        *at = end + 4;
        return true;
    }
    return false;
}

static bool mend_chunks(struct buf *out, struct str s)
{
    struct mender m = {0};
    bool is_fine = true, is_last = false;

    buf_addz(out, "\x89PNG\r\n\x1A\n");
    for (size_t at = 0; is_fine && !is_last;) {
        is_last = tag_at(s, at + 4, STR("IEND"));
        is_fine = mend_chunk(out, &m, s, &at);
    }
    free(m.v);
    free(m.sorted);
    return is_fine;
}

/* S without the CR that stands before an LF, once each. */
static void undo_added(struct buf *out, struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != '\r' || byte_at(s, i + 1) != '\n')
            buf_byte(out, s.p[i]);
}

bool png_mend(struct buf *out, struct str bytes, const char **ret_fault)
{
    static const struct str lost = STR_INIT("\x89PNG\n\x1A\n");
    static const struct str added = STR_INIT("\x89PNG\r\r\n\x1A\r\n");
    static const struct str added_some = STR_INIT("\x89PNG\r\n\x1A\r\n");
    struct buf undone = {0};
    struct raster picture;
    size_t before = out->n;
    bool is_fine = false;

    if (bytes.n > RASTER_BYTES_MAX / 4) {
        *ret_fault = "a damaged PNG too large to be mended";
        return false;
    }
    if (str_starts(bytes, lost)) {
        is_fine = mend_chunks(out, str_skip(bytes, lost.n));
    } else if (str_starts(bytes, added) || str_starts(bytes, added_some)) {
        undo_added(&undone, bytes);
        is_fine = mend_chunks(out, str_skip(buf_str(&undone), str_starts(bytes, added) ? 8 : 7));
    }
    buf_done(&undone);
    if (is_fine && png_read(str_skip(buf_str(out), before), &picture, ret_fault)) {
        raster_done(&picture);
        return true;
    }
    out->n = before;
    *ret_fault = "a PNG damaged beyond repair by line-end conversion";
    return false;
}
