// What Go's package strings does to texts of which a part may not be known: exact where the part in question is known, else the text stays
// as it is, with its hole.
// In: function, arguments. Out: texts, lists of texts, answers. See standard_library.h.
#include <algorithm>
#include <cctype>
#include <functional>

#include "evaluate/standard/standard_library.h"
#include "evaluate/standard/written.h"

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

constexpr char kSpace[] = " \t\n\r\v\f";

template <size_t kCount>
bool IsOneOf(const std::string_view (&names)[kCount], std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

constexpr std::string_view kTrims[] = {"TrimPrefix", "TrimSuffix", "Trim", "TrimLeft", "TrimRight"};
constexpr std::string_view kTests[] = {"HasPrefix", "HasSuffix", "Contains", "EqualFold"};
constexpr std::string_view kSplits[] = {"Split", "SplitN", "Fields"};
constexpr std::string_view kFinds[] = {"Index", "LastIndex", "IndexByte", "IndexRune", "LastIndexByte", "Count"};
constexpr std::string_view kCuts[] = {"Cut", "CutPrefix", "CutSuffix"};
constexpr std::string_view kByFunction[] = {"TrimFunc", "TrimLeftFunc", "TrimRightFunc"};

}  // namespace

Value StandardLibrary::Strings(std::string_view name, const std::vector<Value>& a) {
  if ((name == "NewBuffer" || name == "NewBufferString") && a.size() == 1) return Written(e_).NewBuffer(a[0]);
  if (name == "NewReplacer") return e_.values_.Native(NativeKind::kReplacer, 0, "", a);
  if (a.empty()) return nullptr;
  if (IsOneOf(kSplits, name)) return a.size() > 1 || name == "Fields" ? SplitText(name, a) : nullptr;
  if (a.size() == 1) return ChangeText(name, a);
  if (name == "Join") return JoinTexts(a[0], a[1]);
  if (IsOneOf(kTrims, name)) return TrimText(name, a[0], a[1]);
  if (IsOneOf(kTests, name)) return TestText(name, a[0], a[1]);
  if (IsOneOf(kFinds, name)) return FindText(name, a[0], a[1]);
  if (IsOneOf(kCuts, name)) return CutText(name, a[0], a[1]);
  if (IsOneOf(kByFunction, name)) return ByFunction(name, a[0], a[1]);
  if (name == "Map") return ByFunction(name, a[1], a[0]);
  return ChangeText(name, a);
}

// A text, changed by what is wholly known.
Value StandardLibrary::ChangeText(std::string_view name, const std::vector<Value>& a) {
  if (name == "ToLower") return e_.values_.MapText(a[0], Lower);
  if (name == "ToUpper" || name == "ToTitle") return e_.values_.MapText(a[0], Upper);
  if (name == "Title") return e_.values_.MapText(a[0], Title);
  if (name == "TrimSpace") {
    const bool is_whole = Values::IsKnownText(a[0]) || a[0]->Is(ValueKind::kChoice);
    return is_whole ? e_.values_.MapText(a[0], [](const std::string& s) { return Trim(s, kSpace, true, true); }) : a[0];
  }
  if ((name == "Replace" || name == "ReplaceAll") && a.size() > 2 && Values::IsKnownText(a[1]) && Values::IsKnownText(a[2])) {
    const int64_t times = name == "Replace" && a.size() > 3 && a[3]->is_integer ? a[3]->integer : -1;
    const std::string from = Values::KnownText(a[1]), to = Values::KnownText(a[2]);
    return e_.values_.MapText(a[0], [&](const std::string& s) { return ReplaceAll(s, from, to, times); });
  }
  if (name == "Repeat" && a.size() > 1 && Values::IsKnownText(a[0]) && a[1]->is_integer && a[1]->integer >= 0 && a[1]->integer < 256) {
    std::string repeated;
    for (int64_t i = 0; i < a[1]->integer; ++i) repeated += Values::KnownText(a[0]);
    return e_.values_.Literal(repeated);
  }
  return nullptr;
}

// Known of wholly known texts; lifted over choices.
Value StandardLibrary::SplitText(std::string_view name, const std::vector<Value>& a) {
  const bool fields = name == "Fields";
  const bool all = name != "SplitN" || (a.size() > 2 && a[2]->is_integer && a[2]->integer < 0);
  if (!all && (a.size() < 3 || !a[2]->is_integer || a[2]->integer == 0)) return nullptr;
  const size_t most = all ? std::string::npos : static_cast<size_t>(a[2]->integer);
  const auto split = [&](const std::string& text, const std::string& separator) {
    std::vector<ListBacking::Element> parts;
    const auto add = [&](size_t from, size_t end) { parts.push_back({e_.values_.Literal(text.substr(from, end - from)), false}); };
    if (fields) {
      for (size_t i = 0; (i = text.find_first_not_of(kSpace, i)) != std::string::npos;) {
        const size_t end = std::min(text.find_first_of(kSpace, i), text.size());
        add(i, end);
        i = end;
      }
    } else if (!separator.empty()) {
      size_t from = 0;
      for (size_t i = text.find(separator); i != std::string::npos && parts.size() + 1 < most; i = text.find(separator, from)) {
        add(from, i);
        from = i + separator.size();
      }
      add(from, text.size());
    }
    return e_.values_.List(std::move(parts));
  };
  const Value parts = e_.values_.Lift({a[0], fields ? e_.values_.EmptyText() : a[1]}, [&](const std::vector<Value>& v) -> Value {
    for (Value operand : v) {
      if (!Values::IsKnownText(operand)) return e_.values_.Unknown("part", operand->Is(ValueKind::kUnknown) ? operand->reason : Reason::kRuntimeData);
    }
    return split(Values::KnownText(v[0]), Values::KnownText(v[1]));
  });
  if (a[0]->rests_on == nullptr || !parts->Is(ValueKind::kList)) return parts;
  // --collectors=cpu,disk: others may be named; --labels=: all are
  const bool none = Values::IsKnownText(a[0]) && Values::KnownText(a[0]).empty();
  ValueNode* open = e_.values_.Copy(none ? e_.values_.List({}) : parts);
  open->open = true;
  open->rests_on = a[0]->rests_on;
  return open;
}

Value StandardLibrary::JoinTexts(Value list, Value separator) {
  return e_.values_.Lift({list, separator}, [&](const std::vector<Value>& v) -> Value {
    if (!v[0]->Is(ValueKind::kList) || v[0]->open) return e_.values_.Unknown("joined", v[0]->Is(ValueKind::kUnknown) ? v[0]->reason : Reason::kRuntimeData);
    Value result = e_.values_.EmptyText();
    for (size_t i = 0; i < v[0]->length; ++i) {
      if (i > 0) result = e_.values_.Concatenate(result, v[1]);
      result = e_.values_.Concatenate(result, v[0]->backing->elements[i].value);
    }
    return result;
  });
}

// strings.NewReplacer("a", "b", ...).Replace(text): at each place the first text that fits, from the front; what was put in is not looked at again.
Value StandardLibrary::ReplaceBy(Value replacer, Value text) {
  std::vector<std::string> words;
  for (Value word : replacer->items) {
    if (!Values::IsKnownText(word)) return e_.values_.Unknown("text", Reason::kUnsupported);
    words.push_back(Values::KnownText(word));
  }
  return e_.values_.MapText(text, [&](const std::string& literal) {
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

// TrimPrefix and the like on partly known text: exact when the end in question is known, else the text stays as it is with its hole.
Value StandardLibrary::TrimText(std::string_view name, Value subject, Value set) {
  return e_.values_.Lift({subject, set}, [&](const std::vector<Value>& v) -> Value {
    if (!Values::IsKnownText(v[1]) || !v[0]->Is(ValueKind::kText) || v[0]->text.empty()) return v[0];
    const std::string what = Values::KnownText(v[1]);
    const bool left = name == "TrimPrefix" || name == "TrimLeft" || name == "Trim";
    const bool right = name == "TrimSuffix" || name == "TrimRight" || name == "Trim";
    ValueNode* copy = e_.values_.Copy(v[0]);
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

Value StandardLibrary::TestText(std::string_view name, Value subject, Value what) {
  return e_.values_.Lift({subject, what}, [&](const std::vector<Value>& v) -> Value {
    const Value unknown = e_.values_.Unknown("condition", Reason::kRuntimeData);
    if (!Values::IsKnownText(v[1])) return unknown;
    const std::string part = Values::KnownText(v[1]);
    if (Values::IsKnownText(v[0])) {
      const std::string whole = Values::KnownText(v[0]);
      if (name == "HasPrefix") return e_.values_.Bool(whole.starts_with(part));
      if (name == "HasSuffix") return e_.values_.Bool(whole.ends_with(part));
      if (name == "Contains") return e_.values_.Bool(whole.find(part) != std::string::npos);
      return e_.values_.Bool(Lower(whole) == Lower(part));
    }
    if (v[0]->Is(ValueKind::kText) && !v[0]->text.empty()) {  // the end in question may be known even if the rest is not
      const TextPiece& end = name == "HasSuffix" ? v[0]->text.back() : v[0]->text.front();
      if (end.hole == nullptr && end.literal.size() >= part.size()) {
        if (name == "HasPrefix") return e_.values_.Bool(end.literal.starts_with(part));
        if (name == "HasSuffix") return e_.values_.Bool(end.literal.ends_with(part));
      }
    }
    if (name != "HasPrefix" && name != "HasSuffix") return unknown;
    const auto kind = name == "HasPrefix" ? mdg::Condition::Kind::kHasPrefix : mdg::Condition::Kind::kHasSuffix;
    return e_.values_.Condition(e_.values_.NewCondition({kind, v[0], part}));
  });
}

// Where a text or a character is in a wholly known text, or how often.
Value StandardLibrary::FindText(std::string_view name, Value subject, Value what) {
  return e_.values_.Lift({subject, what}, [&](const std::vector<Value>& v) -> Value {
    const Value sought = v[1]->is_integer ? TextOfCharacter(e_.values_, v[1]) : v[1];
    if (!Values::IsKnownText(v[0]) || !Values::IsKnownText(sought)) return e_.values_.Unknown("index", Reason::kRuntimeData);
    const std::string whole = Values::KnownText(v[0]), part = Values::KnownText(sought);
    size_t at = name.starts_with("Last") ? whole.rfind(part) : whole.find(part);
    if (name != "Count") return e_.values_.Integer(at == std::string::npos ? -1 : static_cast<int64_t>(at));
    int64_t count = 0;
    for (; !part.empty() && at != std::string::npos; at = whole.find(part, at + part.size())) ++count;
    return e_.values_.Integer(part.empty() ? static_cast<int64_t>(whole.size()) + 1 : count);
  });
}

// Cut: what comes before and after, and whether it is there; CutPrefix, CutSuffix: the rest, and whether it is there.
Value StandardLibrary::CutText(std::string_view name, Value subject, Value what) {
  return e_.values_.Lift({subject, what}, [&](const std::vector<Value>& v) -> Value {
    const bool around = name == "Cut";
    const Value found = e_.values_.Unknown("found", Reason::kRuntimeData);
    if (!Values::IsKnownText(v[0]) || !Values::IsKnownText(v[1])) {
      const auto part = [&] { return e_.values_.Unknown("part", v[0]->Is(ValueKind::kUnknown) ? v[0]->reason : Reason::kRuntimeData); };
      return around ? e_.values_.Tuple({part(), part(), found}) : e_.values_.Tuple({TrimText(name == "CutPrefix" ? "TrimPrefix" : "TrimSuffix", v[0], v[1]), found});
    }
    const std::string whole = Values::KnownText(v[0]), part = Values::KnownText(v[1]);
    const auto text = [&](size_t from, size_t size) { return e_.values_.Literal(whole.substr(from, size), v[0]->trail); };
    if (around) {
      const size_t at = whole.find(part);
      if (at == std::string::npos) return e_.values_.Tuple({v[0], e_.values_.EmptyText(), e_.values_.Bool(false)});
      return e_.values_.Tuple({text(0, at), text(at + part.size(), std::string::npos), e_.values_.Bool(true)});
    }
    const bool is_there = name == "CutPrefix" ? whole.starts_with(part) : whole.ends_with(part);
    if (!is_there) return e_.values_.Tuple({v[0], e_.values_.Bool(false)});
    const size_t rest = whole.size() - part.size();
    return e_.values_.Tuple({text(name == "CutPrefix" ? part.size() : 0, rest), e_.values_.Bool(true)});
  });
}

// What a function says of each character of a wholly known text: what becomes of it (Map; below 0: nothing), or whether it goes (TrimFunc).
Value StandardLibrary::ByFunction(std::string_view name, Value subject, Value function) {
  return e_.values_.Lift({subject}, [&](const std::vector<Value>& v) -> Value {
    const auto characters = CharactersOf(v[0], CharacterUnit::kCharacter);
    if (!characters) return MadeOf(e_.values_, v[0], name);
    std::vector<ListBacking::Element> kept;
    const auto answer = [&](int64_t code) { return e_.Assumed(e_.CallValue(function, {.values = {e_.values_.Integer(code, e_.types_.Basic("rune"))}}, at_)); };
    if (name == "Map") {
      for (const CharacterAt& character : *characters) {
        const Value made = answer(character.code);
        if (!made->is_integer || made->integer >= 0) kept.push_back({made, false});
      }
      return TextOfCharacters(e_.values_, e_.values_.List(std::move(kept)), CharacterUnit::kCharacter);
    }
    size_t from = 0, to = characters->size();
    int last = 1;  // 1 it goes, 0 it stays, -1 unknown
    while (name != "TrimRightFunc" && from < to && (last = Evaluator::Truth(answer((*characters)[from].code))) > 0) ++from;
    while (last >= 0 && name != "TrimLeftFunc" && from < to && (last = Evaluator::Truth(answer((*characters)[to - 1].code))) > 0) --to;
    if (last < 0) return MadeOf(e_.values_, v[0], name);
    for (size_t i = from; i < to; ++i) kept.push_back({e_.values_.Integer((*characters)[i].code), false});
    ValueNode* list = e_.values_.Copy(e_.values_.List(std::move(kept)));
    list->trail = v[0]->trail;
    return TextOfCharacters(e_.values_, list, CharacterUnit::kCharacter);
  });
}

// Of the characters names are made of, which are ASCII.
Value StandardLibrary::Unicode(std::string_view name, const std::vector<Value>& a) {
  if (a.size() != 1) return nullptr;
  const Value result = e_.values_.Lift({a[0]}, [&](const std::vector<Value>& v) -> Value {
    const Value unknown = e_.values_.Unknown("character", Reason::kRuntimeData);
    if (!v[0]->is_integer || v[0]->integer < 0 || v[0]->integer > 127) return unknown;
    const int c = static_cast<int>(v[0]->integer);
    if (name == "ToLower") return e_.values_.Integer(std::tolower(c), v[0]->type);
    if (name == "ToUpper" || name == "ToTitle") return e_.values_.Integer(std::toupper(c), v[0]->type);
    if (name == "IsUpper") return e_.values_.Bool(std::isupper(c) != 0);
    if (name == "IsLower") return e_.values_.Bool(std::islower(c) != 0);
    if (name == "IsLetter") return e_.values_.Bool(std::isalpha(c) != 0);
    if (name == "IsDigit" || name == "IsNumber") return e_.values_.Bool(std::isdigit(c) != 0);
    if (name == "IsSpace") return e_.values_.Bool(std::isspace(c) != 0);
    return unknown;
  });
  return result;
}

}  // namespace mdg::evaluate
