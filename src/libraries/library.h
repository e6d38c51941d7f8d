// What metric libraries look like, as data: which function makes, wraps, describes, samples or registers a metric, and which
// argument is what.
//
// In: nothing. Out: Library tables and their look-up. One file a library, one row in registry.cc. The evaluator acts on
// `Action`s only; it knows no library by name. Deliberately no code that reads source.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/catalog.h"

namespace mdg::libraries {

enum class Action : uint8_t {
  kConstruct,    // (options record, label names) -> metric
  kDescribe,     // (name, help, label names, constant labels) -> descriptor; its type comes from where it is used
  kSample,       // (descriptor, value type | fixed type) -> metric: gives the descriptor its type
  kRegister,     // receiver (or the default registerer) gets every argument from `first` on
  kExpose,       // the receiver, a registerer of its own, is written out: what was registered with it is exposed
  kWrapPrefix,   // (prefix, registerer) -> registerer
  kWrapLabels,   // (labels, registerer) -> registerer
  kFactory,      // (registerer) -> factory whose constructors register with it
  kRegistry,     // () -> a new registerer
  kBuildName,    // (namespace, subsystem, name) -> text
  kLinearBuckets,            // (start, width, count)
  kExponentialBuckets,       // (start, factor, count)
  kExponentialBucketsRange,  // (minimum, maximum, count)
  kNamespace,    // (namespace, subsystem, constant labels) -> factory of type `gives`; exposed when it is itself registered
  kFamilies,     // makes the families of `groups`, which the library exposes by itself
  kOption,       // (value) -> an option for a constructor that takes them; which one says `option`
  kExporter,     // makes what shows the library's measurements to Prometheus, or settles how: see ExporterField
  kMeasure,      // adds to an instrument, the receiver or argument `metric_name`, with label names among the options
  kSink,         // the library's measurements reach Prometheus; families may be declared in its options (Library::declared)
  kConstructEach,  // every argument is a record that is a metric, with the fields `record_fields`
  kRecord,       // a record that is a rule of a server, with the fields `record_fields`
  kSampleEach,   // a map of descriptors -> all of them with type `type`
  kValueType,    // (buckets ...) -> value type `type`
  kMakeRecord,   // (field values in order) -> record of type `gives`
  kField,        // gives field `option` of the record it is called on
  kSet,          // sets field `option` of the record it is called on, and gives that back
  kNameGroup,    // (group, metrics ...): metrics made without one are exposed under `group`, with the labels of the group
  kMoreLabels,   // label instances -> the metric it is called on, with their labels, too
  kRuns,         // runs the functions among its arguments: what starts a program, or something on another thread
  kSame,         // gives back its receiver, or argument `first` where there is no receiver: the family does not change
};

// How the full name is made from what the arguments give.
enum class NameRule : uint8_t {
  kPieces,       // namespace_subsystem_name, empty pieces left out
  kWhole,        // one argument is the whole name
  kNameAndLabels,  // one argument is name{label="value"}
  kOpenTelemetry,  // one argument is the instrument's name, an option its unit: named as the Prometheus exporter does
  kPrefixed,       // one argument is the name, which the exporter puts its namespace before
  // One argument is the name; kNameGroup puts the group before it, the exporter its namespace before both. '-' and ' ' become '_', and
  // '+', '(' and ')' are left out.
  kGrouped,
  kKeyParts,       // one argument is a list of parts; service, kind and host are put before them as the settings say
};

// True for names that are whole only with what an exporter adds, changes or leaves out (evaluate/metrics/exporters.cc).
inline bool IsExported(NameRule rule) {
  return rule == NameRule::kOpenTelemetry || rule == NameRule::kPrefixed || rule == NameRule::kGrouped || rule == NameRule::kKeyParts;
}

// What can be said about an exporter, by options or by fields of a record.
enum class ExporterSetting : uint8_t {
  kNone,
  kNamespace,        // stands before every name
  kWithoutUnits,     // no unit at the end of a name
  kWithoutTotal,     // no _total at the end of a counter's name
  kWithoutScope,     // no labels about the instrumentation scope
  kServiceLabel,     // the namespace is a label instead
  kKindInName,       // the kind of a metric stands in its name
  kHostInName,       // the host's name stands in the names of gauges
  kHostLabel,        // the host's name is a label instead
  kRuntime,          // the library's own families about the runtime, rows `groups`
  kTranslation,      // which of OpenTelemetry's ways to make names
  kRegisterer,       // registered there: its prefix and labels count
};

inline constexpr int8_t kNoArgument = -1;

// A family a library exposes by itself. In `name` and `help` {0} is the first argument as text, {kind} something nobody can know.
struct Family {
  std::string_view name;
  MetricType type = MetricType::kUnknown;
  std::string_view help;
  // "code,method"; constant: "db_name={1},checksum={}", {} being any; its values: "reason(a|b)", some: "code(200|...)"; "...": and others the program adds.
  std::string_view labels;
  std::string_view since;          // versions of the library's module: exposed from this one on ...
  std::string_view until;          // ... and before this one
  std::string_view build;          // build constraint: the library exposes it in such builds only
  std::string_view source;         // what patterns in options choose it by
  std::string_view stability;      // "ALPHA": the library writes it before the help
  std::string_view unit;           // of an instrument whose name an exporter makes
};

// Families that are exposed under one condition.
struct FamilyGroup {
  enum class When : uint8_t {
    kReturned,         // the call gives back a collector of them
    kAlways,           // naming the function exposes them, to call it or to hand it on; `argument` being false declines
    kDefaultRegistry,  // `argument` is, or holds, the default registry
    kRegisterer,       // registered with `argument`, if there is one
    kOption,           // registered with what field `option` of the record `argument` holds, if it is set
  };
  std::span<const Family> families;
  When when = When::kReturned;
  int8_t argument = kNoArgument;
  std::string_view option;
  std::string_view module;             // whose versions `since` is about, where it is not the library's own module
  // Options that choose families by patterns for their `source`, from this argument on: those of kOption functions "show" and "hide",
  // the last that fits decides.
  int8_t choices = kNoArgument;
  bool chosen_only = false;            // families with a source are not exposed unless an option chooses them
  std::string_view declined_by;        // the kOption that leaves out all of the group; kAlways: of the first group, and the call with it
  bool when_used = false;              // kReturned: none appears before something is done with what the call gives back
  const Family* any = nullptr;         // stands for what was chosen by something nobody knows
  std::string_view source_in_help_since;  // from this version on helps end with the source
  // kAlways: declined where a file writes one of these, in whatever record, and always as "0", `false` or nil.
  std::vector<std::string_view> off_fields;
  // kAlways: only where a program with this names a function that shows this registry, or the same folder names one that shows that.
  std::string_view shown_with, shown_beside;
  std::string_view brought_by, brought_since;  // there from this version of another module on, the one that asks for them
  std::string_view given_by;           // none unless this kOption is among the arguments from Function::option_list on
  // Whose arguments change the options the library makes the families with; "": the arguments from Function::option_list on do.
  std::string_view configured_by;
};

// A function among the arguments that gives a family: the field of it that lists the samples, and their fields: the names and the values of
// labels, and what the sample says.
struct GivenSamples {
  int8_t argument = kNoArgument;
  std::string_view samples, labels, values, number;
};

// The fields of a record that is a metric.
struct RecordFields {
  std::string_view name, help, labels, value_type;
  std::string_view measured;  // a record whose fields `name` and `help` count where these are empty
  std::string_view metric;    // kMeasure by a record: the metric that has those labels beside its own
  std::string_view expression;  // kRecord: what is recorded; `labels` are constant there
  std::string_view alert, duration, annotations;  // kRecord: without `name` the rule is an alert of the name in field `alert`
};

struct Function {
  std::string_view package;        // import path, without a major version suffix difference: see Find
  std::string_view receiver;       // type name for methods, "" for package functions
  std::string_view name;
  Action action = Action::kConstruct;
  MetricType type = MetricType::kUnknown;
  NameRule name_rule = NameRule::kPieces;
  bool registers = false;          // constructing registers with the default registerer (promauto)
  int8_t registerer = kNoArgument; // kConstruct: constructing registers with this argument
  int8_t options = kNoArgument;    // the options record; without one the arguments below say everything
  int8_t labels = kNoArgument;     // variable label names
  int8_t metric_name = kNoArgument;
  int8_t help = kNoArgument;
  int8_t constant_labels = kNoArgument;
  int8_t value_type = kNoArgument;
  int8_t first = 0;                // kRegister, kSame, kWrap*: where the argument in question stands; kExporter: the sink, if not 0
  int8_t unit = kNoArgument;       // a unit that is appended to the name, "_" between; none when it is ""
  int8_t name_space = kNoArgument, subsystem = kNoArgument;  // pieces before the name, for functions
  std::string_view prefix;         // the same, where it is always one text
  std::string_view unit_text;      // the same as `unit`, where the constructor always appends one unit
  bool labels_are_rest = false;    // label names are the arguments from `labels` on
  bool default_buckets = false;    // no options record, and yet the default buckets of client_golang
  int8_t more_options = kNoArgument;  // a second options record, for what the first does not say
  int8_t stability = kNoArgument;  // where they are arguments: see Library::default_stability
  int8_t deprecated = kNoArgument;
  int8_t option_list = kNoArgument;  // from here on the arguments are options made by kOption functions, or functions that change options
  bool receiver_is_options = false;  // kConstruct: the options record is what it is called on
  bool labels_measured = false;    // kConstruct: label names (and bounds) are those it is used with, kMeasure
  int8_t buckets = kNoArgument;    // kMeasure: bucket bounds, beside the map `labels`
  bool labels_unseen = false;      // label names are given elsewhere, with each sample
  bool known_by_name = false;      // the name alone tells a method of something unknown
  bool may_fail = false;           // gives (value, error)
  std::string_view opt_in;         // kConstruct: shown only when this flag of the library asks for it
  bool no_help = false;            // the library has no help texts: a missing one is nobody's fault
  // kOption: "unit", "help" ...; of those that change the options of families (FamilyGroup) the field, "*" being all that shape a histogram,
  // or "label" for further label names, "label=a" for that one. kField: the field
  std::string_view option;
  ExporterSetting setting = ExporterSetting::kNone;  // kOption: what it says about an exporter; without an argument it switches it on
  std::vector<FamilyGroup> groups; // kFamilies, kExporter
  bool named_only = false;         // kFamilies: for the rest a call of it is one of a function out of sight, which may run what it is given
  std::string_view shows;          // kFamilies: naming it shows a registry of this name, and what libraries put into it, see FamilyGroup::shown_with
  RecordFields record_fields;      // kConstructEach
  GivenSamples given_samples;      // kConstruct: label names are those of the samples a function gives
  int8_t number = kNoArgument;     // kSample: what the sample says
  int8_t label_values = kNoArgument; // kSample, kSame: from here on the arguments are values of the variable labels, in their order
  bool labels_by_name = false;     // kSame: that argument is a map of label names and values instead
  bool labels_in_pairs = false;    // kSame: from there on they are names of labels and values in turn
  bool gives_vector = false;       // kSame: what it gives back takes the values of the other labels (currying)
  std::string_view gives;          // kNamespace, kMakeRecord, kExporter: the type of the result, whose methods have rows of their own
};

// A struct type of the library whose fields may be written without names.
struct Record {
  std::string_view package;
  std::string_view name;
  std::vector<std::string_view> fields;
  std::vector<std::string_view> telling;  // the fields a metric can depend on; empty: all of them
  std::vector<std::string_view> switched_on;  // true when the library makes one
};

// A field of an exporter's options.
struct ExporterField {
  std::string_view field;
  ExporterSetting setting = ExporterSetting::kNone;
};

// The name of the row that says what a composite literal of the type `receiver` is.
inline constexpr std::string_view kLiteral = "{}";
// The name of the row that says what a package exposes as soon as it is linked.
inline constexpr std::string_view kImported = "import";
// The name of the row that says what calling a thing of the type `receiver` does: label(value).
inline constexpr std::string_view kCalled = "()";
// The name of the row that says what code out of sight, given options of the type `receiver`, can make of them.
inline constexpr std::string_view kHandedOn = "->";

// The package of the messages a scrape is made of, and of what gathers them: client_golang's Gatherer.
inline constexpr std::string_view kFamilyMessages = "github.com/prometheus/client_model/go";
inline constexpr std::string_view kGather = "Gather";
inline constexpr std::string_view kGathererFunction = "GathererFunc";

// kPlainText is what the package itself says; its source is believed where a tree has it.
enum class ConstantKind : uint8_t { kValueType, kDefaultRegisterer, kNumbers, kText, kPlainText };

struct Constant {
  std::string_view package;
  std::string_view name;
  ConstantKind kind = ConstantKind::kText;
  MetricType type = MetricType::kUnknown;
  std::vector<double> numbers;
  std::string_view text;
};

struct Library {
  std::string_view name;                        // "client_golang"
  std::string_view module;                      // whose version in go.mod Family::since is about; "": none has a say
  std::vector<std::string_view> packages;       // import paths (prefixes) that mark a file as using the library
  std::vector<std::string_view> needles;        // what the byte search looks for, where it is not `packages`
  std::string_view labels_field = "VariableLabels";  // of an options record: the names of the labels
  std::string_view default_namespace;           // kGrouped: stands before every name unless an exporter says otherwise
  std::vector<Function> functions;
  std::vector<Record> records;
  std::vector<std::string_view> map_types;      // "path.Name" of types that are maps
  std::vector<std::string_view> registerer_types;  // "path.Name": a parameter of this type is some registerer
  std::vector<std::string_view> text_types;     // "path.Name" of types that are text: a conversion to one changes nothing
  std::vector<std::string_view> options_types;  // "path.Name": passing one to an unknown function named like a constructor counts
  std::vector<Constant> constants;
  std::string_view name_note;                   // said with every name: what it depends on besides the code
  std::vector<ExporterField> exporter_fields;
  // Lists of declared families in a sink's options, and their type.
  std::vector<std::pair<std::string_view, MetricType>> declared;
  bool needs_sink = false;                      // nothing of it reaches Prometheus unless the program makes a sink
  std::vector<std::pair<double, double>> default_objectives;  // of summaries made without an options record
  std::vector<double> default_bounds;           // of histograms made without an options record
  std::string_view bounds_note;                 // said of those: what else they depend on
  std::vector<std::string_view> scope_labels;   // every family has them unless the exporter is told otherwise
  std::string_view exporter_module;             // whose version in go.mod decides how names are made
  // Methods a registerer calls on a collector of the user's with a channel for the metrics.
  std::vector<std::string_view> collect_methods;
  // Set: metrics have a stability level and the version that deprecated them, in these fields of the options, and the library
  // writes both into the help: "[ALPHA] (Deprecated since 1.30.0) Help."
  std::string_view default_stability;
  std::string_view stability_in_help;  // only this level is written there; "": every one
  bool stability_ends_help = false;    // whoever has stability levels writes them at the end of the help: "Help. [Alpha]"
  std::string_view stability_field;
  std::string_view deprecated_field;
};

// A function of a user's own, stated in the configuration.
struct Wrapper {
  std::string package, receiver, function, prefix, suffix;
  MetricType type = MetricType::kUnknown;
  int name = kNoArgument, help = kNoArgument, labels = kNoArgument, constant_labels = kNoArgument, options = kNoArgument;
  int name_space = kNoArgument, subsystem = kNoArgument, unit = kNoArgument;
  bool labels_are_rest = false, may_fail = false;
};

// From now on these are a library among the others, and those of an earlier call are not. Rows found before are no longer valid.
void Declare(std::vector<Wrapper> wrappers);

std::span<const Library> All();

// The row for package function (receiver "") or method; null when no table has it. A path under vendor/ or with a version
// element (/v2) counts as the path without it.
struct Match {
  const Library* library = nullptr;
  const Function* function = nullptr;
};
Match FindFunction(std::string_view package, std::string_view receiver, std::string_view name);
// The same for a package function that is named, be it called or not: also rows that are Function::named_only.
Match FindNamed(std::string_view package, std::string_view name);
// The row for a method called on something unknown: of the library that `package` belongs to (the type of an argument says which),
// else the first of any library whose name and action fit.
Match FindMethod(std::string_view name, std::string_view package = "");
// A metric that comes to be by being used, or its use: stands anywhere in a program.
inline bool IsUse(const Match& row) {
  return row.function->action == Action::kMeasure || (row.library->needs_sink && row.function->action == Action::kConstruct);
}
// True when what the call makes can depend on argument `index`: callbacks and sampled values are no part of a family.
bool Uses(const Function& function, int8_t index);
// A row of families that are exposed wherever its function is named: nothing has to be run to know.
bool IsSaidByNaming(const Function& function);
// The package has such functions, or is one that exposes families by being linked (kImported).
bool ExposesByNaming(std::string_view package);
// The names in every library's collect_methods.
std::span<const std::string_view> CollectMethods();
const Record* FindRecord(std::string_view package, std::string_view name);
// What a function out of sight can make of options whose type no table knows, where both are called as client_golang's are:
// provider.NewCounter(CounterOpts).
Match FindLookalike(std::string_view function, std::string_view type);
const Constant* FindConstant(std::string_view package, std::string_view name);
bool IsMapType(std::string_view package, std::string_view name);
bool IsTextType(std::string_view package, std::string_view name);
// A type that what is called by its name converts to: labels, a text, options (prometheus.GaugeOpts(x)).
bool IsConvertedTo(std::string_view package, std::string_view name);
bool IsRegistererType(std::string_view package, std::string_view name);
// True when the import path belongs to a metric library: a function that mentions it may matter.
bool IsMetricPackage(std::string_view package);
// Whether a package with these imports may make metrics that no table speaks of: its source is the only word on them.
bool MakesUnstated(std::string_view package, const std::vector<std::string>& imports);
// What is known of a name in a package, for languages that ask before they take it for somebody else's.
enum class Known : uint8_t { kNothing, kFunction, kMap, kOther };
Known WhatIs(std::string_view package, std::string_view name);
// Strings one of which every file that uses a library holds: for the byte search before parsing.
std::vector<std::string> Needles();

}  // namespace mdg::libraries
