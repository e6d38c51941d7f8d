// In: calls that make exporters, a finished run. Out: constructions as they are shown. See exporters.h.
#include <algorithm>

#include "evaluate/metrics/exported_names.h"
#include "evaluate/metrics/exporters.h"
#include "evaluate/metrics/library_families.h"
#include "evaluate/metrics/measurements.h"
#include "evaluate/metrics/named_families.h"

namespace mdg::evaluate {

using libraries::ExporterSetting;

namespace {

Value Argument(const std::vector<Value>& arguments, int8_t index) {
  return index >= 0 && static_cast<size_t>(index) < arguments.size() ? arguments[static_cast<size_t>(index)] : nullptr;
}

// What may stand in the name of a grouped metric is more than Prometheus allows.
std::string GroupedName(const std::string& written) {
  std::string name;
  for (char c : written) {
    if (c == '+' || c == '(' || c == ')') continue;
    name += c == '-' || c == ' ' ? '_' : c;
  }
  return name;
}

bool IsOption(Value value) { return value->Is(ValueKind::kNative) && value->native == NativeKind::kOther; }

}  // namespace

void Exporters::NoteSetting(Exporter& exporter, Value option) {
  if (option->Is(ValueKind::kNil)) return;
  if (option->Is(ValueKind::kChoice)) {  // given or not, this or that: what it would say is not known
    for (Value item : option->items) NoteSetting(exporter, item);
    const bool may_be_missing = std::any_of(option->items.begin(), option->items.end(), [](Value item) { return item->Is(ValueKind::kNil); });
    for (Value item : option->items) {
      const auto setting = IsOption(item) ? static_cast<ExporterSetting>(item->id) : ExporterSetting::kNone;
      if (!exporter.settings.contains(setting)) continue;
      exporter.settings[setting] = e_.values_.Unknown("option", Reason::kRuntimeData);
      if (setting != ExporterSetting::kNamespace || !may_be_missing) continue;
      exporter.settings.erase(setting);  // if prefix != "" { ... WithNamespace(prefix) }: a name with nothing in front is one it can have
      exporter.some_unseen = true;
    }
    return;
  }
  if (!IsOption(option)) {
    exporter.some_unseen = true;
    return;
  }
  const auto setting = static_cast<ExporterSetting>(option->id);
  if (setting != ExporterSetting::kNone) exporter.settings[setting] = option->items.empty() ? e_.values_.Bool(true) : option->items.front();
}

Value Exporters::Make(libraries::Match match, const std::vector<Value>& arguments, Place at) {
  const libraries::Function& function = *match.function;
  Value options = Argument(arguments, function.options);
  if (options == nullptr) options = e_.values_.Nil();
  if (options->Is(ValueKind::kPointer)) options = e_.Dereference(options);
  e_.values_.Lift({options}, [&](const std::vector<Value>& v) -> Value {
    Exporter exporter{.made_by = match, .at = at, .made_from = {ModulesOnStack(at)}, .root = e_.root_, .settings = {}, .some_unseen = v[0]->Is(ValueKind::kUnknown)};
    for (const libraries::ExporterField& row : match.library->exporter_fields) {
      Value value = v[0]->Is(ValueKind::kRecord) ? e_.Option(v[0], row.field) : nullptr;
      if (value != nullptr && value->Is(ValueKind::kPointer)) value = e_.Dereference(value);
      if (value != nullptr && !value->Is(ValueKind::kNil)) exporter.settings[row.setting] = value;
    }
    if (function.option_list != libraries::kNoArgument) {
      for (size_t i = static_cast<size_t>(function.option_list); i < arguments.size(); ++i) NoteSetting(exporter, arguments[i]);
    }
    if (function.first > 0) exporter.holds_sink = e_.HoldsSink(Argument(arguments, function.first));
    auto runtime = exporter.settings.find(ExporterSetting::kRuntime);
    const bool wanted = runtime != exporter.settings.end() && e_.Truth(runtime->second) != 0;
    for (const libraries::FamilyGroup& group : function.groups) {
      for (size_t i = 0; wanted && i < group.families.size(); ++i) LibraryFamilies(e_).MakeOne(match, group.families[i], {}, nullptr, at);
    }
    AddCallersOfRoot(exporter);
    e_.events_.exporters.push_back(std::move(exporter));
    return v[0];
  });
  const Type* type = function.gives.empty() ? nullptr : e_.types_.PointerTo(e_.types_.External(function.package, function.gives));
  const Value made = e_.values_.Unknown("exporter", Reason::kNoSource, type);
  return function.may_fail ? e_.values_.Tuple({made, e_.values_.Nil()}) : made;
}

// Metrics that come to be where they are used, under names that hang on nothing: found without running what is around them.
void Exporters::RunClosedUses() {
  for (const auto& [module, call, match] : e_.slice_.ClosedUses()) {
    Frame frame;
    frame.module = module;
    e_.frame_ = &frame;
    e_.root_ = nullptr;
    e_.BeginRun();
    e_.CallLibrary(match, nullptr, e_.Expanded(e_.EvaluateArguments(call, nullptr)), e_.At(call));
    e_.frame_ = nullptr;
  }
}

// Sinks the program names anywhere: whether the way to one is taken depends on settings more often than not.
void Exporters::FindSinks() {
  const bool asked = std::any_of(e_.events_.constructions.begin(), e_.events_.constructions.end(), [](const Construction& c) { return c.made_by.library->needs_sink; });
  if (!asked) return;
  for (const auto& package : e_.program_.packages()) {
    for (const Symbol* function : package->functions) {
      const Module& module = *function->module;
      const bool imports = std::any_of(module.imports.begin(), module.imports.end(), [](const Import& i) { return libraries::IsMetricPackage(i.path); });
      if (module.is_test || !imports) continue;
      std::vector<NodeId> stack = {function->node};
      while (!stack.empty()) {
        const NodeId id = stack.back();
        stack.pop_back();
        if (module.At(id).kind == NodeKind::kLiteral) continue;  // has a text where others have children
        const libraries::Match match = module.At(id).kind == NodeKind::kMember ? NamedFamilies(e_).NamedFunction(module, id) : libraries::Match{};
        if (match.function != nullptr && match.function->action == libraries::Action::kSink) {
          e_.events_.sinks.insert(match.library);
          const Node& node = module.At(function->node);
          for (Exporter& exporter : e_.events_.exporters) {  // made beside it
            const bool here = exporter.at.module == &module && exporter.at.offset >= node.begin && exporter.at.offset < node.end;
            exporter.holds_sink = exporter.holds_sink || here;
          }
        }
        for (NodeId c = module.At(id).first; c != kNoNode; c = module.At(c).next) stack.push_back(c);
      }
    }
  }
}

// --- when everything has been run

// An exporter that was also seen made with arguments that are known is not believed where they were not.
void Exporters::DropSuperseded() {
  std::set<Place> really;
  for (const Exporter& exporter : e_.events_.exporters) {
    if (!e_.IsSuperseded(exporter.root)) really.insert(exporter.at);
  }
  std::erase_if(e_.events_.exporters, [&](const Exporter& exporter) { return e_.IsSuperseded(exporter.root) && really.contains(exporter.at); });
}

// A library whose measurements reach Prometheus through a sink only, and none is made: no families, and that is said.
void Exporters::DropUnshown() {
  for (Construction& construction : e_.events_.constructions) {
    const libraries::Library* library = construction.made_by.library;
    if (construction.superseded || !library->needs_sink || e_.events_.sinks.contains(library)) continue;
    construction.superseded = true;
    if (construction.family == nullptr) e_.events_.unshown[library].push_back(construction.at);
  }
}

// What the sink was told about a family of this name beforehand.
void Exporters::HelpByDeclaration(Construction& construction) {
  for (const uint32_t id : e_.sink_declarations_) {
    Construction& other = e_.events_.constructions[id];
    if (!Values::IsKnownText(other.name) || Values::ToText(other.name) != Values::ToText(construction.name)) continue;
    construction.help = other.help;
    other.superseded = true;  // the use of it says more
  }
}

// if config.Prefix != "" { service = config.Prefix }: what is not known of a prefix beside what is, is what users may set, even where the way
// to it was too far to follow.
Value Exporters::ServiceOf(const Exporter& exporter) {
  const auto found = exporter.settings.find(ExporterSetting::kNamespace);
  if (found == exporter.settings.end()) return exporter.some_unseen ? nullptr : e_.values_.EmptyText();
  const Value given = found->second;
  const bool is_known = given->Is(ValueKind::kChoice) && std::any_of(given->items.begin(), given->items.end(), [](Value item) { return Values::IsKnownText(item); });
  if (!is_known) return e_.values_.Stringify(given);
  return e_.values_.Lift({given}, [&](const std::vector<Value>& v) {
    const bool is_lost = v[0]->Is(ValueKind::kUnknown) && v[0]->reason == Reason::kLimit && v[0]->is_named;
    return e_.values_.Stringify(is_lost ? e_.values_.Unknown(std::string(v[0]->name), Reason::kConfiguration, nullptr, true) : v[0]);
  });
}

// service_kind_host_key, or some of these as labels instead.
void Exporters::NameByKey(const Exporter* exporter, Construction& construction, std::string& unknown) {
  const MetricType type = construction.family ? construction.family->type : construction.made_by.function->type;
  const auto is_on = [&](ExporterSetting setting, const char* shown) {
    auto found = exporter == nullptr ? decltype(exporter->settings.end()){} : exporter->settings.find(setting);
    if (exporter == nullptr || found == exporter->settings.end()) return false;
    const int truth = e_.Truth(found->second);
    if (truth < 0) unknown += (unknown.empty() ? "`" : ", `") + std::string(shown) + '`';
    return truth == 1;
  };
  Value labels = construction.labels;
  const auto add_label = [&](std::string_view name) {
    if (labels == nullptr || labels->Is(ValueKind::kNil)) labels = e_.values_.List({});
    labels = e_.values_.Lift({labels}, [&](const std::vector<Value>& v) { return v[0]->Is(ValueKind::kList) ? e_.values_.Append(v[0], e_.values_.Literal(name)) : v[0]; });
  };
  std::vector<Value> parts;
  Value service = e_.values_.Unknown("service", Reason::kParameter, nullptr, true);
  if (const Value given = exporter != nullptr ? ServiceOf(*exporter) : nullptr) service = given;
  if (is_on(ExporterSetting::kHostLabel, "EnableHostnameLabel")) add_label("host");
  else if (type == MetricType::kGauge && is_on(ExporterSetting::kHostInName, "EnableHostname")) parts.push_back(e_.values_.Unknown("hostname", Reason::kRuntimeData, nullptr, true));
  if (is_on(ExporterSetting::kKindInName, "EnableTypePrefix")) {
    const bool timer = construction.made_by.function->name.starts_with("MeasureSince");
    const char* kind = type == MetricType::kGauge ? "gauge" : type == MetricType::kCounter ? "counter" : timer ? "timer" : "sample";
    parts.insert(parts.begin(), e_.values_.Literal(kind));
  }
  if (is_on(ExporterSetting::kServiceLabel, "EnableServiceLabel")) add_label("service");
  else parts.insert(parts.begin(), e_.values_.MapText(service, [](const std::string& text) { return text; }));
  parts.push_back(construction.name);
  construction.name = e_.BuildName(parts);
  construction.labels = labels;
  if (construction.help == nullptr || construction.family != nullptr) construction.help = construction.name;
  HelpByDeclaration(construction);
}

Value Exporters::NameAsExported(const Construction& construction, const Exporter* exporter, std::string& unknown) {
  ExportedName rule;
  const std::string_view module = construction.made_by.library->exporter_module;
  rule.exporter_version = e_.program_.imports().VersionOf(module, e_.program_.PackageOf(exporter ? exporter->at.module : construction.at.module)->folder);
  const auto given = [&](ExporterSetting setting) -> Value {
    if (exporter == nullptr) return nullptr;
    auto found = exporter->settings.find(setting);
    return found == exporter->settings.end() ? nullptr : found->second;
  };
  const auto is_on = [&](ExporterSetting setting) {
    const Value value = given(setting);
    const int truth = value == nullptr ? 0 : e_.Truth(value);
    if (truth < 0) unknown = "an option that is not known";
    return truth == 1;
  };
  rule.without_units = is_on(ExporterSetting::kWithoutUnits);
  rule.without_total = is_on(ExporterSetting::kWithoutTotal);
  if (const Value translation = given(ExporterSetting::kTranslation)) {
    if (Values::IsKnownText(translation)) rule.SetTranslation(Values::KnownText(translation));
    else unknown = "a translation strategy that is not known";
  }
  if (exporter != nullptr && exporter->some_unseen) unknown = "options that are not known";
  Value prefix = given(ExporterSetting::kNamespace);
  if (construction.made_by.function->name_rule == libraries::NameRule::kGrouped) {
    if (prefix == nullptr) prefix = e_.values_.Literal(construction.made_by.library->default_namespace);
    return e_.BuildName({e_.values_.Stringify(prefix), e_.values_.MapText(construction.name, GroupedName)});
  }
  if (construction.made_by.function->name_rule == libraries::NameRule::kPrefixed) rule.without_suffixes = true;
  const Value unit = construction.unit ? construction.unit : e_.values_.EmptyText();
  const MetricType type = construction.family ? construction.family->type : construction.made_by.function->type;
  return rule.Of(e_.values_, construction.name, unit, prefix ? prefix : e_.values_.EmptyText(), type);
}

std::string Exporters::NoteOf(const Exporter& exporter, const std::string& unknown) {
  const std::string at = '`' + exporter.at.module->LocationAt(exporter.at.offset).ToString() + '`';
  if (unknown.empty()) return "as the exporter made at " + at + " names it";
  return "as the exporter made at " + at + " names it by default: it has " + unknown;
}

// The construction as one exporter shows it. `unknown`: what of that exporter is not known.
Construction Exporters::AsExported(const Construction& construction, const Exporter* exporter, std::string& unknown) {
  Construction made = construction;
  if (made.made_by.function->name_rule == libraries::NameRule::kKeyParts) {
    NameByKey(exporter, made, unknown);
  } else {
    made.name = NameAsExported(construction, exporter, unknown);
    if (made.made_by.function->name_rule == libraries::NameRule::kPrefixed) made.labels = LabelsAsExported(made.labels);
  }
  if (exporter == nullptr) {
    if (made.made_by.function->name_rule == libraries::NameRule::kGrouped) made.labels = WithScopeLabels(made);
    return made;
  }
  made.name_note = NoteOf(*exporter, unknown);
  auto without = exporter->settings.find(ExporterSetting::kWithoutScope);
  if (without == exporter->settings.end() || e_.Truth(without->second) != 1) made.labels = WithScopeLabels(made);
  return made;
}

// What the exporter registers with, if that adds something; else null.
Value Exporters::RegisteredWith(const Exporter* exporter) {
  if (exporter == nullptr) return nullptr;
  auto found = exporter->settings.find(ExporterSetting::kRegisterer);
  const bool known = found != exporter->settings.end() && found->second->Is(ValueKind::kNative) && found->second->native == NativeKind::kRegisterer;
  return known ? found->second : nullptr;
}

void Exporters::Register(uint32_t metric, const Exporter* exporter) {
  if (const Value registerer = RegisteredWith(exporter)) {
    e_.events_.registrations.push_back({metric, registerer->items[0], registerer->items[1], exporter->at, e_.events_.constructions[metric].assumptions});
  }
}

// By the names they make. An exporter of which something is not known gives way to one of the same program of which all is.
std::map<std::string, Exporters::WayExported> Exporters::WaysExported(const Construction& construction) {
  struct Way {
    const Exporter* exporter;
    Construction made;
    bool is_known;
  };
  std::vector<Way> all;
  for (const Exporter* exporter : ExportersOf(construction)) {
    std::string unknown;
    Construction made = AsExported(construction, exporter, unknown);
    all.push_back({exporter, std::move(made), unknown.empty()});
  }
  std::map<std::string, WayExported> ways;
  for (Way& way : all) {
    const bool gives_way = !way.is_known && std::any_of(all.begin(), all.end(), [&](const Way& other) {
      return other.is_known && IsInOneProgramWith(way.exporter->made_from.front(), *other.exporter);
    });
    if (gives_way) continue;
    const Value registerer = RegisteredWith(way.exporter);
    const std::string prefix = registerer == nullptr ? "" : Values::ToText(e_.values_.Stringify(registerer->items[0])).ToString();
    ways.try_emplace(prefix + Values::ToText(way.made.name).ToString(), WayExported{way.made, way.exporter});
  }
  return ways;
}

void Exporters::Finish() {
  DropSuperseded();
  FindSinks();
  DropUnshown();
  Measurements(e_).SetLabels();
  const size_t count = e_.events_.constructions.size();
  std::string none;
  for (size_t i = 0; i < count; ++i) {
    if (e_.events_.constructions[i].superseded || !libraries::IsExported(e_.events_.constructions[i].made_by.function->name_rule)) continue;
    const Construction construction = e_.events_.constructions[i];
    std::map<std::string, WayExported> ways = WaysExported(construction);
    if (ways.empty() && construction.family != nullptr) e_.events_.constructions[i].superseded = true;
    else if (ways.empty()) ways.emplace("", WayExported{AsExported(construction, nullptr, none)});
    const bool several = ways.size() > 1;
    bool first = true;
    for (auto& [text, way] : ways) {
      if (several) way.made.name_note += "; other exporters name it differently";
      auto id = static_cast<uint32_t>(i);
      if (first) {
        e_.events_.constructions[i] = std::move(way.made);
      } else {  // with all that has happened to it
        id = static_cast<uint32_t>(e_.events_.constructions.size());
        for (size_t s = 0, samples = e_.events_.samples.size(); s < samples; ++s) {
          if (e_.events_.samples[s].metric != i) continue;
          e_.events_.samples.push_back(e_.events_.samples[s]);
          e_.events_.samples.back().metric = id;
        }
        e_.events_.constructions.push_back(std::move(way.made));
      }
      Register(id, way.exporter);
      first = false;
    }
  }
}

Value Exporters::LabelsAsExported(Value labels) {
  if (labels == nullptr || !labels->Is(ValueKind::kList)) return labels;
  ValueNode* names = e_.values_.Copy(e_.values_.List({}));
  Value all = names;
  for (size_t i = 0; i < labels->length; ++i) {
    const auto& [value, sometimes] = labels->backing->elements[i];
    const Value name = value->Is(ValueKind::kRecord) ? e_.Option(value, "Name") : value;
    all = e_.values_.Append(all, ExportedLabel(e_.values_, name ? name : value), sometimes);
  }
  if (!labels->open) return all;
  ValueNode* open = e_.values_.Copy(all);
  open->open = true;
  return open;
}

// otel_scope_name and its siblings, which say who made the instrument.
Value Exporters::WithScopeLabels(const Construction& construction) {
  const std::vector<std::string_view>& scope = construction.made_by.library->scope_labels;
  if (scope.empty()) return construction.labels;
  Value labels = construction.labels ? construction.labels : e_.values_.List({});
  if (!labels->Is(ValueKind::kList)) {  // unknown ones: more than these
    ValueNode* open = e_.values_.Copy(e_.values_.List({}));
    open->open = true;
    labels = open;
  }
  for (std::string_view name : scope) {
    const bool open = labels->open;
    labels = e_.values_.Append(labels, e_.values_.Literal(name));
    if (open == labels->open) continue;
    ValueNode* more = e_.values_.Copy(labels);
    more->open = open;
    labels = more;
  }
  return labels;
}

}  // namespace mdg::evaluate
