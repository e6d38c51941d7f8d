// In: a pattern, texts. Out: what RE2 makes of them. See patterns.h.
#include "evaluate/values/patterns.h"

#include <re2/re2.h>

namespace mdg::evaluate {

namespace {

constexpr size_t kLongest = 4096;      // bytes of a pattern; of a text sixteen times as many
constexpr int64_t kMostMemory = 1 << 20;  // bytes for one pattern

RE2::Options Quiet() {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kMostMemory);
  return options;
}

bool IsTooLarge(std::string_view pattern, std::string_view text) { return pattern.size() > kLongest || text.size() > kLongest * 16; }

re2::StringPiece Piece(std::string_view text) { return {text.data(), text.size()}; }

}  // namespace

std::optional<bool> IsFoundIn(std::string_view pattern, std::string_view text) {
  if (IsTooLarge(pattern, text)) return std::nullopt;
  const RE2 compiled(Piece(pattern), Quiet());
  if (!compiled.ok()) return std::nullopt;
  return RE2::PartialMatch(Piece(text), compiled);
}

std::optional<std::string> ReplaceFound(std::string_view pattern, std::string_view text, std::string_view by, bool is_template) {
  if (IsTooLarge(pattern, text) || (is_template && by.find('$') != std::string_view::npos)) return std::nullopt;
  const RE2 compiled(Piece(pattern), Quiet());
  if (!compiled.ok()) return std::nullopt;
  std::string rewrite;  // RE2's templates know `\1`
  for (char c : by) rewrite.append(c == '\\' ? 2 : 1, c);
  std::string result(text);
  RE2::GlobalReplace(&result, compiled, rewrite);
  return result;
}

}  // namespace mdg::evaluate
