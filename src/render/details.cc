// In: a Metric. Out: its Details.
#include "render/details.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>

#include "model/build_constraint.h"
#include "model/program_name.h"
#include "model/units.h"

namespace mdg::render {
namespace {

Cell TextSpans(const Text& text) {
  Cell cell;
  for (const Text::Piece& piece : text.pieces()) {
    cell.push_back(piece.is_hole ? Code('<' + piece.hole.name + '>') : Plain(piece.literal));
  }
  return cell;
}

std::string_view ReasonPhrase(Reason reason) {
  switch (reason) {
    case Reason::kRuntimeData: return "is made while the program runs";
    case Reason::kConfiguration: return "is read from a configuration";
    case Reason::kFlag: return "is given by a flag without default";
    case Reason::kParameter: return "is a parameter that no caller in sight gives";
    case Reason::kNoSource: return "is made by a dependency whose source was not scanned";
    case Reason::kReflection: return "is found by reflection";
    case Reason::kUnresolved: return "is a name that was not found";
    case Reason::kUnsupported: return "is made in a way that is not followed";
    case Reason::kSyntax: return "stands in source that does not parse";
    case Reason::kCycle: return "is defined by itself";
    case Reason::kLimit: return "is too large or too deep to follow";
    case Reason::kNotReached: return "is made where no call that was followed came by";
  }
  return "is not known";
}

void AddHoles(std::vector<Remark>& remarks, std::string_view fact, const Text& text) {
  std::set<Hole> said;
  for (const Text::Piece& piece : text.pieces()) {
    if (piece.is_hole && said.insert(piece.hole).second) remarks.push_back({std::string(fact), WhyText(piece.hole)});
  }
}
template <typename T>
void AddHoles(std::vector<Remark>&, std::string_view, const T&) {}

template <typename T>
void AddRemarks(std::vector<Remark>& remarks, std::string_view fact, const Fact<T>& of) {
  const size_t before = remarks.size();
  AddHoles(remarks, fact, of.value);
  if (of.unknown && remarks.size() == before) {
    remarks.push_back({std::string(fact), "not fully known: " + WhyText(*of.unknown)});
  }
  if (of.is_guess) remarks.push_back({std::string(fact), "guessed from the name, for want of anything better"});
  if (!of.note.empty()) remarks.push_back({std::string(fact), of.note});
}

// What a note says of who exposes a metric is nothing to know about its name, and goes with where it comes from.
std::vector<std::string> TakeExposers(std::string& note) {
  std::vector<std::string> exposers;
  std::string left;
  for (size_t begin = 0; begin < note.size();) {
    const size_t end = std::min(note.find("; ", begin), note.size());
    std::string part = note.substr(begin, end - begin);
    if (part.starts_with("exposed by ")) exposers.push_back(std::move(part));
    else left += (left.empty() ? "" : "; ") + part;
    begin = end + 2;
  }
  note = std::move(left);
  return exposers;
}

std::vector<Remark> RemarksOf(const Metric& metric, std::vector<std::string>& exposers) {
  std::vector<Remark> remarks;
  AddRemarks(remarks, "name", metric.name);
  for (Remark& remark : remarks) {
    for (std::string& one : TakeExposers(remark.text)) exposers.push_back(std::move(one));
  }
  std::erase_if(remarks, [](const Remark& remark) { return remark.text.empty(); });
  AddRemarks(remarks, "type", metric.type);
  AddRemarks(remarks, "help", metric.help);
  AddRemarks(remarks, "labels", metric.labels);
  for (const Label& label : metric.labels.value.labels) AddHoles(remarks, "labels", label.name);
  if (metric.unit) AddRemarks(remarks, "unit", *metric.unit);
  if (metric.distribution) AddRemarks(remarks, "buckets", *metric.distribution);
  if (metric.stability) AddRemarks(remarks, "stability", *metric.stability);
  if (metric.deprecated) AddRemarks(remarks, "deprecated", *metric.deprecated);
  return remarks;
}

std::vector<std::string> OriginsOf(const Metric& metric) {
  std::set<Origin> origins = {metric.name.origin};
  if (metric.type.value != MetricType::kUnknown) origins.insert(metric.type.origin);
  if (!metric.help.value.IsEmpty()) origins.insert(metric.help.origin);
  if (!metric.labels.value.labels.empty()) origins.insert(metric.labels.origin);
  std::vector<std::string> words;
  for (Origin origin : origins) words.emplace_back(OriginName(origin));
  return words;
}

// "one of leader, follower, or standalone" names all there is to name.
bool SaysAll(const std::string& description, const std::vector<std::string>& values) {
  const auto is_in_word = [](char c) { return c == '_' || c == '-' || std::isalnum(static_cast<unsigned char>(c)) != 0; };
  const auto says = [&](const std::string& value) {
    for (size_t at = description.find(value); at != std::string::npos && !value.empty(); at = description.find(value, at + 1)) {
      const size_t end = at + value.size();
      if ((at == 0 || !is_in_word(description[at - 1])) && (end == description.size() || !is_in_word(description[end]))) return true;
    }
    return false;
  };
  return !description.empty() && std::all_of(values.begin(), values.end(), says);
}

void AddLabels(Details& details, const Metric& metric) {
  std::vector<const Label*> labels;
  for (const Label& label : metric.labels.value.labels) labels.push_back(&label);
  // The ancestor sorts names in their backticks, so that `status_code` stands before `status`; its documents stay as
  // they are.
  std::stable_sort(labels.begin(), labels.end(), [](const Label* a, const Label* b) {
    return a->name.ToString() + '`' < b->name.ToString() + '`';
  });
  for (const Label* label : labels) {
    details.labels.push_back({{Code(label->name.ToString())},
                              label->is_constant && label->values_complete && label->values.size() == 1,
                              label->is_constant && !label->values_complete,
                              label->presence == Presence::kSometimes,
                              SaysAll(label->description, label->values) && !label->values_complete ? std::vector<std::string>() : label->values,
                              label->values_complete,
                              label->description,
                              label->values.empty() ? label->example : ""});
  }
  details.has_more_labels = metric.labels.unknown || metric.labels.value.has_more;
}

void AddPlaces(Details& details, const Metric& metric) {
  std::vector<SourceLocation> places = metric.definitions;
  if (places.empty() && !metric.name.trail.empty()) places.push_back(metric.name.trail.front().at);
  for (const SourceLocation& at : places) details.definitions.push_back({at.path, at.line, 0});
  std::set<std::string> folders;
  if (metric.name.origin != Origin::kLibrary) {
    for (const SourceLocation& at : metric.definitions) folders.insert(FolderOfFile(at.path));
  }
  details.folders.assign(folders.begin(), folders.end());
  for (const Registration& registration : metric.registrations) {
    const RegistrationDetails made{{registration.at.path, registration.at.line, 0}, registration.prefix};
    const bool is_definition = made.prefix.empty() && std::find(details.definitions.begin(), details.definitions.end(), made.at) != details.definitions.end();
    if (is_definition || (!details.registrations.empty() && details.registrations.back() == made)) continue;
    details.registrations.push_back(made);
  }
}

// "[STABLE] Books.", "Books. [Stable]": a document says that in a place of its own; what servers answer is in the catalog.
void LeaveOutStability(Details& details) {
  if (details.stability.empty() || details.help.empty()) return;
  const std::string mark = '[' + details.stability + "] ";
  std::string &first = details.help.front().text, &last = details.help.back().text;
  if (first.starts_with(mark)) first.erase(0, mark.size());
  const size_t bracket = last.ends_with(']') ? last.rfind(" [") : std::string::npos;
  if (bracket != std::string::npos) {
    std::string word = last.substr(bracket + 2, last.size() - bracket - 3);
    for (char& c : word) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    if (word == details.stability) last.resize(bracket);
  }
  std::erase_if(details.help, [](const Span& span) { return span.text.empty(); });
}

// --- systems

constexpr std::pair<std::string_view, std::string_view> kSystems[] = {
    {"linux", "Linux"},     {"windows", "Windows"}, {"darwin", "macOS"},           {"freebsd", "FreeBSD"}, {"openbsd", "OpenBSD"},
    {"netbsd", "NetBSD"},   {"dragonfly", "DragonFly"}, {"solaris", "Solaris"}, {"aix", "AIX"}};

constexpr size_t kFewSystems = 3;  // so many are named as those it is not on

// True when there is nothing in it but systems, and tags of the project's own that leave something out ("!nocpu").
bool SaysOnlySystems(std::string_view condition) {
  auto is_of_word = [](char c) { return c == '_' || c == '.' || std::isalnum(static_cast<unsigned char>(c)) != 0; };
  for (size_t i = 0; i < condition.size();) {
    if (!is_of_word(condition[i])) {
      ++i;
      continue;
    }
    const size_t begin = i;
    while (i < condition.size() && is_of_word(condition[i])) ++i;
    const std::string_view word = condition.substr(begin, i - begin);
    const bool is_negated = begin > 0 && condition[begin - 1] == '!';
    if (IsArchitecture(word) || (!IsSystem(word) && word != "unix" && !is_negated)) return false;
  }
  return true;
}

void AddConditions(Details& details, const Metric& metric) {
  size_t systems = 0;
  std::vector<std::string_view> others;
  for (const auto& [tag, name] : kSystems) {
    const bool holds = std::any_of(metric.conditions.begin(), metric.conditions.end(),
                                   [tag = tag](const std::string& condition) { return CanHoldTogether(condition, tag); });
    if (!holds) {
      others.push_back(name);
      continue;
    }
    details.systems.emplace_back(name);
    ++systems;
  }
  if (systems == std::size(kSystems)) details.systems.clear();
  if (!details.systems.empty()) {
    details.systems_text = others.size() <= kFewSystems ? fmt::format("all but {}", fmt::join(others, ", "))
                                                        : fmt::format("only {}", fmt::join(details.systems, ", "));
  }
  const bool is_said = std::all_of(metric.conditions.begin(), metric.conditions.end(), SaysOnlySystems) &&
                       (systems > 0 || metric.conditions.empty());
  if (!is_said) details.conditions = metric.conditions;
}

}  // namespace

std::string_view WordsBeforeValues(bool is_constant, bool is_complete, size_t count) {
  if (!is_complete) return "such as ";
  if (count > 1) return "one of ";
  return is_constant ? "" : "only ";
}

bool HasDetails(const LabelDetails& label) {
  return label.is_constant || label.is_set_once || !label.values.empty() || !label.description.empty() || !label.example.empty();
}

Cell CodeInBackticks(std::string_view text) {
  Cell cell;
  while (!text.empty()) {
    const size_t begin = text.find('`');
    const size_t end = begin == std::string_view::npos ? begin : text.find('`', begin + 1);
    if (end == std::string_view::npos || end == begin + 1) break;
    if (begin > 0) cell.push_back(Plain(std::string(text.substr(0, begin))));
    cell.push_back(Code(std::string(text.substr(begin + 1, end - begin - 1))));
    text.remove_prefix(end + 1);
  }
  if (!text.empty()) cell.push_back(Plain(std::string(text)));
  return cell;
}

std::string WhyText(const Hole& hole) {
  // "one of 36 texts" is what it is, no name in the source.
  if (hole.name.starts_with("one of ")) return fmt::format("it is {}: which, is not known before the program runs", hole.name);
  return fmt::format("`{}` {}", hole.name, ReasonPhrase(hole.reason));
}

std::string FolderOfFile(const std::string& path) {
  const size_t slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash);
}

constexpr size_t kShortCommit = 12;  // digits that tell commits of all but the largest repositories apart

std::string LastPartOf(const std::string& path) { return path.substr(path.rfind('/') + 1); }  // npos + 1 is 0

std::string NumberText(double number) { return fmt::format("{}", number); }

ShownPrograms ShowPrograms(const Catalog& catalog) {
  ShownPrograms shown;
  for (const std::vector<Metric>* metrics : {&catalog.metrics, &catalog.patterns}) {
    for (const Metric& metric : *metrics) {
      for (const std::string& program : metric.programs) shown.names.emplace(program, ProgramName(program));
    }
  }
  std::map<std::string, size_t> uses;
  for (const auto& [program, name] : shown.names) ++uses[name];
  for (auto& [program, name] : shown.names) {
    if (uses[name] > 1) name = program;
  }
  shown.serving.insert(catalog.serving_programs.begin(), catalog.serving_programs.end());
  return shown;
}

std::vector<std::string> ShownPrograms::Of(const Metric& metric) const {
  std::vector<std::string> all, those_serving;
  for (const std::string& program : metric.programs) {
    all.push_back(names.at(program));
    if (serving.contains(program)) those_serving.push_back(all.back());
  }
  return those_serving.empty() ? all : those_serving;
}

std::vector<std::string> ShownPrograms::OthersOf(const Metric& metric) const {
  std::vector<std::string> others;
  for (const std::string& program : metric.programs) {
    if (!serving.contains(program)) others.push_back(names.at(program));
  }
  if (others.size() == metric.programs.size()) others.clear();
  return others;
}

std::string IntroductionText(const Introduction& introduced) {
  if (introduced.commit.empty()) return "";
  if (introduced.is_at_least) return fmt::format("at least {}, where the history is cut off", introduced.date);
  if (introduced.release.empty()) return introduced.date + ", in no release yet";
  return introduced.release + ", " + introduced.date;
}

Details MakeDetails(const Metric& metric, const ShownPrograms& programs) {
  Details details;
  details.name = metric.name.value.ToString();
  details.is_pattern = metric.IsPattern();
  details.type = MetricTypeName(metric.type.value);
  details.type_is_guess = metric.type.is_guess;
  details.help = TextSpans(metric.help.value);
  details.help_is_unknown = details.help.empty() && metric.help.unknown;
  details.help_repeats_name = RepeatsName(metric.help.value.ToString(), details.name);
  AddLabels(details, metric);
  if (metric.unit) details.unit = metric.unit->value;
  if (details.unit.empty()) {
    details.unit = UnitInName(details.name);
    details.unit_is_of_name = !details.unit.empty();
  }
  if (metric.stability) details.stability = metric.stability->value;
  if (metric.deprecated) details.deprecated = metric.deprecated->value;
  LeaveOutStability(details);
  details.help_says_deprecated = details.deprecated.empty() && (SaysDeprecated(metric.help.value.ToString()) || details.stability == "DEPRECATED");
  if (metric.introduced) {
    details.since = IntroductionText(*metric.introduced);
    details.since_commit = metric.introduced->commit.substr(0, kShortCommit);
  }
  if (metric.owner) details.owner = metric.owner->value;
  if (metric.example) details.example = metric.example->value;
  if (metric.replaced_by) details.replaced_by = metric.replaced_by->value;
  if (metric.distribution) {
    details.distribution = metric.distribution->value;
    details.distribution_is_unknown = metric.distribution->unknown.has_value();
  }
  details.origins = OriginsOf(metric);
  details.library = metric.library;
  AddPlaces(details, metric);
  details.switches = metric.switches;
  details.switched_off_by = metric.switched_off_by;
  AddConditions(details, metric);
  details.programs = programs.Of(metric);
  details.silent_programs = programs.OthersOf(metric);
  details.remarks = RemarksOf(metric, details.notes);
  details.notes.insert(details.notes.end(), metric.notes.begin(), metric.notes.end());
  return details;
}

}  // namespace mdg::render
