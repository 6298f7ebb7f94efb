/* SPDX-License-Identifier: MIT */
/* What a confined child may do, what it cannot, and how its end is told. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/confine.h"
#include "tap.h"

static void answer_ctx(void *ctx, struct buf *out)
{
    buf_addz(out, ctx);
}

static void answer_much(void *ctx, struct buf *out)
{
    size_t n = *(size_t *)ctx;

    buf_reserve(out, n);
    memset(out->p, 'x', n);
    out->n = n;
}

static void crash(void *ctx, struct buf *out)
{
    (void)out;
    (void)ctx;
    (void)signal(SIGKILL, SIG_DFL);
    (void)raise(SIGKILL);
}

static void leave(void *ctx, struct buf *out)
{
    (void)ctx;
    (void)out;
    _exit(0);
}

/* One byte a thing that must be refused: 'y' when it is. */
static void try_all(void *ctx, struct buf *out)
{
    char *const words[] = {(char *)"true", NULL};
    int ends[2];

    (void)ctx;
    buf_byte(out, open("/etc/passwd", O_RDONLY | O_CLOEXEC) < 0 && errno == EPERM ? 'y' : 'n');
    buf_byte(out, open("made", O_WRONLY | O_CREAT | O_CLOEXEC, 0600) < 0 ? 'y' : 'n');
    buf_byte(out, socket(AF_INET, SOCK_STREAM, 0) < 0 && errno == EPERM ? 'y' : 'n');
    buf_byte(out, socket(AF_UNIX, SOCK_STREAM, 0) < 0 && errno == EPERM ? 'y' : 'n');
    buf_byte(out, fork() < 0 && errno == EPERM ? 'y' : 'n');
    buf_byte(out, execve("/bin/true", words, NULL) < 0 && errno == EPERM ? 'y' : 'n');
    buf_byte(out, unlink("/nothing") < 0 && errno == EPERM ? 'y' : 'n');
    buf_byte(out, kill(getppid(), 0) < 0 && errno == EPERM ? 'y' : 'n');
    buf_byte(out, pipe(ends) < 0 && errno == EPERM ? 'y' : 'n');
    buf_byte(out, mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) ==
                          MAP_FAILED
                      ? 'y'
                      : 'n');
}

static void test_answers(void)
{
    static char text[] = "some answer";
    size_t much = 3000000;
    struct buf out = {0};
    const char *fault = NULL;

    buf_addz(&out, "before, ");
    ok(confine_run(answer_ctx, text, -1, 100, &out, &fault), "a child answers");
    is_str(buf_str(&out), "before, some answer", "the answer is appended");
    buf_clear(&out);
    ok(confine_run(answer_much, &much, -1, much, &out, &fault) && out.n == much,
       "an answer may be long");
    buf_clear(&out);
    ok(!confine_run(answer_much, &much, -1, much - 1, &out, &fault) && fault && out.n == 0,
       "but not longer than its limit");
    fault = NULL;
    ok(!confine_run(crash, NULL, -1, 100, &out, &fault) && fault, "a child that is killed");
    fault = NULL;
    ok(!confine_run(leave, NULL, -1, 100, &out, &fault) && fault, "a child without an answer");
    ok(waitpid(-1, NULL, WNOHANG) < 0 && errno == ECHILD, "no child is left");
    buf_done(&out);
}

static void test_refusals(void)
{
    struct buf out = {0};
    const char *fault = NULL;

    if (!confine_is_possible()) {
        skip("what a child must not do", "no filter here");
        return;
    }
    ok(confine_run(try_all, NULL, -1, 100, &out, &fault), "refusals do not end the child");
    is_str(buf_str(&out), "yyyyyyyyyy", "files, sockets, programs, processes, code are refused");
    buf_done(&out);
}

/* A dot a descriptor that is open. */
static void answer_open(void *ctx, struct buf *out)
{
    (void)ctx;
    for (int fd = 0; fd < 1000; fd++)
        if (fstat(fd, &(struct stat){0}) == 0) /* which is allowed */
            buf_byte(out, '.');
}

static void test_own_descriptor(void)
{
    int fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
    struct buf out = {0};
    const char *fault = NULL;

    ok(fd >= 0 && confine_run(answer_open, NULL, fd, 100, &out, &fault), "a child looks about");
    is_str(buf_str(&out), "..", "it has what it was given and its end, no stream to write to");
    close(fd);
    buf_done(&out);
}

/* By its first letter: a text, an end without an answer, a crash, what it has open, nothing in
 * time. */
static void answer_request(void *ctx, struct buf *out)
{
    const struct str *request = ctx;

    switch (request->p[0]) {
    case 'e':
        _exit(0);
    case 'c':
        crash(ctx, out);
        break;
    case 'f':
        answer_open(NULL, out);
        break;
    case 's':
        for (int fd = 0; fd < 1000; fd++)
            if (ftruncate(fd, 0) == 0)
                buf_byte(out, '!');
        break;
    case 'p':
        buf_printf(out, "%ld", (long)getpid());
        break;
    default:
        buf_add(out, *request);
    }
}

static bool ask(struct confined *c, const char *text, struct buf *out)
{
    const char *fault = NULL;

    buf_clear(out);
    return confined_run(c, str_of(text), STR(" and more"), 5000000, out, &fault) ? !fault : false;
}

static void test_descriptors(struct confined *c)
{
    struct buf out = {0};

    ok(ask(c, "f", &out), "a child looks at what is open");
    is_str(buf_str(&out), "...", "nothing but its ends and what it is asked in");
    ok(ask(c, "s", &out), "a child tries to shorten what it is asked in");
    is_str(buf_str(&out), "", "and may not");
    buf_done(&out);
}

static const char *volatile seen;

/* Its memory is the parent's of when it started. */
static void answer_seen(void *ctx, struct buf *out)
{
    (void)ctx;
    buf_addz(out, seen);
}

static void test_wake(void)
{
    struct confined *c = confined_new(answer_seen);
    struct buf out = {0};

    seen = "early";
    confined_wake(c);
    confined_wake(c);
    seen = "late";
    ok(ask(c, "", &out), "a child that was started before it is asked");
    is_str(buf_str(&out), "early", "knows nothing of what came later");
    confined_rest(c);
    ok(ask(c, "", &out), "after a rest there is a new one");
    is_str(buf_str(&out), "late", "which does");
    confined_free(c);
    ok(waitpid(-1, NULL, WNOHANG) < 0 && errno == ECHILD, "no child is left over");
    buf_done(&out);
}

static void test_many(void)
{
    struct confined *c = confined_new(answer_request), *other = confined_new(answer_request);
    struct buf out = {0}, first = {0};
    char *much = malloc(3000000);
    const char *fault = NULL;

    ok(ask(c, "text", &out), "a child for many is asked");
    is_str(buf_str(&out), "text and more", "and answers to what it was asked");
    ok(ask(c, "p", &first) && ask(c, "p", &out) && str_eq(buf_str(&out), buf_str(&first)),
       "once more it is the same child");
    ok(ask(other, "p", &out) && !str_eq(buf_str(&out), buf_str(&first)), "another one is another");
    if (confine_is_possible())
        test_descriptors(other);
    else
        skip("open descriptors", "it runs here in the process itself");
    ok(much != NULL, "memory");
    memset(much, 'm', 3000000);
    buf_clear(&out);
    ok(confined_run(c, STR("t"), (struct str){much, 3000000}, 3000001, &out, &fault) &&
           out.n == 3000001 && out.p[3000000] == 'm',
       "it may be asked much");
    ok(ask(c, "p", &out) && str_eq(buf_str(&out), buf_str(&first)), "and is the same child still");
    buf_clear(&out);
    ok(!confined_run(c, STR("t"), (struct str){much, 3000000}, 3000000, &out, &fault) && fault &&
           out.n == 0,
       "but answers no more than its limit");
    ok(!ask(c, "e", &out), "one that ends without an answer");
    ok(ask(c, "text", &out), "costs that piece only");
    ok(!ask(c, "c", &out), "nor does one that is killed");
    ok(ask(c, "text", &out), "cost more");
    confined_rest(c);
    ok(ask(c, "text", &out), "after a rest a new one answers");
    confined_free(c);
    confined_free(other);
    confined_free(NULL);
    ok(waitpid(-1, NULL, WNOHANG) < 0 && errno == ECHILD, "no child is left");
    free(much);
    buf_done(&out);
    buf_done(&first);
}

/* In a child, for it cannot be undone. */
static void test_network(void)
{
    int status = 0;
    pid_t child;

    if (!confine_is_possible()) {
        skip("without network", "no filter here");
        return;
    }
    child = fork();
    if (child == 0) {
        char *const words[] = {(char *)"true", NULL};
        bool is_done = confine_network();
        bool no_socket = socket(AF_INET, SOCK_STREAM, 0) < 0 && errno == EPERM;
        bool no_program = execve("/bin/true", words, NULL) < 0 && errno == EPERM;

        _exit(is_done && no_socket && no_program && open("/", O_RDONLY | O_CLOEXEC) >= 0 ? 0 : 1);
    }
    ok(waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0,
       "without network: no socket, no program, but files");
}

int main(void)
{
    test_answers();
    test_refusals();
    test_own_descriptor();
    test_many();
    test_wake();
    test_network();
    return done();
}
