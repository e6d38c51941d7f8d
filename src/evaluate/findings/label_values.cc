// In: constructions, uses of metrics. Out: Construction::label_values. See label_values.h.
#include <algorithm>

#include "evaluate/findings/label_values.h"

namespace mdg::evaluate {

namespace {

constexpr size_t kMostCompared = 100;  // texts of one constraint

// The metrics a value holds, itself or in its ways.
void CollectMetrics(Value value, std::set<uint32_t>& metrics) {
  if (value->Is(ValueKind::kNative) && (value->native == NativeKind::kMetric || value->native == NativeKind::kDescriptor)) metrics.insert(value->id);
  if (!value->Is(ValueKind::kChoice) && !value->Is(ValueKind::kTuple)) return;
  for (Value item : value->items) CollectMetrics(item, metrics);
}

// Where the last literals of a name stand: one place for metrics that differ in their prefixes only.
void CollectNames(Value name, Place made, std::set<Place>& places) {
  if (name->Is(ValueKind::kChoice)) {
    for (Value item : name->items) CollectNames(item, made, places);
    return;
  }
  const Trail* literal = Values::LastLiteral(name->trail);
  places.insert(literal != nullptr ? Place{literal->module, literal->offset} : made);
}

// The names of the labels in their order, as far as they are known from the first on.
struct LabelNames {
  std::vector<std::string> names;
  bool is_whole = false;

  // Whether the values of a use go to the labels of the same place.
  bool Suit(const slice::LabelUse& use) const {
    if (is_whole && use.is_whole) return names.size() == use.arguments;
    return (!is_whole || use.arguments <= names.size()) && (!use.is_whole || names.size() <= use.arguments);
  }
};

LabelNames NamesOf(const Construction& construction) {
  LabelNames known;
  const Value list = construction.labels;
  if (list == nullptr || !list->Is(ValueKind::kList)) return known;
  const uint32_t length = Values::KnownFirst(list);
  known.is_whole = !list->open;
  for (uint32_t i = 0; i < length; ++i) {
    Value element = list->backing->elements[i].value;
    if (element->Is(ValueKind::kRecord)) {  // ConstrainedLabel{Name: ...}
      for (const RecordField& field : element->fields) {
        if (field.name == "Name") element = field.value;
      }
    }
    if (!Values::IsKnownText(element) || list->backing->elements[i].sometimes) {
      known.is_whole = false;
      break;
    }
    known.names.push_back(Values::KnownText(element));
  }
  return known;
}

}  // namespace

// What stands in a field of a field of an object; null for nothing.
Value LabelValues::FieldIn(Value object, const std::vector<std::string_view>& path) {
  for (std::string_view field : path) {
    object = evaluator_.Dereference(object);
    Value next = nullptr;
    for (const RecordField& other : object->fields) {
      if (object->Is(ValueKind::kRecord) && other.name == field) next = other.value;
    }
    if (next == nullptr) return nullptr;
    object = next;
  }
  return object;
}

// What a variable, or a field of what it holds, is seen to keep at the end.
std::set<uint32_t> LabelValues::KeptIn(const Symbol* variable, const std::vector<std::string_view>& path) {
  std::set<uint32_t> metrics;
  const auto cell = evaluator_.globals_.find(variable);
  if (cell == evaluator_.globals_.end()) return metrics;
  const Value value = FieldIn(evaluator_.memory_.Read(cell->second), path);
  if (value == nullptr) return metrics;
  CollectMetrics(evaluator_.Dereference(value), metrics);
  if (auto stored = evaluator_.field_values_.find({variable, ""}); path.empty() && stored != evaluator_.field_values_.end()) {
    for (Value other : stored->second) CollectMetrics(other, metrics);
  }
  return metrics;
}

// By the innermost field; where several metrics are kept there, by the outermost through which one is seen: what other objects keep in
// the inner ones is another metric.
std::set<uint32_t> LabelValues::KeptInFields(const slice::LabelUse& use) {
  const auto kept_in = [&](const slice::LabelUse::Kept& kept) {
    std::set<uint32_t> metrics;
    const auto stored = evaluator_.field_values_.find({kept.owner, kept.field});
    if (stored == evaluator_.field_values_.end()) return metrics;
    for (Value value : stored->second) {
      const Value vector = FieldIn(value, kept.within);
      if (vector != nullptr) CollectMetrics(vector, metrics);
    }
    return metrics;
  };
  std::set<uint32_t> metrics = kept_in(use.kept.back());
  if (!metrics.empty() && !HaveSeveralNames(metrics)) return metrics;
  for (const slice::LabelUse::Kept& kept : use.kept) {
    if (std::set<uint32_t> outer = kept_in(kept); !outer.empty()) return outer;
  }
  return metrics;
}

bool LabelValues::HaveSeveralNames(const std::set<uint32_t>& metrics) const {
  std::set<std::string> names;
  for (const uint32_t metric : metrics) {
    const Value name = evaluator_.events_.constructions[metric].name;
    if (Values::IsKnownText(name)) names.insert(Values::KnownText(name));
  }
  return names.size() > 1;
}

// The metrics the use can be about; none where that is not plain.
std::set<uint32_t> LabelValues::MetricsOf(const slice::LabelUse& use) {
  const Place at{use.module, use.module->At(use.call).begin};
  std::set<uint32_t> metrics;
  bool exact = true;  // whatever it holds gets the value
  if (use.variable != nullptr) metrics = KeptIn(use.variable, use.path);
  if (metrics.empty() && !use.kept.empty()) {
    exact = false;
    metrics = KeptInFields(use);
  } else if (use.made != kNoNode) {
    const auto [first, last] = made_.equal_range({use.module, use.module->At(use.made).begin});
    for (auto entry = first; entry != last; ++entry) metrics.insert(entry->second);
  } else if (use.variable == nullptr && use.kept.empty()) {
    exact = !use.varies;
    const auto [first, last] = sampled_.equal_range(at);
    for (auto entry = first; entry != last; ++entry) {
      exact = exact && !entry->second->one_of_several;
      metrics.insert(entry->second->metric);
    }
  }
  std::set<Place> names;
  for (const uint32_t metric : metrics) {
    const Construction& construction = evaluator_.events_.constructions[metric];
    std::set<Place> own;
    CollectNames(construction.name, construction.at, own);
    if (own.size() > 1) return {};  // one of a table, and nobody knows which
    names.insert(own.begin(), own.end());
  }
  if (!exact && names.size() > 1) metrics.clear();
  // They differ in their prefixes, and callers may in what they give; or an object of several is meant.
  if (!exact && (use.varies || use.is_of_one_object) && HaveSeveralNames(metrics)) metrics.clear();
  return metrics;
}

// The texts a constraint compares what it is given with: elements of a list it looks into, keys of a map, cases.
std::vector<Value> LabelValues::ComparedIn(Value constraint) {
  std::vector<Value> texts;
  const bool declared = constraint->symbol != nullptr;
  const Module& module = declared ? *constraint->symbol->module : *constraint->module;
  const NodeId type = module.Child(declared ? constraint->symbol->node : constraint->node, declared ? 3 : 0);
  const std::string_view parameter = module.Text(module.Child(module.At(module.At(type).first).first, 2));
  const auto is_parameter = [&](NodeId node) { return module.At(node).kind == NodeKind::kName && module.Text(node) == parameter; };
  const auto add = [&](Value value) {
    if (Values::IsKnownText(value) && texts.size() < kMostCompared) texts.push_back(value);
  };
  Frame frame;
  frame.module = &module;
  frame.scope = constraint->scope;
  frame.types = constraint->types;
  Frame* outer = std::exchange(evaluator_.frame_, &frame);
  std::vector<NodeId> stack = {module.Child(declared ? constraint->symbol->node : constraint->node, declared ? 4 : 1)};
  while (!stack.empty()) {
    const Node& node = module.At(stack.back());
    const NodeId id = stack.back(), second = node.kind == NodeKind::kLiteral ? kNoNode : module.At(node.first).next;
    stack.pop_back();
    if (node.kind == NodeKind::kLiteral) continue;
    const bool contains = node.kind == NodeKind::kCall && module.Text(node.first) == "slices.Contains" && second != kNoNode && is_parameter(module.At(second).next);
    if (contains) {
      const Value list = evaluator_.Evaluate(second);
      for (size_t i = 0; list->Is(ValueKind::kList) && i < list->length; ++i) add(list->backing->elements[i].value);
    } else if (node.kind == NodeKind::kIndex && is_parameter(second)) {
      const Value map = evaluator_.Evaluate(node.first);
      if (map->Is(ValueKind::kMap)) {
        for (const MapEntry& entry : evaluator_.memory_.Read(map->cell)->entries) add(entry.key);
      }
    } else if (node.kind == NodeKind::kSwitch && is_parameter(second)) {
      for (NodeId clause = module.At(second).next; clause != kNoNode; clause = module.At(clause).next) {
        for (NodeId one = module.At(module.At(clause).first).first; one != kNoNode; one = module.At(one).next) add(evaluator_.Evaluate(one));
      }
    }
    for (NodeId c = module.At(id).first; c != kNoNode; c = module.At(c).next) stack.push_back(c);
  }
  evaluator_.frame_ = outer;
  return texts;
}

// ConstrainedLabel{Name: ..., Constraint: func(value string) string { ... }}: what it makes of each text it knows.
void LabelValues::AddPassing(size_t metric) {
  const Value list = evaluator_.events_.constructions[metric].labels;
  const Place at = evaluator_.events_.constructions[metric].at;
  for (size_t i = 0; list != nullptr && list->Is(ValueKind::kList) && i < list->length; ++i) {
    const Value element = list->backing->elements[i].value;
    Value name = nullptr, constraint = nullptr;
    for (const RecordField& field : element->fields) {
      if (field.name == "Name") name = field.value;
      if (field.name == "Constraint") constraint = field.value;
    }
    const bool is_ours = constraint != nullptr && constraint->Is(ValueKind::kFunction) && (constraint->symbol != nullptr || constraint->module != nullptr);
    if (!is_ours || name == nullptr || !Values::IsKnownText(name)) continue;
    evaluator_.BeginRun();
    for (Value text : ComparedIn(constraint)) {
      const Value made = evaluator_.CallFunction(constraint, {.values = {text}}, at);
      if (Values::IsKnownText(made) && !made->text.empty()) evaluator_.events_.constructions[metric].label_values[Values::KnownText(name)].insert(Values::KnownText(made));
    }
  }
}

// kind.String() of each constant `kind` can be; what a setting has a say in is no value of the program's own.
std::set<std::string> LabelValues::TextsOf(const slice::ComputedText& computed) {
  std::set<std::string> texts;
  Frame frame;
  frame.module = computed.module;
  Frame* outer = std::exchange(evaluator_.frame_, &frame);
  const auto add = [&] {
    const Value text = evaluator_.Evaluate(computed.expression);
    if (Values::IsKnownText(text) && text->rests_on == nullptr && !text->may_be_set && !text->text.empty()) texts.insert(Values::KnownText(text));
  };
  evaluator_.BeginRun();
  if (computed.name.empty()) add();
  for (const slice::ConstantAt& constant : computed.given) {
    frame.module = constant.module;
    Value given = constant.number ? evaluator_.values_.Integer(*constant.number) : evaluator_.Evaluate(constant.node);
    frame.module = computed.module;
    if (computed.type != nullptr && given->type == nullptr) given = evaluator_.Conversion(computed.type, given);
    evaluator_.Declare(computed.name, evaluator_.memory_.New(given));
    add();
    frame.scope = nullptr;
  }
  evaluator_.frame_ = outer;
  return texts;
}

void LabelValues::Find() {
  for (uint32_t i = 0; i < evaluator_.events_.constructions.size(); ++i) made_.emplace(evaluator_.events_.constructions[i].at, i);
  for (const Sample& sample : evaluator_.events_.samples) sampled_.emplace(sample.at, &sample);
  for (size_t i = made_.size(); i-- > 0;) AddPassing(i);
  for (const slice::LabelUse& use : evaluator_.slice_.LabelUses()) {
    for (const uint32_t metric : MetricsOf(use)) {
      Construction& construction = evaluator_.events_.constructions[metric];
      LabelNames known = NamesOf(construction);
      std::erase_if(known.names, [&](const std::string& name) { return use.curried.contains(name); });
      for (const slice::LabelUse::Given& given : use.given) {
        if (given.label.empty() && (!known.Suit(use) || given.position >= known.names.size())) continue;
        std::set<std::string> values = given.values;
        for (const slice::ComputedText& computed : given.computed) values.merge(TextsOf(computed));
        if (values.empty()) continue;
        Construction& to = evaluator_.events_.constructions[metric];  // evaluating may have made others
        to.label_values[given.label.empty() ? known.names[given.position] : given.label].merge(values);
      }
    }
  }
}

}  // namespace mdg::evaluate
