// What Go's own packages do, and what flag libraries and the environment give.
//
//     strings.ToLower(name), strconv.Itoa(shard), slices.Contains(list, name), os.Getenv("NAME")
//
// In: package, function, evaluated arguments. Out: the result where it can be told from the arguments, null where it cannot or the function
// is not known: then it is an Unknown, never a guess. One member for each package (strings.cc, printing.cc, mending.cc for regexp,
// containers.cc for maps, slices and sort), one row for each in standard_library.cc.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "evaluate/evaluator.h"

namespace mdg::evaluate {

// What becomes of a text is not known: it is called what the text was made of, where that has one name, rather than by how it is made.
Value MadeOf(Values& values, Value text, std::string_view method);

class StandardLibrary {
 public:
  explicit StandardLibrary(Evaluator& evaluator) : e_(evaluator) {}

  Value Call(std::string_view package, std::string_view name, const std::vector<Value>& arguments, Place at);

  // --- strings.cc
  Value JoinTexts(Value list, Value separator);
  Value ReplaceBy(Value replacer, Value text);  // strings.NewReplacer("a", "b").Replace(text)
  // --- printing.cc
  Value FormatText(const std::vector<Value>& arguments, size_t format_index);  // fmt.Sprintf
  // --- mending.cc
  Value ReplaceByPattern(Value pattern, std::string_view method, const std::vector<Value>& arguments);
  static bool IsMended(Value hole) { return hole->Is(ValueKind::kUnknown) && hole->items.size() == 4; }
  Value Mended(Value hole);  // where a branch says what it was made from
  // --- containers.cc
  Value NamedBySetting(bool named, const Default& list, const std::string& name);
  // --- reflection.cc: a method of a type, field or tag that reflection gave; null for all else
  Value CallReflected(NodeId call, Value object, std::string_view method);
  // --- enums.cc
  Value EnumStringOf(std::string_view method, NodeId call);

  // --- constants.cc
  Value Constant(std::string_view package, std::string_view name);  // http.MethodGet, math.MaxInt8; null for none

  Value NotNil(const char* name);  // an error, or another object nobody knows more of

 private:
  Value Environment(std::string_view name, const std::vector<Value>& arguments);  // os
  Value Compare(std::string_view name, const std::vector<Value>& arguments);
  Value Errors(std::string_view name, const std::vector<Value>& arguments);
  Value Logs(std::string_view name, const std::vector<Value>& arguments);
  Value Paths(std::string_view name, const std::vector<Value>& arguments);
  Value Times(std::string_view name, const std::vector<Value>& arguments);
  Value Patterns(std::string_view name, const std::vector<Value>& arguments);  // regexp
  Value Numbers(std::string_view name, const std::vector<Value>& arguments);   // strconv
  Value Write(std::string_view name, const std::vector<Value>& arguments);     // io
  Value Math(std::string_view name, const std::vector<Value>& arguments);
  Value Flag(std::string_view name, const std::vector<Value>& arguments);

  // --- constants.cc
  Value Http(std::string_view name, const std::vector<Value>& arguments);  // net/http

  // --- strings.cc
  Value Strings(std::string_view name, const std::vector<Value>& arguments);
  Value ChangeText(std::string_view name, const std::vector<Value>& arguments);
  Value SplitText(std::string_view name, const std::vector<Value>& arguments);
  Value TrimText(std::string_view name, Value subject, Value set);
  Value TestText(std::string_view name, Value subject, Value what);
  Value FindText(std::string_view name, Value subject, Value what);
  Value CutText(std::string_view name, Value subject, Value what);
  Value ByFunction(std::string_view name, Value subject, Value function);
  Value Unicode(std::string_view name, const std::vector<Value>& arguments);

  // --- printing.cc
  Value Print(std::string_view name, const std::vector<Value>& arguments);  // fmt
  Value PrintAll(bool line, const std::vector<Value>& arguments, size_t first);
  Value AsInteger(Value operand, const std::string& flags, char verb);
  Value TypeName(Value value);
  Value TextOf(Value value);

  // --- containers.cc
  Value Containers(std::string_view package, std::string_view name, const std::vector<Value>& arguments);
  Value Maps(bool gives_lists, std::string_view name, const std::vector<Value>& arguments);
  Value Slices(std::string_view name, const std::vector<Value>& arguments);
  Value Contains(Value list, Value wanted);
  Value SequenceOf(Value list), ListOf(Value sequence);
  void CopyEntries(Value into, Value from, bool sometimes);

  // --- reflection.cc
  Value Reflect(std::string_view name, const std::vector<Value>& arguments);
  Value Reflected(std::string_view kind, const Type* type);
  Value FieldByReflection(bool of_value, const Type* structure, Value index);
  Value IsAssignable(const Type* type, const Type* to);
  // --- enums.cc
  Value NameInTable(Value table, Value number);

  Evaluator& e_;
  Place at_;  // the call
};

}  // namespace mdg::evaluate
