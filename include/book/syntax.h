/* SPDX-License-Identifier: MIT */
/* Which notations beyond GitHub Flavored Markdown a post is written in.
 *
 * Set by input/site from the generator; read by the renderer. */
#ifndef BOOK_SYNTAX_H
#define BOOK_SYNTAX_H

enum syntax {
    SYNTAX_LIQUID = 1 << 0,         /* {{ }} and {% %} of Jekyll and Eleventy */
    SYNTAX_HUGO = 1 << 1,           /* {{< >}} and {{% %}} */
    SYNTAX_ZOLA = 1 << 2,           /* {{ name() }} and {% name() %}…{% end %}, @/ links */
    SYNTAX_HEXO = 1 << 3,           /* {% tag %} */
    SYNTAX_MDX = 1 << 4,            /* import, export, <Component>, {/ * comment * /} */
    SYNTAX_MDBOOK = 1 << 5,         /* {{#include}}, hidden lines of Rust */
    SYNTAX_KRAMDOWN = 1 << 6,       /* {: .a #b}, {:toc}, definition lists, $$ inline */
    SYNTAX_OBSIDIAN = 1 << 7,       /* [[…]], ![[…]], ==mark==, %%comment%% */
    SYNTAX_CONTAINERS = 1 << 8,     /* :::note … ::: */
    SYNTAX_DEFINITIONS = 1 << 9,    /* term / : definition */
    SYNTAX_MARK = 1 << 10,          /* ==mark== */
    SYNTAX_SUBSUP = 1 << 11,        /* H~2~O, x^2^ */
    SYNTAX_ABBREVIATIONS = 1 << 12, /* *[HTML]: … */
    SYNTAX_EMOJI = 1 << 13,         /* :smile: */
    SYNTAX_MATH = 1 << 14,          /* $…$, $$…$$, \(…\), \[…\] */
    SYNTAX_NUNJUCKS = 1 << 15,      /* {{ }} and {% %} of Eleventy and Hexo templates */
    SYNTAX_SMART = 1 << 16,         /* an escaped quote, dash or dot stays as it is */
};

#endif
