/* SPDX-License-Identifier: MIT */
/* Fetching from a server of the test's own; which addresses are public. */
#include <arpa/inet.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/fs.h"
#include "media/fetch.h"
#include "tap.h"

/* Prints its port, counts its requests in the path /count. */
static const char server[] =
    "import http.server, sys, time\n"
    "gif = b'GIF89a\\7\\0\\5\\0\\0\\0\\0,\\0\\0\\0\\0\\7\\0\\5\\0\\0\\2\\1.\\0;'\n"
    "count = 0\n"
    "class H(http.server.BaseHTTPRequestHandler):\n"
    "    def log_message(self, *a): pass\n"
    "    def do_GET(self):\n"
    "        global count\n"
    "        count += 1\n"
    "        p = self.path\n"
    "        if p == '/404': return self.send_error(404)\n"
    "        if p.startswith('/to'):\n"
    "            self.send_response(302)\n"
    "            self.send_header('Location', {'/to-gif': '/a.gif', '/to-loop': '/to-loop',\n"
    "                '/to-file': 'file:///etc/passwd', '/to-gopher': 'gopher://127.0.0.1/'}[p])\n"
    "            return self.end_headers()\n"
    "        if p == '/slow': time.sleep(5)\n"
    "        self.send_response(200)\n"
    "        self.send_header('Content-Type', 'image/png')\n"
    "        if p == '/long': self.send_header('Content-Length', '999999999')\n"
    "        self.end_headers()\n"
    "        body = {'/html': b'<html></html>', '/count': gif + str(count).encode()}.get(p, gif)\n"
    "        if p == '/endless': body = gif + bytes(100000)\n"
    "        try: self.wfile.write(body)\n"
    "        except OSError: pass\n"
    "s = http.server.ThreadingHTTPServer(('127.0.0.1', 0), H)\n"
    "print(s.server_port, flush=True)\n"
    "s.serve_forever()\n";

static pid_t server_pid = -1;

/* The port of a server that was started, or 0. */
static int start_server(void)
{
    int pipe_ends[2], port = 0;
    char line[16] = "";

    if (pipe(pipe_ends) < 0)
        return 0;
    server_pid = fork();
    if (server_pid == 0) {
        dup2(pipe_ends[1], STDOUT_FILENO);
        close(pipe_ends[0]);
        execlp("python3", "python3", "-c", server, (char *)NULL);
        _exit(127);
    }
    close(pipe_ends[1]);
    for (size_t n = 0; n < sizeof line - 1 && read(pipe_ends[0], line + n, 1) == 1; n++)
        if (line[n] == '\n')
            break;
    for (const char *p = line; is_ascii_digit(*p); p++)
        port = port * 10 + (*p - '0');
    close(pipe_ends[0]);
    return port;
}

static void stop_server(void)
{
    if (server_pid > 0) {
        kill(server_pid, SIGTERM);
        waitpid(server_pid, NULL, 0);
    }
}

enum {
    GIF,
    TWICE,
    MOVED,
    LOOP,
    TO_FILE,
    TO_GOPHER,
    MISSING,
    HTML,
    SLOW,
    LONG,
    ENDLESS,
    FTP,
    ITEMS
};

static const struct {
    const char *path, *fault; /* "" any fault, NULL none */
} expected[ITEMS] = {
    [GIF] = {"/a.gif", NULL},
    [TWICE] = {"/a.gif", NULL},
    [MOVED] = {"/to-gif", NULL},
    [LOOP] = {"/to-loop", ""},
    [TO_FILE] = {"/to-file", ""},
    [TO_GOPHER] = {"/to-gopher", ""},
    [MISSING] = {"/404", ""},
    [HTML] = {"/html", "what came is no picture"},
    [SLOW] = {"/slow", ""},
    [LONG] = {"/long", "too large"},
    [ENDLESS] = {"/endless", "too large"},
    [FTP] = {"ftp:", "neither http nor https"},
};

static void test_items(struct arena *a, const struct fetch_options *o, int port)
{
    struct fetch_item v[ITEMS] = {0};
    struct str bytes;
    int error;

    for (size_t i = 0; i < ITEMS; i++)
        v[i].url = arena_printf(a, "%s://127.0.0.1:%d%s", i == FTP ? "ftp" : "http", port,
                                expected[i].path);
    ok(fetch_all(a, v, ITEMS, o), "all items are tried");
    for (size_t i = 0; i < ITEMS; i++) {
        const char *fault = expected[i].fault;

        if (!fault)
            ok(!v[i].fault && v[i].type == MEDIA_GIF &&
                   fs_read(a, v[i].file.p, 1000, &bytes, &error) &&
                   str_starts(bytes, STR("GIF89a")),
               "%s is there: %s", expected[i].path, v[i].fault ? v[i].fault : "yes");
        else
            ok(v[i].fault && !v[i].file.p && (!*fault || strcmp(v[i].fault, fault) == 0), "%s: %s",
               expected[i].path, v[i].fault ? v[i].fault : "no fault");
    }
    ok(str_eq(v[GIF].file, v[TWICE].file), "the same URL, the same file");
}

static void test_cache(struct arena *a, struct fetch_options o, int port)
{
    struct fetch_item item = {.url = arena_printf(a, "http://localhost:%d/count", port)};
    struct str first, second;
    int error;

    fetch_all(a, &item, 1, &o);
    ok(item.file.p && fs_read(a, item.file.p, 1000, &first, &error), "fetched once");
    fetch_all(a, &item, 1, &o);
    ok(item.file.p && fs_read(a, item.file.p, 1000, &second, &error) && str_eq(first, second),
       "then taken from the cache");
    o.is_offline = true;
    item.url = arena_printf(a, "http://localhost:%d/other", port);
    fetch_all(a, &item, 1, &o);
    is_str(str_of(item.fault), "not in the cache", "offline nothing is fetched");
}

static void test_refusal(struct arena *a, struct fetch_options o, int port)
{
    static const char *const hosts[] = {"127.0.0.1",  "localhost", "[::ffff:127.0.0.1]",
                                        "2130706433", "0x7f.1",    "0"};
    struct fetch_item v[sizeof hosts / sizeof *hosts] = {0};
    size_t n = sizeof hosts / sizeof *hosts;

    o.allow_private = false;
    for (size_t i = 0; i < n; i++)
        v[i].url = arena_printf(a, "http://%s:%d/refused.gif", hosts[i], port);
    fetch_all(a, v, n, &o);
    for (size_t i = 0; i < n; i++)
        is_str(str_of(v[i].fault), "its address is not public", "%s is refused", hosts[i]);
}

static void test_addresses(void)
{
    static const struct {
        const char *address;
        bool is_public;
    } addresses[] = {
        {"1.1.1.1", true},
        {"8.8.8.8", true},
        {"172.15.0.1", true},
        {"172.32.0.1", true},
        {"100.63.0.1", true},
        {"223.255.255.1", true},
        {"0.1.2.3", false},
        {"10.1.2.3", false},
        {"100.64.0.1", false},
        {"100.127.0.1", false},
        {"127.9.9.9", false},
        {"169.254.169.254", false},
        {"172.16.0.1", false},
        {"172.31.255.1", false},
        {"192.168.1.1", false},
        {"198.19.0.1", false},
        {"224.0.0.1", false},
        {"255.255.255.255", false},
        {"2606:4700::1111", true},
        {"2a00:1450::1", true},
        {"::ffff:8.8.8.8", true},
        {"64:ff9b::8.8.8.8", true},
        {"::", false},
        {"::1", false},
        {"::ffff:10.0.0.1", false},
        {"::127.0.0.1", false},
        {"64:ff9b::127.0.0.1", false},
        {"fe80::1", false},
        {"fc00::1", false},
        {"fd12::1", false},
        {"ff02::1", false},
        {"fec0::1", false},
        {"2001:db8::1", false},
        {"2001::1", false},
        {"2002:7f00:1::", false},
        {"2002:0808:0808::", true},
        {"3fff::1", false},
        {"64:ff9b:1::1", false},
    };

    for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++) {
        struct sockaddr_in in = {.sin_family = AF_INET};
        struct sockaddr_in6 in6 = {.sin6_family = AF_INET6};
        bool is_6 = inet_pton(AF_INET6, addresses[i].address, &in6.sin6_addr) == 1;

        ok((is_6 || inet_pton(AF_INET, addresses[i].address, &in.sin_addr) == 1) &&
               fetch_is_public(is_6 ? (struct sockaddr *)&in6 : (struct sockaddr *)&in) ==
                   addresses[i].is_public,
           "%s is %spublic", addresses[i].address, addresses[i].is_public ? "" : "not ");
    }
}

int main(void)
{
    char cache[] = "test_fetch.XXXXXX";
    struct fetch_options o = {
        .max_bytes = 20000, .seconds = 2, .parallel = 4, .allow_private = true};
    struct arena a = {0};
    struct fs_entry *v;
    size_t n;
    int error, port;

    test_addresses();
    port = start_server();
    if (!port || !mkdtemp(cache)) {
        skip("fetching", "no python3, or nowhere to write");
    } else {
        o.cache = arena_printf(&a, "%s/deep/er", cache).p;
        test_items(&a, &o, port);
        test_cache(&a, o, port);
        test_refusal(&a, o, port);
        if (fs_list(&a, o.cache, &v, &n, &error)) {
            ok(n == 3, "the cache holds what was fetched and nothing else: %zu files", n);
            for (size_t i = 0; i < n; i++)
                unlink(arena_printf(&a, "%s/%.*s", o.cache, STR_ARG(v[i].name)).p);
        }
        rmdir(o.cache);
        rmdir(arena_printf(&a, "%s/deep", cache).p);
        rmdir(cache);
    }
    stop_server();
    arena_done(&a);
    return done();
}
