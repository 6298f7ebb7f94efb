/* SPDX-License-Identifier: MIT */
/* Downloading, several at once. */
#include "media/fetch.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/alloc.h"
#include "base/digest.h"
#include "base/fs.h"
#include "base/sha1.h"
#include "base/stream.h"
#include "base/table.h"
#include "base/uri.h"
#include "media/fetch_p.h"

enum {
    DEFAULT_BYTES = 20 << 20,
    DEFAULT_SECONDS = 30,
    DEFAULT_PARALLEL = 8,
    PARALLEL_MAX = 32,
    CONNECT_SECONDS = 10,
    REDIRECTIONS_MAX = 5,
    URL_MAX = 4000,
    HEAD_BYTES = 64 << 10
};

static const char not_public[] = "its address is not public";

struct transfer {
    CURL *easy; /* NULL: free */
    struct fetch_item *item;
    const struct fetch_library *curl;
    const struct fetch_options *options;
    uint64_t max_bytes;
    struct buf bytes;
    bool is_refused, is_too_long;
};

struct fetcher {
    struct fetch_library curl;
    bool has_curl;
    struct arena *arena;
    const struct fetch_options *options;
    struct fetch_item *v;
    size_t n, next;
    struct table seen; /* URL → index of its first item */
    struct table dead; /* hosts that did not answer */
    CURLM *multi;
    struct transfer transfers[PARALLEL_MAX];
    size_t parallel, running;
};

/* curl's socket, unless the address it is for is not public. */
static curl_socket_t open_socket(void *ctx, curlsocktype purpose, struct curl_sockaddr *address)
{
    struct transfer *t = ctx;

    if (purpose != CURLSOCKTYPE_IPCXN ||
        (!t->options->allow_private && !fetch_is_public(&address->addr))) {
        t->is_refused = true;
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static size_t take_bytes(char *p, size_t size, size_t count, void *ctx)
{
    struct transfer *t = ctx;
    size_t n = size * count;

    if (n > t->max_bytes - t->bytes.n) {
        t->is_too_long = true;
        return 0;
    }
    buf_add(&t->bytes, (struct str){p, n});
    return n;
}

static void set_bounds(CURL *easy, const struct transfer *t)
{
    const struct fetch_library *c = t->curl;
    long seconds = (long)(t->options->seconds ? t->options->seconds : DEFAULT_SECONDS);

    c->easy_setopt(easy, CURLOPT_TIMEOUT, seconds);
    c->easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
    c->easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)t->max_bytes);
    c->easy_setopt(easy, CURLOPT_MAXREDIRS, (long)REDIRECTIONS_MAX);
    c->easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 1L);
    c->easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    c->easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    c->easy_setopt(easy, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
    c->easy_setopt(easy, CURLOPT_PROXY, "");
    c->easy_setopt(easy, CURLOPT_NOPROXY, "*");
    c->easy_setopt(easy, CURLOPT_FAILONERROR, 1L);
    c->easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
}

static CURL *easy_new(struct transfer *t, const char *url)
{
    const struct fetch_library *c = t->curl;
    CURL *easy = c->easy_init();
    const char *agent = t->options->user_agent;

    if (!easy)
        alloc_die();
    set_bounds(easy, t);
    c->easy_setopt(easy, CURLOPT_URL, url);
    c->easy_setopt(easy, CURLOPT_USERAGENT, agent ? agent : "mdbook2epub");
    c->easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    c->easy_setopt(easy, CURLOPT_OPENSOCKETDATA, t);
    c->easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_bytes);
    c->easy_setopt(easy, CURLOPT_WRITEDATA, t);
    c->easy_setopt(easy, CURLOPT_PRIVATE, t);
    return easy;
}

static struct str cache_file(struct fetcher *f, struct str url)
{
    unsigned char digest[SHA1_SIZE];
    const size_t digits = 2 * (size_t)SHA1_SIZE;
    char name[2 * SHA1_SIZE + 1];
    struct sha1 h;

    sha1_init(&h);
    sha1_update(&h, url);
    sha1_final(&h, digest);
    for (size_t i = 0; i < digits; i++)
        name[i] = "0123456789abcdef"[digest[i / 2] >> (i % 2 ? 0 : 4) & 15];
    name[digits] = '\0';
    return arena_printf(f->arena, "%s/%s", f->options->cache, name);
}

/* Takes the file that is in the cache, if there is one. */
static bool from_cache(struct fetcher *f, struct fetch_item *item)
{
    struct str file = cache_file(f, item->url), head;
    struct arena scratch = {0};
    struct media_info info = {0};
    struct stamp stamp;
    int error;

    if (stream_head(&scratch, file.p, HEAD_BYTES, &head, &stamp, &error))
        media_probe(head, stamp.size, &info);
    if (info.type != MEDIA_UNKNOWN) {
        item->file = file;
        item->type = info.type;
    }
    arena_done(&scratch);
    return info.type != MEDIA_UNKNOWN;
}

/* The host and port of URL. */
static struct str host_of(struct str url)
{
    struct str rest = str_skip(url, str_find(url, STR("//"), 0) + 2);
    size_t n = 0;

    while (n < rest.n && rest.p[n] != '/' && rest.p[n] != '?' && rest.p[n] != '#')
        n++;
    return str_sub(rest, 0, n);
}

/* The URL as curl gets it; NULL, with a fault, when it is none to fetch. */
static const char *target(struct fetcher *f, struct fetch_item *item)
{
    struct str url = item->url;

    if (str_starts(url, STR("//")))
        url = arena_printf(f->arena, "https:%.*s", STR_ARG(url));
    if (!uri_is_web(url))
        item->fault = "neither http nor https";
    else if (url.n > URL_MAX || memchr(url.p, '\0', url.n))
        item->fault = "its address is too long";
    return item->fault ? NULL : arena_str(f->arena, url).p;
}

static void step(const struct fetcher *f)
{
    progress_step(f->options->progress);
}

/* Starts ITEM's transfer unless it is known, cached or not to be fetched. */
static void start(struct fetcher *f, struct transfer *t, size_t index)
{
    struct fetch_item *item = &f->v[index];
    struct table_entry *entry;
    const char *url;
    bool is_new;

    entry = table_put(&f->seen, item->url, &is_new);
    if (!is_new)
        return step(f); /* filled in at the end */
    entry->num = index;
    url = target(f, item);
    if (!url || from_cache(f, item))
        return step(f);
    entry = table_get(&f->dead, host_of(item->url));
    item->fault = f->options->is_offline ? "not in the cache"
                  : !f->has_curl         ? "libcurl.so.4 is missing"
                  : entry                ? entry->ptr
                                         : NULL;
    if (item->fault)
        return step(f);
    t->item = item;
    t->curl = &f->curl;
    t->options = f->options;
    t->max_bytes = f->options->max_bytes ? f->options->max_bytes : DEFAULT_BYTES;
    t->is_refused = t->is_too_long = false;
    buf_clear(&t->bytes);
    t->easy = easy_new(t, url);
    f->curl.multi_add_handle(f->multi, t->easy);
    f->running++;
}

static void store(struct fetcher *f, struct transfer *t)
{
    struct str file = cache_file(f, t->item->url);
    struct media_info info;
    int error;

    media_probe(buf_str(&t->bytes), t->bytes.n, &info);
    if (info.type == MEDIA_UNKNOWN) {
        t->item->fault = "what came is no picture";
    } else if (!fs_write(file.p, buf_str(&t->bytes), &error)) {
        t->item->fault = "the cache cannot be written";
    } else {
        t->item->file = file;
        t->item->type = info.type;
    }
}

/* Hosts that are gone or refused are not tried again. */
static void note_host(struct fetcher *f, const struct transfer *t, CURLcode code)
{
    long connected = 0;

    f->curl.easy_getinfo(t->easy, CURLINFO_NUM_CONNECTS, &connected);
    if (!connected && (code == CURLE_COULDNT_RESOLVE_HOST || code == CURLE_COULDNT_CONNECT ||
                       code == CURLE_OPERATION_TIMEDOUT))
        table_put(&f->dead, host_of(t->item->url), NULL)->ptr =
            (void *)(t->is_refused ? not_public : "its host does not answer");
}

static const char *http_fault(struct fetcher *f, const struct transfer *t)
{
    long status = 0;

    f->curl.easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
    return arena_printf(f->arena, "the server says %ld", status).p;
}

static void finish(struct fetcher *f, struct transfer *t, CURLcode code)
{
    note_host(f, t, code);
    if (t->is_refused && code != CURLE_OK)
        t->item->fault = not_public;
    else if (t->is_too_long || code == CURLE_FILESIZE_EXCEEDED)
        t->item->fault = "too large";
    else if (code == CURLE_HTTP_RETURNED_ERROR)
        t->item->fault = http_fault(f, t);
    else if (code != CURLE_OK)
        t->item->fault = f->curl.easy_strerror(code);
    else
        store(f, t);
    f->curl.multi_remove_handle(f->multi, t->easy);
    f->curl.easy_cleanup(t->easy);
    t->easy = NULL;
    f->running--;
    step(f);
}

static void start_more(struct fetcher *f)
{
    for (size_t i = 0; i < f->parallel; i++)
        while (!f->transfers[i].easy && f->next < f->n)
            start(f, &f->transfers[i], f->next++);
}

/* Ends the transfers that are done; whether there were any. */
static bool finish_some(struct fetcher *f)
{
    CURLMsg *message;
    bool any = false;
    int queued;

    while ((message = f->curl.multi_info_read(f->multi, &queued)))
        if (message->msg == CURLMSG_DONE) {
            CURLcode code = message->data.result;
            struct transfer *t;

            f->curl.easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&t);
            finish(f, t, code);
            any = true;
        }
    return any;
}

static void run(struct fetcher *f)
{
    for (start_more(f); f->running; start_more(f)) {
        int still;

        if (f->curl.multi_perform(f->multi, &still) != CURLM_OK)
            alloc_die();
        if (!finish_some(f))
            f->curl.multi_poll(f->multi, NULL, 0, 1000, NULL);
    }
}

/* Items with the same URL as an earlier one get what that got. */
static void fill_repeated(struct fetcher *f)
{
    for (size_t i = 0; i < f->n; i++) {
        const struct fetch_item *first = &f->v[table_get(&f->seen, f->v[i].url)->num];

        f->v[i].file = first->file;
        f->v[i].type = first->type;
        f->v[i].fault = first->fault;
    }
}

bool fetch_all(struct arena *a, struct fetch_item *v, size_t n, const struct fetch_options *o)
{
    struct fetcher *f = xcalloc(1, sizeof *f);
    int error;
    bool is_fine = fs_mkdirs(o->cache, &error);

    *f = (struct fetcher){.arena = a, .options = o, .v = v, .n = n};
    f->parallel = o->parallel ? o->parallel : DEFAULT_PARALLEL;
    f->parallel = f->parallel < PARALLEL_MAX ? f->parallel : PARALLEL_MAX;
    for (size_t i = 0; i < n; i++)
        v[i] = (struct fetch_item){.url = v[i].url,
                                   .fault = is_fine ? NULL : "the cache cannot be made"};
    if (is_fine && n) {
        f->has_curl = !o->is_offline && fetch_library_load(&f->curl);
        f->multi = f->has_curl ? f->curl.multi_init() : NULL;
        run(f);
        if (f->multi)
            f->curl.multi_cleanup(f->multi);
        fill_repeated(f);
    }
    for (size_t i = 0; i < f->parallel; i++)
        buf_done(&f->transfers[i].bytes);
    table_done(&f->seen);
    table_done(&f->dead);
    free(f);
    return is_fine;
}
