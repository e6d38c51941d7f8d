// In: rows with groups of families. Out: constructions and registrations. See library_families.h.
#include <algorithm>
#include <charconv>

#include "evaluate/metrics/library_families.h"
#include "evaluate/metrics/named_families.h"
#include "evaluate/values/patterns.h"
#include "model/build_constraint.h"

namespace mdg::evaluate {

namespace {

// reason(refused|timeout), code(200|500|...): the values are noted, those of the second as some of them.
std::string_view NameBeforeValues(std::string_view label, Construction& construction) {
  const size_t bracket = label.find('(');
  if (bracket == std::string_view::npos) return label;
  const std::string name(label.substr(0, bracket));
  bool all = true;
  for (std::string_view rest = label.substr(bracket + 1, label.size() - bracket - 2); !rest.empty();) {
    const std::string_view value = rest.substr(0, rest.find('|'));
    rest.remove_prefix(std::min(value.size() + 1, rest.size()));
    if (value == "...") all = false;
    else construction.label_values[name].emplace(value);
  }
  if (all) construction.all_values_seen.insert(name);
  return label.substr(0, bracket);
}

Value Argument(const std::vector<Value>& arguments, int8_t index) {
  return index >= 0 && static_cast<size_t>(index) < arguments.size() ? arguments[static_cast<size_t>(index)] : nullptr;
}

// The numbers of "v1.20.0-rc.1", three of them.
std::vector<int> Numbers(std::string_view version) {
  if (version.starts_with('v')) version.remove_prefix(1);
  std::vector<int> numbers(3, 0);
  for (int& number : numbers) {
    const auto [end, error] = std::from_chars(version.data(), version.data() + version.size(), number);
    if (error != std::errc()) break;
    version.remove_prefix(static_cast<size_t>(end - version.data()));
    if (!version.starts_with('.')) break;
    version.remove_prefix(1);
  }
  return numbers;
}

// Without a known version the newest is taken.
bool IsIn(std::string_view version, const libraries::Family& family) {
  if (version.empty()) return family.until.empty();
  const std::vector<int> numbers = Numbers(version);
  return (family.since.empty() || numbers >= Numbers(family.since)) && (family.until.empty() || numbers < Numbers(family.until));
}

bool IsSince(std::string_view version, std::string_view since) { return version.empty() || Numbers(version) >= Numbers(since); }

// "/godebug/{}:events" stands for many; a pattern is asked about one of them.
bool Fits(const std::string& pattern, std::string_view source) {
  std::string one(source);
  if (const size_t any = one.find("{}"); any != std::string::npos) one.replace(any, 2, "x");
  return IsFoundIn(pattern, one).value_or(false);
}

// "label=a" is of the name "label".
bool IsOptionNamed(Value value, std::string_view name) {
  return value->Is(ValueKind::kNative) && value->native == NativeKind::kOther && std::string_view(value->name.text()).substr(0, value->name.text().find('=')) == name;
}

// The ways on which an option is given.
std::vector<bool> WaysWith(std::string_view name, Value choice) {
  std::vector<bool> ways;
  for (Value way : choice->items) ways.push_back(IsOptionNamed(way, name));
  return ways;
}

// The last option of a name among the arguments, maybe one that is given on some ways only; null when there is none.
Value GivenOption(std::string_view name, const libraries::Function& function, const std::vector<Value>& arguments) {
  Value given = nullptr;
  for (size_t i = static_cast<size_t>(std::max<int8_t>(function.option_list, 0)); i < arguments.size(); ++i) {
    if (arguments[i]->Is(ValueKind::kChoice)) {
      const std::vector<bool> ways = WaysWith(name, arguments[i]);
      if (std::find(ways.begin(), ways.end(), true) != ways.end()) given = arguments[i];
    } else if (IsOptionNamed(arguments[i], name)) {
      given = arguments[i];
    }
  }
  return given;
}

// All options of a name, wherever they are given.
std::vector<Value> OptionsNamed(std::string_view name, const libraries::Function& function, const std::vector<Value>& arguments) {
  std::vector<Value> named;
  for (size_t i = static_cast<size_t>(std::max<int8_t>(function.option_list, 0)); i < arguments.size(); ++i) {
    std::vector<Value> ways = {arguments[i]};
    if (arguments[i]->Is(ValueKind::kChoice)) ways.assign(arguments[i]->items.begin(), arguments[i]->items.end());
    for (Value way : ways) {
      if (IsOptionNamed(way, name)) named.push_back(way);
    }
  }
  return named;
}

// What changes the options of a group's families: the last word of each kind counts, as the library takes them.
std::vector<Value> ChangesOf(const libraries::FamilyGroup& group, const libraries::Function& function, const std::vector<Value>& arguments) {
  if (group.configured_by.empty()) return {arguments.begin() + std::min<ptrdiff_t>(function.option_list, std::ssize(arguments)), arguments.end()};
  const std::vector<Value> options = OptionsNamed(group.configured_by, function, arguments);
  if (options.empty()) return {};
  return {options.back()->items.begin(), options.back()->items.end()};
}

constexpr const char* kDefaultRegistry = "default";

}  // namespace

// It can be told from a registry the program makes, which holds only what the program puts there.
Value LibraryFamilies::DefaultRegistry() {
  return e_.values_.Native(NativeKind::kRegisterer, 0, kDefaultRegistry, {e_.values_.EmptyText(), e_.values_.List({})});
}

bool LibraryFamilies::HoldsDefaultRegistry(Value value, int depth) {
  if (value == nullptr || depth > 4) return false;
  if (value->Is(ValueKind::kNative)) return value->native == NativeKind::kRegisterer && value->name == kDefaultRegistry;
  for (Value item : value->items) {
    if (HoldsDefaultRegistry(item, depth + 1)) return true;
  }
  for (size_t i = 0; value->Is(ValueKind::kList) && i < value->length; ++i) {
    if (HoldsDefaultRegistry(value->backing->elements[i].value, depth + 1)) return true;
  }
  return false;
}

// Where a group's families are registered; null with `exposed`: nowhere yet, the call gives them back.
Value LibraryFamilies::RegistererFor(const libraries::FamilyGroup& group, const std::vector<Value>& arguments, bool& exposed) {
  using When = libraries::FamilyGroup::When;
  Value argument = Argument(arguments, group.argument);
  exposed = true;
  switch (group.when) {
    case When::kReturned: return nullptr;
    case When::kAlways: return DefaultRegistry();
    case When::kDefaultRegistry:
      exposed = HoldsDefaultRegistry(argument);
      return DefaultRegistry();
    case When::kRegisterer: break;
    case When::kOption:
      if (argument != nullptr && argument->Is(ValueKind::kPointer)) argument = e_.Dereference(argument);
      argument = argument != nullptr && argument->Is(ValueKind::kRecord) ? e_.Option(argument, group.option) : nullptr;
      break;
  }
  exposed = argument != nullptr && !argument->Is(ValueKind::kNil);
  return exposed ? e_.RegistererOf(argument) : nullptr;
}

// WithGoCollectorRuntimeMetrics(GoRuntimeMetricsRule{Matcher: regexp.MustCompile("/gc/.*")}): a pattern, alone or as the only field of
// a record.
std::optional<std::string> LibraryFamilies::PatternOf(Value rule) {
  if (rule->Is(ValueKind::kPointer)) rule = e_.Dereference(rule);
  if (rule->Is(ValueKind::kRecord) && rule->fields.size() == 1) rule = e_.Narrowed(rule->fields.front().value);
  if (rule->Is(ValueKind::kUnknown) && rule->items.size() == 1) rule = e_.Narrowed(rule->items.front());
  if (!Values::IsKnownText(rule) || !IsFoundIn(Values::KnownText(rule), "")) return std::nullopt;
  return Values::KnownText(rule);
}

// What the options of the call say about which families there are, in their order. Of one nobody knows it is said that it shows some.
std::vector<LibraryFamilies::Choice> LibraryFamilies::ChoicesIn(const libraries::FamilyGroup& group, const std::vector<Value>& arguments) {
  std::vector<Choice> choices;
  for (size_t i = group.choices < 0 ? arguments.size() : static_cast<size_t>(group.choices); i < arguments.size(); ++i) {
    const Value option = e_.Narrowed(arguments[i]);
    const bool shows = option->Is(ValueKind::kNative) && option->name == "show", hides = option->Is(ValueKind::kNative) && option->name == "hide";
    if (shows || hides) {
      for (Value rule : option->items) choices.push_back({PatternOf(e_.Narrowed(rule)), shows});
    } else if (!option->Is(ValueKind::kNative) && !option->Is(ValueKind::kNil)) {
      choices.push_back({});
    }
  }
  return choices;
}

// False where the code that brings a family in is only built for systems on which the library does not expose it.
bool LibraryFamilies::IsInThisBuild(const libraries::Family& family) const {
  for (const Frame* frame = e_.frame_; frame != nullptr && !family.build.empty(); frame = frame->caller) {
    if (!CanHoldTogether(frame->module->build_constraint, family.build)) return false;
  }
  return true;
}

// The families of a group that the version, the build and the options leave.
std::vector<const libraries::Family*> LibraryFamilies::FamiliesOf(const libraries::Function& function, const libraries::FamilyGroup& group,
                                                            std::string_view version, const std::vector<Value>& arguments) {
  const std::vector<Choice> choices = ChoicesIn(group, arguments);
  std::vector<const libraries::Family*> families;
  for (const libraries::Family& family : group.families) {
    bool chosen = !group.chosen_only || family.source.empty();
    for (const Choice& choice : choices) {
      if (!family.source.empty() && choice.pattern && Fits(*choice.pattern, family.source)) chosen = choice.shows;
    }
    if (chosen && IsIn(version, family) && IsInThisBuild(family)) families.push_back(&family);
  }
  // A pattern that fits nothing may be for a family of a later release.
  auto fits_none = [&](const std::string& pattern) {
    return std::none_of(function.groups.begin(), function.groups.end(), [&](const libraries::FamilyGroup& other) {
      return std::any_of(other.families.begin(), other.families.end(), [&](const auto& f) { return !f.source.empty() && Fits(pattern, f.source); });
    });
  };
  const bool unknown = std::any_of(choices.begin(), choices.end(), [&](const Choice& c) { return c.shows && (!c.pattern || fits_none(*c.pattern)); });
  if (group.any != nullptr && unknown) families.push_back(group.any);
  return families;
}

// Options among the arguments, taken apart: one in a list that is grown under a condition may be there or not.
std::vector<Value> LibraryFamilies::OptionArguments(const Arguments& arguments) {
  std::vector<Value> values = arguments.values;
  if (!arguments.spread || values.empty()) return values;
  const Value list = values.back();
  if (list->Is(ValueKind::kChoice)) {  // if extensive { options = append(options, WithTime()) }: each is given on its way only
    values.pop_back();
    for (size_t way = 0; way < list->items.size(); ++way) {
      const Value given = list->items[way];
      for (size_t i = 0; given->Is(ValueKind::kList) && i < given->length; ++i) {
        std::vector<Value> items(list->items.size(), e_.values_.Nil());
        items[way] = given->backing->elements[i].value;
        values.push_back(e_.values_.Choice(list->choice, std::move(items)));
      }
    }
    return values;
  }
  if (!list->Is(ValueKind::kList)) return values;
  values.pop_back();
  for (size_t i = 0; i < list->length; ++i) {
    const auto& [value, sometimes] = list->backing->elements[i];
    values.push_back(sometimes ? e_.values_.Choice(e_.values_.NewChoice(), {value, e_.values_.Nil()}) : value);
  }
  if (list->open) values.push_back(e_.values_.Unknown("options", Reason::kRuntimeData));
  return values;
}

// The record of options a library starts with after functions of the program's own, or options that set a field, have changed it. Of one
// that nobody knows it is said that it may have set what it usually does.
Value LibraryFamilies::ChangedOptions(const std::vector<Value>& changes, Place at) {
  const CellId cell = e_.memory_.New(e_.values_.Record(nullptr, {}));
  for (Value change : changes) {
    change = e_.Narrowed(change);
    if (change->Is(ValueKind::kFunction)) {
      e_.CallFunction(change, {.values = {e_.values_.Pointer(cell, {})}}, at);
    } else if (change->Is(ValueKind::kNative) && change->name == "*" && !change->items.empty()) {
      const Value given = e_.Dereference(change->items.front());
      for (std::string_view field : {"Buckets", "NativeHistogramBucketFactor", "NativeHistogramZeroThreshold", "NativeHistogramMaxBucketNumber"}) {
        if (const Value value = e_.Option(given, field)) e_.WritePath(cell, {field}, value);
      }
    } else if (change->Is(ValueKind::kNative) && !change->items.empty()) {
      e_.WritePath(cell, {std::string_view(change->name.text())}, change->items.front());
    } else if (!change->Is(ValueKind::kNil)) {
      const Reason reason = change->Is(ValueKind::kUnknown) ? change->reason : Reason::kRuntimeData;
      for (std::string_view field : {"Buckets", "ConstLabels"}) e_.WritePath(cell, {field}, e_.values_.Unknown("options", reason));
    }
  }
  return e_.memory_.Read(cell);
}

Value LibraryFamilies::Make(libraries::Match match, const std::vector<Value>& arguments, Place at) {
  std::vector<ListBacking::Element> given_back;
  for (const libraries::FamilyGroup& group : match.function->groups) {
    const std::string_view module = group.module.empty() ? match.library->module : group.module;
    const std::string_view version = e_.program_.imports().VersionOf(module, e_.program_.PackageOf(&e_.M())->folder);
    if (NamedFamilies(e_).IsLeftOut(group)) continue;
    bool exposed = false;
    const Value registerer = RegistererFor(group, arguments, exposed);
    const bool declined = !group.declined_by.empty() && std::any_of(arguments.begin(), arguments.end(), [&](Value option) {
      return option->Is(ValueKind::kNative) && option->name == group.declined_by;
    });
    const std::string_view bringing = group.brought_by.empty() ? "" : e_.program_.imports().VersionOf(group.brought_by, e_.program_.PackageOf(&e_.M())->folder);
    if (!group.brought_by.empty() && !IsSince(bringing, group.brought_since)) continue;
    const Value given = group.given_by.empty() ? nullptr : GivenOption(group.given_by, *match.function, arguments);
    const bool missing = !group.given_by.empty() && given == nullptr;
    if (!exposed || declined || missing) continue;
    const size_t assumed = e_.assumptions_.size();
    if (given != nullptr && given->Is(ValueKind::kChoice)) e_.assumptions_.push_back({given->choice, WaysWith(group.given_by, given)});
    const bool has_settings = match.function->option_list >= 0;
    const Value settings = has_settings ? ChangedOptions(ChangesOf(group, *match.function, arguments), at) : nullptr;
    for (const libraries::Family* family : FamiliesOf(*match.function, group, version, arguments)) {
      const uint32_t id = MakeOne(match, *family, arguments, settings, at);
      Construction& made = e_.events_.constructions[id];
      made.stated_by = module;
      made.version = version;
      const bool source = !family->source.empty() && !group.source_in_help_since.empty() && IsSince(version, group.source_in_help_since);
      if (source) made.help = e_.values_.Concatenate(made.help, FillIn(" Sourced from " + std::string(family->source) + ".", {}));
      const bool exported = libraries::IsExported(match.function->name_rule);  // its exporter registers it
      if (registerer != nullptr && !exported) e_.RegisterId(registerer, id, at);
      else given_back.push_back({e_.values_.Native(NativeKind::kMetric, id), false});
    }
    e_.assumptions_.resize(assumed);
  }
  if (given_back.empty()) return e_.values_.Unknown(std::string(match.function->name), Reason::kNoSource);
  return e_.values_.List(std::move(given_back));
}

// "{0}_build_info" with the arguments filled in; {} is something nobody can know, {kind} something of that name.
Value LibraryFamilies::FillIn(std::string_view text, const std::vector<Value>& arguments) {
  Value filled = e_.values_.EmptyText();
  while (!text.empty()) {
    const size_t open = std::min(text.find('{'), text.size());
    filled = e_.values_.Concatenate(filled, e_.values_.Literal(text.substr(0, open)));
    text.remove_prefix(open);
    if (text.empty()) break;
    const size_t close = text.find('}');
    const bool number = close == 2 && text[1] >= '0' && text[1] <= '9';
    const Value argument = number ? Argument(arguments, static_cast<int8_t>(text[1] - '0')) : nullptr;
    const std::string_view name = close > 1 && !number ? text.substr(1, close - 1) : "value";
    filled = e_.values_.Concatenate(filled, argument ? argument : e_.values_.Unknown(std::string(name), Reason::kRuntimeData, nullptr, name != "value"));
    text.remove_prefix(close + 1);
  }
  return filled;
}

uint32_t LibraryFamilies::MakeOne(libraries::Match match, const libraries::Family& family, const std::vector<Value>& arguments, Value settings, Place at) {
  Construction construction;
  construction.made_by = match;
  construction.family = &family;
  construction.at = at;
  construction.name = FillIn(family.name, arguments);
  construction.help = FillIn(family.help, arguments);
  if (!family.stability.empty()) e_.SetStability(construction, e_.values_.Literal(family.stability), nullptr);
  if (!family.unit.empty()) construction.unit = e_.values_.Literal(family.unit);
  Value options = settings != nullptr ? settings : Argument(arguments, match.function->options);
  if (options != nullptr && options->Is(ValueKind::kPointer)) options = e_.Dereference(options);
  for (std::string_view field : {"Subsystem", "Namespace"}) {
    const Value prefix = options != nullptr && options->Is(ValueKind::kRecord) ? e_.Option(options, field) : nullptr;
    if (prefix != nullptr) construction.name = e_.BuildName({prefix, construction.name});
  }
  Value names = e_.values_.List({}), constants = e_.values_.List({});
  bool open = false;
  for (std::string_view rest = family.labels; !rest.empty();) {
    const std::string_view label = rest.substr(0, rest.find(','));
    rest.remove_prefix(std::min(label.size() + 1, rest.size()));
    const size_t equals = label.find('=');
    if (label == "...") {
      open = true;
    } else if (equals == std::string_view::npos) {
      names = e_.values_.Append(names, e_.values_.Literal(NameBeforeValues(label, construction)));
    } else {
      constants = e_.values_.Append(constants, e_.values_.Tuple({e_.values_.Literal(label.substr(0, equals)), FillIn(label.substr(equals + 1), arguments)}));
    }
  }
  for (Value option : OptionsNamed("label", *match.function, settings != nullptr ? arguments : std::vector<Value>{})) {
    for (Value label : option->items) names = e_.values_.Append(names, label);
    for (std::string_view rest = std::string_view(option->name.text()).substr(5); !rest.empty();) {  // "label=a,b"
      rest.remove_prefix(1);
      const std::string_view label = rest.substr(0, rest.find(','));
      names = e_.values_.Append(names, e_.values_.Literal(label));
      rest.remove_prefix(label.size());
    }
  }
  if (open) {
    ValueNode* more = e_.values_.Copy(names);
    more->open = true;
    more->reason = Reason::kNoSource;
    names = more;
  }
  construction.labels = names;
  construction.constant_labels = settings != nullptr ? e_.JoinedLabels(constants, e_.Option(settings, "ConstLabels")) : constants;
  if (settings != nullptr && family.type == MetricType::kHistogram) construction.options = settings;
  return e_.NewMetric(std::move(construction));
}

}  // namespace mdg::evaluate
