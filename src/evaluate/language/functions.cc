// Running a function of the tree with its arguments bound.
//
// In: a function value and arguments. Out: its result, joined over all ways out of it, and whatever it did to memory.
// Functions no metric depends on are run for their value only, with few steps. Recursion and depth are limited.
#include <algorithm>
#include <bit>

#include "evaluate/metrics/exported_names.h"
#include "evaluate/metrics/exporters.h"
#include "evaluate/order/early_reads.h"
#include "evaluate/order/real_objects.h"
#include "evaluate/standard/standard_library.h"

namespace mdg::evaluate {

namespace {

constexpr int kNear = 2;  // calls

// if b { return 1 }; return 0: what other numbers a function gives on which way says nothing, so they are not kept apart.
bool IsAnswer(Value result) { return result->Is(ValueKind::kNumber) && (result->number == 0 || result->number == 1); }

}  // namespace

int Evaluator::TimesOnStack(const Module* module, NodeId node) const {
  int times = 0;
  for (const Frame* frame = frame_; frame != nullptr; frame = frame->caller) times += frame->module == module && frame->node == node;
  return times;
}

// What a call can depend on, as text: the same function with the same arguments does the same again, so it is run once.
void Evaluator::AddFingerprint(std::string& key, Value value, int depth) const {
  key += static_cast<char>('a' + static_cast<int>(value->kind));
  auto number = [&](auto n) { key.append(std::to_string(n)).append(1, ','); };
  switch (value->kind) {
    case ValueKind::kBool: number(value->boolean); return;
    case ValueKind::kNumber: number(std::bit_cast<uint64_t>(value->number)); return;  // printing it as a decimal costs ten times as much
    case ValueKind::kText:
      for (const TextPiece& piece : value->text) {
        if (piece.hole != nullptr) {
          key.append("<").append(piece.hole->name).append(">");
        } else {
          key += piece.literal;
        }
      }
      key += '"';
      return;
    case ValueKind::kUnknown:
      key += value->name;
      number(reinterpret_cast<uintptr_t>(value->type));
      for (Value item : value->items) AddFingerprint(key, item, depth + 1);
      return;
    case ValueKind::kPointer:
    case ValueKind::kMap:
      number(value->cell);
      for (std::string_view field : value->path) key.append(field).append(".");
      return;
    case ValueKind::kFunction:
      number(reinterpret_cast<uintptr_t>(value->symbol ? static_cast<const void*>(value->symbol) : value->module));
      number(value->node);
      number(reinterpret_cast<uintptr_t>(value->scope));
      if (value->denoted != nullptr) number(reinterpret_cast<uintptr_t>(value->denoted));  // one of a library's functions is not another
      if (value->number != 0) number(std::bit_cast<uint64_t>(value->number));  // a length of time
      if (value->receiver != nullptr) AddFingerprint(key, value->receiver, depth + 1);
      return;
    case ValueKind::kType: number(reinterpret_cast<uintptr_t>(value->denoted)); return;
    case ValueKind::kNative:
      number(static_cast<int>(value->native));
      number(value->id);
      key += value->name;
      if (value->open) key += '?';
      break;
    case ValueKind::kChoice: number(value->choice); break;
    case ValueKind::kRecord: number(reinterpret_cast<uintptr_t>(value->type)); break;
    default: break;
  }
  if (depth > 4) {  // too deep to compare: never the same again
    number(value->serial);
    return;
  }
  key += '(';
  for (Value item : value->items) AddFingerprint(key, item, depth + 1);
  for (const RecordField& field : value->fields) {
    key.append(field.name).append(":");
    AddFingerprint(key, field.value, depth + 1);
  }
  for (size_t i = 0; value->Is(ValueKind::kList) && i < value->length; ++i) {
    AddFingerprint(key, value->backing->elements[i].value, depth + 1);
    if (key.size() > 4096) {
      number(value->serial);
      break;
    }
  }
  key += ')';
}

std::string Evaluator::Fingerprint(Value function, const Arguments& arguments) const {
  std::string key = arguments.spread ? "*" : "";
  AddFingerprint(key, function, 0);
  for (const TypeScope* scope = function->types; scope != nullptr; scope = scope->outer) {
    key.append(std::to_string(reinterpret_cast<uintptr_t>(scope->type))).append("/");
  }
  for (Value argument : arguments.values) AddFingerprint(key, argument, 0);
  return key;
}

// What was mended of one unknown argument, for another of the same name.
Value Evaluator::MendedOf(Value value, const Arguments& arguments) {
  if (value->Is(ValueKind::kText) && value->text.size() == 1 && value->text[0].hole != nullptr) value = value->text[0].hole;
  if (!StandardLibrary::IsMended(value) || arguments.values.size() != 1) return value;
  Value subject = arguments.values.front();
  if (subject->Is(ValueKind::kText) && subject->text.size() == 1 && subject->text[0].hole != nullptr) subject = subject->text[0].hole;
  if (!subject->Is(ValueKind::kUnknown) || subject->identity == value->items[1]->identity) return value;
  ValueNode* other = values_.Copy(values_.Unknown(value->name, value->reason, value->type, value->is_named));
  other->items = value->items;
  other->items[1] = subject;
  return other;
}

// The result of a call that was run before. What that made is made here, too.
Value Evaluator::ResultAgain(CallResult& done, Place at) {
  const bool is_other = at.module != nullptr && at != done.at && std::find(done.others.begin(), done.others.end(), at) == done.others.end();
  const bool has_news = done.begin < done.end && (is_other || !done.asked_again);
  const bool other_switches = done.Makes() && done.asked_on.insert(SwitchesOf(OnSwitches())).second;
  const bool other_build = done.begin < done.end && !builds_.IsEmpty() && done.asked_in.insert(PresentBuild()).second;
  for (size_t i = done.begin; !has_news && (other_build || other_switches) && i < done.end; ++i) {
    Construction& construction = events_.constructions[i];
    Assumptions also = assumptions_;
    if (done.assumptions < construction.assumptions.size()) also.insert(also.end(), construction.assumptions.begin() + static_cast<long>(done.assumptions), construction.assumptions.end());
    construction.also_under.push_back(std::move(also));
  }
  for (size_t i = done.begin; has_news && i < done.end; ++i) {
    Construction& construction = events_.constructions[i];
    construction.made_again = true;
    Assumptions also = assumptions_;
    for (size_t a = done.assumptions; a < construction.assumptions.size(); ++a) {  // as the call itself has decided
      const Assumption& decided = construction.assumptions[a];
      if (builds_.Of(decided.choice) != nullptr || decisions_.HasSay(decided)) also.push_back(decided);
    }
    construction.also_under.push_back(std::move(also));
    if (is_other && !construction.calls.empty() && construction.calls.front() == done.at) construction.again.push_back(at);
  }
  for (size_t i = done.first_registration; other_switches && i < done.last_registration; ++i) {
    RegistrationEvent again = events_.registrations[i];
    Assumptions also = assumptions_;
    if (done.assumptions < again.assumptions.size()) also.insert(also.end(), again.assumptions.begin() + static_cast<long>(done.assumptions), again.assumptions.end());
    again.assumptions = std::move(also);
    events_.registrations.push_back(std::move(again));
  }
  for (size_t i = done.first_exporter; is_other && i < done.last_exporter; ++i) {
    std::vector<const Module*> modules = Exporters(*this).ModulesOnStack(at);
    modules.push_back(events_.exporters[i].at.module);
    events_.exporters[i].made_from.push_back(std::move(modules));
  }
  if (is_other && (has_news || done.first_exporter < done.last_exporter)) done.others.push_back(at);
  done.asked_again = true;
  read_as_declared_.insert(read_as_declared_.end(), done.read_as_declared.begin(), done.read_as_declared.end());
  return Assumed(done.value);
}

// Of a call that was run before, if it would do the same here; null when not.
CallResult* Evaluator::ResultOf(const std::string& key) {
  for (auto* results : {&results_, &root_results_}) {
    auto found = results->find(key);
    if (found == results->end()) continue;
    if (!found->second.build) return &found->second;
    ++build_decisions_;  // as running it would
    const std::string present = PresentBuild();
    if (found->second.build == present) return &found->second;
    found = results->find(key + '\n' + present);
    if (found != results->end()) return &found->second;
  }
  return nullptr;
}

Value Evaluator::CallFunction(Value function, const Arguments& arguments, Place at) {
  const Symbol* symbol = function->symbol;
  const Module& module = symbol ? *symbol->module : *function->module;
  const NodeId node = symbol ? symbol->node : function->node;
  const NodeId type = symbol ? module.Child(node, 3) : module.Child(node, 0);
  const NodeId body = symbol ? module.Child(node, 4) : module.Child(node, 1);
  const std::string_view name = symbol ? symbol->name : "result";
  if (module.At(body).kind != NodeKind::kBlock) return UnknownResult(module, type, function->types, name, Reason::kNoSource);
  if (frame_ != nullptr && frame_->depth >= limits_.depth && module.makes_objects) NoteUnfinished();
  // A run that does not go deep still makes what is made right where it stops.
  const bool is_next = is_shallow_ && symbol != nullptr && frame_ != nullptr && frame_->depth < limits_.depth + kNear && CallsToMetrics(symbol) < kNear;
  if (frame_ != nullptr && frame_->depth >= limits_.depth && !is_next) return UnknownResult(module, type, function->types, name, Reason::kLimit);
  // func (s *Scope) Name() string { if s.parent == nil { return s.name }; return s.parent.Name() + "_" + s.name }
  const bool follows_chain = symbol != nullptr && function->receiver != nullptr && function->receiver->Is(ValueKind::kPointer) && !slice_.Matters(symbol);
  if (TimesOnStack(&module, node) >= (follows_chain ? limits_.chain : limits_.recursion)) return UnknownResult(module, type, function->types, name, Reason::kCycle);
  // Nothing of it would be run any more: its turn is still to come.
  if (module.makes_objects && noted_cut_) return UnknownResult(module, type, function->types, name, Reason::kLimit);
  const bool matters = symbol ? slice_.Matters(symbol) : slice_.Matters(module, node);
  const std::string key = Fingerprint(function, arguments);
  const std::optional<CallResult> early = EarlyReads(*this).TakeEarly(key);
  if (CallResult* done = ResultOf(key)) return MendedOf(ResultAgain(*done, at), arguments);
  const uint64_t outer_limit = step_limit_;
  const uint64_t steps_before = root_steps_;
  const int outer_depth = value_depth_;
  // What fills a registry of the program's own makes no metric as far as its text shows, and is where they come from all the same.
  const bool is_work = matters || (symbol != nullptr && slice_.MakesRegisterer(symbol));
  if (is_work) {  // also where it is called by something that only makes a value: then the limits of that do not hold for it
    value_depth_ = 0;
    if (outer_depth > 0) step_limit_ = root_limit_;
  } else if (value_depth_++ == 0) {
    const uint64_t left = value_limit_ - std::min(value_limit_, value_steps_);
    step_limit_ = std::min(step_limit_, root_steps_ + std::min(limits_.steps_for_a_value, left));
  }
  if (symbol != nullptr) {
    // A method called on nobody knows what is still to be run on the objects the program makes.
    const bool on_unknown = function->receiver != nullptr && Dereference(function->receiver)->Is(ValueKind::kUnknown);
    (on_unknown ? visited_on_unknown_ : visited_).insert(symbol);
    if (frame_ != nullptr) called_.insert(symbol);
  } else {
    called_literals_.insert({&module, node});
  }
  Frame frame;
  frame.symbol = symbol;
  frame.module = &module;
  frame.node = node;
  frame.call_site = at;
  const size_t begin = events_.constructions.size(), exporters = events_.exporters.size(), height = assumptions_.size();
  const size_t registrations = events_.registrations.size();
  const uint64_t build_decisions = build_decisions_;
  const size_t read_before = read_as_declared_.size(), depth = frame_ != nullptr ? static_cast<size_t>(frame_->depth) + 1 : 0;
  const Value result = RunBody(frame, function, arguments);
  if (early) done_again_.push_back({early->begin, early->end, early->depth, begin, events_.constructions.size(), depth});
  // What came by nothing, or not by the whole of a name, may elsewhere.
  const bool has_made = std::any_of(events_.constructions.begin() + static_cast<long>(begin), events_.constructions.end(), [](const Construction& made) { return !IsLost(made.unit); });
  if (has_made && symbol != nullptr && function->receiver != nullptr) RealObjects(*this).NoteMade(function, arguments, begin, depth);
  if (symbol != nullptr && !module.makes_objects && IsCutOff() && slice_.Mentions(symbol)) visited_.erase(symbol);  // it is still to be run by itself
  FillByReflection(function, arguments);
  if (!is_work && outer_depth == 0) value_steps_ += root_steps_ - std::min(root_steps_, steps_before);
  const bool never_began = !is_work && steps_before >= step_limit_;
  step_limit_ = outer_limit;
  value_depth_ = outer_depth;
  // An object made without arguments is a new one each time, which whoever has it fills.
  if (module.makes_objects && arguments.values.empty() && result->Is(ValueKind::kPointer) && result->cell >= frame.first_cell) return result;
  CallResult done{.value = result, .at = at, .begin = begin, .end = events_.constructions.size(), .first_exporter = exporters,
                  .last_exporter = events_.exporters.size(), .assumptions = height, .asked_again = false, .others = {}, .build = {}, .asked_in = {},
                  .first_registration = registrations, .last_registration = events_.registrations.size(), .asked_on = {}, .depth = depth, .read_as_declared = EarlyReads(*this).Since(read_before)};
  if (done.Makes()) done.asked_on.insert(SwitchesOf(OnSwitches()));
  if (begin < done.end && !builds_.IsEmpty()) done.asked_in.insert(PresentBuild());
  if (never_began) return result;  // no steps were left: whoever asks when there are some again is told
  auto& results = unknown_arguments_ ? root_results_ : results_;
  if (build_decisions == build_decisions_) {
    results.emplace(key, std::move(done));
  } else {  // it came by names that mean something else in other builds
    done.build = PresentBuild();
    const std::string in_build = key + '\n' + *done.build;
    results.emplace(key, done);
    results.emplace(in_build, std::move(done));
  }
  return result;
}

// func (c *Collector) Collect(into any): what it gets the address of is filled by means nobody sees.
void Evaluator::FillByReflection(Value function, const Arguments& arguments) {
  if (frame_ == nullptr || !slice::UsesReflection(function->symbol != nullptr ? *function->symbol->module : *function->module)) return;
  const bool addresses = std::any_of(arguments.values.begin(), arguments.values.end(), [](Value v) { return v->Is(ValueKind::kPointer); });
  if (!addresses) return;
  const std::vector<const Type*> types = ParameterTypes(function);
  for (size_t i = 0; i < arguments.values.size() && i < types.size(); ++i) {
    const Type* type = types_.Underlying(types[i]);
    const bool anything = type != nullptr && type->kind == Type::Kind::kBasic && type->name == "any";
    if (anything) WriteThrough({arguments.values[i]});
  }
}

Value Evaluator::RunBody(Frame& frame, Value function, const Arguments& arguments) {
  const Module& module = *frame.module;
  const Symbol* symbol = frame.symbol;
  const NodeId type = symbol ? module.Child(frame.node, 3) : module.Child(frame.node, 0);
  const NodeId body = symbol ? module.Child(frame.node, 4) : module.Child(frame.node, 1);
  frame.caller = frame_;
  frame.depth = frame_ ? frame_->depth + 1 : 0;
  frame.scope = function->scope;
  frame.types = function->types;
  frame.first_cell = static_cast<CellId>(memory_.size());
  const size_t height = assumptions_.size();
  const auto learned = learned_;
  auto loops = std::exchange(loops_, {});
  auto left = std::exchange(left_, {});
  const bool outer = std::exchange(empty_is_default_, false);
  frame_ = &frame;
  if (symbol != nullptr) {
    BindTypeArguments(frame, symbol, arguments, type);
    if (function->receiver != nullptr) BindReceiver(symbol, function->receiver);
  }
  BindParameters(type, arguments);
  BindResults(frame, type);
  const Flow flow = RunBlock(body);
  // What held where the last way out began does not hold for the others.
  assumptions_.resize(height);
  learned_ = learned;
  const Value result = FinishFrame(frame, flow);
  frame_ = const_cast<Frame*>(frame.caller);
  loops_ = std::move(loops);
  left_ = std::move(left);
  empty_is_default_ = outer;
  return result;
}

Value Evaluator::FinishFrame(Frame& frame, Flow flow) {
  Value result = flow == Flow::kReturn ? frame.returned : nullptr;
  const Type* only = frame.results.size() == 1 ? frame.results[0] : nullptr;
  const bool answers = only != nullptr && only->kind == Type::Kind::kBasic && only->name == "float64";
  for (size_t e = frame.exits.size(); e-- > 0;) {
    const Exit& exit = frame.exits[e];
    if (exit.result == nullptr) continue;
    if (result == nullptr) {
      result = exit.result;  // the other way never returns, or returns nothing
      continue;
    }
    std::vector<Value> alternatives;
    for (bool left : exit.allowed) alternatives.push_back(left ? exit.result : result);
    result = answers && IsAnswer(result) && IsAnswer(exit.result) ? values_.Choice(exit.choice, std::move(alternatives)) : JoinParts(exit.choice, alternatives);
  }
  Merge(frame.exits, frame.first_cell);
  if (result == nullptr) {
    if (flow != Flow::kStop) return values_.Nil();
    const NodeId type = frame.module->Child(frame.node, frame.symbol ? 3 : 0);  // what it would have been is known at least
    return UnknownResult(*frame.module, type, frame.types, frame.symbol ? frame.symbol->name : "result", Reason::kLimit);
  }
  if (!frame.results.empty() && frame.results.size() == 1 && frame.results[0] != nullptr) result = Conversion(frame.results[0], result);
  return Assumed(result);
}

void Evaluator::BindReceiver(const Symbol* symbol, Value receiver) {
  const NodeId field = M().At(M().Child(symbol->node, 0)).first;
  const NodeId type = M().At(field).first;
  const NodeId name = M().At(M().Child(field, 1)).next;
  if (name == kNoNode) return;
  const bool by_pointer = M().At(type).kind == NodeKind::kDereference;
  if (!by_pointer && receiver->Is(ValueKind::kPointer)) receiver = Dereference(receiver);
  if (receiver->Is(ValueKind::kUnknown) && receiver->type == nullptr) receiver = values_.WithType(receiver, ResolveType(type));
  // A method with a pointer receiver called on a variable: the callee works on a copy here, which is written back by nobody.
  // The common case, a value that came from &T{...}, is a pointer already.
  if (by_pointer && receiver->Is(ValueKind::kRecord)) {
    receiver = values_.Pointer(memory_.New(receiver), {}, receiver->type ? types_.PointerTo(receiver->type) : nullptr);
  }
  Declare(M().Text(name), memory_.New(receiver));
}

void Evaluator::BindParameters(NodeId function_type, const Arguments& arguments) {
  size_t index = 0;
  for (NodeId field = M().At(M().At(function_type).first).first; field != kNoNode; field = M().At(field).next) {
    const NodeId type_node = M().At(field).first;
    const bool variadic = M().At(type_node).kind == NodeKind::kEllipsis;
    const Type* type = ResolveType(type_node);
    NodeId name = M().At(M().Child(field, 1)).next;
    if (name == kNoNode) {
      ++index;
      continue;
    }
    for (; name != kNoNode; name = M().At(name).next, ++index) {
      const std::string_view text = M().Text(name);
      Value value = nullptr;
      if (variadic) {
        if (arguments.spread && index + 1 == arguments.values.size()) {
          value = arguments.values[index];
        } else {
          std::vector<ListBacking::Element> rest;
          for (size_t i = index; i < arguments.values.size(); ++i) rest.push_back({arguments.values[i], false});
          value = values_.List(std::move(rest), type);
        }
      } else if (index < arguments.values.size()) {
        value = Conversion(type, arguments.values[index]);
      } else if (const NodeId otherwise = M().Child(field, 1); M().At(otherwise).kind != NodeKind::kNone && arguments.real) {
        value = Conversion(type, Evaluate(otherwise, type));
      } else {
        value = UnknownArgument(type, text);
      }
      Declare(text, memory_.New(values_.Named(value, text)));
    }
  }
}

void Evaluator::BindResults(Frame& frame, NodeId function_type) {
  for (NodeId field = M().At(M().Child(function_type, 1)).first; field != kNoNode; field = M().At(field).next) {
    const Type* type = ResolveType(M().At(field).first);
    NodeId name = M().At(M().Child(field, 1)).next;
    if (name == kNoNode) frame.results.push_back(type);
    for (; name != kNoNode; name = M().At(name).next) {
      frame.results.push_back(type);
      const CellId cell = memory_.New(ZeroValue(type, M().Text(name)));
      frame.named_results.push_back(cell);
      Declare(M().Text(name), cell);
    }
  }
}

// Type parameters: as instantiated, else from the arguments whose parameter is declared with just that type parameter.
void Evaluator::BindTypeArguments(Frame& frame, const Symbol* symbol, const Arguments& arguments, NodeId function_type) {
  const Module& module = *symbol->module;
  const NodeId parameters = module.Child(symbol->node, 2);
  if (module.At(parameters).kind != NodeKind::kFieldList) {
    // A method of a generic type: its receiver names the parameters, possibly by other names than the declaration.
    return;
  }
  for (NodeId f = module.At(parameters).first; f != kNoNode; f = module.At(f).next) {
    for (NodeId n = module.At(module.Child(f, 1)).next; n != kNoNode; n = module.At(n).next) {
      const std::string_view name = module.Text(n);
      bool bound = false;
      for (const TypeScope* scope = frame.types; scope != nullptr; scope = scope->outer) bound = bound || scope->name == name;
      if (bound) continue;
      const Type* type = nullptr;
      size_t index = 0;
      for (NodeId p = module.At(module.At(function_type).first).first; p != kNoNode; p = module.At(p).next) {
        NodeId type_node = module.At(p).first;
        const bool pointer = module.At(type_node).kind == NodeKind::kDereference;
        if (pointer) type_node = module.At(type_node).first;
        size_t names = 0;
        for (NodeId x = module.At(module.Child(p, 1)).next; x != kNoNode; x = module.At(x).next) ++names;
        if (names == 0) names = 1;
        if (type == nullptr && index < arguments.values.size() && module.At(type_node).kind == NodeKind::kName && module.Text(type_node) == name) {
          type = arguments.values[index]->type;
          if (pointer) type = Types::Dereference(type);
        }
        index += names;
      }
      type_scopes_.push_back({name, type, frame.types});
      frame.types = &type_scopes_.back();
    }
  }
}

std::vector<const Type*> Evaluator::ParameterTypes(Value function) {
  std::vector<const Type*> types;
  if (function->Is(ValueKind::kChoice) && builds_.Of(function->choice) != nullptr) function = function->items.front();
  if (!function->Is(ValueKind::kFunction) || (function->symbol == nullptr && function->module == nullptr)) return types;
  const Module& module = function->symbol ? *function->symbol->module : *function->module;
  const NodeId type = function->symbol ? module.Child(function->symbol->node, 3) : module.Child(function->node, 0);
  for (NodeId field = module.At(module.At(type).first).first; field != kNoNode; field = module.At(field).next) {
    const NodeId type_node = module.At(field).first;
    const Type* one = types_.Resolve(module, type_node, function->types);
    size_t names = 0;
    for (NodeId n = module.At(module.Child(field, 1)).next; n != kNoNode; n = module.At(n).next) ++names;
    for (size_t i = 0; i < std::max<size_t>(names, 1); ++i) types.push_back(one);
  }
  return types;
}

Value Evaluator::UnknownResult(const Module& module, NodeId function_type, const TypeScope* scope, std::string_view name, Reason reason) {
  std::vector<Value> results;
  for (NodeId field = module.At(module.Child(function_type, 1)).first; field != kNoNode; field = module.At(field).next) {
    const Type* type = types_.Resolve(module, module.At(field).first, scope);
    NodeId named = module.At(module.Child(field, 1)).next;
    do {
      results.push_back(values_.Unknown(std::string(named == kNoNode ? name : module.Text(named)), reason, type));
      if (named != kNoNode) named = module.At(named).next;
    } while (named != kNoNode);
  }
  if (results.empty()) return values_.Nil();
  return results.size() == 1 ? results[0] : values_.Tuple(std::move(results));
}

// What a parameter holds when nobody in sight calls the function.
Value Evaluator::UnknownArgument(const Type* type, std::string_view name) {
  const Type* target = Types::Dereference(type);
  if (target != nullptr && target->kind == Type::Kind::kExternal && libraries::IsRegistererType(target->path, target->name)) {
    return NewRegisterer(values_.EmptyText(), values_.List({}), true);
  }
  if (target != nullptr && target->kind == Type::Kind::kNamed) {
    auto known = instances_.find(target->symbol);
    if (known != instances_.end() && known->second.size() == 1 && type->kind == Type::Kind::kPointer) return known->second[0];
  }
  return values_.Unknown(std::string(name), Reason::kParameter, type, true);
}

}  // namespace mdg::evaluate
