// In: Events. Out: the Catalog from code.
//
// One construction can stand for several metrics: its name, type or prefix may hang on decisions of the program (rows of a table,
// ways through a switch). They are expanded together, so that what belongs together stays together, and every way that no
// assumption excludes becomes a metric, a pattern or an unresolved site.
#include "collect/collect.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "collect/assumptions.h"
#include "collect/facts.h"
#include "collect/gatherers.h"
#include "collect/programs.h"
#include "collect/rules.h"
#include "collect/switches.h"
#include "collect/templates.h"
#include "diagnostics/codes.h"
#include "model/build_constraint.h"

namespace mdg::collect {

using evaluate::Assumptions;
using evaluate::Construction;
using evaluate::Evaluator;
using evaluate::RegistrationEvent;
using evaluate::Sample;
using evaluate::Value;
using evaluate::Values;

namespace {

constexpr std::string_view kEmptyName = "the name of a metric, empty as far as can be seen,";
constexpr size_t kFarMore = 4;      // times as many descriptors it may be, and a sample says nothing beside another
constexpr size_t kMaxBuilds = 64;    // ways the builds are told apart in for one construction
constexpr size_t kMaxWays = 20'000;  // ways one construction is expanded into

class Collector {
 public:
  Collector(Evaluator& evaluator, const ImportGraph& graph) : evaluator_(evaluator), values_(evaluator.values()), programs_(graph) {}

  Catalog Run() {
    const evaluate::Events& events = evaluator_.events();
    samples_.resize(events.constructions.size());
    registrations_.resize(events.constructions.size());
    for (const Sample& sample : events.samples) samples_[sample.metric].push_back(&sample);
    for (const RegistrationEvent& event : events.registrations) registrations_[event.metric].push_back(&event);
    std::set<std::pair<evaluate::Place, std::string>> registered;
    for (size_t i = 0; i < events.constructions.size(); ++i) {
      const Construction& construction = events.constructions[i];
      if (!construction.superseded && !registrations_[i].empty()) registered.emplace(construction.at, NameOf(construction));
    }
    for (size_t i = 0; i < events.constructions.size(); ++i) {
      const Construction& construction = events.constructions[i];
      // Made once for a registry and once for none (New(nil) in a tool): the second is exposed nowhere.
      const bool unregistered = registrations_[i].empty() && registered.contains({construction.at, NameOf(construction)});
      if (!construction.superseded && !unregistered && !IsByNobody(construction) && construction.never_exposed.empty()) Expand(construction, i);
      last_labels_ = last_pairs_ = nullptr;
      evaluator_.Reclaim();  // each way makes values of its own, which say nothing of the next construction
    }
    for (const Symbol* function : evaluator_.unfinished()) {
      const std::string name(function->name);
      UnresolvedSite site;
      site.at = function->module->LocationOf(function->node);
      site.what = "some of the metrics `" + name + "` may make";
      site.why = Hole{name, Reason::kLimit};
      catalog_.unresolved.push_back(std::move(site));
    }
    for (const evaluate::Place& at : evaluator_.unreached()) {
      UnresolvedSite site;
      site.at = at.module->LocationAt(at.offset);
      site.what = "metric name";
      site.why = Hole{"metric", Reason::kNotReached};
      catalog_.unresolved.push_back(std::move(site));
    }
    DropEmptyNames();
    return std::move(catalog_);
  }

  std::vector<const Symbol*> HelpersForNobody() const {
    std::vector<const Symbol*> helpers;
    for (const auto& [function, is_so] : for_nobody_) {
      if (is_so) helpers.push_back(function);
    }
    return helpers;
  }

 private:
  // A name that is empty as far as can be seen is none: where something else was made in the same place, that is what there is to know.
  void DropEmptyNames() {
    std::set<SourceLocation> others = made_at_;
    for (const UnresolvedSite& site : catalog_.unresolved) {
      if (site.what != kEmptyName) others.insert(site.at);
    }
    std::erase_if(catalog_.unresolved, [&](const UnresolvedSite& site) { return site.what == kEmptyName && others.contains(site.at); });
  }

  static std::string NameOf(const Construction& construction) {
    return construction.name->Is(ValueKind::kText) ? evaluate::Values::ToText(construction.name).ToString() : std::string();
  }

  // Calls `use` for every way the decisions in `value` can fall under `assumptions`.
  template <typename Use>
  void ForEachWay(Value value, const Assumptions& assumptions, Decisions& decisions, size_t& budget, const Use& use) {
    Value chooser = value;
    if (!value->Is(ValueKind::kChoice)) {
      if (budget > 0) --budget, use(value);
      return;
    }
    auto fixed = decisions.find(chooser->choice);
    for (size_t i = 0; i < chooser->items.size() && budget > 0; ++i) {
      if (fixed != decisions.end() ? fixed->second != i : !Allows(assumptions, chooser->choice, i)) continue;
      const bool fresh = fixed == decisions.end();
      if (fresh) decisions[chooser->choice] = i;
      ForEachWay(values_.Fix(chooser->items[i], chooser->choice, i), assumptions, decisions, budget, use);
      if (fresh) decisions.erase(chooser->choice);
    }
  }

  Value Fixed(Value value, const Decisions& decisions) {
    if (value == nullptr) return nullptr;
    for (const auto& [choice, alternative] : decisions) value = values_.Fix(value, choice, alternative);
    return value;
  }

  // Where no decision that tells names apart has a say in the labels, they are the same on each of the ways.
  Value PairsOf(Value labels) {
    if (labels != last_labels_ || last_pairs_ == nullptr) last_labels_ = labels, last_pairs_ = evaluator_.PairsOf(labels);
    return last_pairs_;
  }

  // The decisions between builds that what is known of a construction hangs on.
  Decisions BuildChoicesOf(const Construction& construction, size_t id) {
    Decisions all, builds;
    for (Value value : {construction.name, construction.help, construction.labels, construction.options}) {
      if (value != nullptr) Values::CollectChoices(value, all);
    }
    if (construction.constant_labels != nullptr) Values::CollectChoices(PairsOf(construction.constant_labels), all);
    for (const RegistrationEvent* event : registrations_[id]) Values::CollectChoices(event->prefix, all);
    size_t ways = 1;
    for (const auto& [choice, alternatives] : all) {
      if (evaluator_.builds().Of(choice) == nullptr || ways * alternatives > kMaxBuilds) continue;
      ways *= alternatives;
      builds.emplace(choice, alternatives);
    }
    return builds;
  }

  // Every way those decisions can fall in one build.
  void ForEachBuild(const Construction& construction, Decisions open, const Decisions& decided, const std::function<void(Decisions)>& use) {
    if (open.empty()) return use(decided);
    const auto [choice, alternatives] = *open.begin();
    open.erase(open.begin());
    for (size_t i = 0; i < alternatives; ++i) {
      if (!Allows(construction.assumptions, choice, i)) continue;
      Decisions more = decided;
      more[choice] = i;
      if (!ConditionsFor(construction, more).empty()) ForEachBuild(construction, open, more, use);
    }
  }

  void Expand(const Construction& construction, size_t id) {
    size_t budget = kMaxWays;
    ForEachBuild(construction, BuildChoicesOf(construction, id), {}, [&](Decisions decisions) {
      ForEachWay(Fixed(construction.name, decisions), construction.assumptions, decisions, budget, [&](Value name) {
        ExpandTypes(construction, id, name, decisions);
      });
    });
    if (budget == 0) Unresolved(construction, "some of the metrics made here", Hole{"ways", Reason::kLimit});
  }

  // Of a gauge: every sample in sight answers a question, or whatever it is set to does.
  bool IsZeroOrOne(const Construction& construction) const {
    evaluate::Answers answers = construction.answers;
    const std::pair<bool, bool> set = evaluator_.AnswersAt(construction.at);
    if (set.first || set.second) answers.Add(set);
    for (const Sample* sample : samples_[static_cast<size_t>(&construction - evaluator_.events().constructions.data())]) {
      if (construction.generator == nullptr) answers.Add(evaluator_.AnswersAt(sample->at));
    }
    return answers.AreAll() && !evaluator_.events().lost_samples.contains({construction.at.module, construction.functions.front()});
  }

  void ExpandTypes(const Construction& construction, size_t id, Value name, const Decisions& decisions) {
    const MetricType fixed = construction.family ? construction.family->type : construction.made_by.function->type;
    std::vector<std::pair<MetricType, Decisions>> types;
    bool found_unknown = false;
    if (fixed != MetricType::kUnknown) types.emplace_back(fixed, decisions);
    // A sample of this very descriptor outweighs those of "some descriptor of a table".
    const bool certain = std::any_of(samples_[id].begin(), samples_[id].end(), [](const Sample* s) { return !s->one_of_several; });
    // So does one of a few those of one of many: client_golang lets no family have two types, whatever the table is asked for.
    size_t fewest = SIZE_MAX;
    for (const Sample* sample : samples_[id]) fewest = std::min(fewest, CanCome(*sample, construction) ? sample->among : SIZE_MAX);
    for (const Sample* sample : samples_[id]) {
      if ((certain && sample->one_of_several) || sample->among / kFarMore >= fewest) continue;
      if (!Allows(sample->assumptions, decisions) || !CanCome(*sample, construction)) continue;
      Decisions more = decisions;
      size_t budget = kMaxWays;
      ForEachWay(Fixed(sample->type, decisions), sample->assumptions, more, budget, [&](Value type) {
        if (!type->Is(ValueKind::kNative)) {
          found_unknown = true;
          return;
        }
        const MetricType one = static_cast<MetricType>(type->id);
        const bool known = std::any_of(types.begin(), types.end(), [&](const auto& t) { return t.first == one; });
        if (!known) types.emplace_back(one, decisions);
      });
    }
    // Of one that is lost among many, and may be given another type where a limit hid which it is, no type is known.
    const bool lost = !certain && fixed == MetricType::kUnknown && evaluator_.events().lost_samples.contains({construction.at.module, construction.functions.front()});
    if (lost) types.clear();
    if (types.empty()) types.emplace_back(MetricType::kUnknown, decisions);
    for (size_t i = 0; i < types.size(); ++i) {
      if (types[i].first == MetricType::kUnknown && types.size() > 1) continue;
      ExpandRegistrations(construction, id, name, types[i].first, found_unknown, types[i].second);
    }
  }

  // What a registerer adds, and where it is registered with one that adds the same.
  struct Way {
    Value prefix = nullptr;
    Value labels = nullptr;
    bool is_anybodys = false;  // nobody in sight says which registerer that is
    std::vector<Registration> places;
  };

  void ExpandRegistrations(const Construction& construction, size_t id, Value name, MetricType type, bool type_unknown, const Decisions& decisions) {
    std::map<std::string, Way> ways;  // by prefix, labels and their values
    for (const RegistrationEvent* event : registrations_[id]) {
      if (!Allows(event->assumptions, decisions)) continue;
      Decisions more = decisions;
      size_t budget = 64;
      ForEachWay(Fixed(event->prefix, decisions), event->assumptions, more, budget, [&](Value prefix) {
        const Value labels = Fixed(event->labels, more);
        std::string key = Values::ToText(prefix).ToString();
        for (size_t i = 0; labels->Is(ValueKind::kList) && i < labels->length; ++i) {
          const Value pair = labels->backing->elements[i].value;
          if (!pair->Is(ValueKind::kTuple)) continue;
          for (const Value part : pair->items) key += '\n' + Values::ToText(part).ToString();
        }
        Way& way = ways[key];
        way.prefix = prefix;
        way.labels = labels;
        way.is_anybodys = way.is_anybodys || event->open;
        way.places.push_back({event->at.module->LocationAt(event->at.offset), Values::ToText(prefix).ToString()});
      });
    }
    if (ways.empty()) return Emit(construction, name, type, type_unknown, decisions, {});
    for (auto& [key, way] : ways) {
      std::sort(way.places.begin(), way.places.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
      way.places.erase(std::unique(way.places.begin(), way.places.end()), way.places.end());
      Emit(construction, name, type, type_unknown, decisions, std::move(way));
    }
  }

  void Emit(const Construction& construction, Value name, MetricType type, bool type_unknown, const Decisions& decisions, Way registered) {
    Metric metric;
    if (registered.prefix != nullptr) name = values_.Concatenate(registered.prefix, name);
    metric.name = TextFact(name);
    for (const evaluate::Place& call : construction.calls) {
      if (metric.name.trail.size() >= 24) break;
      metric.name.trail.push_back({call.module->LocationAt(call.offset), "called from here"});
    }
    const SourceLocation at = construction.at.module->LocationAt(construction.at.offset);
    if (!HasLiteral(metric.name.value)) {
      const Hole why = metric.name.unknown.value_or(Hole{"name", Reason::kUnsupported});
      return Unresolved(construction, std::string(metric.name.value.IsEmpty() ? kEmptyName : "metric name"), why);
    }
    SetType(metric, type, type_unknown);
    metric.help = TextFact(Fixed(construction.help ? construction.help : values_.EmptyText(), decisions));
    if (construction.help == nullptr && construction.made_by.function->no_help) {
      metric.help.origin = Origin::kLibrary;
      metric.help.note = "the library has no help texts";
    }
    AddVariableLabels(values_, Fixed(construction.labels, decisions), metric.labels);
    AddMoreLabels(construction.more_labels, metric.labels);
    AddSeenValues(construction.label_values, construction.all_values_seen, metric.labels);
    metric.group = construction.group;
    metric.is_zero_or_one = IsZeroOrOne(construction);
    AddDescriptions(construction.label_descriptions, metric.labels);
    AddExamples(construction.label_examples, metric.labels);
    const Value constant_labels = PairsOf(Fixed(construction.constant_labels, decisions));
    AddConstantLabels(constant_labels, metric.labels);
    if (registered.labels != nullptr) AddConstantLabels(registered.labels, metric.labels);
    NoteLinked({constant_labels, registered.labels}, metric.labels);
    if (registered.is_anybodys) NotePrefix(registered.labels, metric.name);
    metric.stability = KnownTextFact(Fixed(construction.stability, decisions));
    metric.deprecated = KnownTextFact(Fixed(construction.deprecated, decisions));
    metric.unit = UnitFact(Fixed(construction.unit, decisions));
    if (!metric.stability && construction.made_by.library->stability_ends_help) metric.stability = StabilityAtTheEnd(metric.help);
    if (metric.name.note.empty()) metric.name.note = construction.name_note.empty() ? construction.made_by.library->name_note : construction.name_note;
    if (construction.family != nullptr) SetLibraryOrigin(construction, type, metric);
    if (!construction.handed_to.empty()) SetHandedOn(construction, type, metric);
    metric.distribution = DistributionFact(evaluator_, type, Fixed(construction.options, decisions), construction.made_by.library);
    const std::vector<evaluate::Place> places = DefinedAt(construction, name);
    for (const evaluate::Place& place : places) metric.definitions.push_back(place.module->LocationAt(place.offset));
    metric.programs = programs_.Exposing(construction, places, name);
    const Switches switches(evaluator_, construction, registrations_[static_cast<size_t>(&construction - evaluator_.events().constructions.data())]);
    metric.switches = switches.ToSet();
    metric.switched_off_by = switches.NotToSet();
    metric.registrations = std::move(registered.places);
    metric.library = std::string(construction.made_by.library->name);
    metric.conditions = ConditionsFor(construction, decisions);
    if (metric.conditions.empty()) return;  // made on a way that is in no build
    std::erase(metric.conditions, "");
    made_at_.insert(at);
    if (metric.definitions.front() != at) metric.name.trail.push_back({at, "made here"});
    (metric.IsPattern() ? catalog_.patterns : catalog_.metrics).push_back(std::move(metric));
  }

  // The builds it is in: those of its file, those in which the library exposes it, and those of the declarations the way there went
  // by; each of several ways an alternative. Nothing when there is no such build, "" for every build.
  std::vector<std::string> ConditionsFor(const Construction& construction, const Decisions& decisions) const {
    std::vector<std::string> all = {construction.at.module->build_constraint};
    if (construction.family != nullptr) all.emplace_back(construction.family->build);
    for (const auto& [choice, alternative] : decisions) {
      const std::vector<std::string>* builds = evaluator_.builds().Of(choice);
      if (builds != nullptr) all.push_back((*builds)[alternative]);
    }
    std::set<std::string> conditions;
    AddCondition(construction.assumptions, all, conditions);
    for (const Assumptions& also : construction.also_under) AddCondition(also, all, conditions);
    std::vector<std::string> alternatives(conditions.begin(), conditions.end());
    if (alternatives.size() > 1) ShortenAlternatives(alternatives);
    if (alternatives.empty() && !conditions.empty()) alternatives = {""};
    return alternatives;
  }

  void AddCondition(const Assumptions& assumptions, std::vector<std::string> all, std::set<std::string>& conditions) const {
    for (const evaluate::Assumption& assumption : assumptions) all.push_back(evaluator_.builds().For(assumption));
    std::string both;
    for (const std::string& one : all) {
      if (!CanHoldTogether(both, one)) return;
      both = Both(both, one);
    }
    conditions.insert(std::move(both));
  }

  // A family the library exposes by itself: the code scanned has no say in it, and the version of the library has.
  static void SetLibraryOrigin(const Construction& construction, MetricType type, Metric& metric) {
    metric.name.origin = metric.type.origin = metric.help.origin = metric.labels.origin = Origin::kLibrary;
    if (metric.stability) metric.stability->origin = Origin::kLibrary;
    metric.type.value = type;
    if (type == MetricType::kUnknown) metric.type.note = "there may be several of different types";
    const std::string module(construction.stated_by);
    if (module.empty()) return;
    const std::string version = construction.version.empty() ? ", newest version" : ' ' + std::string(construction.version);
    metric.name.note = "exposed by " + module + version;
    if (!construction.family->source.empty()) metric.name.note += ", if Go's runtime/metrics has it";
  }

  static void SetHandedOn(const Construction& construction, MetricType type, Metric& metric) {
    metric.name.note = "handed to `" + construction.handed_to + "`, whose source is not at hand: whether and how it is exposed is not known";
    if (type != MetricType::kUnknown) return;
    metric.type.unknown = Hole{"type", Reason::kNoSource};
    metric.type.note.clear();
  }

  static bool HasLiteral(const Text& text) {
    return std::any_of(text.pieces().begin(), text.pieces().end(), [](const Text::Piece& piece) {
      return !piece.is_hole && piece.literal.find_first_not_of("_:") != std::string::npos;
    });
  }

  void SetType(Metric& metric, MetricType type, bool unknown) const {
    metric.type.value = type;
    if (type != MetricType::kUnknown) return;
    // The use may stand in what was not run, or be that of an object which is one of too many.
    const bool cut_short = !unknown && (!evaluator_.unfinished().empty() || evaluator_.HasLostObjects());
    metric.type.unknown = Hole{"type", unknown ? Reason::kRuntimeData : cut_short ? Reason::kLimit : Reason::kUnresolved};
    metric.type.note = unknown     ? "the value type is not known where the descriptor is used"
                       : cut_short ? "no use of the descriptor was seen, and not everything could be followed"
                                   : "no use of the descriptor was seen";
    const std::string name = metric.name.value.ToString();
    if (name.ends_with("_total")) {
      metric.type.value = MetricType::kCounter;
      metric.type.is_guess = true;
    }
  }

  // Where a maintainer would look for the metric: the constructor, or the calls that give a helper the name. The last literal of
  // a name is the one that tells it from its siblings: wherever it stands, from there on calls hand it down.
  std::vector<evaluate::Place> DefinedAt(const Construction& construction, Value name) {
    const Trail* literal = Values::LastLiteral(name->trail);
    if (literal == nullptr || StandsIn(*literal, *construction.at.module, construction.functions.front())) return {construction.at};
    for (size_t i = 0; i < construction.calls.size() && i + 1 < construction.functions.size(); ++i) {
      const evaluate::Place& call = construction.calls[i];
      if (!StandsIn(*literal, *call.module, construction.functions[i + 1])) continue;
      std::vector<evaluate::Place> places = {call};
      if (i == 0) places.insert(places.end(), construction.again.begin(), construction.again.end());
      return places;
    }
    return {construction.at};
  }

  // True for the text of that function, or of no function.
  static bool StandsIn(const Trail& step, const Module& module, NodeId function) {
    if (step.module != &module) return false;
    return function == kNoNode || (step.offset >= module.At(function).begin && step.offset < module.At(function).end);
  }

  // A vendored package that programs have, used by code that none has: what helps tests names things as no server does.
  bool IsByNobody(const Construction& construction) {
    const Module& made_in = *construction.at.module;
    return made_in.is_vendored && construction.root != nullptr && programs_.AreAny(made_in) && !programs_.AreAny(*construction.root->module);
  }

  // What a helper makes of what its callers give, in a program that has none: no metric of that program. In a tree without programs the
  // callers are elsewhere.
  bool IsForNobody(const Construction& construction) {
    const Symbol* root = construction.root;
    if (root == nullptr || root->kind != SymbolKind::kFunction || !root->receiver.empty() || root->module->language != "go") return false;
    const auto [known, is_new] = for_nobody_.try_emplace(root, false);
    if (is_new) {
      const bool has_parameters = root->module->At(root->module->At(root->type).first).first != kNoNode;
      known->second = has_parameters && programs_.AreAny(*root->module) && !evaluator_.IsNamedSomewhere(root);
    }
    return known->second;
  }

  void Unresolved(const Construction& construction, std::string what, Hole why) {
    if (IsForNobody(construction)) return;
    UnresolvedSite site;
    site.at = construction.at.module->LocationAt(construction.at.offset);
    site.what = std::move(what);
    site.why = std::move(why);
    for (const evaluate::Place& call : construction.calls) site.trail.push_back({call.module->LocationAt(call.offset), "called from here"});
    if (site.trail.size() > 8) site.trail.resize(8);
    catalog_.unresolved.push_back(std::move(site));
  }

  Evaluator& evaluator_;
  Values& values_;
  Programs programs_;
  Catalog catalog_;
  std::set<SourceLocation> made_at_;  // where what is in it is made
  std::map<const Symbol*, bool> for_nobody_;
  Value last_labels_ = nullptr, last_pairs_ = nullptr;
  std::vector<std::vector<const Sample*>> samples_;
  std::vector<std::vector<const RegistrationEvent*>> registrations_;
};

}  // namespace

Catalog CollectMetrics(Evaluator& evaluator, const Program& program, const ImportGraph& graph, Sink& sink) {
  Collector collector(evaluator, graph);
  Catalog catalog = collector.Run();
  for (UnresolvedSite& site : TemplatesOf(program)) catalog.unresolved.push_back(std::move(site));
  for (const Symbol* helper : collector.HelpersForNobody()) {
    sink.Report({code::kUncalledHelper, Severity::kNote, helper->module->LocationOf(helper->node),
                 "`" + std::string(helper->name) + "` makes metrics of what its callers give, and nothing in the tree calls it", {}});
  }
  if (evaluator.IsTooLarge()) {
    sink.Report({code::kLargeTree, Severity::kNote, {}, "the tree is too large to ask for everything that may have a say in its metrics: what is farthest from them counts as not known", {}});
  }
  CollectRules(evaluator, catalog, sink);
  for (const auto& [library, places] : evaluator.events().unshown) {
    const evaluate::Place first = *std::min_element(places.begin(), places.end(), [](const auto& a, const auto& b) {
      return a.module->LocationAt(a.offset) < b.module->LocationAt(b.offset);
    });
    sink.Report({code::kNoSink, Severity::kNote, first.module->LocationAt(first.offset),
                 std::to_string(places.size()) + " metrics of " + std::string(library->name) + " are not shown: no Prometheus sink is made", {}});
  }
  std::set<std::string> said;
  for (const Construction& construction : evaluator.events().constructions) {
    if (construction.superseded || construction.never_exposed.empty()) continue;
    const std::string name = evaluate::Values::ToText(construction.name).ToString();
    std::string message = (name.empty() ? "a metric without a name" : '`' + name + '`') + " is left out: it is never exposed, " + construction.never_exposed;
    if (!said.insert(message).second) continue;
    sink.Report({code::kNeverExposed, Severity::kNote, construction.at.module->LocationAt(construction.at.offset), std::move(message), {}});
  }
  for (Contradiction& contradiction : Normalize(catalog)) {  // the message names the other places
    sink.Report({code::kContradiction, Severity::kWarning, contradiction.at, std::move(contradiction.message), {}});
  }
  NoteGatherers(program, graph, catalog, sink);
  return catalog;
}

}  // namespace mdg::collect
