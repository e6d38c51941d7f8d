// In: label names, and where they are written. Out: Construction::label_values, label_examples. See listed_values.h.
#include <algorithm>

#include "evaluate/findings/listed_values.h"
#include "slice/listed_fields.h"

namespace mdg::evaluate {

namespace {

template <size_t kCount>
bool IsOneOf(const std::string_view (&names)[kCount], std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

// The nodes around `offset`, outermost first.
std::vector<NodeId> NodesAround(const Module& module, NodeId from, uint32_t offset) {
  std::vector<NodeId> around = {from};
  for (bool goes_on = true; goes_on && module.At(around.back()).kind != NodeKind::kLiteral;) {
    goes_on = false;
    for (NodeId child = module.At(around.back()).first; child != kNoNode; child = module.At(child).next) {
      const Node& node = module.At(child);
      if (offset < node.begin || offset >= node.end) continue;
      around.push_back(child);
      goes_on = true;
      break;
    }
  }
  return around;
}

}  // namespace

NodeId ListedValues::DeclarationAround(const Module& module, uint32_t offset) const {
  const Package* package = e_.program_.PackageOf(&module);
  for (const auto* symbols : {&package->variables, &package->functions}) {
    for (const Symbol* symbol : *symbols) {
      const Node& node = module.At(symbol->node);
      if (symbol->module == &module && offset >= node.begin && offset < node.end) return symbol->node;
    }
  }
  return kNoNode;
}

void ListedValues::AddField(const Module& module, NodeId field, Said& said) {
  const std::string_view name = module.Text(module.At(field).first);
  const bool is_list = IsOneOf(slice::kValueListFields, name);
  if (!is_list && !IsOneOf(slice::kExampleFields, name)) return;
  Frame frame;
  frame.module = &module;
  Frame* outer = std::exchange(e_.frame_, &frame);
  e_.BeginRun();
  const Value value = e_.Evaluate(module.At(module.At(field).first).next);
  e_.frame_ = outer;
  if (!is_list && Values::IsKnownText(value)) said.example = Values::KnownText(value);
  if (!is_list || !value->Is(ValueKind::kList) || value->open) return;
  std::set<std::string> values;
  for (size_t i = 0; i < value->length; ++i) {
    const Value element = value->backing->elements[i].value;
    if (!Values::IsKnownText(element)) return;  // a part of the list says something else than all of it
    values.insert(Values::KnownText(element));
  }
  said.values = std::move(values);
}

// What stands in the other fields of the literal the name is written in.
const ListedValues::Said& ListedValues::SaidBeside(const Trail& name) {
  const auto [known, is_new] = said_.try_emplace({name.module, name.offset});
  Said& said = known->second;
  const Module& module = *name.module;
  const NodeId declaration = is_new && module.language == "go" ? DeclarationAround(module, name.offset) : kNoNode;
  if (declaration == kNoNode) return said;
  const std::vector<NodeId> around = NodesAround(module, declaration, name.offset);
  const size_t depth = around.size();
  const bool is_field = depth >= 3 && module.At(around[depth - 2]).kind == NodeKind::kKeyValue && module.At(around[depth - 3]).kind == NodeKind::kComposite;
  if (!is_field || !IsOneOf(slice::kLabelNameFields, module.Text(module.At(around[depth - 2]).first))) return said;
  for (NodeId field = module.At(module.At(around[depth - 3]).first).next; field != kNoNode; field = module.At(field).next) {
    if (module.At(field).kind == NodeKind::kKeyValue && field != around[depth - 2]) AddField(module, field, said);
  }
  return said;
}

void ListedValues::Find() {
  for (size_t metric = 0; metric < e_.events_.constructions.size(); ++metric) {
    const Value list = e_.events_.constructions[metric].labels;
    for (size_t i = 0; list != nullptr && list->Is(ValueKind::kList) && i < list->length; ++i) {
      Value name = list->backing->elements[i].value;
      for (const RecordField& field : name->fields) {  // ConstrainedLabel{Name: ...}
        if (field.name == "Name") name = field.value;
      }
      const Trail* written = Values::IsKnownText(name) ? Values::LastLiteral(name->trail) : nullptr;
      if (written == nullptr) continue;
      const Said said = SaidBeside(*written);
      Construction& construction = e_.events_.constructions[metric];  // evaluating may have made others
      if (!said.values.empty()) construction.label_values[Values::KnownText(name)].insert(said.values.begin(), said.values.end());
      if (!said.example.empty()) construction.label_examples[Values::KnownText(name)] = said.example;
    }
  }
}

}  // namespace mdg::evaluate
