/* SPDX-License-Identifier: MIT */
/* Small scanners for the microsyntaxes of HTML, MathML and ARIA values. */
#ifndef EPUB_CHECK_DATES_H
#define EPUB_CHECK_DATES_H

#include "epub/check_xml.h"

bool is_html_date(struct str s);     /* 2024-05-01 */
bool is_html_datetime(struct str s); /* with time and perhaps zone */
bool is_html_moment(struct str s);   /* whatever <time datetime> takes */
bool is_html_time(struct str s);     /* 10:00 */
bool is_html_month(struct str s);    /* 2024-05 */
bool is_html_week(struct str s);     /* 2024-W05 */
bool is_html_local(struct str s);    /* date and time without zone */
bool is_relevant(struct str s);      /* a word of aria-relevant */
bool is_mathml_length(struct str s);
bool is_mathml_color(struct str s);
bool is_mathml_padded(struct str s);

#endif
