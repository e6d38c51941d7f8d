// "did you mean": the known word nearest to one somebody typed.
// In: a word, the words that exist. Out: the nearest, or "" when none is near. Deliberately no wording of messages.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mdg {

// Letters to insert, delete, change or swap with their neighbour to get from `a` to `b`.
inline size_t EditDistance(std::string_view a, std::string_view b) {
  std::vector<size_t> before_last(b.size() + 1), last(b.size() + 1), now(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        now[j] = std::min(now[j], before_last[j - 2] + 1);
    }
    before_last.swap(last);
    last.swap(now);
  }
  return last[b.size()];
}

// The nearest of `known`, the first one when several are equally near; "" when more than a third of it would have to
// change.
template <typename Words>
std::string Suggest(std::string_view typed, const Words& known) {
  std::string best;
  size_t best_distance = std::max<size_t>(2, typed.size() / 3) + 1;
  for (const auto& word : known) {
    const size_t distance = EditDistance(typed, word);
    if (distance < best_distance && distance < typed.size()) {
      best = std::string(word);
      best_distance = distance;
    }
  }
  return best;
}

// " (did you mean `scan`?)", or "" when nothing is near: to be put at the end of a message.
template <typename Words>
std::string DidYouMean(std::string_view typed, const Words& known) {
  const std::string nearest = Suggest(typed, known);
  return nearest.empty() ? "" : " (did you mean `" + nearest + "`?)";
}

}  // namespace mdg
