// What may fail because of the environment (a file, a configuration), as a value.
// In: nothing. Out: Result<T>, Error and the two macros. Deliberately not here: faults of scanned source, which are
// diagnostics (diagnostics/), and broken invariants of ours, which are MDG_CHECK (base/check.h).
#pragma once

#include <string>
#include <tl/expected.hpp>

namespace mdg {

// One sentence for the user: lower case, no final period, names what to do when that is not obvious.
struct Error {
  std::string message;
};

template <typename T>
using Result = tl::expected<T, Error>;

using Status = Result<void>;

inline tl::unexpected<Error> Fail(std::string message) {
  return tl::unexpected<Error>(Error{std::move(message)});
}

}  // namespace mdg

#define MDG_CONCATENATE_INNER(a, b) a##b
#define MDG_CONCATENATE(a, b) MDG_CONCATENATE_INNER(a, b)

// Runs `expression`; hands its error to the caller, or goes on.
#define MDG_TRY(expression)                                            \
  do {                                                                 \
    if (auto mdg_status = (expression); !mdg_status) {                 \
      return tl::unexpected<::mdg::Error>(std::move(mdg_status.error())); \
    }                                                                  \
  } while (false)

// Declares `variable` from a Result, or hands its error to the caller.
#define MDG_ASSIGN(variable, expression)                                                            \
  auto MDG_CONCATENATE(mdg_result_, __LINE__) = (expression);                                       \
  if (!MDG_CONCATENATE(mdg_result_, __LINE__)) {                                                    \
    return tl::unexpected<::mdg::Error>(std::move(MDG_CONCATENATE(mdg_result_, __LINE__).error())); \
  }                                                                                                 \
  variable = std::move(*MDG_CONCATENATE(mdg_result_, __LINE__))
