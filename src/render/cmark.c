/* SPDX-License-Identifier: MIT */
/* The CommonMark parser: memory from an arena, safe in several threads. */
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/lock.h"
#include "render/parser.h"

#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

/* cmark's inline parser sets three process-wide table entries for each paragraph and clears them
 * again, so two threads disturb each other. With the static archives the linker turns these
 * calls into ours, which do nothing, and the entries are set once for good; with the shared
 * library one thread parses at a time. */
#ifdef HAVE_CMARK_WRAP
void __wrap_cmark_inlines_add_special_character(unsigned char c, bool emphasis);
void __wrap_cmark_inlines_remove_special_character(unsigned char c, bool emphasis);
void __real_cmark_inlines_add_special_character(unsigned char c, bool emphasis);

void __wrap_cmark_inlines_add_special_character(unsigned char c, bool emphasis)
{
    (void)c;
    (void)emphasis;
}

void __wrap_cmark_inlines_remove_special_character(unsigned char c, bool emphasis)
{
    (void)c;
    (void)emphasis;
}

/* The list that was last appended to, and its end. The original walks the list, so that a table
 * takes the square of its columns. A tree's memory comes from an arena: no node of its lists is
 * freed, or moves, while it is made. */
cmark_llist *__wrap_cmark_llist_append(cmark_mem *mem, cmark_llist *head, void *data);
static _Thread_local cmark_llist *last_head, *last_node;

cmark_llist *__wrap_cmark_llist_append(cmark_mem *mem, cmark_llist *head, void *data)
{
    cmark_llist *node = mem->calloc(1, sizeof *node), *end = head;

    node->data = data;
    if (head && head == last_head)
        end = last_node;
    while (end && end->next)
        end = end->next;
    if (end)
        end->next = node;
    last_head = head ? head : node;
    last_node = node;
    return last_head;
}

static void fix_special_characters(void)
{
    __real_cmark_inlines_add_special_character('~', false);
    __real_cmark_inlines_add_special_character(':', false);
    __real_cmark_inlines_add_special_character('w', false);
}

static void parser_lock(void)
{
    last_head = last_node = NULL; /* of the tree before */
}

static void parser_unlock(void)
{
}
#else
static struct lock lock = LOCK_INIT;

static void fix_special_characters(void)
{
}

static void parser_lock(void)
{
    lock_take(&lock);
}

static void parser_unlock(void)
{
    lock_release(&lock);
}
#endif

static const char *const extension_names[] = {"table", "strikethrough", "autolink", "tasklist"};

enum { EXTENSION_COUNT = sizeof extension_names / sizeof *extension_names };

static cmark_syntax_extension *extensions[EXTENSION_COUNT];

static void *heap_realloc(void *p, size_t size)
{
    return xrealloc(p, 1, size);
}

/* What cmark makes for the whole process comes from the heap; its own functions abort without
 * memory. */
void cmark_setup(void)
{
    *cmark_get_default_mem_allocator() = (cmark_mem){xcalloc, heap_realloc, free};
    cmark_gfm_core_extensions_ensure_registered();
    for (int i = 0; i < EXTENSION_COUNT; i++)
        extensions[i] = cmark_find_syntax_extension(extension_names[i]);
    fix_special_characters();
}

/* What a tree may take, and further for each byte of the text: releases of cmark-gfm before
 * 0.29.0.gfm.7 copy a link's address to each reference to it and fill each row of a table up to the
 * width of its head, so that a text of 24 kB came to 5 GB. Posts take up to 40 bytes for each of
 * theirs, lists and emphasis without pause 300, addresses of mail 1000; of that 10 in large blocks,
 * which hold text. The largest post that is read takes less than TREE_MOST unless it is made to. */
enum { TREE_LEAST = 32 << 20, TREE_FACTOR = 1024, TREE_MOST = 3 << 29 };
enum { TREE_TEXT_LEAST = 16 << 20, TREE_TEXT_FACTOR = 32, TREE_TEXT_BLOCK = 256 };

/* cmark's allocator takes no context, so what belongs to the running job is the thread's: the
 * arena, the bytes that may still be taken, and the way out when they are used up. Nothing is lost
 * by leaving the parser there, as all that it holds is the arena's. Each block carries its size
 * before it, for realloc. */
static _Thread_local struct arena *memory;
static _Thread_local size_t tree_left, tree_text_left;
static _Thread_local jmp_buf tree_out;

static void tree_spend(size_t size)
{
    size_t text = size > TREE_TEXT_BLOCK ? size : 0;

    if (size > tree_left || text > tree_text_left)
        longjmp(tree_out, 1);
    tree_left -= size;
    tree_text_left -= text;
}

union block {
    size_t size;
    max_align_t align;
};

static void *tree_calloc(size_t count, size_t size)
{
    union block *b;

    if (size && count > (SIZE_MAX - sizeof *b) / size)
        alloc_die();
    tree_spend(sizeof *b + count * size);
    b = arena_zalloc(memory, 1, sizeof *b + count * size);
    b->size = count * size;
    return b + 1;
}

/* The newest block grows where it stands. */
static bool grow_in_place(union block *b, size_t size)
{
    char *end = (char *)(b + 1) + ((b->size + 15) & ~(size_t)15);
    size_t more = ((size + 15) & ~(size_t)15) - ((b->size + 15) & ~(size_t)15);

    if (end != memory->next || (size_t)(memory->end - memory->next) < more)
        return false;
    tree_spend(more);
    memory->next += more;
    b->size = size;
    return true;
}

static void *tree_realloc(void *p, size_t size)
{
    union block *b = p ? (union block *)p - 1 : NULL;
    union block *c;

    if (!b)
        return tree_calloc(1, size);
    if (size <= b->size || grow_in_place(b, size))
        return p;
    if (size > SIZE_MAX - sizeof *c)
        alloc_die();
    tree_spend(sizeof *c + size);
    c = arena_alloc(memory, sizeof *c + size);
    c->size = size;
    memcpy(c + 1, p, b->size);
    return c + 1;
}

static void tree_free(void *p)
{
    (void)p;
}

static cmark_mem tree_memory = {tree_calloc, tree_realloc, tree_free};

static cmark_node *parse(struct str text)
{
    int options = CMARK_OPT_FOOTNOTES | CMARK_OPT_UNSAFE;
    cmark_parser *parser = cmark_parser_new_with_mem(options, &tree_memory);

    for (int i = 0; i < EXTENSION_COUNT; i++)
        if (extensions[i])
            cmark_parser_attach_syntax_extension(parser, extensions[i]);
    cmark_parser_feed(parser, text.p, text.n);
    return cmark_parser_finish(parser);
}

cmark_node *cmark_tree(struct arena *arena, struct str text)
{
    cmark_node *volatile root = NULL;

    memory = arena;
    tree_left = TREE_LEAST + text.n * TREE_FACTOR;
    if (tree_left > TREE_MOST)
        tree_left = TREE_MOST;
    tree_text_left = TREE_TEXT_LEAST + text.n * TREE_TEXT_FACTOR;
    parser_lock();
    if (setjmp(tree_out) == 0)
        root = parse(text);
    parser_unlock();
    tree_left = tree_text_left = SIZE_MAX; /* for what is added to the tree */
    return root;
}
