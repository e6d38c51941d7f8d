// In: a Module. Out: places and a readable dump of it. Deliberately nothing here depends on a language.
#include "model/module.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace mdg {
namespace {

constexpr std::array kKindNames = {"None",
                                   "Name",
                                   "Literal",
                                   "Member",
                                   "Call",
                                   "Composite",
                                   "KeyValue",
                                   "Binary",
                                   "Unary",
                                   "Dereference",
                                   "Parenthesis",
                                   "Index",
                                   "Slice",
                                   "TypeAssertion",
                                   "FunctionLiteral",
                                   "ArrayType",
                                   "MapType",
                                   "ChannelType",
                                   "FunctionType",
                                   "StructType",
                                   "InterfaceType",
                                   "Ellipsis",
                                   "FieldList",
                                   "Field",
                                   "NameList",
                                   "ExpressionList",
                                   "File",
                                   "Import",
                                   "DeclarationGroup",
                                   "Constant",
                                   "Variable",
                                   "Type",
                                   "Function",
                                   "Block",
                                   "Assign",
                                   "Increment",
                                   "Return",
                                   "If",
                                   "For",
                                   "Range",
                                   "Switch",
                                   "TypeSwitch",
                                   "Select",
                                   "Case",
                                   "Go",
                                   "Defer",
                                   "Send",
                                   "Labeled",
                                   "Branch",
                                   "Error"};
static_assert(kKindNames.size() == static_cast<size_t>(NodeKind::kError) + 1);

constexpr std::array kOperatorNames = {
    "",   "integer", "float",    "imaginary", "character",   "string", "+",   "-",    "*",     "/",
    "%",  "&",       "|",        "^",         "&^",          "<<",     ">>",  "==",   "!=",    "<",
    "<=", ">",       ">=",       "&&",        "||",          "!",      "&",   "<-",   "~",     "=",
    ":=", "break",   "continue", "goto",      "fallthrough", "const",  "var", "type", "import"};
static_assert(kOperatorNames.size() == static_cast<size_t>(Operator::kImportKeyword) + 1);

struct FlagName {
  NodeFlags flag;
  const char* name;
};
constexpr std::array kFlagNames = {FlagName{kSpread, " spread"},   FlagName{kCompound, " compound"},
                                   FlagName{kDefines, " defines"}, FlagName{kDefault, " default"},
                                   FlagName{kAlias, " alias"},     FlagName{kGrouped, " grouped"}};

// As one line: what would break it is escaped.
void AppendOnOneLine(std::string_view text, std::string& out) {
  for (char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\r') {
      out += "\\r";
    } else {
      out += c;
    }
  }
}

void DumpNode(const Module& module, const Node& node, size_t depth, std::string& out) {
  out.append(depth * 2, ' ');
  out += kKindNames[static_cast<size_t>(node.kind)];
  if (node.op != Operator::kNone) (out += ' ') += kOperatorNames[static_cast<size_t>(node.op)];
  for (const FlagName& flag : kFlagNames) {
    if (node.flags & flag.flag) out += flag.name;
  }
  if (node.kind == NodeKind::kName || node.kind == NodeKind::kLiteral || node.kind == NodeKind::kError) {
    out += ' ';
    AppendOnOneLine(module.Text(node), out);
  }
  if (node.flags & kDecoded) {
    out += " = ";
    AppendOnOneLine(module.StringValue(node), out);
  }
  out += '\n';
}

}  // namespace

SourceLocation Module::LocationAt(uint32_t offset) const {
  auto next = std::upper_bound(line_starts.begin(), line_starts.end(), offset);
  if (next == line_starts.begin()) return {path, 1, static_cast<int>(offset) + 1};
  const uint32_t start = *(next - 1);
  return {path, static_cast<int>(next - line_starts.begin()), static_cast<int>(offset - start) + 1};
}

std::vector<uint32_t> FindLineStarts(std::string_view text) {
  constexpr size_t kUsualLine = 28;  // bytes
  std::vector<uint32_t> starts;
  starts.reserve(text.size() / kUsualLine + 1);
  starts.push_back(0);
  const char* const end = text.data() + text.size();
  const char* at = text.data();
  while (at != end) {
    at = static_cast<const char*>(std::memchr(at, '\n', static_cast<size_t>(end - at)));
    if (at == nullptr) break;
    ++at;
    starts.push_back(static_cast<uint32_t>(at - text.data()));
  }
  return starts;
}

std::string Dump(const Module& module) {
  // By hand instead of by recursion: a tree may be deeper than a stack likes.
  struct Visit {
    NodeId node;
    size_t depth;
  };
  std::string out;
  std::vector<Visit> open = {{module.root, 0}};
  while (!open.empty()) {
    const Visit visit = open.back();
    open.pop_back();
    if (visit.node >= module.nodes.size()) continue;
    const Node& node = module.At(visit.node);
    DumpNode(module, node, visit.depth, out);
    if (node.next != kNoNode) open.push_back({node.next, visit.depth});
    if (node.first != kNoNode && node.kind != NodeKind::kLiteral) open.push_back({node.first, visit.depth + 1});
  }
  return out;
}

}  // namespace mdg
