// The small, language-neutral syntax tree every front end produces.
//
//     hits := prometheus.NewCounter(opts)      Assign(:=) ExpressionList(Name "hits")
//                                                         ExpressionList(Call(Member(Name "prometheus", Name "NewCounter"),
//                                                                             Name "opts"))
//
// In: nothing. Out: Node, NodeKind, Operator; the layout of children is stated with each kind and is the contract between
// languages/ (which builds trees) and evaluate/ (which reads them). An optional child that is absent is a kNone node, so
// children always stand at the same position; after a syntax error a kError may stand in place of any child. Brackets and
// blocks nest 1,000 deep at most, but chains (a + b + ..., a.b().c() ...) make trees of up to 10,000 levels: limit recursion.
// Deliberately no types, no symbols and no meaning: that is model/program.h.
#pragma once

#include <cstdint>

namespace mdg {

using NodeId = uint32_t;
inline constexpr NodeId kNoNode = 0;  // index 0 of every tree is an unused kNone node

enum class NodeKind : uint8_t {
  kNone,  // an absent optional child

  // --- expressions
  kName,             // leaf: an identifier
  kLiteral,          // leaf: op = kInteger | kFloat | kImaginary | kCharacter | kString; the last two see Module::StringValue
  kMember,           // [object, kName]                  a.b (also a package-qualified name)
  kCall,             // [callee, argument...]            flag kSpread: the last argument is f(x...)
  kComposite,        // [type | kNone, element...]       T{...}; kNone inside a literal whose type is implied
  kKeyValue,         // [key, value]
  kBinary,           // [left, right]                    op
  kUnary,            // [operand]                        op: kAdd kSubtract kNot kXor kAddressOf kReceive kTilde
  kDereference,      // [operand]                        *x, as expression or as pointer type
  kParenthesis,      // [expression]
  kIndex,            // [object, index...]               also a generic instantiation F[T], T[A, B]
  kSlice,            // [object, low | kNone, high | kNone, max | kNone]
  kTypeAssertion,    // [object, type | kNone]           kNone: x.(type)
  kFunctionLiteral,  // [kFunctionType, kBlock]

  // --- types (names, members, kDereference, kIndex and kParenthesis also stand for types)
  kArrayType,      // [length | kNone, element]          kNone: a slice; length kEllipsis: [...]T
  kMapType,        // [key, value]
  kChannelType,    // [element]
  kFunctionType,   // [kFieldList parameters, kFieldList results]
  kStructType,     // [kField...]
  kInterfaceType,  // [kField...]                        method: kField with a name and a kFunctionType; else embedded/union
  kEllipsis,       // [type | kNone]                     ...T in a parameter list

  // --- pieces of declarations
  kFieldList,  // [kField...]
  kField,      // [type, tag kLiteral | kNone, kName...] no names: embedded field, unnamed parameter or result; in place of the tag a
               // parameter has the value it takes when there is no argument for it (C++), else kNone
  kNameList,   // [kName...]
  kExpressionList,  // [expression...]

  // --- declarations
  kFile,              // [declaration...]
  kImport,            // [kName alias | kNone, kLiteral]  alias "." and "_" are names
  kDeclarationGroup,  // [kImport... | kConstant... | kVariable... | kType...]  op = kConstKeyword ...; `var x`: a group of one
  kConstant,          // [kNameList, type | kNone, kExpressionList | kNone]  its index in the group is Go's iota
  kVariable,          // [kNameList, type | kNone, kExpressionList | kNone]
  kType,              // [kName, kFieldList type parameters | kNone, type]   flag kAlias: type A = B
  kFunction,          // [receiver kFieldList | kNone, kName, kFieldList type parameters | kNone, kFunctionType, kBlock | kNone]

  // --- statements (an expression or a kDeclarationGroup may stand as a statement too)
  kBlock,       // [statement...]
  kAssign,      // [kExpressionList, kExpressionList]    op = kAssignPlain (=), kDefine (:=) or the binary op of `+=`, with flag kCompound
  kIncrement,   // [expression]                          op = kAdd | kSubtract
  kReturn,      // [expression...]
  kIf,          // [init | kNone, condition, kBlock, else kIf | kBlock | kNone]
  kFor,         // [init | kNone, condition | kNone, post | kNone, kBlock]
  kRange,       // [key | kNone, value | kNone, subject, kBlock]   flag kDefines: `:=`
  kSwitch,      // [init | kNone, tag | kNone, kCase...]
  kTypeSwitch,  // [init | kNone, bound kName | kNone, subject, kCase...]   subject: the x of x.(type)
  kSelect,      // [kCase...]
  kCase,        // [kExpressionList, statement...]       flag kDefault: `default:`; in kSelect the list holds the communication
  kGo,          // [call]
  kDefer,       // [call]
  kSend,        // [channel, value]
  kLabeled,     // [kName, statement | kNone]
  kBranch,      // [kName | kNone]                       op = kBreak | kContinue | kGoto | kFallthrough

  kError,  // source that was skipped; leaf: nothing in it is known
};

enum class Operator : uint8_t {
  kNone,
  // literals
  kInteger, kFloat, kImaginary, kCharacter, kString,
  // arithmetic, comparison, logic
  kAdd, kSubtract, kMultiply, kDivide, kRemainder, kAnd, kOr, kXor, kAndNot, kShiftLeft, kShiftRight,
  kEqual, kNotEqual, kLess, kLessEqual, kGreater, kGreaterEqual, kLogicalAnd, kLogicalOr, kNot,
  kAddressOf, kReceive, kTilde,
  // assignment
  kAssignPlain, kDefine,
  // branches
  kBreak, kContinue, kGoto, kFallthrough,
  // declaration groups
  kConstKeyword, kVarKeyword, kTypeKeyword, kImportKeyword,
};

enum NodeFlags : uint16_t {
  kNoFlags = 0,
  kSpread = 1 << 0,    // kCall
  kCompound = 1 << 1,  // kAssign
  kDefines = 1 << 2,   // kRange
  kDefault = 1 << 3,   // kCase
  kAlias = 1 << 4,     // kType
  kDecoded = 1 << 5,   // kLiteral: `first` is an index into Module::strings (the literal had escapes)
  kGrouped = 1 << 6,   // kDeclarationGroup written with parentheses
  kPairs = 1 << 7,     // kRange: key and value are the two parts of an element, also where the subject is a list (C++: auto& [a, b])
};

struct Node {
  NodeKind kind = NodeKind::kNone;
  Operator op = Operator::kNone;
  uint16_t flags = kNoFlags;
  uint32_t begin = 0;       // bytes into Module::text: the first byte of the construct
  uint32_t end = 0;         // one past its last byte
  NodeId first = kNoNode;   // first child (leaf kLiteral with kDecoded: index into Module::strings)
  NodeId next = kNoNode;    // next sibling

  bool operator==(const Node&) const = default;
};

}  // namespace mdg
