// In: calls that write texts. Out: those that write exposition text, and what of it is asked for. See propagation.h.
//
//     io.WriteString(w, "# TYPE app_up gauge\napp_up 1\n")      b.WriteString(name + " 1\n")
#include <algorithm>

#include "libraries/exposition_text.h"
#include "slice/propagation.h"

namespace mdg::slice {

// io.WriteString(w, "app_up 1\n"), b.WriteString(name + " 1\n"): what is written; a console is no scrape.
Propagation::WrittenText Propagation::TextWritten(Unit& unit, const Call& call) {
  const Module& module = *unit.module;
  const Node& callee = module.At(module.At(call.node).first);
  const bool outside = call.callee == Callee::kOutside || call.callee == Callee::kUnresolved;
  if (!outside || callee.kind != NodeKind::kMember) return {};
  const std::string_view package = resolver_.PackageOf(unit, callee.first), name = module.Text(module.At(callee.first).next);
  const int position = package.empty() ? libraries::TextArgumentOfMethod(name) : libraries::TextArgument(package, name);
  NodeId argument = module.At(module.At(call.node).first).next;
  if (position < 0 || argument == kNoNode || module.Text(argument) == "os.Stdout" || module.Text(argument) == "os.Stderr") return {};
  for (int i = 0; i < position && argument != kNoNode; ++i) argument = module.At(argument).next;
  WrittenText written{.text = argument, .format = {}, .operands = {}};
  if (argument == kNoNode) return {};
  AddFormat(unit, argument, written);
  if (name == "Fprintf") {
    written.operands.clear();
    for (NodeId operand = module.At(argument).next; operand != kNoNode; operand = module.At(operand).next) written.operands.push_back(operand);
  }
  return written;
}

// A literal, or the name of a text that is always the same.
std::optional<std::string> Propagation::OnlyText(Unit& unit, NodeId expression) {
  const Module& module = *unit.module;
  const Node& node = module.At(expression);
  if (node.kind == NodeKind::kLiteral && node.op == Operator::kString) return std::string(module.StringValue(node));
  if (node.kind != NodeKind::kName && node.kind != NodeKind::kMember) return std::nullopt;
  if (unit.Find(module.Text(node), node.begin) != nullptr) return std::nullopt;
  if (const Symbol* variable = resolver_.VariableOf(unit, expression)) {
    if (variable->values == kNoNode || variable->name_count > 1 || IsAssigned(variable)) return std::nullopt;
    const Node& value = variable->module->At(variable->module->At(variable->values).first);
    const bool is_text = value.kind == NodeKind::kLiteral && value.op == Operator::kString;
    return is_text ? std::optional(std::string(variable->module->StringValue(value))) : std::nullopt;
  }
  const FoundTexts found = MakeTexts().Of(unit, expression);
  if (found.texts.size() != 1 || found.varies) return std::nullopt;
  return *found.texts.begin();
}

// A text put together on the spot, as the format that would make it.
void Propagation::AddFormat(Unit& unit, NodeId expression, WrittenText& written) {
  const Module& module = *unit.module;
  expression = WithoutParentheses(module, expression);
  const Node& node = module.At(expression);
  const NodeId argument = node.kind == NodeKind::kCall ? module.At(node.first).next : kNoNode;
  const bool formats = argument != kNoNode && module.Text(node.first) == "fmt.Sprintf";
  const std::optional<std::string> format = formats ? OnlyText(unit, argument) : std::nullopt;
  if (const auto text = OnlyText(unit, expression)) {
    written.format += *text;
  } else if (node.kind == NodeKind::kBinary && node.op == Operator::kAdd) {
    AddFormat(unit, node.first, written);
    AddFormat(unit, module.At(node.first).next, written);
  } else if (argument != kNoNode && module.Text(node.first) == "[]byte") {
    AddFormat(unit, argument, written);
  } else if (format) {
    written.format += *format;
    for (NodeId operand = module.At(argument).next; operand != kNoNode; operand = module.At(operand).next) written.operands.push_back(operand);
  } else {
    written.format += "%s";
    written.operands.push_back(expression);
  }
}

void Propagation::FindExposition(Unit& unit) {
  const bool is_exposition = std::any_of(unit.calls.begin(), unit.calls.end(), [&](const Call& call) {
    return libraries::FindExposition(TextWritten(unit, call).format) == libraries::ExpositionEvidence::kStrong;
  });
  if (is_exposition) exposition_files_.insert(unit.module);
}

// Once something in a function can only be exposition text, whatever can be it is taken for it.
void Propagation::SeedExposition(Unit& unit) {
  using libraries::ExpositionEvidence;
  if (!exposition_files_.contains(unit.module)) return;
  std::vector<std::pair<Call*, WrittenText>> writes;
  bool strong = false;
  for (Call& call : unit.calls) {
    WrittenText written = TextWritten(unit, call);
    const ExpositionEvidence evidence = libraries::FindExposition(written.format);
    if (evidence != ExpositionEvidence::kNone) writes.emplace_back(&call, std::move(written));
    strong = strong || evidence == ExpositionEvidence::kStrong;
  }
  if (!strong) return;
  const bool sampled = std::any_of(writes.begin(), writes.end(), [](const auto& write) { return libraries::HasSample(write.second.format); });
  for (const auto& [call, written] : writes) {
    exposition_writes_.insert({unit.module, call->node});
    if (!sampled || libraries::HasSample(written.format)) constructors_.emplace_back(unit.module, call->node);
    unit.mentions = true;
    Mark(unit, call->node, kWeak | kEffect);
    Want(unit, written.text);
    for (size_t operand : libraries::TellingOperands(written.format)) {
      if (operand < written.operands.size()) Want(unit, written.operands[operand]);
    }
  }
}

}  // namespace mdg::slice
