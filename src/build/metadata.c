/* SPDX-License-Identifier: MIT */
/* What a volume says of itself: metadata, identifier, cover. */
#include <stdlib.h>
#include <string.h>

#include "base/fs.h"
#include "book/language.h"
#include "book/page.h"
#include "build/volumes.h"
#include "epub/package.h"
#include "input/load.h"
#include "media/convert.h"
#include "media/cover.h"

enum { AUTHORS_MAX = 20 };

struct count {
    struct str text;
    size_t n, first;
};

static int cmp_count(const void *a, const void *b)
{
    const struct count *x = a, *y = b;

    if (x->n != y->n)
        return x->n > y->n ? -1 : 1;
    return x->first < y->first ? -1 : x->first > y->first;
}

/* The texts of all posts' LISTs (at OFFSET in struct post), most frequent first, at most MAX. An
 * author is spelled as in the first post: a newer one changes no name. */
static void by_frequency(struct build *b, struct volume *v, size_t offset, size_t max, str_vec *out)
{
    bool is_author = offset == offsetof(struct post, authors);
    struct table keys = {0};
    VEC(struct count) list = {0};

    for (size_t i = 0; i < v->post_count; i++) {
        const str_vec *texts =
            (const str_vec *)((const char *)&b->book.posts.v[v->posts[i]] + offset);

        for (size_t k = 0; k < texts->n; k++) {
            struct str text = texts->v[k];
            bool is_new;
            struct table_entry *e =
                table_put(&keys, is_author ? post_author_key(&v->arena, text) : text, &is_new);

            if (is_new) {
                e->num = list.n;
                *vec_push(&list) = (struct count){text, 0, list.n};
            }
            list.v[e->num].n++;
        }
    }
    if (list.n)
        qsort(list.v, list.n, sizeof *list.v, cmp_count);
    for (size_t i = 0; i < list.n && i < max; i++)
        *vec_push(out) = list.v[i].text;
    vec_done(&list);
    table_done(&keys);
}

static struct date later(struct date a, struct date b)
{
    return !date_is_set(a) || (date_is_set(b) && date_cmp(a, b) < 0) ? b : a;
}

/* The book was modified when its newest text was, and by each of its posts a second later: an
 * older post that is added makes the book a newer one, too, and no clock is asked. */
static void set_dates(struct build *b, struct volume *v)
{
    struct date modified = {0};

    for (size_t i = 0; i < v->post_count; i++) {
        const struct post *p = &b->book.posts.v[v->posts[i]];

        if (!date_is_set(p->date))
            continue;
        if (!date_is_set(v->first_date) || date_cmp(p->date, v->first_date) < 0)
            v->first_date = p->date;
        v->last_date = later(v->last_date, p->date);
        modified = later(modified, later(p->date, p->updated));
    }
    if (!date_is_set(modified))
        modified = (struct date){.year = 2000, .month = 1, .day = 1, .precision = DATE_DAY};
    v->modified = date_stamp(&v->arena, date_plus(modified, v->post_count));
    if (date_is_set(v->last_date))
        v->issued = date_iso(&v->arena, date_day(v->last_date));
}

/* An identifier stands in an attribute of the NCX, too, where XML makes blanks of line ends. */
static struct str one_line(struct arena *a, struct str s)
{
    char *p = arena_alloc(a, s.n + 1);
    size_t n = 0;

    s = str_trim(s);
    for (size_t i = 0; i < s.n; i++)
        if (!is_ascii_space(s.p[i]))
            p[n++] = s.p[i];
        else if (p[n - 1] != ' ')
            p[n++] = ' ';
    return (struct str){p, n};
}

static void set_identifier(struct build *b, struct volume *v)
{
    struct arena *a = &v->arena;
    bool is_whole = !b->options->split;

    v->identifier = is_whole && b->options->identifier.n
                        ? one_line(a, b->options->identifier)
                        : identity_urn(a, identity_name(b, a, str_of(volume_kind(b)), v->key));
}

static struct str folder_title(const struct build *b, struct arena *a)
{
    struct str real, title;

    if (b->book.posts.n == 1)
        return post_label(&b->book.posts.v[0]);
    if (!fs_real(a, arena_str(a, b->options->paths.v[0]).p, &real))
        return STR("Posts");
    title = str_trim(load_words(a, fs_basename(real)));
    return title.n ? title : STR("Posts");
}

struct str build_title(const struct build *b, struct arena *a)
{
    return b->book.site.title.n ? b->book.site.title : folder_title(b, a);
}

static struct str author_line(struct volume *v)
{
    struct buf line = {0};
    struct str text;

    for (size_t i = 0; i < v->authors.n && i < 3; i++) {
        if (i)
            buf_add(&line, language_comma(v->language));
        buf_add(&line, v->authors.v[i]);
    }
    if (v->authors.n > 3)
        buf_addz(&line, " …");
    text = arena_str(&v->arena, buf_str(&line));
    buf_done(&line);
    return text;
}

static void set_authors(struct build *b, struct volume *v)
{
    const struct site *s = &b->book.site;
    const person_vec *known = &b->options->persons;

    if (b->options->authors.n)
        for (size_t i = 0; i < b->options->authors.n; i++)
            *vec_push(&v->authors) = b->options->authors.v[i];
    else if (s->author.n)
        *vec_push(&v->authors) = s->author;
    else
        by_frequency(b, v, offsetof(struct post, authors), AUTHORS_MAX, &v->authors);
    v->author = author_line(v);
    for (size_t i = 0; i < v->authors.n; i++) {
        const struct person *p = person_named(&v->arena, known, v->authors.v[i]);

        *vec_push(&v->creators) = p ? *p : (struct person){.name = v->authors.v[i]};
    }
}

/* Those whom the configuration names, else who wrote posts of a book that has other authors. */
static void set_contributors(struct build *b, struct volume *v)
{
    const person_vec *told = &b->options->contributors;
    str_vec names = {0};

    for (size_t i = 0; i < told->n; i++)
        *vec_push(&v->contributors) = told->v[i];
    if (told->n == 0)
        by_frequency(b, v, offsetof(struct post, authors), AUTHORS_MAX, &names);
    for (size_t i = 0; i < names.n; i++)
        if (!person_named(&v->arena, &v->creators, names.v[i]))
            *vec_push(&v->contributors) = (struct person){.name = names.v[i], .role = STR("aut")};
    vec_done(&names);
}

/* Of posts in other languages than the book's. */
static void set_languages(struct build *b, struct volume *v)
{
    struct table seen = {0};

    table_put(&seen, v->language, NULL);
    for (size_t i = 0; i < v->post_count; i++) {
        bool is_new;
        struct str language = b->book.posts.v[v->posts[i]].language;

        if (!language.n)
            continue;
        table_put(&seen, language, &is_new);
        if (is_new)
            *vec_push(&v->languages) = language;
    }
    table_done(&seen);
}

/* What all posts say, where the site says nothing; else empty. */
static struct str common_rights(struct build *b, struct volume *v)
{
    struct str rights = v->post_count ? b->book.posts.v[v->posts[0]].rights : STR("");

    for (size_t i = 0; i < v->post_count; i++)
        if (!str_eq(b->book.posts.v[v->posts[i]].rights, rights))
            return STR("");
    return rights;
}

/* What the configuration says instead of what was found. */
static void set_fields(struct build *b, struct volume *v)
{
    const str_vec *f = v->fields = b->options->fields;
    struct date date;

    for (size_t i = 0; i < f[FIELD_SUBJECT].n; i++)
        *vec_push(&v->subjects) = f[FIELD_SUBJECT].v[i];
    if (f[FIELD_SUBJECT].n == 0)
        by_frequency(b, v, offsetof(struct post, tags), 20, &v->subjects);
    if (f[FIELD_DATE].n && date_parse_option(f[FIELD_DATE].v[0], &date))
        v->issued = date_iso(&v->arena, date);
    if (f[FIELD_SERIES].n)
        v->series = f[FIELD_SERIES].v[0];
    if (f[FIELD_SERIES].n && f[FIELD_SERIES_POSITION].n && !b->options->split)
        v->series_position = f[FIELD_SERIES_POSITION].v[0];
}

/* "Tea Log 2024", "Tea Log – green tea". */
static struct str titled(const struct build *b, struct volume *v, struct str title)
{
    bool is_date = v->key.p && b->options->split <= SPLIT_MONTH;

    return arena_printf(&v->arena, "%.*s%s%.*s", STR_ARG(title), is_date ? " " : " – ",
                        STR_ARG(v->label));
}

void volume_describe(struct build *b, struct volume *v)
{
    const struct site *s = &b->book.site;
    struct str title = page_listed(&v->arena, build_title(b, &v->arena));

    v->language = b->book.language;
    v->is_rtl = language_is_rtl(v->language);
    v->title = v->label.n ? titled(b, v, title) : title;
    v->series = v->label.n ? title : STR("");
    v->subtitle = s->subtitle;
    v->description = s->description;
    v->publisher = s->publisher;
    v->rights = s->rights.n ? s->rights : common_rights(b, v);
    v->source = s->base_urls.n ? s->base_urls.v[0] : STR("");
    set_authors(b, v);
    set_contributors(b, v);
    set_languages(b, v);
    set_dates(b, v);
    set_fields(b, v);
    set_identifier(b, v);
}

/* Posts per month, from the first to the last, at most a bar for each twelfth of the span. */
static size_t count_months(struct build *b, const struct volume *v, unsigned *bars, size_t max)
{
    long first = v->first_date.year * 12L + v->first_date.month - 1;
    long span = v->last_date.year * 12L + v->last_date.month - first;
    size_t n = span < (long)max ? (size_t)span : max;

    if (!date_is_set(v->first_date) || span <= 0)
        return 0;
    for (size_t i = 0; i < v->post_count; i++) {
        const struct date *d = &b->book.posts.v[v->posts[i]].date;
        long month = d->year * 12L + d->month - 1 - first;

        if (date_is_set(*d))
            bars[(size_t)(month * (long)n / span)]++;
    }
    return n;
}

static const char *cover_name(enum media_type type)
{
    return type == MEDIA_PNG ? "cover.png" : type == MEDIA_GIF ? "cover.gif" : "cover.jpg";
}

enum { COVER_BYTES_MAX = 1 << 26 };

/* The picture that --cover names, converted where readers could not show it. */
static const char *take_cover(struct build *b, struct volume *v, size_t worker)
{
    const struct convert_wish wish = {.max_pixels = 5600000};
    struct media_info info = {0}, result;
    const char *fault = NULL;
    struct str bytes;
    int error;

    if (!fs_read(&v->arena, arena_str(&v->arena, b->options->cover).p, COVER_BYTES_MAX, &bytes,
                 &error))
        return strerror(error);
    media_probe(bytes, bytes.n, &info);
    result = info;
    if (info.type == MEDIA_UNKNOWN || info.type == MEDIA_SVG)
        return "a cover is a JPEG, PNG, GIF or WebP picture";
    if (convert_is_needed(&info, &wish) &&
        !convert_apart(b->workers[worker].decoder, &v->cover, bytes, &info, &wish, 0, &result,
                       &v->arena, &fault))
        return fault;
    if (v->cover.n == 0)
        buf_add(&v->cover, bytes);
    v->cover_href = cover_name(result.type);
    v->cover_type = media_mime(result.type);
    if (result.width && result.height && (result.width >= result.height || result.width < 600))
        diag_add(&v->diags, DIAG_COVER_SIZE, (struct diag_pos){b->options->cover, 0, 0},
                 result.width, result.height);
    return NULL;
}

/* FNV alone would give identifiers that differ in their last characters the same palette: its
 * prime is 1 modulo 5. So the bits are mixed once more (as MurmurHash3 ends). */
static uint32_t cover_seed(struct str identifier)
{
    uint64_t h = str_hash(identifier);

    h = (h ^ h >> 33) * 0xFF51AFD7ED558CCDULL;
    h = (h ^ h >> 33) * 0xC4CEB9FE1A85EC53ULL;
    return (uint32_t)(h >> 32);
}

bool volume_cover(struct build *b, struct volume *v, struct buf *out, struct diag_list *diags)
{
    unsigned bars[120] = {0}, missing = 0;
    enum cover_drawn drawn;
    struct cover_text t = {.title = v->title,
                           .subtitle = v->subtitle,
                           .author = v->author,
                           .language = v->language,
                           .is_rtl = v->is_rtl,
                           .seed = cover_seed(v->identifier),
                           .bars = bars};

    if (v->label.n)
        t.title = arena_printf(&v->arena, "%.*s\n%.*s", STR_ARG(build_title(b, &v->arena)),
                               STR_ARG(v->label));
    t.years = volume_years(&v->arena, v);
    t.note = words_posts(&v->arena, v->post_count, v->language);
    t.bar_count = count_months(b, v, bars, sizeof bars / sizeof *bars);
    drawn = cover_draw(out, &t, &missing);
    if (drawn != COVER_WHOLE && v == b->volumes.v) /* it is the same for all */
        diag_add(diags, drawn == COVER_NONE ? DIAG_NO_COVER : DIAG_COVER_TEXT,
                 (struct diag_pos){0});
    if (missing)
        diag_add(diags, DIAG_COVER_GLYPHS, (struct diag_pos){0}, missing, STR_ARG(v->title));
    return drawn != COVER_NONE;
}

void volume_take_cover(struct build *b, struct volume *v, size_t worker)
{
    struct str cover = b->options->cover;
    const char *fault;

    if (str_eq(cover, STR("none")))
        return;
    if (cover.n == 0 || str_eq(cover, STR("auto"))) {
        v->cover_href = cover_name(MEDIA_JPEG);
        v->cover_type = media_mime(MEDIA_JPEG);
        volume_cover(b, v, &v->cover, &v->diags);
        return;
    }
    fault = take_cover(b, v, worker);
    if (fault)
        diag_add(&v->diags, DIAG_COVER_BAD, (struct diag_pos){cover, 0, 0}, fault);
}
