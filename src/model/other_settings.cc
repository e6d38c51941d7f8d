// In: a catalog whose metrics and patterns stand alone. Out: the same without patterns that are a metric's other names. See other_settings.h.
#include "model/other_settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace mdg {

void JoinNote(std::string& note, const std::string& more) {
  if (more.empty() || note.find(more) != std::string::npos) return;
  note += (note.empty() ? "" : "; ") + more;
}

namespace {

constexpr std::string_view kOtherwise = "` with other settings";

std::string Note(const std::string& name) { return fmt::format("`{}{}", name, kOtherwise); }

// What fills the holes of the name is a setting, nothing else.
bool HangsOnSettings(const Metric& pattern) {
  const auto& pieces = pattern.name.value.pieces();
  return std::all_of(pieces.begin(), pieces.end(), [](const auto& piece) {
    return !piece.is_hole || piece.hole.reason == Reason::kFlag || piece.hole.reason == Reason::kConfiguration;
  });
}

// What of the name follows a hole it begins with that a setting fills; "" for none.
std::string AfterSetting(const Metric& pattern) {
  const auto& pieces = pattern.name.value.pieces();
  const bool is_set = pieces.size() > 1 && pieces[0].is_hole && (pieces[0].hole.reason == Reason::kFlag || pieces[0].hole.reason == Reason::kConfiguration);
  return is_set ? pattern.name.value.ToString().substr(Text(pieces[0].hole).ToString().size()) : "";
}

// <namespace>_up where app_up is what the same definition makes by default: one family under another name, not a second one. Nor is the
// other type the definition may make it of, where the metric says that it differs.
void FoldOtherSettings(Catalog& catalog) {
  std::map<SourceLocation, std::vector<Metric*>> by_place;
  for (Metric& metric : catalog.metrics) {
    if (!metric.definitions.empty()) by_place[metric.definitions.front()].push_back(&metric);
  }
  // Of a library without help texts the help is the name.
  const auto are_one = [](const Metric& metric, const Metric& pattern, bool of_its_type) {
    const bool helped = metric.help.value == pattern.help.value || (metric.help.value == metric.name.value && pattern.help.value == pattern.name.value);
    return helped && (metric.type.value == pattern.type.value) == of_its_type && pattern.name.value.Matches(metric.name.value.ToString());
  };
  // The metric a pattern is by default; null for none.
  const auto default_of = [&](const Metric& pattern, bool of_its_type) -> Metric* {
    if (pattern.definitions.empty() || !HangsOnSettings(pattern)) return nullptr;
    const auto found = by_place.find(pattern.definitions.front());
    if (found != by_place.end()) {
      for (Metric* metric : found->second) {
        if (are_one(*metric, pattern, of_its_type)) return metric;
      }
    }
    if (pattern.name.note.empty()) return nullptr;
    for (Metric& metric : catalog.metrics) {  // what a library brings along stands where its prefix is given; the same exporter names both
      const bool same_exporter = metric.library == pattern.library && metric.name.note.starts_with(pattern.name.note);
      if (same_exporter && are_one(metric, pattern, of_its_type)) return &metric;
    }
    return nullptr;
  };
  std::set<std::pair<const Metric*, std::string>> folded;
  std::erase_if(catalog.patterns, [&](const Metric& pattern) {
    Metric* metric = default_of(pattern, true);
    if (metric == nullptr) return false;
    std::string name = pattern.name.value.ToString();
    JoinNote(metric->name.note, Note(name));
    folded.emplace(metric, std::move(name));
    return true;
  });
  std::erase_if(catalog.patterns, [&](const Metric& pattern) {
    const Metric* metric = default_of(pattern, false);
    if (metric == nullptr || !folded.contains({metric, pattern.name.value.ToString()})) return false;
    return std::any_of(metric->notes.begin(), metric->notes.end(), [](const std::string& note) { return note.starts_with("type differs"); });
  });
}

// <namespace>_<device>_up where app_<device>_up is what the same definition makes by default.
void FoldOtherPrefixes(Catalog& catalog) {
  std::map<SourceLocation, std::vector<Metric*>> by_place;
  for (Metric& pattern : catalog.patterns) {
    if (!pattern.definitions.empty()) by_place[pattern.definitions.front()].push_back(&pattern);
  }
  std::set<std::string> folded;
  for (const auto& [place, patterns] : by_place) {
    for (const Metric* pattern : patterns) {
      const std::string rest = AfterSetting(*pattern);
      const auto is_default = [&](const Metric* other) {
        const std::string name = other->name.value.ToString();
        return other->type.value == pattern->type.value && !other->name.value.pieces().front().is_hole && name.ends_with(rest) && name.find('<') >= name.size() - rest.size();
      };
      const auto found = rest.empty() ? patterns.end() : std::find_if(patterns.begin(), patterns.end(), is_default);
      if (found == patterns.end()) continue;
      JoinNote((*found)->name.note, Note(pattern->name.value.ToString()));
      folded.insert(pattern->name.value.ToString());
    }
  }
  std::erase_if(catalog.patterns, [&](const Metric& pattern) { return folded.contains(pattern.name.value.ToString()); });
}

}  // namespace

std::optional<OtherStart> OtherStartOf(std::string_view name, std::string_view note) {
  const size_t end = note.find('>');
  if (!note.starts_with("`<") || !note.ends_with(kOtherwise) || end == std::string_view::npos) return std::nullopt;
  const std::string_view rest = note.substr(end + 1, note.size() - kOtherwise.size() - end - 1);
  if (rest.empty() || rest.find('<') != std::string_view::npos || rest.find('`') != std::string_view::npos || !name.ends_with(rest) || name.size() == rest.size()) return std::nullopt;
  return OtherStart{std::string(name.substr(0, name.size() - rest.size() + rest.starts_with('_'))), std::string(note.substr(2, end - 2))};
}

void FoldOtherNames(Catalog& catalog) {
  FoldOtherSettings(catalog);
  FoldOtherPrefixes(catalog);
}

}  // namespace mdg
