/* SPDX-License-Identifier: MIT */
/* Fuzz target: drawings cleaned; what comes out must be well-formed (libxml2 says), hold only
 * elements of the SVG namespace, no handler and no reference outside, and stay as it is when it
 * is cleaned again. */
#include <libxml/parser.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "media/convert.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void fail(const char *what, struct str output)
{
    (void)fprintf(stderr, "%s\n%.*s\n", what, STR_ARG(output));
    abort();
}

static void check_element(xmlNode *node, struct str output)
{
    if (!node->ns || strcmp((const char *)node->ns->href, "http://www.w3.org/2000/svg") != 0 ||
        strcmp((const char *)node->name, "script") == 0)
        fail("a foreign element", output);
    for (xmlAttr *a = node->properties; a; a = a->next) {
        xmlChar *value = xmlNodeListGetString(node->doc, a->children, 1);
        const char *text = value ? (const char *)value : "";

        if (strncmp((const char *)a->name, "on", 2) == 0)
            fail("a handler", output);
        if (strcmp((const char *)a->name, "href") == 0 && *text != '#' &&
            strncmp(text, "data:image/", 11) != 0)
            fail("a reference outside", output);
        xmlFree(value);
    }
}

static void check_tree(xmlNode *root, struct str output)
{
    for (xmlNode *node = root; node;) {
        if (node->type == XML_ELEMENT_NODE)
            check_element(node, output);
        else if (node->type != XML_TEXT_NODE)
            fail("neither element nor text", output);
        if (node->children) {
            node = node->children;
            continue;
        }
        while (node != root && !node->next)
            node = node->parent;
        node = node == root ? NULL : node->next;
    }
}

static void check(struct str output)
{
    const int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_HUGE;
    xmlDoc *doc = xmlReadMemory(output.p, (int)output.n, NULL, "utf-8", options);

    if (!doc)
        fail("not well-formed", output);
    check_tree(xmlDocGetRootElement(doc), output);
    xmlFreeDoc(doc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str bytes = {(const char *)data, size};
    struct buf first = {0}, second = {0};
    const char *fault = NULL;

    if (svg_clean(&first, bytes, true, STR_NONE, &fault)) {
        check(buf_str(&first));
        /* from a strange prolog the size may come out only now */
        if (!svg_clean(&second, buf_str(&first), true, STR_NONE, &fault))
            fail("refuses its own work", buf_str(&first));
        buf_clear(&first);
        if (!svg_clean(&first, buf_str(&second), true, STR_NONE, &fault) ||
            !str_eq(buf_str(&first), buf_str(&second)))
            fail("cleaning again changes something", buf_str(&second));
    } else if (first.n || !fault) {
        fail("a refusal without fault", buf_str(&first));
    }
    buf_done(&first);
    buf_done(&second);
    return 0;
}
