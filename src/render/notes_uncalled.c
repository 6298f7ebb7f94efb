/* SPDX-License-Identifier: MIT */
/* Footnotes that nothing refers to. The parser drops them with their text; the author wrote it to
 * be read, so they come last, with a message.
 *
 * Where a line looks like a definition that the tree does not have, the text is parsed again with a
 * paragraph of references at its end, one for each such line. Labels of their own tell a second
 * definition of a label from the first. A line that is none all the same, such as one in a code
 * block, is left as it is written. Where the last block is never closed, a fence or a comment, it
 * would take the references in; then it is closed for them. */
#include <string.h>

#include "render/job.h"
#include "render/parser.h"

/* A line that looks like one. */
struct definition {
    int line;
    size_t start, end; /* of the label in the text */
    bool is_called;    /* the tree has it */
    bool is_note;      /* it is one: a reference found it */
};

struct definitions {
    VEC(struct definition) all; /* by their lines */
    struct str closer;          /* what ends the text's last block, where it is open at the end */
    int lines;                  /* of the text */
};

/* The label's place, if LINE begins as a definition may, in a list or a quotation, too. */
static bool label_of(struct str line, size_t *ret_start, size_t *ret_end)
{
    size_t i = 0;

    while (i < line.n && strchr(" \t>*+-.)0123456789", line.p[i]))
        i++;
    if (!str_starts(str_skip(line, i), STR("[^")))
        return false;
    *ret_start = i + 2;
    *ret_end = str_find_byte(line, ']', *ret_start);
    return *ret_end < line.n && str_starts(str_skip(line, *ret_end), STR("]:"));
}

static void find_lines(struct definitions *d, struct str text)
{
    struct str rest = text, line;
    struct definition found = {0};

    if (str_find(text, STR("]:"), 0) == STR_NPOS)
        return;
    while (str_line(&rest, &line)) {
        found.line++;
        if (!label_of(line, &found.start, &found.end))
            continue;
        found.start += (size_t)(line.p - text.p);
        found.end += (size_t)(line.p - text.p);
        *vec_push(&d->all) = found;
    }
    d->lines = found.line;
}

static struct definition *at_line(const struct definitions *d, int line)
{
    size_t low = 0, high = d->all.n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (d->all.v[middle].line < line)
            low = middle + 1;
        else
            high = middle;
    }
    return low < d->all.n && d->all.v[low].line == line ? &d->all.v[low] : NULL;
}

/* The one for NODE; NULL when that is no definition, or none that looks like one. */
static struct definition *found_as(const struct definitions *d, cmark_node *node)
{
    if (cmark_node_get_type(node) != CMARK_NODE_FOOTNOTE_DEFINITION)
        return NULL;
    return at_line(d, cmark_node_get_start_line(node));
}

/* Whether there are lines whose definitions ROOT lacks. */
static bool lacks_some(const struct definitions *d, cmark_node *root)
{
    struct definition *one;
    size_t called = 0;

    for (cmark_node *n = cmark_node_last_child(root); n && (one = found_as(d, n));
         n = cmark_node_previous(n)) {
        called += !one->is_called;
        one->is_called = true;
    }
    return called < d->all.n;
}

/* TEXT with labels of their own for those that are not called, or the NOTES among them only, and
 * behind it the closer and a line with a reference to each; the number of that line. */
static int call_all(struct buf *out, const struct definitions *d, struct str text, bool notes)
{
    struct buf calls = {0};
    bool ends_line = str_ends(text, STR("\n"));
    size_t done = 0;

    for (size_t i = 0; i < d->all.n; i++) {
        const struct definition *one = &d->all.v[i];

        if (one->is_called || (notes && !one->is_note))
            continue;
        buf_add(out, str_sub(text, done, one->start - done));
        buf_printf(out, "uncalled-%zu", i);
        buf_printf(&calls, "[^uncalled-%zu]", i);
        done = one->end;
    }
    buf_add(out, str_skip(text, done));
    if (d->closer.n && !ends_line)
        buf_byte(out, '\n');
    buf_add(out, d->closer);
    buf_addz(out, "\n\n");
    buf_add(out, buf_str(&calls));
    buf_done(&calls);
    return d->lines + 2 + (d->closer.n || ends_line);
}

static cmark_node *last_block(cmark_node *root)
{
    cmark_node *n = cmark_node_last_child(root);

    while (n && cmark_node_get_type(n) == CMARK_NODE_FOOTNOTE_DEFINITION)
        n = cmark_node_previous(n);
    return n;
}

/* What ends an HTML block that a blank line does not end (CommonMark, start conditions 1 to 5). */
static struct str html_closer(struct str literal)
{
    static const struct {
        struct str start, end;
    } kinds[] = {{STR_INIT("<!--"), STR_INIT("-->")},
                 {STR_INIT("<?"), STR_INIT("?>")},
                 {STR_INIT("<![CDATA["), STR_INIT("]]>")},
                 {STR_INIT("<!"), STR_INIT(">")},
                 {STR_INIT(""), STR_INIT("</pre>")}};
    struct str text = str_trim(literal);
    size_t i = 0;

    while (!str_starts(text, kinds[i].start))
        i++;
    return kinds[i].end;
}

/* What ends BLOCK, which is open at the end of the text. */
static struct str closer_of(struct job *j, cmark_node *block)
{
    struct buf fence = {0};
    struct str closer = STR_NONE;
    int length, offset;
    char c;

    if (cmark_node_get_type(block) == CMARK_NODE_HTML_BLOCK)
        return html_closer(str_of(cmark_node_get_literal(block)));
    if (!cmark_node_get_fenced(block, &length, &offset, &c))
        return STR_NONE;
    for (int i = 0; i < length; i++)
        buf_byte(&fence, c);
    closer = arena_str(&j->scratch, buf_str(&fence));
    buf_done(&fence);
    return closer;
}

/* Takes the closer, which HTML keeps, out of the last block's text. */
static void take_closer(struct job *j, const struct definitions *d, cmark_node *block)
{
    struct str text;

    if (!d->closer.n || !block || cmark_node_get_type(block) != CMARK_NODE_HTML_BLOCK)
        return;
    text = str_of(cmark_node_get_literal(block));
    text.n -= d->closer.n + 1;
    cmark_node_set_literal(block, arena_str(&j->scratch, text).p);
}

/* Marks the definitions that the references found. Their nodes get their label as user data. */
static bool mark_notes(struct job *j, const struct definitions *d, cmark_node *root)
{
    struct definition *one;
    bool found = false;

    for (cmark_node *n = cmark_node_last_child(root); n && (one = found_as(d, n));
         n = cmark_node_previous(n)) {
        struct str *label;

        if (one->is_called)
            continue;
        label = arena_new(&j->scratch, struct str);
        *label = str_sub(j->source.text, one->start, one->end - one->start);
        cmark_node_set_user_data(n, label);
        one->is_note = found = true;
    }
    return found;
}

/* The tree with the uncalled notes, or, when there are none, NULL. */
static cmark_node *tree_with_calls(struct job *j, struct definitions *d, bool notes,
                                   struct arena *memory)
{
    struct buf text = {0};
    int line = call_all(&text, d, j->source.text, notes);
    cmark_node *root = cmark_tree(memory, buf_str(&text)), *calls = root ? last_block(root) : NULL;

    buf_done(&text);
    if (calls && cmark_node_get_start_line(calls) != line) { /* taken in by that block */
        if (d->closer.n || !(d->closer = closer_of(j, calls)).n)
            return NULL;
        return tree_with_calls(j, d, notes, memory);
    }
    if (!calls || !mark_notes(j, d, root))
        return NULL;
    cmark_node_unlink(calls);
    take_closer(j, d, last_block(root));
    return root;
}

/* The post as it is written: one block of code. */
static cmark_node *source_tree(struct job *j, struct arena *memory)
{
    struct diag_pos at = {j->post->path, j->post->body_line, 0};
    struct str rest = j->post->body, line;
    struct buf text = {0};

    diag_add(&j->c->diags, DIAG_MARKDOWN_GROWS, at);
    while (str_line(&rest, &line)) {
        buf_addz(&text, "    ");
        buf_add(&text, line);
        buf_byte(&text, '\n');
    }
    j->source.text = arena_str(&j->scratch, buf_str(&text));
    j->source.line_of = NULL;
    buf_done(&text);
    return cmark_tree(memory, j->source.text);
}

cmark_node *notes_tree(struct job *j, struct arena *memory)
{
    cmark_node *root = cmark_tree(memory, j->source.text), *more = NULL;
    struct definitions d = {0};
    size_t others = 0;

    if (!root)
        return source_tree(j, memory);
    find_lines(&d, j->source.text);
    if (d.all.n && lacks_some(&d, root))
        more = tree_with_calls(j, &d, false, memory);
    for (size_t i = 0; more && i < d.all.n; i++)
        others += !d.all.v[i].is_called && !d.all.v[i].is_note;
    if (others) /* whose lines are to be as they were */
        more = tree_with_calls(j, &d, true, memory);
    vec_done(&d.all);
    return more ? more : root;
}
