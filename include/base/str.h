/* SPDX-License-Identifier: MIT */
/* Text: slices and the buffer they are put together in. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include "base/buf.h"
#include "base/slice.h"

#endif
