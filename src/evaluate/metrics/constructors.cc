// Constructors that take no options record: name, help, unit and label names are arguments of their own, or stand in one text.
//
//     metrics.NewCounter(`app_rows_total{type="x"}`)           app_rows_total, constant label type
//     ns.NewGauge("mem", "Memory.", metrics.Bytes)             <namespace>_<subsystem>_mem_bytes
//
// In: a row of a library table, the receiver and the arguments. Out: Constructions, and factories that carry a namespace.
// Deliberately no library's name: which rule makes the name is a column of the table (libraries/library.h).
#include "evaluate/evaluator.h"

namespace mdg::evaluate {

namespace {

Value Argument(const std::vector<Value>& arguments, int8_t index) {
  return index >= 0 && static_cast<size_t>(index) < arguments.size() ? arguments[static_cast<size_t>(index)] : nullptr;
}

bool IsKnown(Value value) {
  if (value->Is(ValueKind::kUnknown) || value->Is(ValueKind::kChoice)) return false;
  return !value->Is(ValueKind::kText) || Values::IsKnownText(value);
}

// The last option of that name among the arguments, as libraries take them one after the other; null when it is not given. One whose value
// nobody knows for certain is taken as not given where there is another.
Value OptionAmong(const std::vector<Value>& arguments, std::string_view option) {
  Value found = nullptr;
  for (Value argument : arguments) {
    const bool is_option = argument->Is(ValueKind::kNative) && argument->native == NativeKind::kOther && argument->name == option;
    if (is_option && !argument->items.empty() && (found == nullptr || IsKnown(argument->items.front()))) found = argument;
  }
  return found;
}

// The value of an option among the arguments, or the option itself; null when it is not given. `options...` may be one of several lists.
Value OptionArgument(Values& values, const libraries::Function& function, const std::vector<Value>& arguments, std::string_view option, bool whole = false) {
  if (function.option_list == libraries::kNoArgument || static_cast<size_t>(function.option_list) > arguments.size()) return nullptr;
  const std::vector<Value> options(arguments.begin() + function.option_list, arguments.end());
  const bool one_of_several = options.size() == 1 && options[0]->Is(ValueKind::kChoice);
  if (!one_of_several || whole) {
    const Value found = OptionAmong(options, option);
    return found == nullptr || whole ? found : found->items.front();
  }
  bool given = false;
  const Value value = values.Lift(options, [&](const std::vector<Value>& v) -> Value {
    std::vector<Value> list = {v[0]};
    if (v[0]->Is(ValueKind::kList)) {
      list.clear();
      for (size_t i = 0; i < v[0]->length; ++i) list.push_back(v[0]->backing->elements[i].value);
    }
    const Value found = OptionAmong(list, option);
    if (found == nullptr || !IsKnown(found->items.front())) return values.EmptyText();
    given = true;
    return found->items.front();
  });
  return given ? value : nullptr;
}

// Options that were too far to follow, which says nothing about what they are.
bool AreLost(const libraries::Function& function, const std::vector<Value>& arguments) {
  if (function.option_list == libraries::kNoArgument) return false;
  for (size_t i = static_cast<size_t>(function.option_list); i < arguments.size(); ++i) {
    if (arguments[i]->Is(ValueKind::kUnknown) && arguments[i]->reason == Reason::kLimit) return true;
  }
  return false;
}

bool IsFactory(Value value) {
  return value != nullptr && value->Is(ValueKind::kNative) && value->native == NativeKind::kFactory;
}

// What a factory with a namespace carries, by position in its parts; one without has the registerer only.
enum FactoryPart : size_t { kRegistererPart, kNamespacePart, kSubsystemPart, kLabelsPart, kParts };

bool HasNamespace(Value value) { return IsFactory(value) && value->items.size() == kParts; }

}  // namespace

// Pairs of labels one after the other; a later one of the same name is not looked for: the library refuses it or overrides it.
Value Evaluator::JoinedLabels(Value first, Value second) {
  if (first == nullptr || first->Is(ValueKind::kNil)) return second;
  if (second == nullptr || second->Is(ValueKind::kNil)) return first;
  return values_.Lift({LabelPairs(first), LabelPairs(second)}, [&](const std::vector<Value>& v) -> Value {
    Value joined = v[0];
    for (size_t i = 0; i < v[1]->length; ++i) joined = values_.Append(joined, v[1]->backing->elements[i].value);
    if (!v[0]->open && !v[1]->open) return joined;
    ValueNode* open = values_.Copy(joined);
    open->open = true;
    open->reason = v[0]->open ? v[0]->reason : v[1]->reason;
    return open;
  });
}

// `name{key="value",other="value"}` as a tuple of the name and its labels. A hole between the braces that is no value hides labels.
Value Evaluator::SplitNameAndLabels(Value text) {
  return values_.Lift({values_.Stringify(text)}, [&](const std::vector<Value>& v) -> Value {
    Value name = values_.EmptyText(), key = values_.EmptyText(), content = values_.EmptyText(), pairs = values_.List({});
    enum class Part { kName, kKey, kValue, kBetween } part = Part::kName;
    bool hides_labels = false, escaped = false;
    const auto add = [&](Value& to, const TextPiece& piece) {
      ValueNode* one = values_.Copy(values_.EmptyText());
      one->text.push_back(piece);
      one->trail = v[0]->trail;
      to = values_.Concatenate(to, one);
    };
    for (const TextPiece& piece : v[0]->text) {
      if (piece.hole != nullptr) {
        if (part == Part::kName) add(name, piece);
        else if (part == Part::kValue) add(content, piece);
        else hides_labels = true;
        continue;
      }
      std::string literal;
      const auto flush = [&](Value& to) {
        if (!literal.empty()) add(to, {literal, nullptr});
        literal.clear();
      };
      for (const char c : piece.literal) {
        if (part == Part::kName && c == '{') {
          flush(name);
          part = Part::kKey;
        } else if (part == Part::kName && c == ',') {  // the hole before held the brace and some labels, too
          flush(name);
          part = Part::kKey;
          hides_labels = true;
        } else if (part == Part::kKey && c == '"') {
          flush(key);
          part = Part::kValue;
        } else if (part == Part::kValue && c == '"' && !escaped) {
          flush(content);
          if (!key->text.empty()) pairs = values_.Append(pairs, values_.Tuple({key, content}));
          key = content = values_.EmptyText();
          part = Part::kBetween;
        } else if (part == Part::kBetween && c == ',') {
          part = Part::kKey;
        } else if (part == Part::kName || part == Part::kValue || (part == Part::kKey && c != ' ' && c != '=' && c != '}')) {
          literal += c;
        }
        escaped = part == Part::kValue && c == '\\' && !escaped;
      }
      if (part == Part::kName) flush(name);
      else if (part == Part::kKey) flush(key);
      else if (part == Part::kValue) flush(content);
    }
    if (hides_labels) {
      ValueNode* open = values_.Copy(pairs);
      open->open = true;
      pairs = open;
    }
    return values_.Tuple({name, pairs});
  });
}

Value Evaluator::WithUnit(Value name, Value unit) {
  return values_.Lift({values_.Stringify(name), values_.Stringify(unit)}, [&](const std::vector<Value>& v) -> Value {
    if (v[1]->text.empty()) return v[0];
    return values_.Concatenate(values_.Concatenate(v[0], values_.Literal("_")), v[1]);
  });
}

// The stability level and what the library makes of it in the help.
void Evaluator::SetStability(Construction& construction, Value stability, Value deprecated) {
  const std::string_view otherwise = construction.made_by.library->default_stability, written = construction.made_by.library->stability_in_help;
  const auto is_set = [](Value value) {
    return value != nullptr && !value->Is(ValueKind::kNil) && !(value->Is(ValueKind::kText) && value->text.empty());
  };
  if (is_set(stability)) construction.stability = values_.Stringify(stability);
  else if (!otherwise.empty()) construction.stability = values_.Literal(otherwise);
  Value note = values_.EmptyText();
  if (construction.stability != nullptr && (written.empty() || (Values::IsKnownText(construction.stability) && Values::KnownText(construction.stability) == written))) {
    note = values_.Concatenate(values_.Concatenate(values_.Literal("["), construction.stability), values_.Literal("] "));
  }
  if (is_set(deprecated)) {
    construction.deprecated = values_.Stringify(deprecated);
    note = values_.Concatenate(note, values_.Literal("(Deprecated since "));
    note = values_.Concatenate(values_.Concatenate(note, construction.deprecated), values_.Literal(") "));
  }
  construction.help = values_.Concatenate(note, construction.help ? construction.help : values_.EmptyText());
}

// The full name as the row's rule makes it.
Value Evaluator::NameFromArguments(const libraries::Function& function, Value receiver, const std::vector<Value>& arguments) {
  Value name = Argument(arguments, function.metric_name);
  if (function.name_rule == libraries::NameRule::kKeyParts) return KeyText(name);
  if (!function.unit_text.empty()) name = WithUnit(name, values_.Literal(function.unit_text));
  if (const Value unit = Argument(arguments, function.unit)) name = WithUnit(name, unit);
  if (function.name_rule == libraries::NameRule::kWhole) {
    std::vector<Value> pieces = {values_.Literal(function.prefix)};
    for (int8_t piece : {function.name_space, function.subsystem}) {
      if (const Value value = Argument(arguments, piece)) pieces.push_back(value);
    }
    pieces.push_back(name);
    return pieces.size() == 2 && function.prefix.empty() ? values_.Stringify(name) : BuildName(pieces);
  }
  if (function.name_rule != libraries::NameRule::kPieces || function.receiver.empty()) return values_.Stringify(name);
  if (HasNamespace(receiver)) return BuildName({receiver->items[kNamespacePart], receiver->items[kSubsystemPart], name});
  const Reason reason = receiver != nullptr && receiver->Is(ValueKind::kUnknown) ? receiver->reason : Reason::kParameter;
  return BuildName({values_.Unknown("namespace", reason, nullptr, true), name});
}

// The bounds an option gives; nil: the library's own.
Value Evaluator::BucketsOption(libraries::Match match, const std::vector<Value>& arguments) {
  const Value given = OptionArgument(values_, *match.function, arguments, "buckets", true);
  if (given == nullptr) return values_.Nil();
  if (given->items.size() == 1 && given->items[0]->Is(ValueKind::kUnknown)) return given->items[0];
  std::vector<ListBacking::Element> bounds;
  for (Value bound : given->items) bounds.push_back({bound, false});
  return values_.List(std::move(bounds));
}

Value Evaluator::ConstructFromArguments(libraries::Match match, Value receiver, const std::vector<Value>& arguments, Place at) {
  const libraries::Function& function = *match.function;
  if (Argument(arguments, function.metric_name) == nullptr) return values_.Unknown(std::string(function.name), Reason::kUnsupported);
  Construction construction;
  construction.made_by = match;
  construction.at = at;
  construction.name = NameFromArguments(function, receiver, arguments);
  construction.constant_labels = Argument(arguments, function.constant_labels);
  if (function.name_rule == libraries::NameRule::kNameAndLabels) {
    const Value both = SplitNameAndLabels(construction.name);
    construction.name = TupleItem(both, 0);
    construction.constant_labels = JoinedLabels(TupleItem(both, 1), construction.constant_labels);
  }
  if (HasNamespace(receiver)) construction.constant_labels = JoinedLabels(receiver->items[kLabelsPart], construction.constant_labels);
  if (const Value help = Argument(arguments, function.help)) construction.help = values_.Stringify(help);
  else if (const Value option = OptionArgument(values_, function, arguments, "help")) construction.help = values_.Stringify(option);
  if (!match.library->default_stability.empty() || function.deprecated != libraries::kNoArgument) {
    SetStability(construction, Argument(arguments, function.stability), Argument(arguments, function.deprecated));
  }
  if (function.name_rule == libraries::NameRule::kGrouped) {
    construction.ungrouped = construction.name;
    construction.name = BuildName({values_.Unknown("group", Reason::kNotReached, nullptr, true), construction.name});
    Value names = values_.List({});
    bool all = true;
    for (size_t i = static_cast<size_t>(function.option_list); i < arguments.size(); ++i) all = AddGroupedLabels(arguments[i], names, 0) && all;
    if (!all) {
      ValueNode* open = values_.Copy(names);
      open->open = true;
      names = open;
    }
    construction.labels = names;
  }
  construction.unit = OptionArgument(values_, function, arguments, "unit");
  if (construction.unit == nullptr && AreLost(function, arguments)) construction.unit = values_.Unknown("unit", Reason::kLimit, nullptr, true);
  if (function.labels != libraries::kNoArgument || construction.labels == nullptr) construction.labels = Argument(arguments, function.labels);
  if (function.labels_are_rest && function.labels >= 0) {
    std::vector<ListBacking::Element> names;
    for (size_t i = static_cast<size_t>(function.labels); i < arguments.size(); ++i) names.push_back({arguments[i], false});
    construction.labels = values_.List(std::move(names));
  }
  if (function.labels_measured) LeaveToUses(construction);
  // An instrument gets them where it is used, others with samples.
  const Reason unseen = function.given_samples.argument == libraries::kNoArgument ? Reason::kNotReached : Reason::kRuntimeData;
  if (function.labels_unseen) construction.labels = values_.Unknown("labels", unseen, nullptr, true);
  construction.generator = Argument(arguments, function.given_samples.argument);
  if (function.default_buckets) construction.options = values_.Record(nullptr, {});
  if (function.type == MetricType::kSummary && !match.library->default_objectives.empty()) {
    ValueNode* objectives = values_.New(ValueKind::kMapContent);
    for (const auto& [quantile, error] : match.library->default_objectives) objectives->entries.push_back({values_.Real(quantile), values_.Real(error), false});
    construction.options = values_.Record(nullptr, {{"Objectives", values_.Map(memory_.New(objectives), nullptr)}});
  }
  if (function.type == MetricType::kHistogram && !match.library->default_bounds.empty()) {
    construction.options = values_.Record(nullptr, {{"Buckets", BucketsOption(match, arguments)}});
  }
  const bool descriptor = function.action == libraries::Action::kDescribe;
  const uint32_t id = NewMetric(std::move(construction));
  if (const Value type = Argument(arguments, function.value_type)) events_.samples.push_back({id, type, at, assumptions_, false});
  if (!descriptor) RegisterMade(function, receiver, id, at);
  const Value made = values_.Native(descriptor ? NativeKind::kDescriptor : NativeKind::kMetric, id);
  return function.may_fail ? values_.Tuple({made, values_.Nil()}) : made;
}

// What a constructor does with the metric besides giving it back.
void Evaluator::RegisterMade(const libraries::Function& function, Value receiver, uint32_t id, Place at) {
  if (IsFactory(receiver) && !receiver->items[kRegistererPart]->Is(ValueKind::kNil)) {
    RegisterId(RegistererOf(receiver->items[kRegistererPart]), id, at);
  }
  if (function.registers) RegisterId(NewRegisterer(values_.EmptyText(), values_.List({})), id, at);
}

// (namespace, subsystem, constant labels), or a namespace and more constant labels. What is made with it is exposed when the
// namespace itself is registered, which can happen before and after: its registerer is a group.
Value Evaluator::MakeNamespace(const libraries::Function& function, Value receiver, const std::vector<Value>& arguments) {
  if (!function.receiver.empty() && !HasNamespace(receiver)) return receiver;  // what it adds to is not known, nor is then the whole
  ValueNode* group = values_.Copy(NewRegisterer(values_.EmptyText(), values_.List({})));
  groups_.emplace_back();
  group->id = static_cast<uint32_t>(groups_.size());
  const auto text = [&](int8_t index) {
    const Value value = Argument(arguments, index);
    return value != nullptr ? values_.Stringify(value) : values_.EmptyText();
  };
  std::vector<Value> parts = {group, text(0), text(1), Argument(arguments, 2)};
  if (HasNamespace(receiver)) {
    parts = receiver->items;
    parts[kRegistererPart] = group;
    parts[kLabelsPart] = JoinedLabels(parts[kLabelsPart], Argument(arguments, 0));
  }
  if (parts[kLabelsPart] == nullptr) parts[kLabelsPart] = values_.Nil();
  const Value made = values_.Native(NativeKind::kFactory, group->id, "", std::move(parts));
  return values_.WithType(made, types_.PointerTo(types_.External(function.package, function.gives)));
}

void Evaluator::AddToGroup(uint32_t group, RegistrationEvent member) {
  for (const RegistrationEvent& where : groups_[group - 1].registered) events_.registrations.push_back(Combined(member, where));
  groups_[group - 1].members.push_back(std::move(member));
}

void Evaluator::RegisterGroup(uint32_t group, Value registerer, Place at) {
  values_.Lift({registerer}, [&](const std::vector<Value>& v) -> Value {
    if (!v[0]->Is(ValueKind::kNative) || v[0]->id != 0) return v[0];  // a group in a group: no library has that
    RegistrationEvent where{0, v[0]->items[0], v[0]->items[1], at, assumptions_};
    for (const RegistrationEvent& member : groups_[group - 1].members) events_.registrations.push_back(Combined(member, where));
    groups_[group - 1].registered.push_back(std::move(where));
    return v[0];
  });
}

RegistrationEvent Evaluator::Combined(const RegistrationEvent& member, const RegistrationEvent& where) {
  RegistrationEvent event = where;
  event.metric = member.metric;
  event.assumptions.insert(event.assumptions.end(), member.assumptions.begin(), member.assumptions.end());
  return event;
}

}  // namespace mdg::evaluate
