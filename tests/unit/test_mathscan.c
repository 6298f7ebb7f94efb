/* SPDX-License-Identifier: MIT */
/* Mathematics is found, money and shell variables are left alone. */
#include <stdlib.h>

#include "render/mathscan.h"
#include "tap.h"

/* All formulas of TEXT: inline ones as <x>, display ones as [x]. */
static struct str scan_all(struct arena *a, struct str text)
{
    struct buf out = {0};
    struct str tex, result;
    bool is_display;

    for (size_t i = 0; i < text.n; i++) {
        size_t n =
            text.p[i] == '$' || text.p[i] == '\\' ? math_scan(text, i, &tex, &is_display) : 0;

        if (n == 0)
            continue;
        buf_byte(&out, is_display ? '[' : '<');
        buf_add(&out, math_scan_clean(a, text, i, tex));
        buf_byte(&out, is_display ? ']' : '>');
        i += n - 1;
    }
    result = arena_str(a, buf_str(&out));
    buf_done(&out);
    return result;
}

static const struct {
    const char *text, *found;
} examples[] = {
    /* single dollars */
    {"Let $x$ be", "<x>"},
    {"$x$", "<x>"},
    {"($x$, $y$)", "<x><y>"},
    {"$x^2 + y^2 = z^2$.", "<x^2 + y^2 = z^2>"},
    {"the $n$th and $k$-means", "<n><k>"},
    {"a 3$\\times$3 grid", "<\\times>"},
    {"$\\alpha$-helix", "<\\alpha>"},
    {"where $d_model$ is", "<d_model>"},
    {"set $\\{1, 2\\}$", "<\\{1, 2\\}>"},
    {"cost \\$5 and $x_i$", "<x_i>"},
    {"$a \\text{ costs } \\$5$", "<a \\text{ costs } \\$5>"},
    {"$5$ apples, $2x + 1$", "<5><2x + 1>"},
    {"$f(x)$ and $(a, b]$", "<f(x)><(a, b]>"},
    {"$n \\choose\nk$ over lines", "<n \\choose\nk>"},
    {"$\xce\xb1 + \xce\xb2$", "<\xce\xb1 + \xce\xb2>"},
    {"\xe8\xae\xbe$x$\xe4\xb8\xba", "<x>"},
    {"${n \\choose k}$", "<{n \\choose k}>"},
    {"$softmax(x)$", "<softmax(x)>"},
    {"$O(n \\log n)$", "<O(n \\log n)>"},
    {"$f$(x)", "<f>"},
    {"$AB + CD$ and $dx dy$", "<AB + CD><dx dy>"},
    {"| $x$ | $y$ |", "<x><y>"},
    {"*$x$* _$y$_ **$z$**", "<x><y><z>"},
    {"$p < 0.05$", "<p < 0.05>"},
    {"$100\\%$", "<100\\%>"},
    {"$x_1$, $x_2$, $\\dots$", "<x_1><x_2><\\dots>"},
    /* money */
    {"$5 and $10", ""},
    {"costs $5-$10", ""},
    {"from $5 to $10, or $20.", ""},
    {"US$ 5", ""},
    {"US$5 or A$10", ""},
    {"I paid 5$ and you paid 10$.", ""},
    {"$5 and then another 10$ later", ""},
    {"($3B up from $2B)", ""},
    {"$1,000-$2,000", ""},
    {"$20/month vs. $200/year", ""},
    {"$5 million, not 6$", ""},
    {"between $5/month and 10$/year", ""},
    {"$$$ and $$", ""},
    {"a **$10** or *$20* plan", ""},
    {"[$5](a.html) [$6](b.html)", ""},
    {"price $5\xe2\x82\xac $x", ""},
    {"$5 (that is, $6)", ""},
    {"$10, $20, $30", ""},
    /* variables */
    {"$HOME/bin:$PATH", ""},
    {"${x} and ${y}", ""},
    {"$(cmd) and $(other)", ""},
    {"$(A)/$(B)", ""},
    {"$foo and $bar", ""},
    {"$foo, $bar", ""},
    {"$foo/$bar", ""},
    {"$foo_bar$", ""},
    {"$_ and $1$2", ""},
    {"$x->y($z)", ""},
    {"$a,$b,$c", ""},
    {"a=$b; c=$d", ""},
    {"ends with foo$ or bar$", ""},
    {"$Id$ $Revision: 1.2 $", ""},
    {"set $GOPATH and `$x`", ""},
    {"$ npm install $x", ""},
    {"${a}/b/${c}", ""},
    {"$.fn and $.ajax", ""},
    {"$x\n\n$y", ""},
    {"$x\n- $y", ""},
    {"\\$x$ y$", ""},
    {"$x", ""},
    {"$", ""},
    {"$$", ""},
    {"cat $a | grep $b", ""},
    {"$.$ and $,$", ""},
    {"<b>$x</b> costs y$", ""},
    /* double dollars */
    {"$$x$$", "[x]"},
    {"  $$ x = y $$  ", "[ x = y ]"},
    {"$$\nx\n$$", "[\nx\n]"},
    {"text $$x$$ text", "<x>"},
    {"text\n$$x$$,\ntext", "[x]"},
    {"$$\nx\n\ny = \\alpha\n$$", "[\nx\n\ny = \\alpha\n]"},
    {"$$x$$ {#eq:a}", "[x]"},
    {"a pid $$ and $$ again", ""},
    {"$$\n\nbuy now\n\n$$", ""},
    {"$$a \\text{ if $b$}$$", "[a \\text{ if $b$}]"},
    {"> $$\n> x\n> y\n> $$", "[\n x\n y\n ]"},
    {"$$\\begin{aligned}a\\end{aligned}$$ x", "[\\begin{aligned}a\\end{aligned}]"},
    /* brackets */
    {"\\(x\\) is", ""},
    {"where \\(x\\) is", "<x>"},
    {"\\(x^2\\)", "<x^2>"},
    {"\\[ x^2 \\]", "[ x^2 ]"},
    {"\\\\(x\\\\)", "<x>"},
    {"\\\\[ x\\_1 \\\\\\\\ y \\\\]", "[ x_1 \\\\ y ]"},
    {"\\\\( \\\\{a\\\\} \\alpha \\\\)", "< \\{a\\} \\alpha >"},
    {"\\[text\\](url)", ""},
    {"\\[1\\] and \\[x\\] and \\[sic\\]", ""},
    {"\\(see below\\)", ""},
    {"\\(a\\) first, \\(2\\) second", ""},
    {"foo\\(x\\)", ""},
    {"\\[a \\\\[2pt] b\\]", "[a \\\\[2pt] b]"},
    {"\\(a \\(b\\)", "<b>"},
    {"\\(\\alpha\n\nx\\)", ""},
    {"\\\\\\(x^2\\)", ""},
    /* environments and GitHub's form */
    {"\\begin{align}a &= b\\end{align}", "[\\begin{align}a &= b\\end{align}]"},
    {"\\begin{align*}\na\\\\\nb\\end{align*} x", "[\\begin{align*}\na\\\\\nb\\end{align*}]"},
    {"\\begin{document}x\\end{document}", ""},
    {"\\begin{align}a", ""},
    {"\\begin{align}a\\begin{align}b\\end{align}", "[\\begin{align}b\\end{align}]"},
    {"\\begin{align}a\n\nb\\end{align}", ""},
    {"$`x_1`$ here", "<x_1>"},
    {"$`x_1` and", ""},
};

static void test_examples(void)
{
    struct arena a = {0};

    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        is_str(scan_all(&a, str_of(examples[i].text)), examples[i].found, "%s", examples[i].text);
    arena_done(&a);
}

/* Every position of a hostile text is asked; this ends soon or not at all. */
static void test_linear(const char *unit)
{
    struct buf text = {0};
    struct str tex;
    bool is_display;
    size_t found = 0, n;

    while (text.n < 2000000)
        buf_addz(&text, unit);
    for (size_t i = 0; i < text.n; i += n ? n : 1) {
        n = math_scan(buf_str(&text), i, &tex, &is_display);
        found += n > 0;
    }
    ok(found < text.n, "2 MB of '%s' are scanned", unit);
    buf_done(&text);
}

int main(void)
{
    test_examples();
    test_linear("\\");
    test_linear("$");
    test_linear("$x ");
    test_linear("$$x ");
    test_linear("\\(x^2");
    test_linear("\\[\\(");
    test_linear("\\begin{align}");
    test_linear("\\begin{align}\\begin{gather}");
    test_linear("x\n>");
    return done();
}
