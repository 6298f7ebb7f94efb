/* SPDX-License-Identifier: MIT */
/* The lexers and hooks that render/languages.def names. Internal to render/highlight*.c. */
#ifndef RENDER_LEXERS_H
#define RENDER_LEXERS_H

#include "render/lexcode.h"

typedef void lexer_fn(struct lexer *, const struct language *);
typedef bool hook_fn(struct code *);

lexer_fn lex_diff, lex_csv, lex_commit, lex_http, lex_patterns; /* highlight_lines.c */
lexer_fn lex_console, lex_repl;                                 /* highlight_console.c */
lexer_fn lex_ini, lex_properties, lex_directives;               /* highlight_ini.c */
lexer_fn lex_make, lex_docker;                                  /* highlight_make.c */
lexer_fn lex_yaml, lex_toml;                                    /* highlight_yaml.c, _toml.c */
lexer_fn lex_markdown, lex_rst, lex_org;                        /* highlight_markdown.c */
lexer_fn lex_tex, lex_bibtex;                                   /* highlight_tex.c */
lexer_fn lex_html, lex_xml, lex_php, lex_template;              /* highlight_markup.c */
lexer_fn lex_css, lex_shell, lex_asm, lex_cobol; /* highlight_css.c, _shell.c, _asm.c */

hook_fn hook_c, hook_rust, hook_csharp, hook_swift, hook_zig, hook_d; /* highlight_hooks_c.c */
hook_fn hook_js, hook_ruby, hook_elixir, hook_perl, hook_shell;       /* _js.c, _ruby.c … */
hook_fn hook_lisp, hook_ocaml, hook_haskell;                          /* _hooks_lisp.c */
hook_fn hook_php, hook_lua, hook_r, hook_julia, hook_powershell, hook_nix, hook_sql, hook_matlab,
    hook_erlang, hook_vim, hook_regex, hook_based, hook_tcl, hook_json, hook_hcl, hook_apl,
    hook_cmake, hook_bat, hook_python, hook_dot, hook_fortran;
/* highlight_hooks.c */

/* A regular expression between slashes, at the cursor, if it closes in its line. */
bool code_regex(struct code *c);

#endif
