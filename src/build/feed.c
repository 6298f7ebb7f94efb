/* SPDX-License-Identifier: MIT */
/* The feed pass: catalogues of the volumes just written, with their covers (--feed). */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fs.h"
#include "base/uri.h"
#include "book/ids.h"
#include "book/words.h"
#include "build/volumes.h"
#include "epub/feed.h"
#include "epub/package.h"
#include "media/convert.h"

enum { YEAR_DIGITS = 4, THUMBNAIL_WIDTH = 240, THUMBNAIL_HEIGHT = 360 };

struct catalogue {
    struct build *b;
    struct arena *a;
    struct str dir;  /* as given */
    struct str real; /* the same, canonical */
    struct feed feed;
    struct feed_book *books; /* newest first */
    size_t n;
    struct feed_page root, all, by_year;
    struct feed_page *years; /* room for one a book */
    size_t year_count;
};

static bool fail(struct catalogue *c, struct str path, int error)
{
    diag_add(&c->b->diags, DIAG_WRITE_FAILED, (struct diag_pos){path, 0, 0}, strerror(error));
    return false;
}

/* Writes TEXT as NAME. A file that is right already keeps its time: clients that ask a server
 * whether it has changed are told the truth. */
static bool put(struct catalogue *c, struct str name, struct str text)
{
    struct arena scratch = {0};
    struct str path = fs_join(c->a, c->dir, name), old;
    int error;
    bool is_right = fs_read(&scratch, path.p, text.n, &old, &error) && str_eq(old, text);

    arena_done(&scratch);
    if (!is_right && !fs_write(path.p, text, &error))
        return fail(c, path, error);
    since_made(c->b, path);
    return true;
}

/* Addresses. */

/* The canonical file FILE as seen from the canonical folder DIR: "../archive/2024.epub". */
static struct str relative(struct arena *a, struct str dir, struct str file)
{
    struct str common = dir, up;
    struct buf out = {0};

    while (!fs_is_below(file, common))
        common = fs_dirname(common).n ? fs_dirname(common) : STR("/");
    up = str_skip(dir, common.n);
    for (struct str part; str_split(&up, '/', &part);)
        if (part.n)
            buf_addz(&out, "../");
    file = str_skip(file, common.n);
    buf_add(&out, str_starts(file, STR("/")) ? str_skip(file, 1) : file);
    file = arena_str(a, buf_str(&out));
    buf_done(&out);
    return file;
}

/* RFC 3986, 5.2: PATH, relative, seen from BASE, which ends in '/'. "" stays "". */
static struct str resolve(struct arena *a, struct str base, struct str path)
{
    size_t host = str_find(base, STR("://"), 0);
    size_t root = host == STR_NPOS ? 0 : str_find_byte(base, '/', host + 3) + 1;

    while (base.n && str_starts(path, STR("../"))) {
        path = str_skip(path, 3);
        if (base.n > root) {
            base = str_chop(base, 1);
            base = str_sub(base, 0, str_rfind_byte(base, '/') + 1);
        }
    }
    return arena_printf(a, "%.*s%.*s", STR_ARG(base), STR_ARG(path));
}

static struct str href_of(struct catalogue *c, const struct volume *v)
{
    struct str folder, dir = fs_dirname(v->path), name = fs_basename(v->path);

    if (!fs_real(c->a, dir.n ? arena_str(c->a, dir).p : ".", &folder))
        folder = dir;
    return resolve(c->a, c->feed.base,
                   uri_encode_path(c->a, relative(c->a, c->real, fs_join(c->a, folder, name))));
}

static struct str base_of(struct catalogue *c)
{
    struct str url = str_trim(c->b->options->feed_url);

    return url.n == 0 || str_ends(url, STR("/")) ? url : arena_printf(c->a, "%.*s/", STR_ARG(url));
}

/* Books. */

static struct str summary_of(struct catalogue *c, const struct volume *v)
{
    struct str posts = words_posts(c->a, v->post_count, v->language);
    struct str years = volume_years(c->a, v);

    return arena_printf(c->a, "%.*s%s%.*s%s%.*s", STR_ARG(posts), years.n ? " · " : "",
                        STR_ARG(years), v->description.n ? " · " : "", STR_ARG(v->description));
}

/* COVER and a small one beside it. */
static bool put_cover(struct catalogue *c, struct feed_book *book, struct str name,
                      struct str cover)
{
    const struct convert_wish wish = {.max_width = THUMBNAIL_WIDTH, .max_height = THUMBNAIL_HEIGHT};
    struct media_info info, small;
    struct buf thumbnail = {0};
    const char *fault;
    bool done;

    media_probe(cover, cover.n, &info);
    book->cover = (struct feed_picture){
        arena_printf(c->a, "cover-%.*s.%s", STR_ARG(name), media_extension(info.type)),
        media_mime(info.type), info.width, info.height};
    if (!put(c, book->cover.href, cover))
        return false;
    if (!convert_is_needed(&info, &wish) ||
        !convert_picture(&thumbnail, cover, &info, &wish, &small, &fault) || thumbnail.n == 0) {
        book->thumbnail = book->cover;
        buf_done(&thumbnail);
        return true;
    }
    book->thumbnail = (struct feed_picture){
        arena_printf(c->a, "cover-%.*s-small.%s", STR_ARG(name), media_extension(small.type)),
        media_mime(small.type), small.width, small.height};
    done = put(c, book->thumbnail.href, buf_str(&thumbnail));
    buf_done(&thumbnail);
    return done;
}

/* A catalogue shows its books: OPDS 2.0 asks for a picture of each. One without a cover gets one
 * here. */
static bool put_pictures(struct catalogue *c, struct feed_book *book, struct str name)
{
    struct volume *v = book->volume;
    struct buf drawn = {0};
    bool done = true;

    if (v->cover.n)
        return put_cover(c, book, name, buf_str(&v->cover));
    if (volume_cover(c->b, v, &drawn, &c->b->diags))
        done = put_cover(c, book, name, buf_str(&drawn));
    buf_done(&drawn);
    return done;
}

static int cmp_newest(const void *a, const void *b)
{
    const struct volume *x = ((const struct feed_book *)a)->volume;
    const struct volume *y = ((const struct feed_book *)b)->volume;
    int c = str_cmp(y->issued, x->issued);

    return c ? c : (x->number < y->number) - (x->number > y->number);
}

static bool make_books(struct catalogue *c)
{
    struct build *b = c->b;
    struct table names = {0};
    bool done = true;

    c->n = b->volumes.n;
    c->books = arena_array(c->a, struct feed_book, c->n + 1);
    for (size_t i = 0; i < c->n; i++)
        c->books[i].volume = &b->volumes.v[i];
    qsort(c->books, c->n, sizeof *c->books, cmp_newest);
    for (size_t i = c->n; i-- && done;) { /* the oldest first: its name stays when others come */
        struct feed_book *book = &c->books[i];
        struct str stem = id_file_name(c->a, fs_stem(book->volume->path));
        struct str name = id_unique(c->a, &names, stem);

        book->href = href_of(c, book->volume);
        book->summary = summary_of(c, book->volume);
        book->page = arena_printf(c->a, "book-%.*s.json", STR_ARG(name));
        fs_size(book->volume->path.p, &book->size);
        done = put_pictures(c, book, name);
    }
    table_done(&names);
    return done;
}

/* Pages. */

/* The identity of the catalogue's page NAME: made from the blog's, as a volume's is. */
static struct str page_id(struct catalogue *c, struct str name)
{
    return identity_urn(c->a, identity_name(c->b, c->a, STR("catalogue"), name));
}

static void init_page(struct catalogue *c, struct feed_page *page, struct str name,
                      struct str title, const char *rel, const struct feed_page *up)
{
    bool is_root = up == NULL;

    *page = (struct feed_page){.id = page_id(c, name), .title = title, .rel = rel, .up = up};
    page->atom = arena_printf(c->a, "%.*s.xml", STR_ARG(name));
    page->json = is_root ? STR("opds2.json") : arena_printf(c->a, "opds2-%.*s.json", STR_ARG(name));
}

static void add_book(struct feed_page *page, const struct feed_book *book)
{
    *vec_push(&page->books) = book; /* NOLINT(bugprone-sizeof-expression): of pointers */
    page->count++;
    if (str_cmp(book->volume->modified, page->updated) > 0)
        page->updated = book->volume->modified;
}

static void add_page(struct feed_page *page, const struct feed_page *below)
{
    *vec_push(&page->pages) = below; /* NOLINT(bugprone-sizeof-expression): of pointers */
    page->count += below->count;
    if (str_cmp(below->updated, page->updated) > 0)
        page->updated = below->updated;
}

/* Books of one year stand together: they are sorted by date. */
static void make_years(struct catalogue *c)
{
    struct str language = c->feed.language, last = STR_NONE;

    c->years = arena_array(c->a, struct feed_page, c->n + 1);
    for (size_t i = 0; i < c->n; i++) {
        struct str issued = c->books[i].volume->issued;
        struct str year = str_sub(issued, 0, YEAR_DIGITS);

        if (!last.p || !str_eq(year, last)) {
            struct str name =
                year.n ? arena_printf(c->a, "year-%.*s", STR_ARG(year)) : STR("year-undated");

            init_page(c, &c->years[c->year_count++], name,
                      year.n ? year : word_in(language, WORD_UNDATED), "subsection", &c->by_year);
            last = year.n ? year : STR("");
        }
        add_book(&c->years[c->year_count - 1], &c->books[i]);
    }
}

static void make_pages(struct catalogue *c)
{
    struct str language = c->feed.language;

    init_page(c, &c->root, STR("catalog"), c->feed.title, "start", NULL);
    init_page(c, &c->all, STR("all"), word_in(language, WORD_ALL_BOOKS),
              "http://opds-spec.org/sort/new", &c->root);
    init_page(c, &c->by_year, STR("by-year"), word_in(language, WORD_BY_YEAR), "subsection",
              &c->root);
    make_years(c);
    for (size_t i = 0; i < c->n; i++)
        add_book(&c->all, &c->books[i]);
    for (size_t i = 0; i < c->year_count; i++)
        add_page(&c->by_year, &c->years[i]);
    add_page(&c->root, &c->all);
    add_page(&c->root, &c->by_year);
    c->root.count = c->n;
    c->feed.root = &c->root;
    c->feed.all = &c->all;
}

static bool put_page(struct catalogue *c, const struct feed_page *page)
{
    struct buf out = {0};
    bool done;

    feed_atom_write(&out, &c->feed, page);
    done = put(c, page->atom, buf_str(&out));
    buf_clear(&out);
    feed_opds2_write(&out, &c->feed, page);
    done = done && put(c, page->json, buf_str(&out));
    buf_done(&out);
    return done;
}

static bool put_publications(struct catalogue *c)
{
    struct buf out = {0};
    bool done = true;

    for (size_t i = 0; i < c->n && done; i++) {
        buf_clear(&out);
        feed_publication_write(&out, &c->feed, &c->books[i]);
        done = put(c, c->books[i].page, buf_str(&out));
    }
    buf_done(&out);
    return done;
}

static bool put_rss(struct catalogue *c)
{
    struct buf out = {0};
    bool done;

    if (c->feed.base.n == 0)
        diag_add(&c->b->diags, DIAG_FEED_URL, (struct diag_pos){0});
    feed_rss_write(&out, &c->feed, STR("books.rss"));
    done = put(c, STR("books.rss"), buf_str(&out));
    buf_done(&out);
    return done;
}

/* From the leaves to the root, so that no page leads to one that is not there yet. */
static bool put_all(struct catalogue *c)
{
    bool done = put_publications(c);

    for (size_t i = 0; i < c->year_count && done; i++)
        done = put_page(c, &c->years[i]);
    return done && put_page(c, &c->by_year) && put_page(c, &c->all) && put_page(c, &c->root) &&
           put_rss(c);
}

/* Whether NAME is one that this pass gives to files of a volume or year. */
static bool is_own_name(struct str name)
{
    static const struct {
        struct str begin, end;
    } names[] = {
        {STR_INIT("year-"), STR_INIT(".xml")},  {STR_INIT("opds2-year-"), STR_INIT(".json")},
        {STR_INIT("book-"), STR_INIT(".json")}, {STR_INIT("cover-"), STR_INIT(".jpg")},
        {STR_INIT("cover-"), STR_INIT(".png")}, {STR_INIT("cover-"), STR_INIT(".gif")}};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_starts(name, names[i].begin) && str_ends(name, names[i].end))
            return true;
    return false;
}

static bool is_page_or_picture(struct str name)
{
    static const struct str kinds = STR_INIT("xml json rss jpg png gif");

    return str_among(fs_extension(name), kinds);
}

/* PATH was made by the edition before, and by this one not: what belongs to the catalogue goes,
 * a book never does. */
static void sweep(void *ctx, struct str path)
{
    struct catalogue *c = ctx;
    struct str name = fs_basename(path);

    if (c->dir.n && is_own_name(name) && str_eq(path, fs_join(c->a, c->dir, name)))
        unlink(path.p);
    else if (!is_page_or_picture(name))
        diag_add(&c->b->diags, DIAG_STALE_BOOK, (struct diag_pos){path, 0, 0});
}

static void describe(struct catalogue *c)
{
    const struct volume *v = &c->b->volumes.v[c->b->volumes.n - 1];

    c->feed = (struct feed){.base = base_of(c),
                            .title = build_title(c->b, c->a),
                            .author = v->author,
                            .language = v->language,
                            .description = v->description,
                            .site = v->source};
}

static void catalogue_done(struct catalogue *c)
{
    for (size_t i = 0; i < c->year_count; i++)
        vec_done(&c->years[i].books);
    vec_done(&c->all.books);
    vec_done(&c->by_year.pages);
    vec_done(&c->root.pages);
}

bool pass_feed(struct build *b)
{
    struct catalogue c = {.b = b, .a = &b->arena, .dir = b->options->feed};
    int error;
    bool done;

    if (b->volumes.n == 0)
        return true;
    if (c.dir.n == 0) {
        since_gone(b, sweep, &c);
        return true;
    }
    c.dir = arena_str(c.a, c.dir);
    if (!fs_mkdirs(c.dir.p, &error))
        return fail(&c, c.dir, error);
    if (!fs_real(c.a, c.dir.p, &c.real))
        c.real = c.dir;
    describe(&c);
    done = make_books(&c);
    if (done) {
        make_pages(&c);
        done = put_all(&c);
    }
    if (done)
        since_gone(b, sweep, &c);
    catalogue_done(&c);
    return done;
}
