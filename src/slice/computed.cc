// Texts that are computed of constants: which constants, and by which expression. What comes of it is told by who runs the program.
//
//     for _, kind := range []Kind{Read, Write} { f(kind.String()) }      kind.String() of Read, of Write
//     func done(code int) { f(strconv.Itoa(code)) }                      strconv.Itoa(code) of what the callers write
//     for i := 0; i < 3; i++ { f("shard-" + strconv.Itoa(i)) }           of 0, 1, 2
//
// In: an expression of a Unit. Out: FoundTexts::computed, where all it is made of are constants and one local name of which constants are
// known. See texts.h.
#include <algorithm>

#include "slice/texts.h"

namespace mdg::slice {

namespace {

constexpr size_t kMostConstants = 64;  // of one name: more are no list a reader wants
constexpr std::string_view kComputing[] = {"fmt", "net/http", "path", "strconv", "strings"};  // what they give hangs on what they are given
constexpr int kMaxNodes = 60;          // of one expression

}  // namespace

// A literal, a constant, true or false: the values of a name.
void Texts::AddAsConstant(Unit& unit, NodeId id, Way way, FoundTexts& found) {
  const Module& module = *unit.module;
  const Node& node = module.At(id);
  const auto add = [&] {
    if (found.constants.size() < kMostConstants) found.constants.push_back({&module, id, std::nullopt});
  };
  switch (node.kind) {
    case NodeKind::kLiteral: return add();
    case NodeKind::kParenthesis: return Add(unit, node.first, way, found);
    case NodeKind::kName:
      if (const std::string_view text = module.Text(id); (text == "true" || text == "false") && unit.Find(text, node.begin) == nullptr) return add();
      return AddName(unit, id, way, found);
    case NodeKind::kMember:
      if (ConstantOf(unit, id) != nullptr) return add();
      // http.StatusOK of a package out of sight; whoever runs the program knows whether it is a constant
      if (const std::string_view path = resolver_.PackageOf(unit, node.first); !path.empty()) {
        if (resolver_.FindPackage(path) == nullptr) add();
        return;
      }
      break;
    case NodeKind::kCall: {
      const Call* call = unit.FindCall(id);
      const NodeId argument = module.At(node.first).next;
      if (call != nullptr && call->callee == Callee::kConversion && argument != kNoNode) return Add(unit, argument, way, found);
      break;
    }
    default: break;
  }
  found.open = found.open || !IsAbout(unit, id, id, false);
}

// A whole number that is written down: 3, shards, Last (iota), Last + 1.
std::optional<int64_t> Texts::IntegerOf(const Module& module, NodeId id, int iota, int depth) const {
  const Node& node = module.At(id);
  if (depth > kMostLookedThrough) return std::nullopt;
  const auto of_symbol = [&](const Symbol* symbol) -> std::optional<int64_t> {
    if (symbol == nullptr || symbol->kind != SymbolKind::kConstant || symbol->values == kNoNode) return std::nullopt;
    NodeId value = symbol->module->At(symbol->values).first;
    for (int i = 0; i < symbol->position && value != kNoNode; ++i) value = symbol->module->At(value).next;
    return value == kNoNode ? std::nullopt : IntegerOf(*symbol->module, value, symbol->iota, depth + 1);
  };
  switch (node.kind) {
    case NodeKind::kLiteral: {
      const std::string_view text = module.Text(id);
      const bool plain = !text.empty() && text.size() < 10 && (text.size() == 1 || text[0] != '0') && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
      return plain ? std::optional<int64_t>(std::stoll(std::string(text))) : std::nullopt;
    }
    case NodeKind::kParenthesis: return IntegerOf(module, node.first, iota, depth + 1);
    case NodeKind::kName: {
      const Symbol* symbol = types_.FindSymbol(module, module.Text(id));
      return symbol == nullptr && iota >= 0 && module.Text(id) == "iota" ? std::optional<int64_t>(iota) : of_symbol(symbol);
    }
    case NodeKind::kBinary: {
      const auto left = IntegerOf(module, node.first, iota, depth + 1), right = IntegerOf(module, module.At(node.first).next, iota, depth + 1);
      if (!left || !right || (node.op != Operator::kAdd && node.op != Operator::kSubtract)) return std::nullopt;
      return node.op == Operator::kAdd ? *left + *right : *left - *right;
    }
    default: return std::nullopt;
  }
}

void Texts::AddCounted(const Module& module, NodeId place, int64_t first, int64_t end, FoundTexts& found) {
  found.varies = true;
  if (end - first > static_cast<int64_t>(kMostConstants)) return;
  for (int64_t i = first; i < end; ++i) found.constants.push_back({&module, place, i});
}

// for i := 0; i < 3; i++ { ... }, where nothing else changes i.
bool Texts::AddCounter(Unit& unit, NodeId id, FoundTexts& found) {
  const Module& module = *unit.module;
  const std::string_view name = module.Text(id);
  const Definition* start = unit.Find(name, module.At(id).begin, true);
  if (start == nullptr || start->kind != Definition::Kind::kAssigned || start->statement == kNoNode) return false;
  const NodeId loop = ParentOf(unit, start->statement);
  if (module.At(loop).kind != NodeKind::kFor || module.At(loop).first != start->statement) return false;
  const NodeId condition = module.Child(loop, 1), step = module.Child(loop, 2), body = module.Child(loop, 3);
  const Node& test = module.At(condition);
  const bool counts = module.At(step).kind == NodeKind::kIncrement && module.At(step).op == Operator::kAdd && module.Text(module.At(step).first) == name;
  if (!counts || !Contains(module, body, id) || test.kind != NodeKind::kBinary || module.Text(test.first) != name) return false;
  if (test.op != Operator::kLess && test.op != Operator::kLessEqual) return false;
  for (const Definition& d : unit.DefinitionsOf(name)) {
    if (&d != start && d.offset >= module.At(body).begin && d.offset < module.At(body).end) return false;
  }
  if (unit.Find(name, test.begin) == nullptr || start->value == kNoNode || IsTested(unit, id, name, loop)) return false;
  const auto first = IntegerOf(module, start->value, -1, 0), last = IntegerOf(module, module.At(test.first).next, -1, 0);
  if (!first || !last) return false;
  AddCounted(module, id, *first, test.op == Operator::kLess ? *last : *last + 1, found);
  return true;
}

// The local names an expression is made of, the first place of each; false when it is made of something else than constants, names,
// functions and tables.
bool Texts::FindParts(Unit& unit, NodeId expression, std::vector<NodeId>& names, bool& has_constant) {
  const Module& module = *unit.module;
  std::vector<NodeId> stack = {expression};
  for (int budget = kMaxNodes; !stack.empty(); --budget) {
    const NodeId id = stack.back();
    stack.pop_back();
    const Node& node = module.At(id);
    if (budget == 0) return false;
    switch (node.kind) {
      case NodeKind::kLiteral: has_constant = true; continue;
      case NodeKind::kName:
        if (unit.Find(module.Text(id), node.begin) != nullptr) {
          const bool known = std::any_of(names.begin(), names.end(), [&](NodeId other) { return module.Text(other) == module.Text(id); });
          if (!known) names.push_back(id);
          continue;
        }
        if (ConstantOf(unit, id) != nullptr || module.Text(id) == "true" || module.Text(id) == "false") has_constant = true;
        else return false;
        continue;
      case NodeKind::kMember:
        if (ConstantOf(unit, id) == nullptr) {
          const std::string_view path = resolver_.PackageOf(unit, node.first);
          if (path.empty() || resolver_.FindPackage(path) != nullptr) return false;
        }
        has_constant = true;
        continue;
      case NodeKind::kIndex:
        if (const Symbol* table = resolver_.VariableOf(unit, node.first); table == nullptr || sources_.is_stored(table)) return false;
        stack.push_back(module.At(node.first).next);
        continue;
      case NodeKind::kCall: {
        const Call* call = unit.FindCall(id);
        const NodeId callee = WithoutParentheses(module, node.first);
        const bool is_member = module.At(callee).kind == NodeKind::kMember;
        const std::string_view path = is_member ? resolver_.PackageOf(unit, module.At(callee).first) : std::string_view();
        const bool method = is_member && path.empty();
        const bool computes = call != nullptr && call->callee == Callee::kOutside && std::find(std::begin(kComputing), std::end(kComputing), path) != std::end(kComputing);
        const bool plain = computes || (call != nullptr && (call->callee == Callee::kConversion || (call->callee == Callee::kFunctions && MeansOneFunction(call))));
        if (!plain || !sources_.is_pure(*call)) return false;
        if (method) stack.push_back(module.At(callee).first);
        for (NodeId a = module.At(node.first).next; a != kNoNode; a = module.At(a).next) stack.push_back(a);
        continue;
      }
      case NodeKind::kBinary:
      case NodeKind::kUnary:
      case NodeKind::kParenthesis:
        for (NodeId c = node.first; c != kNoNode; c = module.At(c).next) stack.push_back(c);
        continue;
      default: return false;
    }
  }
  return true;
}

bool Texts::AddComputed(Unit& unit, NodeId id, Way way, FoundTexts& found) {
  const Module& module = *unit.module;
  std::vector<NodeId> names;
  bool has_constant = false;
  if (!FindParts(unit, id, names, has_constant) || names.size() > 1 || (names.empty() && !has_constant)) return false;
  ComputedText computed{&unit, &module, id, "", nullptr, {}};
  if (!names.empty()) {
    FoundTexts given;
    way.constants = true;
    Add(unit, names.front(), way, given);
    found.open = given.open;
    if (given.constants.empty()) return false;
    found.varies = found.varies || given.varies;
    computed.name = module.Text(names.front());
    computed.type = resolver_.TypeOf(unit, names.front());
    computed.given = std::move(given.constants);
  }
  found.computed.push_back(std::move(computed));
  return true;
}

}  // namespace mdg::slice
