// In: a Metric. Out: its Details.
#include "render/details.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

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

std::vector<Remark> RemarksOf(const Metric& metric) {
  std::vector<Remark> remarks;
  AddRemarks(remarks, "name", metric.name);
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
                              label->is_constant,
                              label->presence == Presence::kSometimes,
                              label->values,
                              label->values_complete,
                              label->description});
  }
  details.has_more_labels = metric.labels.unknown || metric.labels.value.has_more;
}

void AddPlaces(Details& details, const Metric& metric) {
  std::vector<SourceLocation> places = metric.definitions;
  if (places.empty() && !metric.name.trail.empty()) places.push_back(metric.name.trail.front().at);
  for (const SourceLocation& at : places) details.definitions.push_back({at.path, at.line, 0});
  std::set<std::string> folders;
  for (const SourceLocation& at : metric.definitions) folders.insert(FolderOfFile(at.path));
  details.folders.assign(folders.begin(), folders.end());
  for (const Registration& registration : metric.registrations) {
    const RegistrationDetails made{{registration.at.path, registration.at.line, 0}, registration.prefix};
    if (details.registrations.empty() || details.registrations.back() != made) details.registrations.push_back(made);
  }
}

}  // namespace

std::string WhyText(const Hole& hole) {
  return fmt::format("`{}` {} ({})", hole.name, ReasonPhrase(hole.reason), ReasonName(hole.reason));
}

std::string FolderOfFile(const std::string& path) {
  const size_t slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash);
}

std::string LastPartOf(const std::string& path) { return path.substr(path.rfind('/') + 1); }  // npos + 1 is 0

std::string NumberText(double number) { return fmt::format("{}", number); }

ShownPrograms ShowPrograms(const Catalog& catalog) {
  ShownPrograms shown;
  for (const std::vector<Metric>* metrics : {&catalog.metrics, &catalog.patterns}) {
    for (const Metric& metric : *metrics) {
      for (const std::string& program : metric.programs) shown.emplace(program, LastPartOf(program));
    }
  }
  std::map<std::string, size_t> uses;
  for (const auto& [program, last_part] : shown) ++uses[last_part];
  for (auto& [program, last_part] : shown) {
    if (uses[last_part] > 1) last_part = program;
  }
  return shown;
}

Details MakeDetails(const Metric& metric, const ShownPrograms& programs) {
  Details details;
  details.name = metric.name.value.ToString();
  details.is_pattern = metric.IsPattern();
  details.type = MetricTypeName(metric.type.value);
  details.type_is_guess = metric.type.is_guess;
  details.help = TextSpans(metric.help.value);
  details.help_is_unknown = details.help.empty() && metric.help.unknown;
  AddLabels(details, metric);
  if (metric.unit) details.unit = metric.unit->value;
  if (metric.stability) details.stability = metric.stability->value;
  if (metric.deprecated) details.deprecated = metric.deprecated->value;
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
  details.conditions = metric.conditions;
  details.notes = metric.notes;
  for (const std::string& program : metric.programs) details.programs.push_back(programs.at(program));
  details.remarks = RemarksOf(metric);
  return details;
}

}  // namespace mdg::render
