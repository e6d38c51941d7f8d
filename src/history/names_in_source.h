// The text by which a metric's name stands in its source: the last words of it, in quotes.
//
//     prometheus.BuildFQName("app", "cache", "hits_total")   of app_cache_hits_total  ->  hits_total
//
// In: names and lines of source. Out: tokens. Deliberately no parser: it is asked of every line of a history.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "model/text.h"

namespace mdg::history {

// Calls `on_token` with every text that follows a quote, as far as a name goes, with `_` for what exporters make `_` of.
void ForEachToken(std::string_view line, std::string& buffer, const std::function<void(const std::string&)>& on_token);

std::unordered_set<std::string> TokensOf(std::string_view source);

// The longest end of the name that is one of the tokens, of whole words; "": none. Of a name known in part, its pieces count.
std::string NameIn(const Text& name, const std::unordered_set<std::string>& tokens);

}  // namespace mdg::history
