/* SPDX-License-Identifier: MIT */
/* The highlighter: what each construct becomes, that the runs add up, that names are found. */
#include "base/alloc.h"
#include "render/highlight.h"
#include "render/lexcode.h"

#include <stdlib.h>

#include "tap.h"

/* Expected: runs that are not plain stand as {letter|text}. */
struct example {
    const char *language, *code, *expected;
};

static const struct example examples[] = {
    {"c", "int x = 0x1Fu; /* a */ // b", "{t|int} x = {n|0x1Fu}; {c|/* a */} {c|// b}"},
    {"c", "#define A \\\n 1 /* c */\nf(1.5e-3);",
     "{p|#define A \\\n 1 }{c|/* c */}\n{f|f}({n|1.5e-3});"},
    {"c", "if (c == '\\n') s = \"a\\tb\";", "{k|if} (c == {s|'\\n'}) s = {s|\"a}{e|\\t}{s|b\"};"},
    {"c", "struct node *p;", "{k|struct} {t|node} *p;"},
    {"cpp", "R\"x(a)\" )x\" 1'000", "{s|R\"x(a)\" )x\"} {n|1'000}"},
    {"rust", "/* a /* b */ c */ fn f<'a>()", "{c|/* a /* b */ c */} {k|fn} {f|f}<{a|'a}>()"},
    {"rust", "#[derive(Debug)] r#\"a\"b\"# b'x'", "{a|#[derive(Debug)]} {s|r#\"a\"b\"#} {s|b'x'}"},
    {"rust", "x.await; println!(\"a\")", "x.{k|await}; {f|println}!({s|\"a\"})"},
    {"rust", "1..=9 0xff_u8", "{n|1}..={n|9} {n|0xff_}{t|u8}"},
    {"python", "@a.b\ndef f(x): return rb'\\d' + \"\"\"a\n\"\"\"",
     "{a|@a.b}\n{k|def} {f|f}(x): {k|return} {s|rb'\\d'} + {s|\"\"\"a\n\"\"\"}"},
    {"python", "f\"{x!r:>10} {{}} {d['k']}\"",
     "{s|f\"}{e|{}x{s|!r:>10}{e|}}{s| {{}} }{e|{}d[{s|'k'}]{e|}}{s|\"}"},
    {"js", "a = b / c / d; e = /[/]\\//g.test(x)", "a = b / c / d; e = {s|/[/]\\//g}.{f|test}(x)"},
    {"js", "`a ${b + `c ${d}`} e`", "{s|`a }{e|${}b + {s|`c }{e|${}d{e|}}{s|`}{e|}}{s| e`}"},
    {"jsx", "x = <A b=\"c\" d={1}>if {y} in</A>;",
     "x = <{g|A} {a|b}={s|\"c\"} {a|d}={{n|1}}>if {y} in</{g|A}>;"},
    {"js", "a.default.class", "a.default.class"},
    {"ts", "let a: string = b as Foo<number>;",
     "{k|let} a: {t|string} = b {k|as} {t|Foo}<{t|number}>;"},
    {"ruby", "%w[a b] :sym x: \"#{a + \"b\"}\" =~ /re#{x}/i",
     "{s|%w[a b]} {s|:sym} {s|x}: {s|\"}{e|#{}a + {s|\"b\"}{e|}}{s|\"} =~ "
     "{s|/re}{e|#{}x{e|}}{s|/i}"},
    {"ruby", "x = <<~EOS\n  a\nEOS\ny", "x = {s|<<~EOS}\n{s|  a\nEOS}\ny"},
    {"ruby", "=begin\na\n=end\ndef f? = 1", "{c|=begin\na\n=end}\n{k|def} {f|f?} = {n|1}"},
    {"perl", "$x =~ s{a}{b}g; my @a = qw(a b);", "$x =~ {s|s{a}{b}g}; {k|my} @a = {s|qw(a b)};"},
    {"php", "<p><?php echo $a; ?></p>", "<{g|p}>{p|<?php} {k|echo} $a; {p|?>}</{g|p}>"},
    {"lua", "--[==[ a ]] ]==] [[b]] -- c", "{c|--[==[ a ]] ]==]} {s|[[b]]} {c|-- c}"},
    {"elixir", "~r/a#{b}/i x: @doc :ok", "{s|~r/a}{e|#{}b{e|}}{s|/i} {s|x}: {a|@doc} {s|:ok}"},
    {"go", "func f() { s := `a\nb` }", "{k|func} {f|f}() { s := {s|`a\nb`} }"},
    {"haskell", "x' = 'c' --> y -- z", "x' = {s|'c'} --> y {c|-- z}"},
    {"nix", "''a ${b} ''${c} d''", "{s|''a }{e|${}b{e|}}{s| ''${c} d''}"},
    {"swift", "\"a \\(f(1)) b\" #\"c\"#", "{s|\"a }{e|\\(}{f|f}({n|1}){e|)}{s| b\"} {s|#\"c\"#}"},
    {"cs", "$\"a {x:N2}\" @\"b\"\"c\"", "{s|$\"a }{e|{}x{s|:N2}{e|}}{s|\"} {s|@\"b\"\"c\"}"},
    {"kotlin", "\"$a ${b.c}\"", "{s|\"}{e|$a}{s| }{e|${}b.c{e|}}{s|\"}"},
    {"bash", "echo \"a $b $(c 'd')\" # e",
     "{f|echo} {s|\"a }$b{s| }{k|$(}c {s|'d'}{k|)}{s|\"} {c|# e}"},
    {"bash", "cat <<EOF\nif a\nEOF\nfi", "cat {s|<<EOF}\n{s|if a\nEOF}\n{k|fi}"},
    {"sh", "$ ls # a\nfor x", "{r|$ }ls {c|# a}\n{o|for x}"},
    {"console", "user@h:~$ echo 1\nout", "{r|user@h:~$ }{f|echo} {n|1}\n{o|out}"},
    {"pycon", ">>> x = 1\n... \nout", "{r|>>> }x = {n|1}\n{r|... }\n{o|out}"},
    {"iex", "iex(1)> :a\n:a", "{r|iex(1)> }{s|:a}\n{o|:a}"},
    {"julia-repl", "julia> 1+1\n2", "{r|julia> }{n|1}+{n|1}\n{o|2}"},
    {"diff", "@@ a\n-b\n+c\n d", "{h|@@ a}\n{d|-b}\n{i|+c}\n d"},
    {"sql", "SELECT 'a''b' FROM t -- c", "{k|SELECT} {s|'a''b'} {k|FROM} t {c|-- c}"},
    {"html", "<a b=\"c\">&amp;<!-- d --></a>",
     "<{g|a} {a|b}={s|\"c\"}>{e|&amp;}{c|<!-- d -->}</{g|a}>"},
    {"html", "<script>let x</script><style>a{b:c}</style>",
     "<{g|script}>{k|let} x</{g|script}><{g|style}>{g|a}{{k|b}:{k|c}}</{g|style}>"},
    {"jinja", "<a b=\"{{ x }}\">{% if y %}{# z #}",
     "<{g|a} {a|b}={s|\"}{p|{{} x {p|}}}{s|\"}>{p|{%} {k|if} y {p|%}}{c|{# z #}}"},
    {"json", "{\"a\": [-1.5e3, true, \"b\"]}", "{{a|\"a\"}: [{n|-1.5e3}, {k|true}, {s|\"b\"}]}"},
    {"yaml", "a: 'b' # c\n- d: |\n    e: f\n  g: h",
     "{a|a}: {s|'b'} {c|# c}\n- {a|d}: |\n    e: f\n  {a|g}: h"},
    {"toml", "[a.b]\nc = \"d\" # e\nf = 1979-05-27",
     "{k|[a.b]}\n{a|c} = {s|\"d\"} {c|# e}\n{a|f} = {n|1979-05-27}"},
    {"ini", "[a]\nb = c\n; d", "{k|[a]}\n{a|b} = {s|c}\n{c|; d}"},
    {"css", ".a:hover { color: #fff; margin: 1.5em }",
     ".a:hover { {k|color}: {n|#fff}; {k|margin}: {n|1.5}{t|em} }"},
    {"makefile", "a: b\n\techo $@ # c\nX := 1", "{f|a}: b\n\t{f|echo} $@ {c|# c}\n{a|X} := {n|1}"},
    {"dockerfile", "FROM a AS b\nRUN echo 1",
     "{k|FROM} {s|a} {k|AS} {s|b}\n{k|RUN} {f|echo} {n|1}"},
    {"nasm", "start: mov eax, 0x10 ; c", "{g|start:} {f|mov} eax, {n|0x10} {c|; c}"},
    {"markdown", "# a\n`b` [c](d)\n```js\nlet x\n```",
     "{h|# a}\n{s|`b`} [c]({a|d})\n{s|```js}\n{k|let} x\n{s|```}"},
    {"latex", "\\begin{a} % c\n$x$", "{k|\\begin}{a} {c|% c}\n{s|$}x{s|$}"},
    {"http", "GET /a HTTP/1.1\nHost: b", "{f|GET} /a {k|HTTP}/{n|1.1}\n{a|Host}: b"},
    {"regex", "a\\d[b-c]+", "a{e|\\d}{s|[b-c]}{k|+}"},
    {"git-commit", "Fix it\n\nWhy\n# c", "{h|Fix it}\n\nWhy\n{c|# c}"},
    {"lisp", "(defun f (x) \"d\" ; c", "({f|defun} {f|f} (x) {s|\"d\"} {c|; c}"},
    {"ocaml", "(* a (* b *) *) {|c|} 'd' 'a", "{c|(* a (* b *) *)} {s|{|c|}} {s|'d'} 'a"},
    {"julia", "A' * \"$x $(y)\" # c", "{t|A}' * {s|\"}{e|$x}{s| }{e|$(}y{e|)}{s|\"} {c|# c}"},
    {"powershell", "$a -eq 'b' <# c #>", "$a {a|-eq} {s|'b'} {c|<# c #>}"},
    {"verilog", "assign a = 4'b01; // c", "{k|assign} a = {n|4'b01}; {c|// c}"},
    {"text", "if 1 \"x\"", "if 1 \"x\""},
};

/* The most used names of code blocks in blogs, and aliases of each family. */
static const char *const names[] = {
    "rust ruby bash js jsx ts tsx r go julia markdown md toml elixir erlang console text yaml yml "
    "sh",
    "shell javascript json json5 jsonc python py html xml svg twig liquid jinja jinja2 handlebars",
    "lean diff patch julia-repl c cpp c++ objc cs csharp c# java kotlin swift scala groovy dart "
    "php",
    "perl lua zig nim sql rbs nix css scss less asm nasm mermaid gleam golang sas rb haskell ocaml",
    "fsharp clojure lisp scheme elisp vim dockerfile docker makefile make cmake ini conf "
    "properties",
    "dotenv nginx apache http graphql protobuf proto hcl terraform powershell bat awk sed regex "
    "latex",
    "tex matlab octave fortran pascal ada d crystal v solidity wasm wat vue svelte astro mdx csv",
    "git-commit gitconfig systemd plantuml dot prolog coq agda idris purescript elm reason racket "
    "tcl",
    "cuda glsl hlsl verilog vhdl cobol apl bibtex rst org pycon irb iex ansi zsh fish plaintext "
    "erb",
    "typescript python3 shell-session sh-session hbs njk ex exs hs rs kt tf ps1 viml emacs-lisp",
    "Rust JSON language-js lang-ruby C++ F# wgsl psql gherkin thrift promql cypher llvm stata abap",
};

static void add_run(void *ctx, enum highlight_kind kind, struct str run)
{
    struct buf *b = ctx;
    const char *class = highlight_class(kind);

    if (class)
        buf_printf(b, "{%c|%.*s}", class[3], STR_ARG(run));
    else
        buf_add(b, run);
}

static void try_examples(void)
{
    struct buf b = {0};

    for (size_t i = 0; i < sizeof(examples) / sizeof(examples[0]); i++) {
        const struct example *e = &examples[i];

        buf_clear(&b);
        highlight(highlight_language(str_of(e->language)), str_of(e->code), add_run, &b);
        is_str(buf_str(&b), e->expected, "%s", e->language);
    }
    buf_done(&b);
}

static void try_names(void)
{
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        struct str rest = str_of(names[i]), name;

        while (str_split(&rest, ' ', &name))
            ok(highlight_language(name) != NULL, "%.*s is a language", STR_ARG(name));
    }
    ok(!highlight_language(STR("")) && !highlight_language(STR("no-such")), "others are none");
    is_str(highlight_language_name(highlight_language(STR("RS"))), "rust", "RS is rust");
    ok(!highlight_class(HL_PLAIN) && !highlight_class(HL_KIND_COUNT), "plain has no class");
}

/* No name twice, and no language with more words than the index holds. */
static void try_table(void)
{
    struct words *w = xmalloc(sizeof(*w));
    const char *row;
    size_t rows = 0, aliases = 0;

    for (; (row = highlight_language_names(rows)) != NULL; rows++) {
        struct str rest = str_of(row), name;
        const struct language *l = NULL;

        while (str_split(&rest, ' ', &name)) {
            const struct language *found = highlight_language(name);

            if (!l)
                l = found;
            aliases++;
            if (found != l || l->names != row)
                ok(false, "%.*s is the name of one language only", STR_ARG(name));
        }
        words_init(w, l);
        if (w->count >= WORDS_MAX)
            ok(false, "%s has too many words", row);
    }
    ok(rows > 140 && aliases > 500, "%zu languages under %zu names", rows, aliases);
    free(w);
}

struct sum {
    const char *next;
    bool in_order;
};

static void check_run(void *ctx, enum highlight_kind kind, struct str run)
{
    struct sum *s = ctx;

    s->in_order = s->in_order && run.p == s->next && run.n && (unsigned)kind < HL_KIND_COUNT;
    s->next = run.p + run.n;
}

/* Bytes that open things and never close them, in every language: the runs add up, and the time
 * would show if it were not linear. */
static void try_bytes(void)
{
    static const char pieces[] = "\"'`/*{${#{(<[%q|:=-\\\n$\t@~?!<<A\n0x.\0\xc3\xa9 r#\"";
    struct buf b = {0};
    const char *row;

    for (size_t i = 0; b.n < 20000; i++)
        buf_add(&b,
                str_sub((struct str){pieces, sizeof(pieces)}, i * 7 % sizeof(pieces), 1 + i % 5));
    for (size_t i = 0; (row = highlight_language_names(i)) != NULL; i++) {
        struct str name = {row, strcspn(row, " ")}, code = buf_str(&b);
        struct sum s = {code.p, true};

        highlight(highlight_language(name), code, check_run, &s);
        if (!s.in_order || s.next != code.p + code.n)
            ok(false, "the runs of %.*s add up", STR_ARG(name));
    }
    ok(true, "the runs add up in all languages");
    highlight(NULL, STR("a"), check_run, &(struct sum){NULL, true});
    highlight(highlight_language(STR("c")), STR(""), check_run, NULL);
    buf_done(&b);
}

int main(void)
{
    try_examples();
    try_names();
    try_table();
    try_bytes();
    return done();
}
