// The explicit list of library tables, and look-ups over them.
// In: import path, receiver, name. Out: the row that describes it.
#include <algorithm>
#include <cctype>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "libraries/tables.h"

namespace mdg::libraries {

namespace {

struct Index {
  std::vector<Wrapper> wrappers;     // whose texts the last library refers to
  std::vector<Library> libraries;
  std::unordered_map<std::string, Match> functions;  // "path\0receiver\0name"
  std::unordered_map<std::string, Match> named_only;  // the same, see Function::named_only
  std::unordered_map<std::string, std::vector<Match>> methods;  // "name", in the order of the libraries
  std::unordered_map<std::string, const Record*> records;
  std::unordered_map<std::string, const Constant*> constants;
  std::vector<std::string_view> collect_methods;
  std::unordered_map<std::string, Known> known;  // "path\0\0name"
  std::set<std::string> exposing;                // packages, see ExposesByNaming
  std::unordered_set<std::string_view> packages;  // of all libraries
  std::unordered_set<std::string_view> map_types, text_types, registerer_types;  // "path.name"
};

std::string Key(std::string_view package, std::string_view receiver, std::string_view name) {
  std::string key(package);
  key.append(1, '\0').append(receiver).append(1, '\0').append(name);
  return key;
}

std::string_view WithoutVendor(std::string_view package) {
  const size_t at = package.rfind("/vendor/");
  return at == std::string_view::npos ? package : package.substr(at + 8);
}

// "a/vendor/github.com/x/y/v2" -> "github.com/x/y"
std::string Canonical(std::string_view package) {
  package = WithoutVendor(package);
  const size_t slash = package.rfind('/');
  if (slash != std::string_view::npos && slash + 2 < package.size() + 1 && package[slash + 1] == 'v') {
    std::string_view version = package.substr(slash + 2);
    bool digits = !version.empty();
    for (char c : version) digits = digits && std::isdigit(static_cast<unsigned char>(c));
    if (digits) package = package.substr(0, slash);
  }
  return std::string(package);
}

// What a method of something unknown may be. Names alone tell little, so an options record has to go with a constructor, and only
// a registerer registers: many things have a method Add.
bool IsKnownByName(const Library& library, const Function& function) {
  switch (function.action) {
    case Action::kConstruct: return !function.receiver_is_options && (function.options != kNoArgument || function.known_by_name);
    case Action::kSame: return !function.receiver.empty();
    case Action::kNameGroup: return function.known_by_name;
    case Action::kRegister: break;
    default: return false;
  }
  const std::string type = std::string(function.package) + '.' + std::string(function.receiver);
  return function.receiver.empty() || std::find(library.registerer_types.begin(), library.registerer_types.end(), type) != library.registerer_types.end();
}

void Fill(Index& index) {
  // The order decides where a method of something unknown could be of several.
  index.libraries = {ClientGolang(), ComponentBase(), ControllerRuntime(), OperatorObservability(),
                     GoKit(),        VictoriaMetrics(), DockerGoMetrics(), GrpcPrometheus(), PrometheusCommon(),
                     FabricMetrics(), KubeStateMetrics(), OpenTelemetry(), OpenCensus(), GoMetrics(), Conntrack(), OperatorPkg(), PrometheusRules(), KubernetesApi(), ApiServer(),
#ifdef MDG_LANGUAGE_CPP
                     PrometheusCpp(), Seastar(),
#endif
                     Declared(index.wrappers)};
  for (const Library& library : index.libraries) {
    for (const Function& function : library.functions) {
      const Match match{&library, &function};
      (function.named_only ? index.named_only : index.functions).emplace(Key(Canonical(function.package), function.receiver, function.name), match);
      if (IsSaidByNaming(function)) index.exposing.emplace(Canonical(function.package));
      if (IsKnownByName(library, function)) {
        index.methods[std::string(function.name)].push_back(match);
      }
    }
    for (const Function& function : library.functions) {
      if (function.named_only) continue;
      if (function.receiver.empty()) index.known[Key(function.package, "", function.name)] = Known::kFunction;
      else index.known.emplace(Key(function.package, "", function.receiver), Known::kOther);
      if (!function.gives.empty()) index.known.emplace(Key(function.package, "", function.gives), Known::kOther);
    }
    for (const Record& record : library.records) index.known.emplace(Key(record.package, "", record.name), Known::kOther);
    for (const Constant& constant : library.constants) {
      if (constant.kind != ConstantKind::kPlainText) index.known.emplace(Key(constant.package, "", constant.name), Known::kOther);
    }
    for (const auto* types : {&library.registerer_types, &library.text_types, &library.options_types, &library.map_types}) {
      for (std::string_view type : *types) {
        const size_t dot = type.rfind('.');
        index.known[Key(type.substr(0, dot), "", type.substr(dot + 1))] = types == &library.map_types ? Known::kMap : Known::kOther;
      }
    }
    index.packages.insert(library.packages.begin(), library.packages.end());
    index.map_types.insert(library.map_types.begin(), library.map_types.end());
    index.text_types.insert(library.text_types.begin(), library.text_types.end());
    index.registerer_types.insert(library.registerer_types.begin(), library.registerer_types.end());
    index.collect_methods.insert(index.collect_methods.end(), library.collect_methods.begin(), library.collect_methods.end());
    for (const Record& record : library.records) index.records[Key(record.package, "", record.name)] = &record;
    for (const Constant& constant : library.constants) index.constants[Key(Canonical(constant.package), "", constant.name)] = &constant;
  }
}

// Changed by Declare only, before anything is looked up.
std::unique_ptr<Index>& Slot() {
  static std::unique_ptr<Index> slot;
  return slot;
}

const Index& TheIndex() {
  static std::once_flag once;
  std::call_once(once, [] {
    if (Slot() == nullptr) Declare({});
  });
  return *Slot();
}

bool Names(const std::unordered_set<std::string_view>& types, std::string_view package, std::string_view name) {
  return types.contains(Canonical(package) + '.' + std::string(name));
}

// The path is one of the library's packages or below one; `metricsql` is not below `metrics`.
bool Owns(const Library& library, std::string_view package) {
  package = WithoutVendor(package);
  for (std::string_view prefix : library.packages) {
    if (package.starts_with(prefix) && (package.size() == prefix.size() || package[prefix.size()] == '/')) return true;
  }
  return false;
}

}  // namespace

void Declare(std::vector<Wrapper> wrappers) {
  auto index = std::make_unique<Index>();
  index->wrappers = std::move(wrappers);
  Fill(*index);
  Slot() = std::move(index);
}

std::span<const Library> All() { return TheIndex().libraries; }

Match FindFunction(std::string_view package, std::string_view receiver, std::string_view name) {
  const auto& functions = TheIndex().functions;
  auto found = functions.find(Key(Canonical(package), receiver, name));
  return found == functions.end() ? Match{} : found->second;
}

Match FindNamed(std::string_view package, std::string_view name) {
  const Match match = FindFunction(package, "", name);
  if (match.function != nullptr) return match;
  const auto& named = TheIndex().named_only;
  auto found = named.find(Key(Canonical(package), "", name));
  return found == named.end() ? Match{} : found->second;
}

Match FindMethod(std::string_view name, std::string_view package) {
  const auto& methods = TheIndex().methods;
  auto found = methods.find(std::string(name));
  if (found == methods.end()) return {};
  if (!package.empty()) {
    for (const Match& match : found->second) {
      if (Owns(*match.library, package)) return match;
    }
  }
  return found->second.front();
}

bool Uses(const Function& function, int8_t index) {
  switch (function.action) {
    case Action::kRuns: return false;
    case Action::kSample: return index == 0 || index == function.value_type;
    case Action::kSame: return index == function.first;
    case Action::kRegister: return index >= function.first;
    case Action::kSink: return index == function.options;
    case Action::kMeasure:
      if (function.labels != kNoArgument) return index == function.labels || index == function.buckets;
      return index == function.metric_name || index >= function.option_list;
    case Action::kExporter:
      return index == function.options || (function.first > 0 && index == function.first) || (function.option_list != kNoArgument && index >= function.option_list);
    case Action::kConstruct:
    case Action::kDescribe:
      if (function.labels_are_rest && index >= function.labels) return true;
      if (function.option_list != kNoArgument && index >= function.option_list) return true;
      for (int8_t used : {function.options, function.more_options, function.labels, function.metric_name, function.help,
                          function.constant_labels, function.unit, function.name_space, function.subsystem, function.value_type, function.stability, function.deprecated, function.registerer,
                          function.given_samples.argument}) {
        if (index == used) return true;
      }
      return false;
    case Action::kFamilies:
      if (function.option_list != kNoArgument && index >= function.option_list) return true;
      return std::any_of(function.groups.begin(), function.groups.end(), [&](const FamilyGroup& group) {
        return group.when == FamilyGroup::When::kReturned || group.argument == index;
      });
    default: return true;
  }
}

bool IsSaidByNaming(const Function& function) {
  return function.action == Action::kFamilies && std::all_of(function.groups.begin(), function.groups.end(), [](const FamilyGroup& group) {
           return group.when == FamilyGroup::When::kAlways;
         });
}

bool ExposesByNaming(std::string_view package) {
  return TheIndex().exposing.contains(std::string(Canonical(package)));
}

std::span<const std::string_view> CollectMethods() { return TheIndex().collect_methods; }

const Record* FindRecord(std::string_view package, std::string_view name) {
  auto found = TheIndex().records.find(Key(Canonical(package), "", name));
  return found == TheIndex().records.end() ? nullptr : found->second;
}

const Constant* FindConstant(std::string_view package, std::string_view name) {
  auto found = TheIndex().constants.find(Key(Canonical(package), "", name));
  return found == TheIndex().constants.end() ? nullptr : found->second;
}

bool IsMapType(std::string_view package, std::string_view name) {
  return Names(TheIndex().map_types, package, name);
}

bool IsTextType(std::string_view package, std::string_view name) {
  return Names(TheIndex().text_types, package, name);
}

bool IsConvertedTo(std::string_view package, std::string_view name) {
  return IsMapType(package, name) || IsTextType(package, name) || FindRecord(package, name) != nullptr;
}

bool IsRegistererType(std::string_view package, std::string_view name) {
  return Names(TheIndex().registerer_types, package, name);
}

Known WhatIs(std::string_view package, std::string_view name) {
  auto found = TheIndex().known.find(Key(package, "", name));
  return found == TheIndex().known.end() ? Known::kNothing : found->second;
}

bool IsMetricPackage(std::string_view package) {
  package = WithoutVendor(package);
  while (!TheIndex().packages.contains(package)) {  // it, or one it is below
    const size_t slash = package.rfind('/');
    if (slash == std::string_view::npos) return false;
    package = package.substr(0, slash);
  }
  return true;
}

bool MakesUnstated(std::string_view package, const std::vector<std::string>& imports) {
  const bool makes = std::any_of(imports.begin(), imports.end(), [](const std::string& import) { return IsMetricPackage(import); });
  return makes && std::none_of(All().begin(), All().end(), [&](const Library& library) {
    const bool is_part = !library.module.empty() && package.starts_with(library.module) && (package.size() == library.module.size() || package[library.module.size()] == '/');
    return is_part || Owns(library, package) || std::any_of(library.functions.begin(), library.functions.end(), [&](const Function& function) { return function.package == package; });
  });
}

Match FindLookalike(std::string_view function, std::string_view type) {
  for (std::string_view kind : {"Counter", "Gauge", "Histogram", "Summary"}) {  // plain Opts are anybody's
    if (function.find(kind) == std::string_view::npos || type != std::string(kind) + "Opts") continue;
    return FindFunction("github.com/prometheus/client_golang/prometheus", type, kHandedOn);
  }
  return {};
}

std::vector<std::string> Needles() {
  std::vector<std::string> needles = {"# TYPE ", "# HELP "};  // exposition text the program writes itself
  for (const Library& library : All()) {
    for (std::string_view needle : library.needles.empty() ? library.packages : library.needles) needles.emplace_back(needle);
  }
  return needles;
}

}  // namespace mdg::libraries
