/* SPDX-License-Identifier: MIT */
/* Functions that this project does not use; the build includes this before everything.
 *
 * They write without a bound, keep state between calls, or depend on locale or time zone. Calling
 * one warns; `make lint` and --enable-werror make that a failure. */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

#include <stdarg.h>
#include <stddef.h>
#include <time.h>

#define BANNED(use) __attribute__((deprecated("not used here: " use)))

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wredundant-decls"

char *strcpy(char *restrict, const char *restrict) BANNED("memcpy, buf_add");
char *strcat(char *restrict, const char *restrict) BANNED("buf_add");
char *strncpy(char *restrict, const char *restrict, size_t) BANNED("memcpy, arena_str");
char *strncat(char *restrict, const char *restrict, size_t) BANNED("buf_add");
int sprintf(char *restrict, const char *restrict, ...) BANNED("buf_printf, arena_printf");
int vsprintf(char *restrict, const char *restrict, va_list) BANNED("arena_vprintf");
char *strtok(char *restrict, const char *restrict) BANNED("str_split");
char *strtok_r(char *restrict, const char *restrict, char **restrict) BANNED("str_split");
int atoi(const char *) BANNED("str_to_uint");
long atol(const char *) BANNED("str_to_uint");
double atof(const char *) BANNED("it knows the locale");
double strtod(const char *restrict, char **restrict) BANNED("it knows the locale");
int strcoll(const char *, const char *) BANNED("str_cmp");
int strcasecmp(const char *, const char *) BANNED("str_eq_fold");
int strncasecmp(const char *, const char *, size_t) BANNED("str_starts_fold");
int isalpha(int) BANNED("is_ascii_alpha");
int isalnum(int) BANNED("is_ascii_alnum");
int isdigit(int) BANNED("is_ascii_digit");
int isspace(int) BANNED("is_ascii_space");
int tolower(int) BANNED("ascii_lower, utf8_lower");
int toupper(int) BANNED("it knows the locale");
int rand(void) BANNED("output must not vary");
struct tm *localtime(const time_t *) BANNED("it knows the time zone");
struct tm *localtime_r(const time_t *restrict, struct tm *restrict)
    BANNED("it knows the time zone");
struct tm *gmtime(const time_t *) BANNED("gmtime_r");
time_t mktime(struct tm *) BANNED("it knows the time zone");
char *ctime(const time_t *) BANNED("date_iso");
char *asctime(const struct tm *) BANNED("date_iso");
char *tmpnam(char *) BANNED("fs_out_open");
char *mktemp(char *) BANNED("fs_out_open");

#pragma GCC diagnostic pop

#endif
