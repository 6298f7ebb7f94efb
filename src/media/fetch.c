/* SPDX-License-Identifier: MIT */
/* Downloading, several at once. */
#include "media/fetch.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/alloc.h"
#include "base/digest.h"
#include "base/fs.h"
#include "base/table.h"

enum {
    DEFAULT_BYTES = 20 << 20,
    DEFAULT_SECONDS = 30,
    DEFAULT_PARALLEL = 8,
    PARALLEL_MAX = 32,
    CONNECT_SECONDS = 10,
    REDIRECTIONS_MAX = 5,
    URL_MAX = 4000
};

struct transfer {
    CURL *easy; /* NULL: free */
    struct fetch_item *item;
    const struct fetch_options *options;
    uint64_t max_bytes;
    struct buf bytes;
    bool is_refused, is_too_long;
};

struct fetcher {
    struct arena *arena;
    const struct fetch_options *options;
    struct fetch_item *v;
    size_t n, next;
    struct table seen; /* URL → index of its first item */
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
    long seconds = (long)(t->options->seconds ? t->options->seconds : DEFAULT_SECONDS);

    curl_easy_setopt(easy, CURLOPT_TIMEOUT, seconds);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
    curl_easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)t->max_bytes);
    curl_easy_setopt(easy, CURLOPT_MAXREDIRS, (long)REDIRECTIONS_MAX);
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 1L);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_NOPROXY, "*");
    curl_easy_setopt(easy, CURLOPT_FAILONERROR, 1L);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
}

static CURL *easy_new(struct transfer *t, const char *url)
{
    CURL *easy = curl_easy_init();
    const char *agent = t->options->user_agent;

    if (!easy)
        alloc_die();
    set_bounds(easy, t);
    curl_easy_setopt(easy, CURLOPT_URL, url);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, agent ? agent : "mdbook2epub");
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, t);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_bytes);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, t);
    curl_easy_setopt(easy, CURLOPT_PRIVATE, t);
    return easy;
}

static struct str cache_file(struct fetcher *f, struct str url)
{
    char name[33];

    digest_hex(digest_of(url), name);
    return arena_printf(f->arena, "%s/%s", f->options->cache, name);
}

/* Takes the file that is in the cache, if there is one. */
static bool from_cache(struct fetcher *f, struct fetch_item *item)
{
    struct str file = cache_file(f, item->url), bytes;
    struct arena scratch = {0};
    struct media_info info;
    bool is_there = false;
    int error;

    if (fs_read(&scratch, file.p, SIZE_MAX / 2, &bytes, &error)) {
        media_probe(bytes, bytes.n, &info);
        is_there = info.type != MEDIA_UNKNOWN;
    }
    if (is_there) {
        item->file = file;
        item->type = info.type;
    }
    arena_done(&scratch);
    return is_there;
}

/* The URL as curl gets it; NULL, with a fault, when it is none to fetch. */
static const char *target(struct fetcher *f, struct fetch_item *item)
{
    struct str url = item->url;

    if (str_starts(url, STR("//")))
        url = arena_printf(f->arena, "https:%.*s", STR_ARG(url));
    if (!str_starts_fold(url, STR("https://")) && !str_starts_fold(url, STR("http://")))
        item->fault = "neither http nor https";
    else if (url.n > URL_MAX || memchr(url.p, '\0', url.n))
        item->fault = "its address is too long";
    return item->fault ? NULL : arena_str(f->arena, url).p;
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
        return; /* filled in at the end */
    entry->num = index;
    url = target(f, item);
    if (!url || from_cache(f, item))
        return;
    if (f->options->is_offline) {
        item->fault = "not in the cache";
        return;
    }
    t->item = item;
    t->options = f->options;
    t->max_bytes = f->options->max_bytes ? f->options->max_bytes : DEFAULT_BYTES;
    t->is_refused = t->is_too_long = false;
    buf_clear(&t->bytes);
    t->easy = easy_new(t, url);
    curl_multi_add_handle(f->multi, t->easy);
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

static void finish(struct fetcher *f, struct transfer *t, CURLcode code)
{
    if (t->is_refused && code != CURLE_OK)
        t->item->fault = "its address is not public";
    else if (t->is_too_long || code == CURLE_FILESIZE_EXCEEDED)
        t->item->fault = "too large";
    else if (code != CURLE_OK)
        t->item->fault = curl_easy_strerror(code);
    else
        store(f, t);
    curl_multi_remove_handle(f->multi, t->easy);
    curl_easy_cleanup(t->easy);
    t->easy = NULL;
    f->running--;
}

static void start_more(struct fetcher *f)
{
    for (size_t i = 0; i < f->parallel; i++)
        while (!f->transfers[i].easy && f->next < f->n)
            start(f, &f->transfers[i], f->next++);
}

static void run(struct fetcher *f)
{
    for (start_more(f); f->running; start_more(f)) {
        int still, queued;
        CURLMsg *message;

        if (curl_multi_perform(f->multi, &still) != CURLM_OK)
            alloc_die();
        while ((message = curl_multi_info_read(f->multi, &queued)))
            if (message->msg == CURLMSG_DONE) {
                CURLcode code = message->data.result;
                struct transfer *t;

                curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&t);
                finish(f, t, code);
            }
        if (still)
            curl_multi_poll(f->multi, NULL, 0, 1000, NULL);
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
        curl_global_init(CURL_GLOBAL_DEFAULT);
        f->multi = curl_multi_init();
        run(f);
        curl_multi_cleanup(f->multi);
        fill_repeated(f);
    }
    for (size_t i = 0; i < f->parallel; i++)
        buf_done(&f->transfers[i].bytes);
    table_done(&f->seen);
    free(f);
    return is_fine;
}
