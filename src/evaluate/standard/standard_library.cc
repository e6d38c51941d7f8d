// What Go's own packages do to texts, and how programs read flags and the environment.
//
// In: package, function, evaluated arguments. Out: the result where it can be told from the arguments. A flag's value is its
// default, with a note that says so. Deliberately a small table: a function that is not in it gives an Unknown hole, never a guess.
#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <map>

#include "evaluate/evaluator.h"
#include "evaluate/switches/flags.h"
#include "evaluate/values/patterns.h"

namespace mdg::evaluate {

namespace {

std::string ReplaceAll(std::string text, const std::string& from, const std::string& to, int64_t times) {
  if (from.empty()) return text;
  for (size_t at = text.find(from); at != std::string::npos && times != 0; at = text.find(from, at + to.size()), --times) {
    text.replace(at, from.size(), to);
  }
  return text;
}

std::string Trim(const std::string& text, const std::string& set, bool left, bool right) {
  size_t from = 0, to = text.size();
  while (left && from < to && set.find(text[from]) != std::string::npos) ++from;
  while (right && to > from && set.find(text[to - 1]) != std::string::npos) --to;
  return text.substr(from, to - from);
}

std::string Lower(const std::string& text) {
  std::string lower = text;
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lower;
}

std::string Upper(const std::string& text) {
  std::string upper = text;
  for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return upper;
}

std::string Title(const std::string& text) {
  std::string title = text;
  bool start = true;
  for (char& c : title) {
    if (start) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    start = c == ' ';
  }
  return title;
}

// The last name readers should see in each way a text can be.
void CollectLastNames(Value text, std::map<std::string, Reason>& names) {
  if (text->Is(ValueKind::kUnknown) && text->is_named) names.emplace(text->name, text->reason);
  if (text->Is(ValueKind::kChoice)) {
    for (Value item : text->items) CollectLastNames(item, names);
  }
  if (!text->Is(ValueKind::kText)) return;
  for (size_t i = text->text.size(); i-- > 0;) {
    const Value hole = text->text[i].hole;
    if (hole == nullptr || !hole->is_named) continue;
    names.emplace(hole->name, hole->reason);
    return;
  }
}

// What becomes of a text is not known: it is called what the text was made of, where that has one name, rather than by how it is made.
Value MadeOf(Values& values, Value text, std::string_view method) {
  std::map<std::string, Reason> names;
  CollectLastNames(text, names);
  if (names.size() != 1) return values.Unknown(std::string(method), Reason::kRuntimeData);
  return values.Unknown(names.begin()->first, names.begin()->second, nullptr, true);
}

constexpr char kSpace[] = " \t\n\r\v\f";

}  // namespace

Value Evaluator::JoinTexts(Value list, Value separator) {
  return values_.Lift({list, separator}, [&](const std::vector<Value>& v) -> Value {
    if (!v[0]->Is(ValueKind::kList) || v[0]->open) return values_.Unknown("joined", v[0]->Is(ValueKind::kUnknown) ? v[0]->reason : Reason::kRuntimeData);
    Value result = values_.EmptyText();
    for (size_t i = 0; i < v[0]->length; ++i) {
      if (i > 0) result = values_.Concatenate(result, v[1]);
      result = values_.Concatenate(result, v[0]->backing->elements[i].value);
    }
    return result;
  });
}

namespace {

constexpr size_t kMaxWidth = 200;

// A whole number as `%[flags][width][.precision]verb` writes it: ("#02", 'x') makes 0x05 of 5, ("03", 'd') 005.
std::string FormatInteger(int64_t number, std::string_view flags, char verb) {
  const bool sharp = flags.find('#') != std::string_view::npos, plus = flags.find('+') != std::string_view::npos;
  const bool left = flags.find('-') != std::string_view::npos, space = flags.find(' ') != std::string_view::npos;
  const size_t numbers = std::min(flags.find_first_not_of("+-# 0"), flags.size()), dot = std::min(flags.find('.'), flags.size());
  const bool zero = flags.substr(0, numbers).find('0') != std::string_view::npos;
  const auto number_at = [&](size_t at) { return std::min<size_t>(kMaxWidth, static_cast<size_t>(std::atoi(std::string(flags.substr(at)).c_str()))); };
  const size_t width = number_at(numbers);
  const int base = verb == 'x' || verb == 'X' ? 16 : verb == 'o' ? 8 : verb == 'b' ? 2 : 10;
  const uint64_t magnitude = number < 0 ? ~static_cast<uint64_t>(number) + 1 : static_cast<uint64_t>(number);
  std::array<char, 64> buffer;  // as many binary digits as there can be
  std::string digits(buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), magnitude, base).ptr);
  if (verb == 'X') std::transform(digits.begin(), digits.end(), digits.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  const std::string sign = number < 0 ? "-" : plus ? "+" : space ? " " : "";
  size_t least = 0;
  if (dot < flags.size()) least = number_at(dot + 1);
  else if (zero && !left && width > sign.size()) least = width - sign.size();
  if (digits.size() < least) digits.insert(0, least - digits.size(), '0');
  if (sharp && base == 16) digits.insert(0, verb == 'X' ? "0X" : "0x");
  if (sharp && base == 8 && digits[0] != '0') digits.insert(0, "0");
  if (sharp && base == 2) digits.insert(0, "0b");
  digits.insert(0, sign);
  if (digits.size() < width) digits.insert(left ? digits.size() : 0, width - digits.size(), ' ');
  return digits;
}

}  // namespace

// A whole number, or a part of one nobody knows, for %d, %x and their like; everything else as it is.
Value Evaluator::AsInteger(Value operand, const std::string& flags, char verb) {
  const bool plain = verb == 'd' && flags.empty();
  if (plain || std::string_view("dxXob").find(verb) == std::string_view::npos || flags.find_first_of("*[") != std::string::npos) return operand;
  return values_.Lift({operand}, [&](const std::vector<Value>& v) -> Value {
    constexpr double kExact = 9007199254740992.0;  // as far as every whole number is itself
    const bool whole = v[0]->Is(ValueKind::kNumber) && std::abs(v[0]->number) < kExact && std::floor(v[0]->number) == v[0]->number;
    if (whole) return values_.Literal(FormatInteger(static_cast<int64_t>(v[0]->number), flags, verb), v[0]->trail);
    const bool prefixed = (verb == 'x' || verb == 'X') && flags.find('#') != std::string::npos && v[0]->Is(ValueKind::kUnknown);
    return prefixed ? values_.Concatenate(values_.Literal(verb == 'x' ? "0x" : "0X"), values_.Stringify(v[0])) : v[0];
  });
}

// fmt.Sprintf: verbs take their operand as text; widths and flags are honoured of whole numbers.
Value Evaluator::FormatText(const std::vector<Value>& arguments, size_t at) {
  if (at >= arguments.size()) return values_.EmptyText();
  return values_.Lift({arguments[at]}, [&](const std::vector<Value>& v) -> Value {
    if (!Values::IsKnownText(v[0])) return values_.Stringify(v[0]);
    const std::string format = Values::KnownText(v[0]);
    Value result = values_.EmptyText();
    std::string literal;
    size_t next = at + 1;
    for (size_t i = 0; i < format.size(); ++i) {
      if (format[i] != '%') {
        literal += format[i];
        continue;
      }
      size_t end = i + 1;
      while (end < format.size() && std::string_view("+-# 0123456789.[]*").find(format[end]) != std::string_view::npos) ++end;
      if (end >= format.size()) break;
      const char verb = format[end];
      const size_t bracket = format.find('[', i);
      if (bracket != std::string::npos && bracket < end) next = at + static_cast<size_t>(std::max(1, std::atoi(format.c_str() + bracket + 1)));
      const std::string flags = format.substr(i + 1, end - i - 1);
      i = end;
      if (verb == '%') {
        literal += '%';
        continue;
      }
      result = values_.Concatenate(result, values_.Literal(literal, v[0]->trail));
      literal.clear();
      Value operand = next < arguments.size() ? arguments[next] : values_.Literal("%!" + std::string(1, verb) + "(MISSING)");
      ++next;
      if (verb == 'T') operand = TypeName(operand);
      else operand = AsInteger(operand, flags, verb);
      // only verbs for texts ask an object for its own (fmt, Printing)
      operand = std::string_view("svqxX").find(verb) != std::string_view::npos ? TextOf(operand) : values_.Stringify(operand);
      if (verb == 'q') operand = values_.Concatenate(values_.Concatenate(values_.Literal("\""), operand), values_.Literal("\""));
      result = values_.Concatenate(result, operand);
    }
    return values_.Concatenate(result, values_.Literal(literal, v[0]->trail));
  });
}

// What %T writes: the package's name and the type's, of objects whose type is certain.
Value Evaluator::TypeName(Value value) {
  return values_.Lift({value}, [&](const std::vector<Value>& v) -> Value {
    const bool pointer = v[0]->type != nullptr && v[0]->type->kind == Type::Kind::kPointer;
    const Type* type = Types::Dereference(v[0]->type);
    const bool is_object = v[0]->Is(ValueKind::kPointer) || v[0]->Is(ValueKind::kRecord);
    if (!is_object || type == nullptr || type->kind != Type::Kind::kNamed || !type->arguments.empty()) return values_.Unknown("type", Reason::kRuntimeData);
    return values_.Literal((pointer ? "*" : "") + type->symbol->package->name + '.' + std::string(type->symbol->name));
  });
}

// strings.NewReplacer("a", "b", ...).Replace(text): at each place the first text that fits, from the front; what was put in is not looked at again.
Value Evaluator::ReplaceBy(Value replacer, Value text) {
  std::vector<std::string> words;
  for (Value word : replacer->items) {
    if (!Values::IsKnownText(word)) return values_.Unknown("text", Reason::kUnsupported);
    words.push_back(Values::KnownText(word));
  }
  return values_.MapText(text, [&](const std::string& literal) {
    std::string replaced;
    for (size_t at = 0; at < literal.size();) {
      size_t fits = 0;
      while (fits + 1 < words.size() && (words[fits].empty() || literal.compare(at, words[fits].size(), words[fits]) != 0)) fits += 2;
      if (fits + 1 < words.size()) {
        replaced += words[fits + 1];
        at += words[fits].size();
      } else {
        replaced += literal[at++];
      }
    }
    return replaced;
  });
}

Value Evaluator::TextOf(Value value) {
  if (value->Is(ValueKind::kChoice)) {
    return values_.Lift({value}, [&](const std::vector<Value>& v) { return TextOf(v[0]); });
  }
  if (value->type != nullptr && !value->Is(ValueKind::kNil) && HasMethod(value->type, "String")) {
    if (const Value method = Method(Types::Dereference(value->type), "String", value)) {
      if (method->symbol != nullptr && !slice_.AsksForResults(method->symbol)) return values_.Unknown("text", Reason::kUnsupported);
      return Assumed(values_.Stringify(CallMethod(method, {}, frame_ ? frame_->call_site : Place{})));
    }
  }
  return values_.Stringify(value);
}

bool Evaluator::CallStandard(std::string_view package, std::string_view name, const std::vector<Value>& a, Place at, Value& result) {
  const Value nothing = values_.EmptyText();
  auto arg = [&](size_t i) { return i < a.size() ? a[i] : nothing; };
  auto known = [&](size_t i) { return i < a.size() && Values::IsKnownText(a[i]); };
  auto text = [&](size_t i) { return Values::KnownText(a[i]); };
  if (package == "strings") {
    // Functions of texts that are known once their operands are: lifted over choices, holes stay holes.
    auto on_known = [&](size_t count, const std::function<Value(const std::vector<std::string>&)>& apply, const char* hole) -> Value {
      std::vector<Value> operands(a.begin(), a.begin() + static_cast<long>(std::min(count, a.size())));
      return values_.Lift(operands, [&](const std::vector<Value>& v) -> Value {
        std::vector<std::string> texts;
        for (Value operand : v) {
          if (!Values::IsKnownText(operand)) return values_.Unknown(hole, operand->Is(ValueKind::kUnknown) ? operand->reason : Reason::kRuntimeData);
          texts.push_back(Values::KnownText(operand));
        }
        return apply(texts);
      });
    };
    using Texts = std::vector<std::string>;
    if (name == "ToLower") return result = values_.MapText(arg(0), Lower), true;
    if (name == "ToUpper") return result = values_.MapText(arg(0), Upper), true;
    if (name == "Title" || name == "ToTitle") return result = values_.MapText(arg(0), name == "Title" ? Title : Upper), true;
    if (name == "TrimSpace") {
      return result = Values::IsKnownText(arg(0)) || arg(0)->Is(ValueKind::kChoice)
                          ? values_.MapText(arg(0), [](const std::string& s) { return Trim(s, kSpace, true, true); }) : arg(0), true;
    }
    if (name == "NewReplacer") return result = values_.Native(NativeKind::kReplacer, 0, "", a), true;
    if ((name == "Replace" || name == "ReplaceAll") && known(1) && known(2)) {
      const int64_t times = name == "Replace" && a.size() > 3 && a[3]->is_integer ? a[3]->integer : -1;
      const std::string from = text(1), to = text(2);
      return result = values_.MapText(arg(0), [&](const std::string& s) { return ReplaceAll(s, from, to, times); }), true;
    }
    if (name == "Join") return result = JoinTexts(arg(0), arg(1)), true;
    if (name == "Repeat" && a.size() > 1 && known(0) && a[1]->is_integer && a[1]->integer >= 0 && a[1]->integer < 256) {
      std::string repeated;
      for (int64_t i = 0; i < a[1]->integer; ++i) repeated += text(0);
      return result = values_.Literal(repeated), true;
    }
    if (name == "TrimPrefix" || name == "TrimSuffix" || name == "Trim" || name == "TrimLeft" || name == "TrimRight") {
      result = TrimText(name, arg(0), arg(1));
      return true;
    }
    if (name == "HasPrefix" || name == "HasSuffix" || name == "Contains" || name == "EqualFold") {
      result = TestText(name, arg(0), arg(1));
      return true;
    }
    if (name == "Split" || name == "SplitN" || name == "Fields") {
      result = on_known(name == "Fields" ? 1 : 2, [&](const Texts& t) -> Value {
               std::vector<ListBacking::Element> parts;
               if (name == "Fields") {
                 size_t i = 0;
                 while ((i = t[0].find_first_not_of(kSpace, i)) != std::string::npos) {
                   const size_t end = std::min(t[0].find_first_of(kSpace, i), t[0].size());
                   parts.push_back({values_.Literal(t[0].substr(i, end - i)), false});
                   i = end;
                 }
               } else if (!t[1].empty()) {
                 size_t from = 0;
                 for (size_t i = t[0].find(t[1]); i != std::string::npos; i = t[0].find(t[1], from)) {
                   parts.push_back({values_.Literal(t[0].substr(from, i - from)), false});
                   from = i + t[1].size();
                 }
                 parts.push_back({values_.Literal(t[0].substr(from)), false});
               }
               return values_.List(std::move(parts));
             }, "part");
      if (arg(0)->rests_on != nullptr && result->Is(ValueKind::kList)) {  // --collectors=cpu,disk: others may be named; --labels=: all are
        const bool none = Values::IsKnownText(arg(0)) && Values::KnownText(arg(0)).empty();
        ValueNode* open = values_.Copy(none ? values_.List({}) : result);
        open->open = true;
        open->rests_on = arg(0)->rests_on;
        result = open;
      }
      return true;
    }
    return false;
  }
  if (package == "fmt") {
    if (name == "Sprintf") return result = FormatText(a, 0), true;
    if (name == "Sprint" || name == "Sprintln") {
      result = values_.EmptyText();
      for (Value operand : a) result = values_.Concatenate(result, TextOf(operand));
      return true;
    }
    if (name == "Errorf") return result = NotNil("error"), true;
    return false;
  }
  if (package == "errors" && name == "New") return result = NotNil("error"), true;
  if (package == "strconv") {
    if (name == "Itoa" || name == "FormatInt" || name == "FormatUint" || name == "FormatBool") return result = values_.Stringify(arg(0)), true;
    if (name == "Quote") return result = values_.Concatenate(values_.Concatenate(values_.Literal("\""), arg(0)), values_.Literal("\"")), true;
    return false;
  }
  if (package == "os") {
    if (name == "Exit") return result = values_.Native(NativeKind::kOther, 0, "never returns"), true;
    if (name == "Getenv" || name == "LookupEnv") {
      const std::string variable = known(0) ? text(0) : "variable";
      const Value unset = values_.RestingOn(values_.EmptyText(), {"environment variable " + variable + " not set", variable});
      if (name == "Getenv") return result = unset, true;
      const Value set = values_.Unknown(variable, Reason::kFlag, nullptr, true);
      ValueNode* is_set = values_.Copy(values_.Bool(false));
      is_set->condition = values_.NewCondition({mdg::Condition::Kind::kSwitch, unset, "environment variable " + variable, nullptr, nullptr, false, set});
      return result = values_.Tuple({unset, is_set}), true;
    }
    return false;
  }
  if (package == "log" && (name.starts_with("Fatal") || name.starts_with("Panic"))) return result = values_.Native(NativeKind::kOther, 0, "never returns"), true;
  if ((package == "path" || package == "path/filepath") && known(0) && (name == "Base" || name == "Dir")) {
    const std::string path = text(0);
    const size_t slash = path.rfind('/');
    result = values_.Literal(name == "Base" ? path.substr(slash == std::string::npos ? 0 : slash + 1)
                                            : slash == std::string::npos ? "." : path.substr(0, slash));
    return true;
  }
  if ((package == "path" || package == "path/filepath") && name == "Join") {
    result = values_.EmptyText();
    for (size_t i = 0; i < a.size(); ++i) {
      if (i > 0) result = values_.Concatenate(result, values_.Literal("/"));
      result = values_.Concatenate(result, a[i]);
    }
    return true;
  }
  if (Flags::IsFlagPackage(package)) {
    if (name == "Flag" || name == "Arg") return result = values_.Native(NativeKind::kFlag, 0, "", {arg(0), nothing}), true;
    return Flags(*this).CallMethod(name, a, result);
  }
  if (Flags::IsViper(package) && name.starts_with("Get") && a.size() == 1 && known(0)) return (result = Flags(*this).Declared(text(0))) != nullptr;
  if (name == "EnumName" && package.ends_with("/proto") && a.size() == 2) return (result = NameInTable(a[0], a[1])) != nullptr;
  if (CallContainers(package, name, a, result)) return true;
  if (package == "regexp" && name == "MustCompile") {
    ValueNode* pattern = values_.Copy(values_.Unknown("MustCompile", Reason::kRuntimeData));
    pattern->items = {arg(0)};
    return result = pattern, true;
  }
  if (package == "time" && (name == "Duration")) return result = arg(0), true;
  (void)at;
  return false;
}

// invalid.ReplaceAllString(text, "_"): a hole becomes another, which remembers what it was made from; null for any other method.
Value Evaluator::ReplaceByPattern(Value pattern, std::string_view method, const std::vector<Value>& a) {
  const bool is_template = method == "ReplaceAllString";
  if (!is_template && method != "ReplaceAllLiteralString") return nullptr;
  if (!pattern->Is(ValueKind::kUnknown) || pattern->items.size() != 1 || a.size() != 2) return nullptr;
  // One of the keys of a table is mended to something that is no longer taken for one of them.
  if (a[0]->Is(ValueKind::kChoice)) return MadeOf(values_, a[0], method);
  return values_.Lift({pattern->items.front(), a[0], a[1]}, [&](const std::vector<Value>& v) -> Value {
    Value mended = values_.EmptyText();
    const bool is_known = Values::IsKnownText(v[0]) && Values::IsKnownText(v[2]);
    for (const TextPiece& piece : values_.Stringify(v[1])->text) {
      const auto literal = is_known && piece.hole == nullptr
                               ? ReplaceFound(Values::KnownText(v[0]), piece.literal, Values::KnownText(v[2]), is_template)
                               : std::nullopt;
      if (piece.hole == nullptr && !literal) return MadeOf(values_, v[1], method);
      if (literal) {
        mended = values_.Concatenate(mended, values_.Literal(*literal, v[1]->trail));
        continue;
      }
      ValueNode* hole = values_.Copy(values_.Unknown(piece.hole->name, piece.hole->reason, nullptr, piece.hole->is_named));
      if (is_known) hole->items = {pattern, piece.hole, v[2], values_.Bool(is_template)};
      mended = values_.Concatenate(mended, hole);
    }
    const bool only_hole = mended->text.size() == 1 && mended->text[0].hole != nullptr;
    return only_hole ? mended->text[0].hole : mended;
  });
}

// Where a branch says what it was made from, a mended hole is known, too.
Value Evaluator::Mended(Value hole) {
  const auto learned = learned_.unknowns.find(hole->items[1]->identity);
  if (learned == learned_.unknowns.end()) return hole;
  const Value from = learned->second;
  if (!Values::IsKnownText(from)) return hole;
  const Value pattern = hole->items[0]->items.front();
  const auto literal = ReplaceFound(Values::KnownText(pattern), Values::KnownText(from), Values::KnownText(hole->items[2]), hole->items[3]->boolean);
  return literal ? values_.Literal(*literal, from->trail) : hole;
}

Value Evaluator::NotNil(const char* name) {
  ValueNode* error = values_.Copy(values_.Unknown(name, Reason::kRuntimeData));
  error->is_not_nil = true;
  return error;
}

// TrimPrefix and the like on partly known text: exact when the end in question is known, else the text stays as it is with its hole.
Value Evaluator::TrimText(std::string_view name, Value subject, Value set) {
  return values_.Lift({subject, set}, [&](const std::vector<Value>& v) -> Value {
    if (!Values::IsKnownText(v[1]) || !v[0]->Is(ValueKind::kText) || v[0]->text.empty()) return v[0];
    const std::string what = Values::KnownText(v[1]);
    const bool left = name == "TrimPrefix" || name == "TrimLeft" || name == "Trim";
    const bool right = name == "TrimSuffix" || name == "TrimRight" || name == "Trim";
    ValueNode* copy = values_.Copy(v[0]);
    if (left && copy->text.front().hole == nullptr) {
      std::string& t = copy->text.front().literal;
      if (name == "TrimPrefix") {
        if (t.starts_with(what)) t.erase(0, what.size());
      } else {
        t = Trim(t, what, true, false);
      }
    }
    if (right && copy->text.back().hole == nullptr) {
      std::string& t = copy->text.back().literal;
      if (name == "TrimSuffix") {
        if (t.ends_with(what)) t.erase(t.size() - what.size());
      } else {
        t = Trim(t, what, false, true);
      }
    }
    copy->text.EraseIf([](const TextPiece& piece) { return piece.hole == nullptr && piece.literal.empty(); });
    return copy;
  });
}

Value Evaluator::TestText(std::string_view name, Value subject, Value what) {
  return values_.Lift({subject, what}, [&](const std::vector<Value>& v) -> Value {
    const Value unknown = values_.Unknown("condition", Reason::kRuntimeData);
    if (!Values::IsKnownText(v[1])) return unknown;
    const std::string part = Values::KnownText(v[1]);
    if (Values::IsKnownText(v[0])) {
      const std::string whole = Values::KnownText(v[0]);
      if (name == "HasPrefix") return values_.Bool(whole.starts_with(part));
      if (name == "HasSuffix") return values_.Bool(whole.ends_with(part));
      if (name == "Contains") return values_.Bool(whole.find(part) != std::string::npos);
      return values_.Bool(Lower(whole) == Lower(part));
    }
    if (v[0]->Is(ValueKind::kText) && !v[0]->text.empty()) {  // the end in question may be known even if the rest is not
      const TextPiece& end = name == "HasSuffix" ? v[0]->text.back() : v[0]->text.front();
      if (end.hole == nullptr && end.literal.size() >= part.size()) {
        if (name == "HasPrefix") return values_.Bool(end.literal.starts_with(part));
        if (name == "HasSuffix") return values_.Bool(end.literal.ends_with(part));
      }
    }
    if (name != "HasPrefix" && name != "HasSuffix") return unknown;
    const auto kind = name == "HasPrefix" ? mdg::Condition::Kind::kHasPrefix : mdg::Condition::Kind::kHasSuffix;
    return values_.Condition(values_.NewCondition({kind, v[0], part}));
  });
}

}  // namespace mdg::evaluate
