/* SPDX-License-Identifier: MIT */
/* What is asked of the file system is asked again, and stamps are trusted only where that is safe.
 */
#include "base/fs_trace.h"

#include <stdlib.h>
#include <unistd.h>

#include "tap.h"

static struct arena arena;
static struct pool *pool;

static void put(const char *path, const char *text)
{
    int error;

    fs_write(path, str_of(text), &error);
}

/* The questions of a small program. BEGIN is how much later it would have been run. */
static void ask(struct fs_trace *t, int64_t later)
{
    struct str text;
    struct fs_entry *v;
    size_t n;
    int error;

    fs_trace_done(t);
    *t = (struct fs_trace){0};
    fs_trace_begin(t);
    t->begin += later;
    fs_list(&arena, "posts", &v, &n, &error);
    fs_read(&arena, "posts/a.md", 1 << 20, &text, &error);
    fs_is_file("posts/missing.png");
    fs_is_file("static/link.png");
    fs_is_file("nowhere/x.png");
    fs_real(&arena, "static/link.png", &text);
    mkdir("posts/out", 0777); /* where its own output goes, after the folder was listed */
    put("posts/out/book.epub", "own");
    fs_trace_own(t, STR("posts/out/book.epub"));
    fs_trace_finish(t);
    fs_trace_end();
}

static const int64_t hour = 3600000000000;

static void begin(void)
{
    mkdir("posts", 0777);
    mkdir("static", 0777);
    put("posts/a.md", "one");
    put("static/real.png", "picture");
    ok(symlink("real.png", "static/link.png") == 0, "a link is made");
}

/* Each change is seen, whether stamps are trusted or not; taking it back is seen, too. */
static void test_changes(int64_t later, const char *when)
{
    struct fs_trace t = {0};

    ask(&t, later);
    ok(fs_trace_holds(&t, pool), "nothing changed, %s", when);
    put("posts/a.md", "two");
    ok(!fs_trace_holds(&t, pool), "other contents of the same size, %s", when);
    put("posts/a.md", "one");
    ok(fs_trace_holds(&t, pool), "the same contents in a new file, %s", when);
    put("posts/b.md", "new");
    ok(!fs_trace_holds(&t, pool), "a new name in a folder that was listed, %s", when);
    unlink("posts/b.md");
    put("posts/missing.png", "there");
    ok(!fs_trace_holds(&t, pool), "a name that was missing, %s", when);
    unlink("posts/missing.png");
    mkdir("nowhere", 0777);
    ok(!fs_trace_holds(&t, pool), "a folder that was missing, %s", when);
    rmdir("nowhere");
    rename("static/real.png", "static/other.png");
    ok(!fs_trace_holds(&t, pool), "a link to nowhere, %s", when);
    rename("static/other.png", "static/real.png");
    put("static/unasked.txt", "");
    put("posts/.hidden", "");
    put("posts/out/book.epub", "own, another edition");
    ok(fs_trace_holds(&t, pool), "names that nobody asked for, hidden and own ones, %s", when);
    put("posts/out/c.md", "new");
    ok(!fs_trace_holds(&t, pool), "a new name in a folder made for own files, %s", when);
    unlink("posts/out/c.md");
    unlink("posts/out/book.epub");
    rmdir("posts/out");
    unlink("posts/.hidden");
    unlink("static/unasked.txt");
    fs_trace_done(&t);
}

static void test_stamps(void)
{
    struct stat st = {.st_size = 3, .st_ino = 7};
    struct fs_stamp stamp;

    st.st_mtim.tv_sec = st.st_ctim.tv_sec = 1000;
    stamp = fs_stamp_of(&st, 1003000000000);
    ok(fs_stamp_eq(stamp, stamp), "three seconds after the change a stamp is trusted");
    ok(!fs_stamp_eq(fs_stamp_of(&st, 1001000000000), stamp), "one second after it is not");
    st.st_ctim.tv_sec = 1003;
    ok(!fs_stamp_eq(fs_stamp_of(&st, 1003000000000), stamp), "nor when only the inode changed");
    ok(!fs_stamp_eq(fs_stamp_of(&st, INT64_MAX), stamp), "another time of change is a difference");
}

/* Where a trusted stamp is equal nobody looks into the file. */
static void test_shortcut(void)
{
    struct fs_trace t = {0};

    ask(&t, hour);
    t.files.v[0].digest.low++;
    ok(fs_trace_holds(&t, pool), "a trusted stamp spares the reading");
    t.files.v[0].stamp.changed++;
    ok(!fs_trace_holds(&t, pool), "another one does not");
    ask(&t, 0);
    t.files.v[0].digest.low++;
    ok(!fs_trace_holds(&t, pool), "nor does one that was taken just after the change");
    fs_trace_done(&t);
}

static void test_torn(void)
{
    struct fs_trace t = {0};
    struct str text;
    int error;

    fs_trace_begin(&t);
    fs_read(&arena, "posts/a.md", 100, &text, &error);
    put("posts/a.md", "changed meanwhile");
    fs_read(&arena, "posts/a.md", 100, &text, &error);
    put("posts/a.md", "one");
    fs_trace_end();
    ok(!fs_trace_holds(&t, pool), "what was read in two ways is never as it was");
    fs_trace_done(&t);
}

static void test_digest(void)
{
    char text[] = "The quick brown fox jumps over the lazy dog, and then once more for luck.";
    struct str all = STR(text);
    struct digest whole = digest_of(all), parsed;
    char hex[DIGEST_TEXT + 1];
    bool same = true;
    int error;

    for (size_t cut = 0; cut <= all.n; cut++) {
        struct digest_state s = {0};

        digest_add(&s, str_sub(all, 0, cut));
        digest_add(&s, STR(""));
        digest_add(&s, str_skip(all, cut));
        same = same && digest_eq(digest_end(&s), whole);
    }
    ok(same, "a digest of pieces is that of the whole, wherever they are cut");
    digest_hex(whole, hex);
    ok(digest_parse(str_of(hex), &parsed) && digest_eq(parsed, whole), "a digest as text and back");
    ok(!digest_parse(STR("0123"), &parsed), "a text that is none");
    put("long", text);
    ok(fs_digest("long", &parsed, &error) && digest_eq(parsed, whole), "a file's digest");
}

int main(void)
{
    pool = pool_new(2);
    begin();
    test_changes(0, "stamps untrusted");
    test_changes(hour, "stamps trusted");
    test_stamps();
    test_shortcut();
    test_torn();
    test_digest();
    pool_free(pool);
    arena_done(&arena);
    return done();
}
