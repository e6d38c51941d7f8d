// Exposition text the program writes itself.
//
//     io.WriteString(w, "# TYPE app_up gauge\napp_up 1\n")
//
// In: the arguments of a write the slice found. Out: Constructions, one for each sample line; what comment lines say of a family counts
// for the samples of the same file. Deliberately reads no formats that are not known: the slice found literal ones only.
#include <algorithm>

#include "evaluate/evaluator.h"
#include "evaluate/standard/standard_library.h"
#include "libraries/exposition_text.h"

namespace mdg::evaluate {

namespace {

// `text` cut behind the first of `ends`; whole when there is none.
struct Cut {
  std::vector<TextPiece> before, after;
  char at = 0;
};

Cut CutAt(const std::vector<TextPiece>& text, std::string_view ends) {
  Cut cut;
  for (const TextPiece& piece : text) {
    if (cut.at != 0) {
      cut.after.push_back(piece);
      continue;
    }
    const size_t at = piece.hole == nullptr ? piece.literal.find_first_of(ends) : std::string::npos;
    if (at == std::string::npos) {
      cut.before.push_back(piece);
      continue;
    }
    cut.at = piece.literal[at];
    if (at > 0) cut.before.push_back({piece.literal.substr(0, at), nullptr});
    if (at + 1 < piece.literal.size()) cut.after.push_back({piece.literal.substr(at + 1), nullptr});
  }
  return cut;
}

// A line of a histogram or summary belongs to the family that was announced.
std::string_view WithoutSuffix(std::string_view name) {
  for (std::string_view suffix : {"_bucket", "_sum", "_count"}) {
    if (name.ends_with(suffix)) return name.substr(0, name.size() - suffix.size());
  }
  return name;
}

}  // namespace

void Evaluator::WriteExposition(const std::vector<Value>& arguments, bool formats, Place at) {
  reached_.insert({at, root_});
  if (arguments.empty()) return;
  std::vector<Value> operands(arguments.begin() + (arguments.size() > 1), arguments.end());  // a method's writer is not among them
  const Value text = formats ? StandardLibrary(*this).FormatText(operands, 0) : values_.Stringify(operands[0]);
  values_.Lift({text}, [&](const std::vector<Value>& v) -> Value {
    if (!v[0]->Is(ValueKind::kText)) return v[0];
    for (Cut line = CutAt(v[0]->text, "\n");; line = CutAt(line.after, "\n")) {
      ValueNode* one = values_.Copy(values_.EmptyText());
      one->text = line.before;
      one->trail = v[0]->trail;
      WriteExpositionLine(one, at);
      if (line.after.empty()) return v[0];
    }
  });
}

void Evaluator::WriteExpositionLine(Value line, Place at) {
  if (line->text.empty()) return;
  auto text_of = [&](std::vector<TextPiece> pieces) {
    ValueNode* text = values_.Copy(values_.EmptyText());
    text->text = std::move(pieces);
    text->trail = line->trail;
    return text;
  };
  auto key_of = [&](Value name) { return std::pair(at.module->number, Values::ToText(name).ToString()); };
  const TextPiece& first = line->text.front();
  const bool type = first.hole == nullptr && first.literal.starts_with("# TYPE "), help = first.hole == nullptr && first.literal.starts_with("# HELP ");
  if (type || help) {
    std::vector<TextPiece> pieces = line->text;
    pieces.front().literal.erase(0, 7);
    if (pieces.front().literal.empty()) pieces.erase(pieces.begin());
    const Cut cut = CutAt(pieces, " ");
    const Value announced = text_of(cut.before);
    WrittenFamily& family = written_families_[key_of(announced)];
    if (family.name == nullptr) family = {.type = family.type, .help = family.help, .name = announced, .at = at, .root = root_, .is_sampled = false};
    if (help) family.help = text_of(cut.after);
    else if (const auto known = ParseMetricType(Values::ToText(text_of(cut.after)).ToString())) family.type = *known;
    return;
  }
  Cut name = CutAt(line->text, "{ ");
  if (name.at == ' ' && !name.after.empty() && name.after.front().literal.starts_with("{")) {  // name {label="value"} 1
    name.at = '{';
    name.after.front().literal.erase(0, 1);
  }
  if (name.before.empty() || (!name.before.front().literal.empty() && name.before.front().literal.front() == '#')) return;
  std::vector<TextPiece> pieces = name.before;
  // It writes whatever it is given: said once for each place.
  const bool named = std::any_of(pieces.begin(), pieces.end(), [](const TextPiece& piece) { return piece.hole == nullptr; });
  if (!named && !unnamed_writes_.insert(at).second) return;
  const auto key = key_of(text_of(name.before));
  auto family = written_families_.find(key);
  if (family == written_families_.end()) {
    const auto base = written_families_.find({key.first, std::string(WithoutSuffix(key.second))});
    const bool many = base != written_families_.end() && (base->second.type == MetricType::kHistogram || base->second.type == MetricType::kSummary);
    if (many && key.second.ends_with("_bucket")) return;  // its labels and le; the lines for sum and count have the labels alone
    if (many && pieces.back().hole == nullptr) {
      pieces.back().literal = WithoutSuffix(pieces.back().literal);
      family = base;
    }
  }
  if (name.at == '{') {
    pieces.push_back({"{", nullptr});
    const Cut labels = CutAt(name.after, "}");
    pieces.insert(pieces.end(), labels.before.begin(), labels.before.end());
    pieces.push_back({"}", nullptr});
  }
  std::vector<Value> arguments = {text_of(std::move(pieces))};
  if (family != written_families_.end() && family->second.help != nullptr) arguments.push_back(family->second.help);
  const MetricType kind = family == written_families_.end() ? MetricType::kUntyped : family->second.type;
  if (family != written_families_.end()) family->second.is_sampled = true;
  ConstructFromArguments(libraries::ExpositionText(kind), nullptr, arguments, at);
}

// What is announced and then written piece by piece, or somewhere else: that it is exposed is known, its labels are not.
void Evaluator::FinishExpositions() {
  for (const auto& [key, family] : written_families_) {
    if (family.is_sampled || family.name == nullptr || family.name->text.empty()) continue;
    Frame frame;
    frame.module = family.at.module;
    frame_ = &frame;
    root_ = Values::IsKnownText(family.name) ? nullptr : family.root;  // a whole name is one, whoever came by
    BeginRun();
    std::vector<Value> arguments = {family.name};
    if (family.help != nullptr) arguments.push_back(family.help);
    const size_t begin = events_.constructions.size();
    ConstructFromArguments(libraries::ExpositionText(family.type), nullptr, arguments, family.at);
    for (size_t i = begin; i < events_.constructions.size(); ++i) events_.constructions[i].labels = values_.Unknown("labels", Reason::kRuntimeData, nullptr, true);
    frame_ = nullptr;
  }
}

}  // namespace mdg::evaluate
