// What metric libraries do, acted out: constructions, descriptors, samples, registerers.
//
// In: a row of a library table and evaluated arguments. Out: Events, and the values that flow on (metric, descriptor, registerer).
// Deliberately no library's name and no argument position: those are data in libraries/.
#include <cmath>

#include "evaluate/evaluator.h"
#include "evaluate/metrics/exporters.h"
#include "evaluate/metrics/library_families.h"
#include "evaluate/metrics/measurements.h"
#include "evaluate/standard/standard_library.h"
#include "evaluate/switches/flags.h"

namespace mdg::evaluate {

namespace {

Value Argument(const std::vector<Value>& arguments, int8_t index) {
  return index >= 0 && static_cast<size_t>(index) < arguments.size() ? arguments[static_cast<size_t>(index)] : nullptr;
}

}  // namespace

Value Evaluator::CallLibrary(libraries::Match match, Value receiver, const std::vector<Value>& arguments, Place at) {
  using libraries::Action;
  const libraries::Function& function = *match.function;
  switch (function.action) {
    case Action::kConstruct: reached_.insert({at, root_}); return Construct(match, receiver, NarrowedAll(arguments), at);
    case Action::kDescribe: reached_.insert({at, root_}); return ConstructFromArguments(match, receiver, NarrowedAll(arguments), at);
    case Action::kSample: return SampleMetric(function, NarrowedAll(arguments), at);
    case Action::kRegister: {
      const bool some = receiver != nullptr && !receiver->Is(ValueKind::kNil);  // a method was called on it: it was not nil
      const Value registerer = some ? RegistererOf(receiver) : NewRegisterer(values_.EmptyText(), values_.List({}), receiver != nullptr);
      for (size_t i = static_cast<size_t>(function.first); i < arguments.size(); ++i) Register(registerer, arguments[i], at);
      return values_.Nil();  // registering fails only for doubles: the interesting way is the one where it works
    }
    case Action::kExpose:
      if (receiver != nullptr) Register(NewRegisterer(values_.EmptyText(), values_.List({})), receiver, at);
      return values_.Nil();
    case Action::kWrapPrefix:
    case Action::kWrapLabels: {
      const Value inner = Argument(arguments, function.first), added = Argument(arguments, 0);
      if (inner == nullptr || added == nullptr) break;
      const Value registerer = RegistererOf(inner);
      return values_.Lift({registerer, function.action == Action::kWrapPrefix ? added : values_.Nil()}, [&](const std::vector<Value>& v) -> Value {
        if (!v[0]->Is(ValueKind::kNative)) return v[0];
        if (function.action == Action::kWrapPrefix) {
          return NewRegisterer(values_.Concatenate(v[0]->items[0], v[1]), v[0]->items[1], v[0]->open);
        }
        const Value labels = JoinedLabels(v[0]->items[1], added);
        return values_.Lift({labels}, [&](const std::vector<Value>& joined) { return NewRegisterer(v[0]->items[0], joined[0], v[0]->open); });
      });
    }
    case Action::kFactory: {
      const Value registerer = Argument(arguments, 0);
      return values_.Native(NativeKind::kFactory, 0, "", {registerer ? registerer : values_.Nil()});
    }
    case Action::kRegistry: return NewRegisterer(values_.EmptyText(), values_.List({}));
    case Action::kNamespace: return MakeNamespace(function, receiver, arguments);
    case Action::kFamilies:
      if (libraries::IsSaidByNaming(function)) break;  // see RunNamed
      return LibraryFamilies(*this).Make(match, arguments, at);
    case Action::kOption:
      return values_.Native(NativeKind::kOther, static_cast<uint32_t>(function.setting), std::string(function.option),
                            receiver == nullptr ? arguments : function.option == "label" && !arguments.empty() ? std::vector<Value>{receiver, arguments.front()} : std::vector<Value>{receiver});
    case Action::kExporter: return Exporters(*this).Make(match, arguments, at);
    case Action::kMeasure: return Measurements(*this).Measure(function, receiver, arguments, at);
    case Action::kSink: return MakeSink(match, arguments, at);
    case Action::kConstructEach: reached_.insert({at, root_}); return ConstructEach(match, arguments, at);
    case Action::kRecord: NoteRule(function.record_fields, Argument(arguments, function.options), at); return values_.Nil();
    case Action::kSampleEach: return SampleEach(function, arguments, at);
    case Action::kValueType: return values_.Native(NativeKind::kOther, static_cast<uint32_t>(function.type), "value-type", arguments);
    case Action::kMakeRecord: return MakeRecord(function, arguments);
    case Action::kField: {
      const Value object = receiver != nullptr && receiver->Is(ValueKind::kPointer) ? Dereference(receiver) : receiver;
      const Value field = object != nullptr && object->Is(ValueKind::kRecord) ? Option(object, function.option) : nullptr;
      if (field != nullptr) return field;
      break;
    }
    case Action::kSet: return SetField(function, receiver, arguments);
    case Action::kNameGroup: return NameGroup(function, receiver, arguments, at);
    case Action::kBuildName: return BuildName(arguments);
    case Action::kLinearBuckets:
    case Action::kExponentialBuckets:
    case Action::kExponentialBucketsRange: return Buckets(function.action, arguments);
    case Action::kRuns:
      CallBack({.values = arguments}, at);
      break;
    case Action::kMoreLabels:
    case Action::kSame:
      if (receiver != nullptr) return receiver;
      if (const Value same = Argument(arguments, function.first)) return same;
      break;
  }
  return values_.Unknown(std::string(function.name), Reason::kUnsupported);
}

// An open one may be any that whoever calls hands over: it may add more than that.
Value Evaluator::NewRegisterer(Value prefix, Value labels, bool open) {
  const Value registerer = values_.Native(NativeKind::kRegisterer, 0, "", {prefix, labels});
  if (!open) return registerer;
  ValueNode* any = values_.Copy(registerer);
  any->open = true;
  return any;
}

// What a value is as a registerer; anything that is not known to add something adds nothing, and what code out of sight makes may add labels.
// Nil, wrapped or not, registers nothing.
Value Evaluator::RegistererOf(Value value) {
  if (value->Is(ValueKind::kNil)) return value;
  const Type* type = Types::Dereference(value->type);
  const bool is_declared = type != nullptr && type->kind == Type::Kind::kExternal && libraries::IsRegistererType(type->path, type->name);
  // What is declared and set by some code, at a time nobody knows: what it sets it to is seen there.
  if (value->Is(ValueKind::kUnknown) && is_declared && value->reason == Reason::kRuntimeData) return values_.Nil();
  if (value->Is(ValueKind::kChoice)) {
    const bool some_known = Values::IsSomeRegisterer(value);  // beside which one nobody knows is what it was before it was set
    return values_.Lift({value}, [&](const std::vector<Value>& v) { return some_known && v[0]->Is(ValueKind::kUnknown) ? values_.Nil() : RegistererOf(v[0]); });
  }
  if (value->Is(ValueKind::kNative) && value->native == NativeKind::kRegisterer) return value;
  if (value->Is(ValueKind::kNative) && value->native == NativeKind::kFactory) return RegistererOf(value->items[0]);
  if (value->Is(ValueKind::kPointer)) {
    const Value target = Dereference(value);
    if (!target->Is(ValueKind::kPointer) && target != value) return RegistererOf(target);
  }
  if (value->Is(ValueKind::kRecord)) {  // struct { prometheus.Registerer; ... }
    for (const RecordField& field : value->fields) {
      if (field.value->Is(ValueKind::kNative) && field.value->native == NativeKind::kRegisterer) return field.value;
    }
  }
  const bool is_far = value->Is(ValueKind::kUnknown) && value->reason == Reason::kNoSource;
  return NewRegisterer(values_.EmptyText(), is_far ? LabelPairs(value) : values_.List({}), value->Is(ValueKind::kUnknown));
}

uint32_t Evaluator::NewMetric(Construction construction) {
  for (const Frame* frame = frame_; frame != nullptr; frame = frame->caller) {
    construction.functions.push_back(frame->node);
    if (frame->call_site.module != nullptr) construction.calls.push_back(frame->call_site);
  }
  construction.root = root_;
  construction.assumptions = assumptions_;
  if (construction.name != nullptr && construction.help != nullptr) construction.help = SettledBy(construction.name, construction.help);
  GiveBack(patience_.PaidBy(construction, root_steps_, limits_));
  const auto id = static_cast<uint32_t>(events_.constructions.size());
  if (construction.made_by.function->action == libraries::Action::kSink) sink_declarations_.push_back(id);
  events_.constructions.push_back(std::move(construction));
  return id;
}

// Field `name` of an options record, also inside an embedded Opts; null when it is certainly not set.
Value Evaluator::Option(Value options, std::string_view name) {
  if (options->Is(ValueKind::kRecord)) {
    for (const RecordField& field : options->fields) {
      if (field.name == name) return Narrowed(field.value);
    }
    for (const RecordField& field : options->fields) {
      const Value inner = field.value->Is(ValueKind::kPointer) ? Dereference(field.value) : field.value;
      if (!inner->Is(ValueKind::kRecord) || !field.name.ends_with("Opts")) continue;
      if (const Value found = Option(inner, name)) return found;
    }
    return options->open ? values_.Unknown(std::string(name), Reason::kParameter) : nullptr;
  }
  return values_.Unknown(std::string(name), options->Is(ValueKind::kUnknown) ? options->reason : Reason::kUnsupported);
}

Value Evaluator::Construct(libraries::Match match, Value receiver, const std::vector<Value>& arguments, Place at) {
  const libraries::Function& function = *match.function;
  if (function.options == libraries::kNoArgument && !function.receiver_is_options) return ConstructFromArguments(match, receiver, arguments, at);
  Value options = function.receiver_is_options ? receiver : Argument(arguments, function.options);
  if (options == nullptr) return values_.Unknown(std::string(function.name), Reason::kUnsupported);
  if (options->Is(ValueKind::kPointer)) options = Dereference(options);
  const Value labels = Argument(arguments, function.labels);
  Value more = Argument(arguments, function.more_options);
  if (more == nullptr) more = values_.Nil();
  if (more->Is(ValueKind::kPointer)) more = Dereference(more);
  // Options that are a choice are taken one way at a time: name, help and labels of one way stay together.
  const Value metric = values_.Lift({options, more}, [&](const std::vector<Value>& v) -> Value {
    const Value o = v[0];
    auto text = [&](std::string_view field) {
      Value value = Option(o, field);
      if (value == nullptr && v[1]->Is(ValueKind::kRecord)) value = Option(v[1], field);
      return value == nullptr || value->Is(ValueKind::kNil) ? values_.EmptyText() : value;
    };
    Construction construction;
    construction.made_by = match;
    construction.at = at;
    construction.name = BuildName({text("Namespace"), text("Subsystem"), text("Name")});
    construction.help = text("Help");
    construction.constant_labels = Option(o, "ConstLabels");
    construction.labels = labels != nullptr ? labels : Option(o, match.library->labels_field);
    construction.options = v[1]->Is(ValueKind::kNil) ? o : v[1];
    if (function.labels_measured) LeaveToUses(construction);
    if (!match.library->default_stability.empty()) {
      SetStability(construction, Option(o, match.library->stability_field), Option(o, match.library->deprecated_field));
    }
    if (o->Is(ValueKind::kUnknown)) construction.name = values_.Unknown(o->name, o->reason, nullptr, o->is_named);
    const uint32_t id = NewMetric(std::move(construction));
    RegisterMade(function, receiver, id, at);
    const Value registerer = Argument(arguments, function.registerer);
    if (registerer != nullptr && !registerer->Is(ValueKind::kNil)) RegisterId(RegistererOf(registerer), id, at);
    return values_.Native(NativeKind::kMetric, id);
  });
  return function.may_fail ? values_.Tuple({metric, values_.Nil()}) : metric;
}

Value Evaluator::SampleMetric(const libraries::Function& function, const std::vector<Value>& arguments, Place at) {
  const Value descriptor = Argument(arguments, 0);
  Value type = Argument(arguments, function.value_type);
  if (type == nullptr) type = values_.Native(NativeKind::kOther, static_cast<uint32_t>(function.type), "value-type");
  if (descriptor == nullptr) return values_.Unknown(std::string(function.name), Reason::kUnsupported);
  if (descriptor->Is(ValueKind::kNil)) missed_descriptor_ = true;
  if (descriptor->Is(ValueKind::kUnknown) && descriptor->reason == Reason::kLimit) events_.lost_samples.emplace(frame_->module, frame_->node);
  const size_t first = events_.samples.size();
  NoteSamples(descriptor, type, at, descriptor->Is(ValueKind::kChoice));
  for (size_t i = first; i < events_.samples.size(); ++i) events_.samples[i].among = events_.samples.size() - first;
  const Value metric = values_.Lift({descriptor}, [&](const std::vector<Value>& v) -> Value {
    const Value d = Dereference(v[0]);
    if (d->Is(ValueKind::kNative)) return values_.Native(NativeKind::kMetric, d->id);
    return values_.Unknown("metric", d->Is(ValueKind::kUnknown) ? d->reason : Reason::kUnsupported);
  });
  return function.may_fail ? values_.Tuple({metric, values_.Nil()}) : metric;
}

// One sample for each descriptor it may be; a type that hangs on the same decision, or on one the name hangs on, stays with it.
void Evaluator::NoteSamples(Value descriptor, Value type, Place at, bool one_of_several) {
  descriptor = Dereference(descriptor);
  if (descriptor->Is(ValueKind::kNative)) events_.samples.push_back({descriptor->id, type, at, assumptions_, one_of_several});
  if (!descriptor->Is(ValueKind::kChoice)) return;
  for (size_t i = 0; i < descriptor->items.size(); ++i) {
    std::vector<bool> only(descriptor->items.size());
    only[i] = true;
    const bool possible = std::none_of(assumptions_.begin(), assumptions_.end(), [&](const Assumption& assumption) {
      return assumption.choice == descriptor->choice && i < assumption.allowed.size() && !assumption.allowed[i];
    });
    if (!possible) continue;
    assumptions_.push_back({descriptor->choice, std::move(only)});
    NoteSamples(values_.Fix(descriptor->items[i], descriptor->choice, i), values_.Fix(type, descriptor->choice, i), at, one_of_several);
    assumptions_.pop_back();
  }
}

// The name from its pieces, empty ones left out; an empty last piece makes no name at all (client_golang's BuildFQName).
Value Evaluator::BuildName(const std::vector<Value>& pieces) {
  return values_.Lift(pieces, [&](const std::vector<Value>& v) -> Value {
    const Value last = v.empty() ? values_.EmptyText() : values_.Stringify(v.back());
    if (last->text.empty()) return values_.EmptyText();
    Value name = values_.EmptyText();
    for (const Value& piece : v) {
      const Value text = values_.Stringify(piece);
      if (text->text.empty()) {
        if (text->rests_on != nullptr) name = values_.Concatenate(name, text);  // a name without this piece rests on the same default
        continue;
      }
      if (!name->text.empty()) name = values_.Concatenate(name, values_.Literal("_"));
      name = values_.Concatenate(name, text);
    }
    return name;
  });
}

Value Evaluator::Buckets(libraries::Action action, const std::vector<Value>& arguments) {
  if (arguments.size() < 3) return values_.Unknown("buckets", Reason::kUnsupported);
  return values_.Lift({arguments[0], arguments[1], arguments[2]}, [&](const std::vector<Value>& v) -> Value {
    for (Value number : v) {
      if (!number->Is(ValueKind::kNumber)) return values_.Unknown("buckets", number->Is(ValueKind::kUnknown) ? number->reason : Reason::kUnsupported);
    }
    const int64_t count = static_cast<int64_t>(v[2]->number);
    if (count < 1 || count > 1000) return values_.Unknown("buckets", Reason::kLimit);
    std::vector<ListBacking::Element> buckets;
    double bound = v[0]->number;
    double factor = v[1]->number;
    if (action == libraries::Action::kExponentialBucketsRange) {
      factor = count > 1 ? std::pow(v[1]->number / v[0]->number, 1.0 / static_cast<double>(count - 1)) : 1;
    }
    for (int64_t i = 0; i < count; ++i) {
      if (action == libraries::Action::kExponentialBucketsRange) bound = v[0]->number * std::pow(factor, static_cast<double>(i));
      buckets.push_back({values_.Real(bound), false});
      bound = action == libraries::Action::kLinearBuckets ? bound + factor : bound * factor;
    }
    return values_.List(std::move(buckets));
  });
}

// A map of labels as a list of (name, value) pairs; unknown ones make the list open.
Value Evaluator::LabelPairs(Value labels) {
  if (labels == nullptr || labels->Is(ValueKind::kNil)) return values_.List({});
  if (labels->Is(ValueKind::kChoice)) {
    return values_.Lift({labels}, [&](const std::vector<Value>& v) { return LabelPairs(v[0]); });
  }
  ValueNode* pairs = values_.Copy(values_.List({}));
  if (labels->Is(ValueKind::kList)) {  // pairs already, or written as lists of two: {{"stone", "granite"}}
    Value list = pairs;
    for (size_t i = 0; i < labels->length; ++i) {
      const auto& [element, sometimes] = labels->backing->elements[i];
      if (element->Is(ValueKind::kTuple)) {
        list = values_.Append(list, element, sometimes);
        continue;
      }
      const auto [name, value] = PartsOf(element);
      list = values_.Append(list, values_.Tuple({values_.Stringify(name), value}), sometimes);
    }
    pairs = values_.Copy(list);
    pairs->open = labels->open;
    return pairs;
  }
  if (labels->Is(ValueKind::kMap)) {
    const Value content = memory_.Read(labels->cell);
    Value list = pairs;
    for (const MapEntry& entry : content->entries) {
      list = values_.Append(list, values_.Tuple({values_.Stringify(entry.key), entry.value}), entry.sometimes);
    }
    pairs = values_.Copy(list);
    pairs->open = content->open;
    return pairs;
  }
  pairs->open = true;
  if (labels->Is(ValueKind::kUnknown)) pairs->reason = labels->reason;
  return pairs;
}

void Evaluator::RegisterId(Value registerer, uint32_t metric, Place at) {
  values_.Lift({registerer}, [&](const std::vector<Value>& v) -> Value {
    if (v[0]->Is(ValueKind::kNative)) {
      RegistrationEvent event{metric, v[0]->items[0], v[0]->items[1], at, assumptions_, v[0]->open};
      if (v[0]->id != 0) AddToGroup(v[0]->id, std::move(event));
      else events_.registrations.push_back(std::move(event));
    }
    return v[0];
  });
}

void Evaluator::Register(Value registerer, Value collector, Place at, int depth) {
  if (depth > 6) return;
  switch (collector->kind) {
    case ValueKind::kNative:
      if (collector->native == NativeKind::kMetric || collector->native == NativeKind::kDescriptor) RegisterId(registerer, collector->id, at);
      if (collector->native == NativeKind::kFactory && collector->id != 0) RegisterGroup(collector->id, registerer, at);
      return;
    case ValueKind::kChoice:
    case ValueKind::kTuple:
      for (Value item : collector->items) Register(registerer, item, at, depth + 1);
      return;
    case ValueKind::kList:
      for (size_t i = 0; i < collector->length; ++i) {
        const size_t height = assumptions_.size();
        AssumeThere(collector->backing->elements[i].sometimes);
        Register(registerer, collector->backing->elements[i].value, at, depth + 1);
        assumptions_.resize(height);
      }
      return;
    case ValueKind::kPointer:
    case ValueKind::kRecord:
    case ValueKind::kUnknown: {
      const Value target = collector->Is(ValueKind::kPointer) ? Dereference(collector) : collector;
      if (target->Is(ValueKind::kNative)) return Register(registerer, target, at, depth + 1);
      // Collected later, when everything that fills it has been run.
      for (std::string_view method : libraries::CollectMethods()) {
        if (!HasMethod(collector->type ? collector->type : target->type, method)) continue;
        pending_.push_back({collector, registerer, at, OnSwitches()});
        return;
      }
      if (target->Is(ValueKind::kRecord)) {  // struct { prometheus.Gauge; ... }, and the records of a library that hold metrics
        const Type* type = Types::Dereference(target->type);
        const bool of_library = type != nullptr && type->kind == Type::Kind::kExternal && libraries::FindRecord(type->path, type->name);
        for (const RecordField& field : target->fields) {
          const bool holds = field.value->Is(ValueKind::kNative) || (of_library && field.value->Is(ValueKind::kList));
          if (holds) Register(registerer, field.value, at, depth + 1);
        }
      }
      return;
    }
    default: return;
  }
}

// counter.Add(...): the row of the method, when the metric's library says what using it tells.
libraries::Match Evaluator::MeasureOf(Value metric, std::string_view method) const {
  const libraries::Function& made_by = *events_.constructions[metric->id].made_by.function;
  const libraries::Match match = libraries::FindFunction(made_by.package, made_by.name, method);
  return match.function != nullptr && match.function->action == libraries::Action::kMeasure ? match : libraries::Match{};
}

Value Evaluator::CallOnNative(NodeId call, Value object, std::string_view name) {
  if (object->native == NativeKind::kOther) return object;  // a value type, a call that never returns
  return CallOnThing(object, name, EvaluateArguments(call, nullptr), At(call));
}

// newCounter := factory.NewCounter: as MethodOfLibrary gives it.
Value Evaluator::CallLibraryMethod(Value method, const Arguments& arguments, Place at) {
  if (method->receiver->Is(ValueKind::kNative)) return CallOnThing(method->receiver, method->denoted->name, arguments, at);
  const libraries::Match match = libraries::FindFunction(method->denoted->path, Types::Dereference(method->receiver->type)->name, method->denoted->name);
  return CallLibrary(match, method->receiver, Expanded(arguments), at);
}

Value Evaluator::CallOnThing(Value object, std::string_view name, const Arguments& evaluated, Place at) {
  const std::vector<Value> arguments = Expanded(evaluated);
  switch (object->native) {
    case NativeKind::kRegisterer:
    case NativeKind::kFactory: {
      const Type* type = Types::Dereference(object->type);
      const bool stated = type != nullptr && type->kind == Type::Kind::kExternal;
      const libraries::Match match = stated ? libraries::FindFunction(type->path, type->name, name) : libraries::FindMethod(name);
      if (match.function != nullptr) return CallLibrary(match, object, arguments, at);
      CallBack(evaluated, at);
      return values_.Unknown(std::string(name), Reason::kNoSource);
    }
    case NativeKind::kMetric:
    case NativeKind::kDescriptor:
      if (name == "Collect" || name == "Describe") {
        if (!arguments.empty()) Send(arguments[0], object, at);
        return values_.Nil();
      }
      if (name == "GetMetricWith" || name == "GetMetricWithLabelValues" || name == "CurryWith") return values_.Tuple({object, values_.Nil()});
      if (name == "Desc") return values_.Native(NativeKind::kDescriptor, object->id);
      if (const libraries::Match match = MeasureOf(object, name); match.function != nullptr) return CallLibrary(match, object, arguments, at);
      if (libraries::FindMethod(name).function != nullptr) return object;
      return values_.Unknown(std::string(name), Reason::kRuntimeData);
    case NativeKind::kFlag: return Flags(*this).CallBuilder(object, name, arguments);
    case NativeKind::kReplacer:
      if (name == "Replace" && arguments.size() == 1) return StandardLibrary(*this).ReplaceBy(object, arguments[0]);
      return values_.Unknown(std::string(name), Reason::kUnsupported);
    default: return values_.Unknown(std::string(name), Reason::kUnsupported);
  }
}

}  // namespace mdg::evaluate
