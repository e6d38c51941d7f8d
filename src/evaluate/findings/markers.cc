// In: comments above declarations. Out: Construction::label_descriptions, group. See markers.h.
#include "evaluate/findings/markers.h"

namespace mdg::evaluate {

namespace {

// code="...",method="...": quotes inside a text are escaped. What does not look like that ends it.
std::map<std::string, std::string> Pairs(std::string_view text) {
  std::map<std::string, std::string> pairs;
  while (!text.empty()) {
    const size_t equals = text.find("=\"");
    if (equals == std::string_view::npos) break;
    std::string value;
    size_t at = equals + 2;
    for (; at < text.size() && text[at] != '"'; ++at) {
      if (text[at] == '\\' && at + 1 < text.size()) ++at;
      value += text[at];
    }
    if (at == text.size()) break;
    std::string_view name = text.substr(0, equals);
    while (name.starts_with(' ') || name.starts_with(',')) name.remove_prefix(1);
    if (!value.empty()) pairs.emplace(name, std::move(value));
    text.remove_prefix(at + 1);
  }
  return pairs;
}

struct Said {
  std::map<std::string, std::string> labels;
  std::string group;
};

// What follows the marker `+name:` and this key in a comment; "" when it is no such marker.
std::string_view AfterMarker(std::string_view comment, std::string_view key) {
  const size_t at = comment.find(key);
  const bool is_marker = comment.starts_with('+') && at != std::string_view::npos && comment.find(' ') >= at;
  return is_marker ? comment.substr(at + key.size()) : std::string_view();
}

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

// Of the comment lines that end right above the line of `offset`.
Said SaidAbove(std::string_view text, size_t offset) {
  Said said;
  size_t begin = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);  // the end of the line above
  while (begin != std::string_view::npos && begin > 0) {
    const size_t end = begin;
    begin = text.rfind('\n', end - 1);
    std::string_view line = text.substr(begin == std::string_view::npos ? 0 : begin + 1, end - (begin == std::string_view::npos ? 0 : begin + 1));
    const size_t slashes = line.find_first_not_of(" \t");
    if (slashes == std::string_view::npos || !line.substr(slashes).starts_with("//")) break;
    line.remove_prefix(slashes + 2);
    while (line.starts_with(' ')) line.remove_prefix(1);
    said.labels.merge(Pairs(AfterMarker(line, ":labels=")));
    if (const std::string_view group = Trimmed(AfterMarker(line, ":group=")); !group.empty()) said.group = group;
  }
  return said;
}

void CollectMetrics(Value value, std::set<uint32_t>& metrics) {
  if (value->Is(ValueKind::kNative) && (value->native == NativeKind::kMetric || value->native == NativeKind::kDescriptor)) metrics.insert(value->id);
  if (!value->Is(ValueKind::kChoice) && !value->Is(ValueKind::kTuple)) return;
  for (Value item : value->items) CollectMetrics(item, metrics);
}

}  // namespace

void Markers::Read() {
  // Of two that are kept in two places, the same one whichever is seen first.
  const auto keep = [](std::string& kept, const std::string& text) {
    if (kept.empty() || (!text.empty() && text < kept)) kept = text;
  };
  const auto describe = [&](const Module& module, NodeId declared, const std::set<uint32_t>& metrics) {
    if (metrics.empty()) return;
    const Said said = SaidAbove(module.text, module.At(declared).begin);
    for (const uint32_t metric : metrics) {
      Construction& construction = e_.events_.constructions[metric];
      keep(construction.group, said.group);
      for (const auto& [label, text] : said.labels) keep(construction.label_descriptions[label], text);
    }
  };
  for (const auto& [key, values] : e_.field_values_) {  // what was stored there
    const auto& [owner, field] = key;
    std::set<uint32_t> metrics;
    for (Value value : values) CollectMetrics(value, metrics);
    Types::FieldInfo info;
    if (field.empty()) describe(*owner->module, owner->node, metrics);
    else if (e_.types_.FindField(e_.types_.Named(owner), field, info) && info.module != nullptr) describe(*info.module, info.field, metrics);
  }
  for (const auto& package : e_.program_.packages()) {  // what it was made with
    for (const Symbol* variable : package->variables) {
      const auto cell = e_.globals_.find(variable);
      if (cell == e_.globals_.end()) continue;
      std::set<uint32_t> metrics;
      CollectMetrics(e_.memory_.Read(cell->second), metrics);
      describe(*variable->module, variable->node, metrics);
    }
  }
}

}  // namespace mdg::evaluate
