// Broken invariants of our own: one message, then abort. In: a condition. Out: nothing.
// Deliberately not for bad input of any kind: see base/result.h and diagnostics/.
#pragma once

#include <cstdio>
#include <cstdlib>

#define MDG_CHECK(condition)                                                                            \
  do {                                                                                                  \
    if (!(condition)) {                                                                                 \
      std::fprintf(stderr, "%s:%d: this is a fault of metricsdocgen: %s\n", __FILE__, __LINE__, #condition); \
      std::abort();                                                                                     \
    }                                                                                                   \
  } while (false)
