// In: overrides. Out: the same for people, as paragraphs and as diagnostics.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "diagnostics/codes.h"
#include "diagnostics/print.h"
#include "merge/merge.h"

namespace mdg::merge {
namespace {

std::string Count(size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string InPlace(const SourceLocation& at) {
  return at.path.empty() ? "" : fmt::format(" ({})", Printable(at.ToString()));
}

std::vector<Override> OfKind(const std::vector<Override>& overrides, OverrideKind kind) {
  std::vector<Override> chosen;
  std::copy_if(overrides.begin(), overrides.end(), std::back_inserter(chosen),
               [&](const Override& o) { return o.kind == kind; });
  return chosen;
}

// Metrics all of whose hand-kept facts the code states too: one override for each, the first.
std::vector<Override> WhollyRedundant(const std::vector<Override>& overrides) {
  std::map<std::string, bool> is_redundant;
  for (const Override& entry : overrides) {
    auto [at, is_new] = is_redundant.try_emplace(entry.metric, true);
    at->second = at->second && entry.kind == OverrideKind::kRedundant;
  }
  std::vector<Override> wholly;
  for (const Override& entry : overrides) {
    if (!is_redundant[entry.metric] || (!wholly.empty() && wholly.back().metric == entry.metric)) continue;
    wholly.push_back(entry);
  }
  return wholly;
}

void AppendFacts(std::string& text, const std::vector<Override>& overrides, std::string_view one,
                 std::string_view many) {
  if (overrides.empty()) return;
  text += Count(overrides.size(), one, many) + ":\n";
  std::string_view metric;
  for (const Override& entry : overrides) {
    if (entry.metric != metric) text += fmt::format("  {}\n", Printable(entry.metric));
    metric = entry.metric;
    text += fmt::format("    {:7} hand-kept `{}`{}\n", entry.fact, Printable(entry.hand_kept_value),
                        InPlace(entry.hand_kept_at));
    if (entry.code_value.empty()) continue;
    text += fmt::format("    {:7} code `{}`{}\n", "", Printable(entry.code_value), InPlace(entry.code_at));
  }
}

template <typename Remark>
void AppendMetrics(std::string& text, const std::vector<Override>& overrides, std::string_view one,
                   std::string_view many, Remark remark) {
  if (overrides.empty()) return;
  const std::string title = Count(overrides.size(), one, many);
  text += title + (title.ends_with('?') ? "\n" : ":\n");
  for (const Override& entry : overrides) {
    text += fmt::format("  {}{}{}\n", Printable(entry.metric), InPlace(entry.hand_kept_at), Printable(remark(entry)));
  }
}

std::vector<Note> CodeIsHere(const Override& entry) {
  if (entry.code_at.path.empty()) return {};
  return {{entry.code_at, "the code is here"}};
}

std::string NoRemark(const Override&) { return ""; }
std::string NearestName(const Override& entry) {
  return entry.code_value.empty() ? "" : fmt::format(": did you mean `{}`?", entry.code_value);
}

// More of a kind than this in one file are one note: a page of notes that all say the same is not read.
constexpr size_t kNamedOneByOne = 3;
constexpr size_t kNamedAtMost = 20;

std::vector<std::vector<Override>> ByFile(const std::vector<Override>& overrides) {
  std::map<std::string, std::vector<Override>> by_file;
  for (const Override& entry : overrides) by_file[entry.hand_kept_at.path].push_back(entry);
  std::vector<std::vector<Override>> files;
  for (auto& [path, file] : by_file) files.push_back(std::move(file));
  return files;
}

Diagnostic InOneNote(const char* code, const std::vector<Override>& file, std::string_view what) {
  std::string names;
  SourceLocation first = file.front().hand_kept_at;
  for (size_t i = 0; i < file.size(); ++i) {
    first = std::min(first, file[i].hand_kept_at);
    if (i < kNamedAtMost) names += fmt::format("{}`{}`", i == 0 ? "" : ", ", file[i].metric);
  }
  if (file.size() > kNamedAtMost) names += fmt::format(" and {} more", file.size() - kNamedAtMost);
  return {code,
          Severity::kNote,
          first,
          fmt::format("{} {}: {}; --explain-merge shows the place of each", file.size(), what, names),
          {}};
}

Diagnostic Orphan(const Override& entry) {
  return {code::kHandKeptOrphan,
          Severity::kNote,
          entry.hand_kept_at,
          fmt::format("the code has no `{}`{}", entry.metric, NearestName(entry)),
          {}};
}

}  // namespace

std::string_view OverrideKindName(OverrideKind kind) {
  switch (kind) {
    case OverrideKind::kDiffers:
      return "differs";
    case OverrideKind::kAdds:
      return "adds";
    case OverrideKind::kRedundant:
      return "redundant";
    case OverrideKind::kOfPattern:
      return "of-pattern";
    case OverrideKind::kOnlyHandKept:
      return "only-hand-kept";
    case OverrideKind::kOrphan:
      return "orphan";
  }
  return "differs";
}

std::string ExplainOverrides(const std::vector<Override>& overrides) {
  std::string text;
  AppendFacts(text, OfKind(overrides, OverrideKind::kDiffers), "hand-kept fact differs from the code, and wins",
              "hand-kept facts differ from the code, and win");
  AppendFacts(text, OfKind(overrides, OverrideKind::kAdds), "hand-kept fact says what the code leaves open",
              "hand-kept facts say what the code leaves open");
  AppendMetrics(text, WhollyRedundant(overrides), "hand-kept metric says only what the code says, and can go",
                "hand-kept metrics say only what the code says, and can go", NoRemark);
  AppendMetrics(text, OfKind(overrides, OverrideKind::kOrphan),
                "hand-kept metric is not in the code, which has others that begin alike: renamed or removed?",
                "hand-kept metrics are not in the code, which has others that begin alike: renamed or removed?",
                NearestName);
  AppendMetrics(
      text, OfKind(overrides, OverrideKind::kOfPattern), "hand-kept metric is an instance of a pattern of the code",
      "hand-kept metrics are instances of patterns of the code",
      [](const Override& entry) { return fmt::format(": `{}`{}", entry.code_value, InPlace(entry.code_at)); });
  AppendMetrics(text, OfKind(overrides, OverrideKind::kOnlyHandKept), "metric is in hand-kept files only",
                "metrics are in hand-kept files only", NoRemark);
  return text;
}

std::vector<Diagnostic> OverrideDiagnostics(const std::vector<Override>& overrides) {
  std::vector<Diagnostic> diagnostics;
  for (const Override& entry : OfKind(overrides, OverrideKind::kDiffers)) {
    diagnostics.push_back({code::kHandKeptDiffers, Severity::kNote, entry.hand_kept_at,
                           fmt::format("hand-kept {} of `{}` is `{}`, the code says `{}`", entry.fact, entry.metric,
                                       entry.hand_kept_value, entry.code_value),
                           CodeIsHere(entry)});
  }
  for (const std::vector<Override>& file : ByFile(WhollyRedundant(overrides))) {
    if (file.size() > kNamedOneByOne) {
      diagnostics.push_back(
          InOneNote(code::kHandKeptRedundant, file, "hand-kept metrics say only what the code says, and can go"));
      continue;
    }
    for (const Override& entry : file) {
      diagnostics.push_back({code::kHandKeptRedundant, Severity::kNote, entry.hand_kept_at,
                             fmt::format("hand-kept `{}` says only what the code says, and can go", entry.metric),
                             CodeIsHere(entry)});
    }
  }
  // A name that the code nearly has is worth a line of its own however many there are: most likely it was renamed.
  std::vector<Override> lost;
  for (const Override& entry : OfKind(overrides, OverrideKind::kOrphan)) {
    if (entry.code_value.empty()) {
      lost.push_back(entry);
    } else {
      diagnostics.push_back(Orphan(entry));
    }
  }
  for (const std::vector<Override>& file : ByFile(lost)) {
    if (file.size() > kNamedOneByOne) {
      diagnostics.push_back(InOneNote(code::kHandKeptOrphan, file,
                                      "hand-kept metrics are not in the code, which has others that begin alike"));
      continue;
    }
    for (const Override& entry : file) diagnostics.push_back(Orphan(entry));
  }
  return diagnostics;
}

}  // namespace mdg::merge
