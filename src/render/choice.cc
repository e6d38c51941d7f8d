// In: metrics. Out: those wanted, sorted and grouped.
#include "render/choice.h"

#include <fmt/format.h>
#include <fnmatch.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>

namespace mdg::render {
namespace {

constexpr size_t kLeastSharing = 3;  // names that make their first two words a subsystem

bool MatchesGlob(const std::string& glob, const std::string& text) {
  return fnmatch(glob.c_str(), text.c_str(), 0) == 0;
}

// The folder or one above it.
bool IsInFolder(const std::string& glob, std::string folder) {
  while (true) {
    if (MatchesGlob(glob, folder)) return true;
    const size_t slash = folder.rfind('/');
    if (slash == std::string::npos) return false;
    folder.resize(slash);
  }
}

bool Passes(const Metric& metric, const Filters& filters) {
  const std::string name = metric.name.value.ToString();
  const std::string type(MetricTypeName(metric.type.value));
  auto any = [](const std::vector<std::string>& wanted, auto matches) {
    return wanted.empty() || std::any_of(wanted.begin(), wanted.end(), matches);
  };
  return any(filters.names, [&](const std::string& glob) { return MatchesGlob(glob, name); }) &&
         any(filters.types, [&](const std::string& word) { return word == type; }) &&
         any(filters.folders,
             [&](const std::string& glob) {
               return std::any_of(metric.definitions.begin(), metric.definitions.end(), [&](const SourceLocation& at) {
                 return IsInFolder(glob, FolderOfFile(at.path));
               });
             }) &&
         IsOfPrograms(metric, filters.programs);
}

// Whoever writes the metrics of a client library's own collectors, they are of any program.
bool IsOfAnyProgram(std::string_view name) { return name.starts_with("go_") || name.starts_with("process_"); }

// --- groups

// The first `words` words of the known beginning of a name and "*": "app_cache_*"; "" when it has fewer whole ones.
std::string FirstWords(const Metric& metric, size_t words) {
  const auto& pieces = metric.name.value.pieces();
  const std::string name = pieces.empty() || pieces.front().is_hole ? "" : pieces.front().literal;
  size_t end = 0;
  for (size_t i = 0; i < words; ++i) {
    end = name.find_first_of("_:", end == 0 ? 0 : end + 1);
    if (end == std::string::npos) return "";
  }
  return name.substr(0, end + 1) + '*';
}

using Subsystems = std::map<std::string, size_t>;

Subsystems CountSubsystems(const Chosen& metrics) {
  Subsystems counts;
  for (const Metric* metric : metrics) {
    for (size_t words : {1, 2}) ++counts[FirstWords(*metric, words)];
  }
  return counts;
}

std::string SubsystemOf(const Metric& metric, const Subsystems& counts) {
  const std::string two = FirstWords(metric, 2);
  if (!two.empty() && counts.at(two) >= kLeastSharing) return two;
  const std::string one = FirstWords(metric, 1);
  return !one.empty() && counts.at(one) > 1 ? one : "";
}

std::string ProgramsOf(const Metric& metric, const ShownPrograms& programs) {
  return fmt::format("{}", fmt::join(programs.Of(metric), ", "));
}

// A key that sorts groups, and their titles; what has nothing to be grouped by comes last.
using Key = std::tuple<int, int, std::string>;

Key KeyOf(const Metric& metric, Grouping grouping, const Subsystems& subsystems, const ShownPrograms& programs) {
  auto titled = [](std::string title, const char* otherwise) {
    return title.empty() ? Key{1, 0, otherwise} : Key{0, 0, std::move(title)};
  };
  switch (grouping) {
    case Grouping::kNone:
      break;
    case Grouping::kSubsystem:
      return titled(SubsystemOf(metric, subsystems), "Other");
    case Grouping::kFolder:
      if (metric.name.origin == Origin::kLibrary) return {1, 1, "Exposed by libraries"};
      if (metric.definitions.empty()) return {1, 0, "No place in the source known"};
      return titled(FolderOfFile(metric.definitions.front().path), "Root folder");
    case Grouping::kProgram:
      return titled(ProgramsOf(metric, programs), "No program known");
    case Grouping::kMarker:
      return titled(metric.group, "Other");
    case Grouping::kType: {
      const bool is_unknown = metric.type.value == MetricType::kUnknown;
      return {is_unknown ? 1 : 0, static_cast<int>(metric.type.value), std::string(MetricTypeName(metric.type.value))};
    }
    case Grouping::kStability: {
      if (!metric.stability) return {1, 0, "Stability not stated"};
      constexpr std::string_view kRanks[] = {"STABLE", "BETA", "ALPHA"};
      const std::string& word = metric.stability->value;
      return {0, static_cast<int>(std::find(std::begin(kRanks), std::end(kRanks), word) - std::begin(kRanks)), word};
    }
  }
  return {0, 0, ""};
}

}  // namespace

std::optional<Order> ParseOrder(std::string_view word) {
  if (word == "own") return Order::kOwn;
  if (word == "name") return Order::kName;
  if (word == "type") return Order::kType;
  if (word == "folder") return Order::kFolder;
  return std::nullopt;
}

std::optional<Grouping> ParseGrouping(std::string_view word) {
  if (word == "none") return Grouping::kNone;
  if (word == "subsystem") return Grouping::kSubsystem;
  if (word == "folder") return Grouping::kFolder;
  if (word == "program") return Grouping::kProgram;
  if (word == "type") return Grouping::kType;
  if (word == "marker") return Grouping::kMarker;
  if (word == "stability") return Grouping::kStability;
  return std::nullopt;
}

// Nobody comes for go_gc_*.
bool IsOfLibrary(const Metric& metric) { return metric.name.origin == Origin::kLibrary || IsOfAnyProgram(metric.name.value.ToString()); }

bool MatchesOneOf(const std::vector<std::string>& globs, const std::string& name) {
  return globs.empty() || std::any_of(globs.begin(), globs.end(), [&](const std::string& glob) { return MatchesGlob(glob, name); });
}

bool IsOfPrograms(const Metric& metric, const std::vector<std::string>& globs) {
  auto matches = [&](const std::string& program) {
    return std::any_of(globs.begin(), globs.end(), [&](const std::string& glob) {
      const bool is_path = glob.find('/') != std::string::npos;
      return MatchesGlob(glob, is_path ? program : LastPartOf(program));
    });
  };
  if (globs.empty()) return true;
  if (metric.programs.empty()) return matches("");
  return std::any_of(metric.programs.begin(), metric.programs.end(), matches);
}

Chosen Choose(const std::vector<Metric>& metrics, const Filters& filters, Order order) {
  Chosen chosen;
  for (const Metric& metric : metrics) {
    if (Passes(metric, filters)) chosen.push_back(&metric);
  }
  // Catalogs are sorted by name: a stable sort by anything else leaves names in order within it.
  auto key = [&](const Metric* metric) -> std::tuple<int, std::string> {
    const std::string folder = metric->definitions.empty() ? "" : FolderOfFile(metric->definitions.front().path);
    switch (order) {
      case Order::kOwn:
        return {IsOfLibrary(*metric) ? 1 : 0, ""};
      case Order::kName:
        return {0, ""};
      case Order::kType:
        return {static_cast<int>(metric->type.value), ""};
      case Order::kFolder:
        return {metric->definitions.empty() ? 1 : 0, folder};  // those without a place come last
    }
    return {0, ""};
  };
  std::stable_sort(chosen.begin(), chosen.end(), [&](const Metric* a, const Metric* b) { return key(a) < key(b); });
  return chosen;
}

Catalog Filtered(const Catalog& catalog, const Filters& filters, bool with_patterns) {
  Catalog filtered;
  filtered.statistics = catalog.statistics;
  filtered.serving_programs = catalog.serving_programs;
  auto copy = [&](const std::vector<Metric>& from, std::vector<Metric>& to) {
    std::copy_if(from.begin(), from.end(), std::back_inserter(to), [&](const Metric& metric) { return Passes(metric, filters); });
  };
  copy(catalog.metrics, filtered.metrics);
  if (filters.types.empty() && filters.folders.empty() && filters.programs.empty()) {  // a rule has none of these
    std::copy_if(catalog.recording_rules.begin(), catalog.recording_rules.end(), std::back_inserter(filtered.recording_rules),
                 [&](const RecordingRule& rule) { return MatchesOneOf(filters.names, rule.name); });
    std::copy_if(catalog.alerts.begin(), catalog.alerts.end(), std::back_inserter(filtered.alerts),
                 [&](const Alert& alert) { return MatchesOneOf(filters.names, alert.name); });
  }
  if (!with_patterns) return filtered;
  copy(catalog.patterns, filtered.patterns);
  filtered.unresolved = catalog.unresolved;
  return filtered;
}

std::vector<ChosenGroup> GroupByOwn(const Chosen& metrics, const std::vector<OwnGroup>& groups) {
  std::vector<ChosenGroup> chosen;
  for (const OwnGroup& group : groups) chosen.push_back({group.title, {}, group.text});
  chosen.push_back({"Other", {}, ""});
  for (const Metric* metric : metrics) {
    const std::string name = metric->name.value.ToString();
    const auto fits = std::find_if(groups.begin(), groups.end(), [&](const OwnGroup& group) {
      return std::any_of(group.names.begin(), group.names.end(), [&](const std::string& glob) { return MatchesGlob(glob, name); });
    });
    chosen[static_cast<size_t>(fits - groups.begin())].metrics.push_back(metric);
  }
  std::erase_if(chosen, [](const ChosenGroup& group) { return group.metrics.empty(); });
  if (chosen.empty()) chosen.emplace_back();
  return chosen;
}

std::vector<ChosenGroup> GroupMetrics(const Chosen& metrics, Grouping grouping, const ShownPrograms& programs) {
  const Subsystems subsystems = CountSubsystems(metrics);
  std::map<Key, Chosen> by_key;
  for (const Metric* metric : metrics) by_key[KeyOf(*metric, grouping, subsystems, programs)].push_back(metric);
  std::vector<ChosenGroup> groups;
  for (auto& [key, members] : by_key) groups.push_back({std::get<2>(key), std::move(members), ""});
  if (grouping == Grouping::kSubsystem) {
    std::stable_partition(groups.begin(), groups.end(), [](const ChosenGroup& group) {
      return std::any_of(group.metrics.begin(), group.metrics.end(), [](const Metric* metric) { return !IsOfLibrary(*metric); });
    });
  }
  if (groups.empty()) groups.emplace_back();
  return groups;
}

}  // namespace mdg::render
