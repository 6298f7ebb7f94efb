/* SPDX-License-Identifier: MIT */
/* Tests of reading, paths and writing, in a directory of their own. */
#include "base/fs.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tap.h"

static struct arena arena;

static bool write_text(const char *path, const char *text)
{
    int error = 0;

    return fs_write(path, str_of(text), &error);
}

static void is_file(const char *path, const char *text, const char *name)
{
    struct str got = STR_NONE;
    int error = 0;

    fs_read(&arena, path, 1 << 20, &got, &error);
    is_str(got, text, "%s", name);
}

/* How many entries of "." begin with a dot: temporaries that were left. */
static size_t hidden_entries(void)
{
    struct fs_entry *v = NULL;
    size_t n = 0, hidden = 0;
    int error = 0;

    fs_list(&arena, ".", &v, &n, &error);
    for (size_t i = 0; i < n; i++)
        hidden += str_starts(v[i].name, STR("."));
    return hidden;
}

static mode_t mode_of(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 ? st.st_mode & 07777 : 0;
}

static void test_read(void)
{
    struct str got = STR("untouched");
    int error = 0;

    write_text("text", "twelve bytes");
    ok(fs_read(&arena, "text", 12, &got, &error) && got.n == 12 && got.p[12] == '\0',
       "a file of exactly the limit");
    got = STR("untouched");
    ok(!fs_read(&arena, "text", 11, &got, &error) && error == EFBIG, "one byte over the limit");
    ok(!fs_read(&arena, "none", 99, &got, &error) && error == ENOENT, "no such file");
    ok(!fs_read(&arena, ".", 99, &got, &error) && error == EINVAL, "a directory");
    mkfifo("fifo", 0600);
    ok(!fs_read(&arena, "fifo", 99, &got, &error) && error == EINVAL, "a FIFO does not block");
    is_str(got, "untouched", "a failure leaves the result alone");
    unlink("fifo");
    write_text("empty", "");
    ok(fs_read(&arena, "empty", 0, &got, &error) && got.n == 0, "an empty file");
}

static void test_list(void)
{
    static const char *const expected[] = {"A", "b", "dir", "gone", "link", "z"};
    struct fs_entry *v = NULL;
    size_t n = 0;
    int error = 0;
    bool same;

    fs_mkdirs("list/dir", &error);
    write_text("list/z", "");
    write_text("list/b", "");
    write_text("list/A", "");
    ok(symlink("dir", "list/link") == 0 && symlink("nowhere", "list/gone") == 0, "links are made");
    ok(fs_list(&arena, "list", &v, &n, &error) && n == 6, "six entries");
    same = n == 6;
    for (size_t i = 0; same && i < n; i++)
        same = str_eq(v[i].name, str_of(expected[i]));
    if (!ok(same, "sorted by bytes"))
        return;
    ok(v[0].is_file && !v[0].is_dir && !v[0].is_link, "a file");
    ok(v[2].is_dir && !v[2].is_file, "a directory");
    ok(v[4].is_dir && v[4].is_link, "a link is what it points at");
    ok(!v[3].is_dir && !v[3].is_file && v[3].is_link, "a dangling link is neither");
    ok(!fs_list(&arena, "text", &v, &n, &error) && error == ENOTDIR, "a file has no entries");
}

static void test_join(void)
{
    static const char *const rows[][3] = {
        {"a", "b/../c", "a/c"},
        {"", "x", "x"},
        {"a/b", "../../c", "c"},
        {"a", "../../c", "../c"},
        {"..", "../x", "../../x"},
        {"a", "/abs/./x", "/abs/x"},
        {"/a", "../../x", "/x"},
        {".", "./a//b/", "a/b"},
        {"a", "..", ""},
        {"/", "", "/"},
        {"...", "..", ""},
        {"/a..", "..", "/"},
        {"../a", "../..", "../.."},
        {"a..", "x", "a../x"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        is_str(fs_join(&arena, str_of(rows[i][0]), str_of(rows[i][1])), rows[i][2],
               "join '%s' '%s'", rows[i][0], rows[i][1]);
}

static void test_names(void)
{
    static const char *const rows[][5] = {
        /* path, dirname, basename, stem, extension */
        {"x/y.md", "x", "y.md", "y", "md"},
        {"y", "", "y", "y", ""},
        {"/y.tar.gz", "/", "y.tar.gz", "y.tar", "gz"},
        {"a.b/c", "a.b", "c", "c", ""},
        {".hidden", "", ".hidden", ".hidden", ""},
        {"a/", "a", "", "", ""},
        {"dot.", "", "dot.", "dot", ""},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str path = str_of(rows[i][0]);

        is_str(fs_dirname(path), rows[i][1], "dirname of %s", rows[i][0]);
        is_str(fs_basename(path), rows[i][2], "basename of %s", rows[i][0]);
        is_str(fs_stem(path), rows[i][3], "stem of %s", rows[i][0]);
        is_str(fs_extension(path), rows[i][4], "extension of %s", rows[i][0]);
    }
    ok(fs_is_below(STR("/a/b"), STR("/a")) && fs_is_below(STR("/a"), STR("/a")), "below");
    ok(!fs_is_below(STR("/ab"), STR("/a")) && !fs_is_below(STR("/"), STR("/a")), "not below");
    ok(fs_is_below(STR("/a"), STR("/")), "all is below the root");
}

static void test_dirs(void)
{
    struct str real = STR_NONE, here = STR_NONE;
    int error = 0;

    ok(fs_mkdirs("p/q/r", &error) && fs_is_dir("p/q/r"), "parents are made");
    ok(fs_mkdirs("p/q/r/", &error) && fs_mkdirs(".", &error), "existing directories are fine");
    ok(!fs_mkdirs("text/x", &error) && error == ENOTDIR, "not below a file");
    ok(fs_real(&arena, ".", &here) && fs_real(&arena, "p/../p/q", &real) && fs_is_below(real, here),
       "fs_real is canonical");
    ok(!fs_real(&arena, "none", &real), "of what exists only");
}

static void test_write(void)
{
    mode_t mask = umask(027);

    ok(write_text("new", "one"), "a new file");
    is_file("new", "one", "is written");
    ok(mode_of("new") == 0640, "the umask is honoured");
    chmod("new", 0604);
    ok(write_text("new", "two"), "an existing file");
    is_file("new", "two", "is replaced");
    ok(mode_of("new") == 0604, "and keeps its mode");
    umask(mask);
    ok(hidden_entries() == 0, "no temporary is left");
}

static void test_seek_and_abort(void)
{
    struct fs_out *o;
    int error = 0;

    o = fs_out_open("new", &error);
    if (!ok(o != NULL, "opened for writing"))
        return;
    ok(hidden_entries() == 1, "a temporary stands beside the target");
    fs_out_write(o, "0123456789", 10, &error);
    fs_out_seek(o, 2, &error);
    fs_out_write(o, "xx", 2, &error);
    ok(fs_out_tell(o) == 4, "position");
    is_file("new", "two", "the old file stands while a new one is written");
    ok(fs_out_commit(o, &error), "committed");
    is_file("new", "01xx456789", "with what was written over");
    o = fs_out_open("new", &error);
    fs_out_write(o, "bad", 3, &error);
    fs_out_abort(o);
    fs_out_abort(NULL);
    is_file("new", "01xx456789", "an abort leaves the old file");
    ok(hidden_entries() == 0, "and no temporary");
}

static void test_links(void)
{
    struct stat st;

    fs_mkdirs("deep/er", &(int){0});
    write_text("deep/real", "old");
    ok(symlink("../real", "deep/er/link") == 0 && symlink("deep/er/link", "link") == 0 &&
           symlink("deep/later", "dangling") == 0 && symlink("loop", "loop") == 0,
       "links are made");
    ok(write_text("link", "new"), "a target behind two links");
    ok(lstat("link", &st) == 0 && S_ISLNK(st.st_mode), "the link stays");
    is_file("deep/real", "new", "what it points at is replaced");
    ok(write_text("dangling", "made"), "a dangling link");
    is_file("deep/later", "made", "gets its target");
    ok(!write_text("loop", "x"), "a loop fails");
}

static void test_failures(void)
{
    char name[256];
    int error = 0;

    ok(!fs_out_open("p", &error) && error == EISDIR, "a directory as target");
    ok(!fs_out_open("nowhere/x", &error) && error == ENOENT, "no such directory");
    ok(!fs_out_open("", &error) && error == ENOENT, "an empty name");
    memset(name, 'n', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    ok(write_text(name, "long"), "a name of 255 bytes");
    is_file(name, "long", "is written");
    for (size_t i = 0; i + 2 < sizeof name; i += 2)
        memcpy(name + i, "\xC3\xA9", 2);
    ok(write_text(name, "umlaut"), "and one of two-byte letters");
    ok(!fs_out_open("/dev/full/x", &error) && error == ENOTDIR, "below a device");
    ok(hidden_entries() == 0, "no temporary is left");
}

static void test_direct(void)
{
    char got[16] = "";
    char path[32];
    int ends[2];

    ok(pipe(ends) == 0, "a pipe");
    snprintf(path, sizeof path, "/dev/fd/%d", ends[1]);
    ok(write_text(path, "through"), "an inherited descriptor is written to");
    ok(read(ends[0], got, sizeof got) == 7 && memcmp(got, "through", 7) == 0, "in whole");
    close(ends[0]);
    close(ends[1]);
    ok(write_text("/dev/null", "x"), "a device is written to");
    ok(!write_text("/dev/full", "x"), "a full device is a failure");
    ok(hidden_entries() == 0, "the temporary is not beside it and not left");
}

static void open_and_wait(void)
{
    int error = 0;

    fs_catch_signals();
    if (!fs_out_open("victim", &error))
        _exit(9);
    raise(SIGTERM);
    _exit(8);
}

static void open_and_abort(void)
{
    int error = 0;

    fs_catch_signals();
    if (!fs_out_open("victim", &error))
        _exit(9);
    abort();
}

static void limited_write(void)
{
    struct str text = {arena_zalloc(&arena, 1, 1 << 16), 1 << 16};
    struct rlimit limit = {4096, 4096};
    int error = 0;

    fs_catch_signals();
    if (setrlimit(RLIMIT_FSIZE, &limit) == 0 && !fs_write("victim", text, &error))
        _exit(error == EFBIG ? 7 : 6);
    _exit(5);
}

/* The wait status of a child that runs FN. */
static int run_child(void (*fn)(void))
{
    int status = 0;
    pid_t child;

    fflush(stdout);
    child = fork();
    if (child == 0)
        fn();
    waitpid(child, &status, 0);
    return status;
}

/* As nobody, since root may write everything. */
static void write_locked(void)
{
    int error = 0;

    if (geteuid() == 0 && setuid(65534) != 0)
        _exit(6);
    _exit(!fs_out_open("locked", &error) && error == EACCES ? 0 : 5);
}

static void test_locked(void)
{
    int status;

    write_text("locked", "kept");
    chmod("locked", 0444);
    chmod(".", 0777);
    status = run_child(write_locked);
    ok(WIFEXITED(status) && WEXITSTATUS(status) == 0, "a write-protected file is a failure");
    is_file("locked", "kept", "which keeps its text");
}

static void test_signal(void)
{
    int status;

    write_text("victim", "old");
    status = run_child(open_and_wait);
    ok(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM, "a signal ends the program as usual");
    ok(hidden_entries() == 0, "its temporary is removed");
    status = run_child(open_and_abort);
    ok(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT, "so does abort()");
    ok(hidden_entries() == 0, "its temporary is removed");
    status = run_child(limited_write);
    ok(WIFEXITED(status) && WEXITSTATUS(status) == 7, "a file size limit is an error");
    ok(hidden_entries() == 0, "its temporary is removed too");
    is_file("victim", "old", "the old file stands");
}

int main(void)
{
    char dir[] = "/tmp/test_fs.XXXXXX";
    struct str remove;

    if (!mkdtemp(dir) || chdir(dir) < 0)
        return 1;
    test_read();
    test_list();
    test_join();
    test_names();
    test_dirs();
    test_write();
    test_seek_and_abort();
    test_links();
    test_failures();
    test_direct();
    test_locked();
    test_signal();
    remove = arena_printf(&arena, "rm -rf %s", dir);
    ok(chdir("/") == 0 && system(remove.p) == 0, "cleaned up");
    arena_done(&arena);
    return done();
}
