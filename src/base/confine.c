/* SPDX-License-Identifier: MIT */
/* Filters of system calls, and resource limits. */
#include "base/confine_p.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "config.h"

#if defined __x86_64__
#define FILTER_ARCH AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define FILTER_ARCH AUDIT_ARCH_AARCH64
#elif defined __riscv && __riscv_xlen == 64
#define FILTER_ARCH AUDIT_ARCH_RISCV64
#endif

enum {
    CPU_SECONDS = 60,
    DATA_MB = 2048, /* twice what the largest picture takes that is decoded */
};

#if defined HAVE_SECCOMP && defined FILTER_ARCH

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>

/* What reaches the world outside, directly or by another program. */
static const unsigned network_calls[] = {
    SYS_socket,         SYS_connect, SYS_bind,
    SYS_listen,         SYS_accept4, SYS_execve,
    SYS_execveat,       SYS_ptrace,  SYS_process_vm_writev,
#ifdef SYS_accept
    SYS_accept,
#endif
#ifdef SYS_io_uring_setup
    SYS_io_uring_setup,
#endif
};

/* All that computing, and reading and writing what is open, takes. */
static const unsigned plain_calls[] = {
    SYS_read,
    SYS_write,
    SYS_readv,
    SYS_writev,
    SYS_pread64,
    SYS_lseek,
    SYS_close,
    SYS_fstat,
    SYS_mmap,
    SYS_mprotect,
    SYS_munmap,
    SYS_mremap,
    SYS_madvise,
    SYS_brk,
    SYS_futex,
    SYS_rt_sigaction,
    SYS_rt_sigprocmask,
    SYS_rt_sigreturn,
    SYS_sigaltstack,
    SYS_clock_gettime,
    SYS_gettimeofday,
    SYS_getpid,
    SYS_gettid,
    SYS_tgkill,
    SYS_exit,
    SYS_exit_group,
    SYS_sched_yield,
    SYS_getrandom,
    SYS_restart_syscall,
#ifdef SYS_newfstatat
    SYS_newfstatat, /* fstat() of newer C libraries */
#endif
};

#define COUNT(v) (sizeof(v) / sizeof *(v))

enum { FILTER_MAX = 64, X32_BIT = 0x40000000 };

struct filter {
    struct sock_filter v[FILTER_MAX];
    unsigned short n;
};

static void add(struct filter *f, unsigned short code, unsigned k, unsigned char yes,
                unsigned char no)
{
    f->v[f->n++] = (struct sock_filter){code, yes, no, k};
}

static void add_answer(struct filter *f, bool allows)
{
    add(f, BPF_RET | BPF_K, allows ? SECCOMP_RET_ALLOW : SECCOMP_RET_ERRNO | EPERM, 0, 0);
}

/* Calls of another architecture's numbering are refused: the lists do not know them. */
static void add_head(struct filter *f)
{
    add(f, BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch), 0, 0);
    add(f, BPF_JMP | BPF_JEQ | BPF_K, FILTER_ARCH, 1, 0);
    add_answer(f, false);
    add(f, BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr), 0, 0);
    add(f, BPF_JMP | BPF_JGE | BPF_K, X32_BIT, 0, 1);
    add_answer(f, false);
}

/* The calls V are answered as ALLOWS says, all others the other way. */
static void add_calls(struct filter *f, const unsigned *v, size_t n, bool allows)
{
    for (size_t i = 0; i < n; i++)
        add(f, BPF_JMP | BPF_JEQ | BPF_K, v[i], (unsigned char)(n - i), 0);
    add_answer(f, !allows);
    add_answer(f, allows);
}

/* No memory to run code from. */
static void add_no_code(struct filter *f, unsigned call)
{
    const unsigned low_half = __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? 4 : 0;

    add(f, BPF_JMP | BPF_JEQ | BPF_K, call, 0, 4);
    add(f, BPF_LD | BPF_W | BPF_ABS,
        (unsigned)offsetof(struct seccomp_data, args) + 2 * 8 + low_half, 0, 0);
    add(f, BPF_JMP | BPF_JSET | BPF_K, PROT_EXEC, 0, 1);
    add_answer(f, false);
    add(f, BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr), 0, 0);
}

static bool is_watched(void)
{
    const char *preloaded = getenv("LD_PRELOAD");

    return IS_SANITIZED || (preloaded && strstr(preloaded, "vgpreload"));
}

static bool install(struct filter *f)
{
    struct sock_fprog program = {f->n, f->v};

    /* SPEC_ALLOW: a filter must not make the process slower by mitigations it does not need. */
    return !is_watched() && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_SPEC_ALLOW,
                    &program) == 0 ||
            syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0);
}

bool confine_network(void)
{
    struct filter f = {.n = 0};

    add_head(&f);
    add_calls(&f, network_calls, COUNT(network_calls), false);
    return install(&f);
}

static bool filter_files(void)
{
    struct filter f = {.n = 0};

    add_head(&f);
    add_no_code(&f, SYS_mmap);
    add_no_code(&f, SYS_mprotect);
    add_calls(&f, plain_calls, COUNT(plain_calls), true);
    return install(&f);
}

bool confine_is_possible(void)
{
    return !is_watched() && prctl(PR_GET_SECCOMP, 0, 0, 0, 0) >= 0;
}

#else

bool confine_network(void)
{
    return false;
}

static bool filter_files(void)
{
    return false;
}

bool confine_is_possible(void)
{
    return false;
}

#endif

static void lower(int what, rlim_t most)
{
    struct rlimit now;

    if (getrlimit(what, &now) == 0 && now.rlim_cur > most)
        (void)setrlimit(what, &(struct rlimit){most, most});
}

static void set_limits(void)
{
    lower(RLIMIT_CPU, CPU_SECONDS);
    lower(RLIMIT_CORE, 0);
    if (!IS_SANITIZED)
        lower(RLIMIT_DATA, (rlim_t)DATA_MB << 20);
}

bool confine_files(void)
{
    set_limits();
    return filter_files();
}
