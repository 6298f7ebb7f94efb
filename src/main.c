/* SPDX-License-Identifier: MIT */
/* Arguments → options → build → exit status. */
#include <stdio.h>

#include "base/alloc.h"
#include "base/confine.h"
#include "base/fs.h"
#include "mdbook2epub.h"

#ifdef __SANITIZE_ADDRESS__
/* Font libraries keep what they once loaded; that is no leak of ours. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_options(void);

const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig\nleak:libpango\nleak:libglib\nleak:libcairo\n";
}

const char *__lsan_default_options(void)
{
    return "print_suppressions=0";
}
#endif

/* A configuration file that cannot be read is the system's fault, one that is wrong the user's. */
static int fault_status(const struct diag_list *diags)
{
    for (size_t i = 0; i < diags->n; i++)
        if (diags->v[i].id == DIAG_READ_FAILED)
            return M2E_SYSTEM;
    return M2E_USAGE;
}

static int run(struct options *o, int argc, char **argv, struct diag_list *diags,
               struct diag_options *how)
{
    switch (options_read(o, argc, argv, diags)) {
    case OPTIONS_DONE:
        return fflush(stdout) ? M2E_SYSTEM : M2E_WRITTEN;
    case OPTIONS_WRONG:
        return M2E_USAGE;
    case OPTIONS_RUN:
        break;
    }
    if ((!o->check && !options_read_config(o, diags)) || !options_agree(o, diags) ||
        !options_diag(o, how, diags))
        return fault_status(diags);
    return -1;
}

int main(int argc, char **argv)
{
    struct options options = {0};
    struct diag_list diags = {0};
    struct diag_options how = {.least = DIAG_LEVEL_ADVICE};
    int status;

    alloc_init();
    status = run(&options, argc, argv, &diags, &how);

    diag_print(&diags, &how, stderr);
    diag_list_done(&diags);
    fs_catch_signals();
    if (!options.fetch)
        (void)confine_network();
    if (status < 0)
        status = options.check ? m2e_check(&options, &how) : m2e_build(&options, &how);
    options_done(&options);
    return status;
}
