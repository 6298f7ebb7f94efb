/* SPDX-License-Identifier: MIT */
/* TeX becomes MathML that says the same; faults are named and leave nothing behind. */
#include <stdlib.h>

#include "render/math.h"
#include "render/mathsymbol.h"
#include "tap.h"

static struct arena chapter, scratch;
static struct buf out;

/* The MathML of TEX without the <math> tags, or "fault: …". */
static struct str convert(const char *tex, bool is_display, struct math_macros *macros)
{
    struct str fault, all;
    size_t start;

    buf_clear(&out);
    arena_reset(&scratch);
    if (!math_render(&out, str_of(tex), is_display, macros, &scratch, &fault)) {
        ok(out.n == 0, "a fault leaves nothing behind");
        return arena_printf(&scratch, "fault: %.*s", STR_ARG(fault));
    }
    all = buf_str(&out);
    if (all.n == 0)
        return all;
    start = str_find_byte(all, '>', 0) + 1;
    return str_sub(all, start, all.n - start - 7);
}

static const struct {
    bool is_display;
    const char *tex, *mathml;
} examples[] = {
    {false, "x_i^2", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>"},
    {false, "3.14", "<mn>3.14</mn>"},
    {false, "1{,}000", "<mn>1,000</mn>"},
    {false, "\\frac12", "<mfrac><mn>1</mn><mn>2</mn></mfrac>"},
    {false, "\\dot x_i",
     "<msub><mover accent=\"true\"><mi>x</mi><mo "
     "stretchy=\"false\">˙</mo></mover><mi>i</mi></msub>"},
    {false, "a \\over b", "<mfrac><mi>a</mi><mi>b</mi></mfrac>"},
    {false, "\\sqrt[3]{x}", "<mroot><mi>x</mi><mn>3</mn></mroot>"},
    {false, "\\mathbb{R}^n", "<msup><mi>ℝ</mi><mi>n</mi></msup>"},
    {false, "\\mathrm{ab}", "<mi>ab</mi>"},
    {false, "\\Gamma", "<mi mathvariant=\"normal\">Γ</mi>"},
    {false, "\\boldsymbol{\\alpha}", "<mi>𝜶</mi>"},
    {false, "a<b", "<mi>a</mi><mo>&lt;</mo><mi>b</mi>"},
    {false, "a\\ne b", "<mi>a</mi><mo>≠</mo><mi>b</mi>"},
    {false, "\\not\\in", "<mo>∉</mo>"},
    {false, "f''", "<msup><mi>f</mi><mo>″</mo></msup>"},
    {false, "x^2'", "<msup><mi>x</mi><mrow><mn>2</mn><mo>′</mo></mrow></msup>"},
    {false, "x^a^b", "fault: double superscript"},
    /* signs and operators, which MathML spaces by their place */
    {false, "(-x)",
     "<mo stretchy=\"false\">(</mo><mo form=\"prefix\">−</mo><mi>x</mi>"
     "<mo stretchy=\"false\">)</mo>"},
    {false, "\\left(-x\\right)",
     "<mrow><mo stretchy=\"true\">(</mo><mrow><mo>−</mo><mi>x</mi></mrow>"
     "<mo stretchy=\"true\">)</mo></mrow>"},
    {false, "2\\sin x",
     "<mn>2</mn><mspace width=\"0.1667em\"/><mi>sin</mi><mo rspace=\"0.1667em\">\xE2\x81\xA1</mo>"
     "<mi>x</mi>"},
    {false, "\\sin(x)",
     "<mi>sin</mi><mo>\xE2\x81\xA1</mo><mo stretchy=\"false\">(</mo><mi>x</mi>"
     "<mo stretchy=\"false\">)</mo>"},
    {false, "1+\\dots+n",
     "<mn>1</mn><mo>+</mo><mo lspace=\"0em\" rspace=\"0em\">⋯</mo><mo>+</mo>"
     "<mi>n</mi>"},
    /* limits depend on the style */
    {false, "\\sum_i", "<msub><mo>∑</mo><mi>i</mi></msub>"},
    {true, "\\sum_i", "<munder><mo>∑</mo><mi>i</mi></munder>"},
    {false, "\\sum\\limits_i", "<munder><mo movablelimits=\"false\">∑</mo><mi>i</mi></munder>"},
    {true, "\\sum\\nolimits_i", "<msub><mo>∑</mo><mi>i</mi></msub>"},
    {true, "\\frac{\\sum_i}{2}", "<mfrac><msub><mo>∑</mo><mi>i</mi></msub><mn>2</mn></mfrac>"},
    {true, "\\operatorname*{argmax}_w", "<munder><mi>argmax</mi><mi>w</mi></munder>"},
    {true, "\\underbrace{a}_b",
     "<munder><munder><mi>a</mi><mo stretchy=\"true\">⏟</mo></munder><mi>b</mi></munder>"},
    /* text */
    {false, "x \\text{ if } y", "<mi>x</mi><mtext>\xC2\xA0if\xC2\xA0</mtext><mi>y</mi>"},
    {false, "\\text{a $x_1$}", "<mtext>a\xC2\xA0</mtext><msub><mi>x</mi><mn>1</mn></msub>"},
    {false, "\\text{G\\\"odel's ``x''}",
     "<mtext>Go\xCC\x88"
     "del’s “x”</mtext>"},
    {false, "\\textbf{a}", "<mtext style=\"font-weight:bold\">a</mtext>"},
    /* tables */
    {false, "\\begin{matrix}a&b\\\\c\\end{matrix}",
     "<mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr><mtr><mtd><mi>c</mi></mtd></mtr>"
     "</mtable>"},
    {false, "\\begin{array}{r|l}a&b\\\\\\hline c\\end{array}",
     "<mtable><mtr><mtd style=\"text-align:right\"><mi>a</mi></mtd>"
     "<mtd style=\"text-align:left;border-left:0.06em solid\"><mi>b</mi></mtd></mtr>"
     "<mtr><mtd style=\"text-align:right;border-top:0.06em "
     "solid\"><mi>c</mi></mtd></mtr></mtable>"},
    {true, "\\begin{align}a&=b\\tag{1}\\end{align}",
     "<mtable displaystyle=\"true\"><mtr><mtd style=\"text-align:right;padding-right:0\">"
     "<mi>a</mi></mtd><mtd style=\"text-align:left;padding-left:0\"><mo>=</mo><mi>b</mi></mtd>"
     "<mtd style=\"padding-left:2em\"><mtext>(1)</mtext></mtd></mtr></mtable>"},
    {true, "\\begin{aligned}a&+b\\end{aligned}",
     "<mtable displaystyle=\"true\"><mtr><mtd style=\"text-align:right;padding-right:0\">"
     "<mi>a</mi></mtd><mtd style=\"text-align:left;padding-left:0\"><mo form=\"infix\">+</mo>"
     "<mi>b</mi></mtd></mtr></mtable>"},
    {true, "\\begin{equation}x\\label{a}\\end{equation}", "<mi>x</mi>"},
    {true, "a\\\\b",
     "<mtable displaystyle=\"true\"><mtr><mtd><mi>a</mi></mtd></mtr><mtr><mtd>"
     "<mi>b</mi></mtd></mtr></mtable>"},
    /* macros */
    {false, "\\def\\f#1{#1#1}\\f{\\f x}", "<mi>x</mi><mi>x</mi><mi>x</mi><mi>x</mi>"},
    {false, "\\newcommand{\\f}[2][a]{#1#2}\\f b\\f[c]d",
     "<mi>a</mi><mi>b</mi><mi>c</mi><mi>d</mi>"},
    {false, "\\newcommand\\f[1]{\\alpha#1}\\f x", "<mi>α</mi><mi>x</mi>"},
    {false, "\\let\\old\\hat\\renewcommand{\\hat}[1]{\\old{#1}}\\hat x",
     "<mover accent=\"true\"><mi>x</mi><mo stretchy=\"false\">^</mo></mover>"},
    {false, "\\DeclareMathOperator{\\f}{f}\\f", "<mi mathvariant=\"normal\">f</mi>"},
    {false, "\\newcommand{\\f}{\\f}\\f", "fault: macro \\f refers to itself"},
    {false, "\\def\\f{\\g}\\def\\g{\\f}\\f", "fault: macros expand without end"},
    {false, "\\newcommand{\\f}{x}", ""},
    /* Unicode, chemistry, units */
    {false, "α²", "<msup><mi>α</mi><mn>2</mn></msup>"},
    {false, "x ≤ y", "<mi>x</mi><mo>≤</mo><mi>y</mi>"},
    {false, "\\ce{H2O}",
     "<msub><mi mathvariant=\"normal\">H</mi><mn>2</mn></msub>"
     "<mi mathvariant=\"normal\">O</mi>"},
    {false, "\\mkern18mu", "<mspace width=\"1.0008em\"/>"},
    {false, "\\color{nonsense} x", "<mi>x</mi>"},
    {false, "\\href{javascript:alert(1)}{x}", "<mi>x</mi>"},
    {false, "% comment\nx", "<mi>x</mi>"},
    /* what authors write for a Markdown that knows no mathematics */
    {false, "\\sum\\_{i}", "<msub><mo>∑</mo><mi>i</mi></msub>"},
    {false, "w^\\*", "<msup><mi>w</mi><mo>∗</mo></msup>"},
    {false, "\\begin{matrix}a\\\\\\\\b\\end{matrix}",
     "<mtable><mtr><mtd><mi>a</mi></mtd></mtr><mtr><mtd><mi>b</mi></mtd></mtr></mtable>"},
    {false, "\\text{a {\\bf b} c}",
     "<mtext>a\xC2\xA0</mtext><mtext style=\"font-weight:bold\">b</mtext>"
     "<mtext>\xC2\xA0"
     "c</mtext>"},
    /* faults */
    {false, "\\foo", "fault: unknown command \\foo"},
    {false, "{x", "fault: '}' is missing"},
    {false, "x}", "fault: '}' is misplaced"},
    {false, "x_", "fault: an argument is missing"},
    {false, "\\left(x", "fault: \\right is missing"},
    {false, "\\begin{foo}", "fault: unknown environment 'foo'"},
    {false, "\\begin{matrix}x\\end{array}", "fault: \\begin{matrix} ends with \\end{array}"},
    {false, "\\begin{matrix}x", "fault: \\end{matrix} is missing"},
    {false, "\xFF", "fault: the text is not UTF-8"},
    {false, "", ""},
};

static void test_examples(void)
{
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct math_macros *macros = math_macros_new(&chapter);

        is_str(convert(examples[i].tex, examples[i].is_display, macros), examples[i].mathml, "%s",
               *examples[i].tex == '%' ? "comment" : examples[i].tex);
    }
}

static void test_element(void)
{
    struct str fault;

    buf_clear(&out);
    ok(math_render(&out, STR(" a <\n \"b\" "), true, math_macros_new(&chapter), &scratch, &fault),
       "renders");
    ok(str_starts(buf_str(&out), STR("<math xmlns=\"http://www.w3.org/1998/Math/MathML\" "
                                     "display=\"block\" alttext=\"a &lt; &quot;b&quot;\">")),
       "the alternative is the TeX, trimmed and escaped");
    ok(str_find(buf_str(&out), STR("annotation"), 0) == STR_NPOS, "there is no annotation");
}

static void test_shared_macros(void)
{
    struct math_macros *macros = math_macros_new(&chapter);

    is_str(convert("\\newcommand{\\f}{y}", true, macros), "", "a definition shows nothing");
    is_str(convert("\\f", false, macros), "<mi>y</mi>", "later formulas use it");
    is_str(convert("\\f", false, math_macros_new(&chapter)), "fault: unknown command \\f",
           "other chapters do not");
}

/* COUNT times PIECE. */
static struct str repeat(const char *piece, size_t count)
{
    struct buf b = {0};
    struct str s;

    while (count-- > 0)
        buf_addz(&b, piece);
    s = arena_str(&chapter, buf_str(&b));
    buf_done(&b);
    return s;
}

static void test_bounds(void)
{
    static const char *const pieces[] = {
        "{",
        "\\frac",
        "\\hat",
        "x_{",
        "\\left(",
        "\\text{$",
        "\\sqrt[\\sqrt[",
        "\\over",
        "\\color{red}",
        "\\begin{matrix}",
        "\\scriptstyle",
        "^{_{",
        "\\text{{",
        "\\not",
        "\\operatorname{",
    };

    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
        ok(str_starts(convert(repeat(pieces[i], 4000).p, false, math_macros_new(&chapter)),
                      STR("fault")),
           "%s without end is a fault", pieces[i]);
    ok(str_starts(convert(repeat("x", 70000).p, false, math_macros_new(&chapter)), STR("fault")),
       "a formula of 70 kB is a fault");
    ok(convert(repeat("'", 30000).p, false, math_macros_new(&chapter)).n > 7500,
       "primes without end are not deep");
    ok(convert(arena_printf(&chapter, "x^2%s", repeat("'", 30000).p).p, false,
               math_macros_new(&chapter))
               .n > 7500,
       "nor are those behind a script");
    ok(convert(repeat("x+", 30000).p, false, math_macros_new(&chapter)).n > 60000,
       "a formula of 60 kB is none");
    ok(str_starts(convert("\\def\\a{xxxxxxxxxx}\\def\\b{\\a\\a\\a\\a\\a\\a\\a\\a\\a\\a}"
                          "\\def\\c{\\b\\b\\b\\b\\b\\b\\b\\b\\b\\b}\\def\\d{\\c\\c\\c\\c\\c\\c\\c}"
                          "\\d\\d\\d\\d\\d\\d",
                          false, math_macros_new(&chapter)),
                  STR("fault: macros")),
       "macros that multiply are a fault");
}

static void test_table(void)
{
    size_t n;
    const struct math_symbol *v = math_symbols(&n);
    bool is_sorted = true, is_found = true;

    for (size_t i = 0; i < n; i++) {
        is_sorted = is_sorted && (i == 0 || str_cmp(v[i - 1].name, v[i].name) < 0);
        is_found = is_found && math_symbol_find(v[i].name) == &v[i];
    }
    ok(n >= 600, "%zu commands are known", n);
    ok(is_sorted, "they stand in order");
    ok(is_found, "each is found");
    ok(math_symbol_find(STR("alph")) == NULL, "a part of a name is not");
}

int main(void)
{
    test_examples();
    test_element();
    test_shared_macros();
    test_bounds();
    test_table();
    buf_done(&out);
    arena_done(&scratch);
    arena_done(&chapter);
    return done();
}
