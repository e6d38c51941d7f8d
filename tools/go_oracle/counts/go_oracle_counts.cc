// Compares our Go front end with Go's own, file by file.
//
// In: the lines of ../main.go on standard input. Out: every file in which the two differ, then totals; exit code 1 when
// there was a difference. Deliberately part of no test run: it wants the Go toolchain and a large tree. See
// ../check_go_oracle.sh.
#include <cinttypes>
#include <cstdint>
#include <cstdio>
#include <iostream>
#include <map>
#include <string>
#include <string_view>

#include "base/file_system.h"
#include "languages/go/build_constraint.h"
#include "languages/go/lexer.h"
#include "languages/language.h"

namespace mdg {
namespace {

struct Count {
  uint64_t nodes = 0;
  uint64_t begin = 0;
  uint64_t end = 0;
};
using Counts = std::map<std::string, Count>;

uint64_t Hash(std::string_view text) {
  uint64_t hash = 14695981039346656037u;  // FNV-1a, as in hash/fnv
  for (char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
  return hash;
}

std::string_view OperatorText(Operator op) {
  switch (op) {
    case Operator::kInteger:
      return "INT";
    case Operator::kFloat:
      return "FLOAT";
    case Operator::kImaginary:
      return "IMAG";
    case Operator::kCharacter:
      return "CHAR";
    case Operator::kString:
      return "STRING";
    case Operator::kAdd:
      return "+";
    case Operator::kSubtract:
      return "-";
    case Operator::kMultiply:
      return "*";
    case Operator::kDivide:
      return "/";
    case Operator::kRemainder:
      return "%";
    case Operator::kAnd:
      return "&";
    case Operator::kOr:
      return "|";
    case Operator::kXor:
      return "^";
    case Operator::kAndNot:
      return "&^";
    case Operator::kShiftLeft:
      return "<<";
    case Operator::kShiftRight:
      return ">>";
    case Operator::kEqual:
      return "==";
    case Operator::kNotEqual:
      return "!=";
    case Operator::kLess:
      return "<";
    case Operator::kLessEqual:
      return "<=";
    case Operator::kGreater:
      return ">";
    case Operator::kGreaterEqual:
      return ">=";
    case Operator::kLogicalAnd:
      return "&&";
    case Operator::kLogicalOr:
      return "||";
    case Operator::kNot:
      return "!";
    case Operator::kAddressOf:
      return "&";
    case Operator::kReceive:
      return "<-";
    case Operator::kTilde:
      return "~";
    case Operator::kAssignPlain:
      return "=";
    case Operator::kDefine:
      return ":=";
    case Operator::kBreak:
      return "break";
    case Operator::kContinue:
      return "continue";
    case Operator::kGoto:
      return "goto";
    case Operator::kFallthrough:
      return "fallthrough";
    case Operator::kConstKeyword:
      return "const";
    case Operator::kVarKeyword:
      return "var";
    case Operator::kTypeKeyword:
      return "type";
    case Operator::kImportKeyword:
      return "import";
    default:
      return "";
  }
}

// The name go/ast has for the kind; null for what it has not, or has in another number.
const char* AstName(NodeKind kind) {
  switch (kind) {
    case NodeKind::kName:
      return "Ident";
    case NodeKind::kLiteral:
      return "BasicLit";
    case NodeKind::kMember:
      return "SelectorExpr";
    case NodeKind::kCall:
      return "CallExpr";
    case NodeKind::kComposite:
      return "CompositeLit";
    case NodeKind::kKeyValue:
      return "KeyValueExpr";
    case NodeKind::kBinary:
      return "BinaryExpr";
    case NodeKind::kUnary:
      return "UnaryExpr";
    case NodeKind::kDereference:
      return "StarExpr";
    case NodeKind::kParenthesis:
      return "ParenExpr";
    case NodeKind::kIndex:
      return "IndexExpr";
    case NodeKind::kSlice:
      return "SliceExpr";
    case NodeKind::kTypeAssertion:
      return "TypeAssertExpr";
    case NodeKind::kFunctionLiteral:
      return "FuncLit";
    case NodeKind::kArrayType:
      return "ArrayType";
    case NodeKind::kMapType:
      return "MapType";
    case NodeKind::kChannelType:
      return "ChanType";
    case NodeKind::kFunctionType:
      return "FuncType";
    case NodeKind::kStructType:
      return "StructType";
    case NodeKind::kInterfaceType:
      return "InterfaceType";
    case NodeKind::kEllipsis:
      return "Ellipsis";
    case NodeKind::kField:
      return "Field";
    case NodeKind::kImport:
      return "ImportSpec";
    case NodeKind::kDeclarationGroup:
      return "GenDecl";
    case NodeKind::kConstant:
    case NodeKind::kVariable:
      return "ValueSpec";
    case NodeKind::kType:
      return "TypeSpec";
    case NodeKind::kFunction:
      return "FuncDecl";
    case NodeKind::kBlock:
      return "BlockStmt";
    case NodeKind::kAssign:
      return "AssignStmt";
    case NodeKind::kIncrement:
      return "IncDecStmt";
    case NodeKind::kReturn:
      return "ReturnStmt";
    case NodeKind::kIf:
      return "IfStmt";
    case NodeKind::kFor:
      return "ForStmt";
    case NodeKind::kRange:
      return "RangeStmt";
    case NodeKind::kSwitch:
      return "SwitchStmt";
    case NodeKind::kTypeSwitch:
      return "TypeSwitchStmt";
    case NodeKind::kSelect:
      return "SelectStmt";
    case NodeKind::kCase:
      return "CaseClause";
    case NodeKind::kGo:
      return "GoStmt";
    case NodeKind::kDefer:
      return "DeferStmt";
    case NodeKind::kSend:
      return "SendStmt";
    case NodeKind::kLabeled:
      return "LabeledStmt";
    case NodeKind::kBranch:
      return "BranchStmt";
    case NodeKind::kError:
      return "BadExpr";
    default:
      return nullptr;
  }
}

std::string NameOf(const Node& node) {
  std::string name = AstName(node.kind);
  name += OperatorText(node.op);
  if (node.kind == NodeKind::kIncrement) name += OperatorText(node.op);  // ++ and --
  if (node.flags & kCompound) name += '=';
  if (node.flags & kSpread) name += "...";
  if (node.flags & kAlias) name += '=';
  if (node.flags & kDefines) name += ":=";
  return name;
}

Counts CountNodes(const Module& module, uint64_t& values) {
  Counts counts;
  std::vector<NodeId> open = {module.At(module.root).first};
  while (!open.empty()) {
    const NodeId id = open.back();
    open.pop_back();
    if (id == kNoNode) continue;
    const Node& node = module.At(id);
    if (AstName(node.kind) != nullptr) {
      Count& count = counts[NameOf(node)];
      ++count.nodes;
      count.begin += node.begin;
      count.end += node.end;
    }
    open.push_back(node.next);
    if (node.kind != NodeKind::kLiteral) open.push_back(node.first);
    if (node.op == Operator::kString) values += Hash(module.StringValue(node));
  }
  return counts;
}

// The `//go:build` line alone, whatever the name of the file says.
std::string GoBuild(const Module& module) {
  const std::string_view head = std::string_view(module.text).substr(0, module.text.find("\npackage "));
  if (!head.starts_with("//go:build") && head.find("\n//go:build") == std::string_view::npos) return {};
  return languages::go::BuildConstraint(head, "x.go");
}

std::string Describe(const Module& module) {
  uint64_t values = 0;
  const Counts counts = CountNodes(module, values);
  const size_t tokens = languages::go::Tokenize(module.text).size() - languages::go::kPadding;
  std::string line = "tokens=" + std::to_string(tokens) + "\tvalues=" + std::to_string(values) +
                     "\tpackage=" + module.package_name + "\tbuild=" + GoBuild(module);
  for (const auto& [name, count] : counts) {
    line += '\t' + name + '=' + std::to_string(count.nodes) + ',' + std::to_string(count.begin) + ',' +
            std::to_string(count.end);
  }
  return line;
}

std::map<std::string, std::string> Pairs(std::string_view line) {
  std::map<std::string, std::string> pairs;
  while (!line.empty()) {
    const size_t length = std::min(line.find('\t'), line.size());
    const std::string_view pair = line.substr(0, length);
    line.remove_prefix(std::min(length + 1, line.size()));
    size_t equals = pair.rfind('=');
    if (pair.starts_with("build=")) equals = 5;
    pairs[std::string(pair.substr(0, equals))] = pair.substr(equals + 1);
  }
  return pairs;
}

void PrintDifferences(const std::string& path, std::string_view theirs, std::string_view ours) {
  const auto their_pairs = Pairs(theirs);
  auto our_pairs = Pairs(ours);
  for (const auto& [key, value] : their_pairs) {
    const std::string our_value = our_pairs[key];
    if (our_value != value)
      std::printf("%s: %s: Go %s, ours %s\n", path.c_str(), key.c_str(), value.c_str(), our_value.c_str());
    our_pairs.erase(key);
  }
  for (const auto& [key, value] : our_pairs)
    std::printf("%s: %s: Go none, ours %s\n", path.c_str(), key.c_str(), value.c_str());
}

struct Totals {
  uint64_t files = 0, bytes = 0, tokens = 0, nodes = 0;
  uint64_t differing = 0, refused_by_go = 0, refused_by_both = 0, refused_by_us_alone = 0;
};

void Compare(const std::string& line, Totals& totals) {
  const size_t path_end = line.find('\t');
  const std::string path = line.substr(0, path_end);
  Result<std::string> text = ReadFile(path);
  if (!text) return;
  const size_t bytes = text->size();
  const Module module = languages::ForPath("x.go")->parse(path, std::move(*text));
  if (line.compare(path_end + 1, 5, "error") == 0) {
    ++totals.refused_by_go;
    if (!module.errors.empty()) ++totals.refused_by_both;
    return;
  }
  ++totals.files;
  totals.bytes += bytes;
  totals.nodes += module.nodes.size();
  if (!module.errors.empty()) {
    ++totals.refused_by_us_alone;
    std::printf("%s: refused by us alone: %s\n", module.LocationAt(module.errors[0].offset).ToString().c_str(),
                module.errors[0].message.c_str());
  }
  const std::string_view theirs = std::string_view(line).substr(path_end + 4);
  const std::string ours = Describe(module);
  totals.tokens += std::stoull(std::string(theirs.substr(7, theirs.find('\t') - 7)));
  if (theirs == ours) return;
  ++totals.differing;
  PrintDifferences(path, theirs, ours);
}

}  // namespace
}  // namespace mdg

int main() {
  mdg::Totals totals;
  std::string line;
  while (std::getline(std::cin, line)) mdg::Compare(line, totals);
  std::printf("%" PRIu64 " files, %.1f MB, %" PRIu64 " tokens, %" PRIu64 " nodes of ours\n", totals.files,
              static_cast<double>(totals.bytes) / 1e6, totals.tokens, totals.nodes);
  std::printf("%" PRIu64 " differ, %" PRIu64 " refused by us alone; Go refuses %" PRIu64 " more, we %" PRIu64
              " of those\n",
              totals.differing, totals.refused_by_us_alone, totals.refused_by_go, totals.refused_by_both);
  return totals.differing + totals.refused_by_us_alone == 0 ? 0 : 1;
}
