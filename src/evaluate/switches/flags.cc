// In: calls of flag libraries. Out: Values that rest on a default. Flags that are asked for by name: declared_flags.cc. See flags.h.
#include <algorithm>

#include "evaluate/switches/flags.h"
#include "model/setting.h"

namespace mdg::evaluate {

namespace {

// --no-collector.arp: " without --collector.arp"; "" for a switch that is not turned off by a flag of that form.
std::string UnlessGiven(std::string_view off) {
  constexpr std::string_view kNo = "--no-";
  return off.starts_with(kNo) ? std::string(kUnlessGiven) + "--" + std::string(off.substr(kNo.size())) : "";
}

// A switch that is on, or off, by default; also where another value was stored over it on some path.
const mdg::Condition* SwitchIn(Value value, bool by_default) {
  const mdg::Condition* condition = value->condition;
  if (condition != nullptr && condition->kind == mdg::Condition::Kind::kSwitch && condition->by_default == by_default) return condition;
  if (!value->Is(ValueKind::kChoice)) return nullptr;
  for (const Value alternative : value->items) {
    const mdg::Condition* found = SwitchIn(alternative, by_default);
    if (found != nullptr) return found;
  }
  return nullptr;
}

}  // namespace

Value Flags::DefaultOf(std::string_view flag, Value value, bool negated_by_name) {
  // Of a switch both ways are documented: what it turns on exists.
  if (value->Is(ValueKind::kBool)) {
    ValueNode* either = e_.values_.Copy(e_.values_.Unknown(std::string(flag), Reason::kFlag, value->type, true));
    const std::string name(flag);
    const std::string setting = !value->boolean ? "--" + name : negated_by_name ? "--no-" + name : "--" + name + "=false";
    either->condition = e_.values_.NewCondition({mdg::Condition::Kind::kSwitch, nullptr, setting, nullptr, nullptr, value->boolean});
    return either;
  }
  if (value->Is(ValueKind::kText) || value->Is(ValueKind::kNumber)) return RestingOnFlag(std::string(flag), value);
  return value;
}

// flag.String("mode", os.Getenv("MODE"), "..."): either of them sets it.
Value Flags::RestingOnFlag(const std::string& flag, Value value) {
  const std::string own = "--" + flag;
  if (value->rests_on == nullptr || value->rests_on->setting.starts_with("--")) return e_.values_.RestingOn(value, {"default of " + own, own});
  const std::string& variable = value->rests_on->setting;
  return e_.values_.RestingOn(value, {"default of `" + own + "`, which the environment variable `" + variable + "` sets, too", own + '\n' + variable});
}

std::string Flags::SetTo(const std::string& settings, std::string_view what) {
  std::string all = settings;
  for (size_t at = all.find('\n'); at != std::string::npos; at = all.find('\n', at + what.size() + 1)) all.insert(at, what);
  return all.append(what);
}

// String("name", "default", "usage"), StringVar(&x, "name", "default", "usage") and the like of any flag set.
bool Flags::CallMethod(std::string_view name, const std::vector<Value>& a, Value& result) {
  static const std::set<std::string_view> kTypes = {"String", "Bool", "Int", "Int64", "Uint", "Float64", "Duration", "StringSlice", "StringArray", "Float64Slice"};
  const bool shorthand = name.ends_with("P");
  std::string_view base = shorthand ? name.substr(0, name.size() - 1) : name;
  const bool variable = base.ends_with("Var");
  if (base == "Var" && a.size() > 1) MaySetEntries(a[0], a[1]);  // a flag.Value of the program's own, given its default before
  if (variable) base.remove_suffix(3);
  if (!kTypes.contains(base)) return false;
  const size_t first = variable ? 1 : 0, value = first + (shorthand ? 2 : 1);
  if (a.size() != value + 2 || !Values::IsKnownText(a[first])) return false;
  const std::string flag = Values::KnownText(a[first]);
  const bool bounds = base == "Float64Slice" && a[value]->Is(ValueKind::kList);
  const Value given = bounds ? e_.values_.RestingOn(a[value], {"default of --" + flag, "--" + flag}) : DefaultOf(flag, a[value]);
  if (variable) {
    if (a[0]->Is(ValueKind::kPointer)) e_.WritePath(a[0]->cell, a[0]->path, given);
    e_.GiveBack(e_.patience_.PaidByFlag(flag, e_.root_steps_, e_.limits_));
    result = e_.values_.Nil();
  } else {
    result = e_.values_.Pointer(e_.memory_.New(given), {}, nullptr);
  }
  return true;
}

bool Flags::IsFlagPackage(std::string_view path) {
  return path == "flag" || path.ends_with("/pflag") || path.ends_with("/kingpin") || path.ends_with("/kingpin.v2") || path.ends_with("kingpin/v2");
}

// kingpin: app.Flag("name", "help"), of an application or a command of its own.
bool Flags::Start(Value object, std::string_view name, const std::vector<Value>& a, Value& result) {
  if (name != "Flag" || a.size() != 2 || !Values::IsKnownText(a[0]) || !object->Is(ValueKind::kUnknown)) return false;
  const Type* type = Types::Dereference(object->type);
  if (type != nullptr && (type->kind != Type::Kind::kExternal || !IsFlagPackage(type->path))) return false;
  return result = e_.values_.Native(NativeKind::kFlag, 0, "", {a[0], e_.values_.EmptyText()}), true;
}

// kingpin: Flag("name", "help").Default("x").Envar("X").String()
Value Flags::CallBuilder(Value builder, std::string_view name, const std::vector<Value>& arguments) {
  const std::string flag = Values::IsKnownText(builder->items[0]) ? Values::KnownText(builder->items[0]) : "flag";
  if (name == "Default" && !arguments.empty()) {
    return e_.values_.Native(NativeKind::kFlag, 0, "", {builder->items[0], arguments[0]});
  }
  if (name == "String" || name == "Enum" || name == "ExistingFile" || name == "HintOptions") {
    if (name == "HintOptions") return builder;
    return e_.values_.Pointer(e_.memory_.New(DefaultOf(flag, builder->items[1])), {}, nullptr);
  }
  if ((name == "Bool" || name == "BoolVar") && Values::IsKnownText(builder->items[1])) {
    const std::string given = Values::KnownText(builder->items[1]);  // "": not even a default, which is false
    const Value either = DefaultOf(flag, e_.values_.Bool(given == "true"), true);
    if (name == "Bool") return e_.values_.Pointer(e_.memory_.New(either), {}, nullptr);
    if (!arguments.empty() && arguments[0]->Is(ValueKind::kPointer)) e_.WritePath(arguments[0]->cell, arguments[0]->path, either);
    return e_.values_.Nil();
  }
  if (name.ends_with("Var") && !arguments.empty() && arguments[0]->Is(ValueKind::kPointer)) {
    if (name == "StringVar") e_.WritePath(arguments[0]->cell, arguments[0]->path, DefaultOf(flag, builder->items[1]));
    return e_.values_.Nil();
  }
  static const std::set<std::string_view> kBuilders = {"Short", "Envar", "Required", "Hidden", "PlaceHolder", "NoEnvar", "OverrideDefaultFromEnvar",
                                                      "Action", "PreAction", "HelpLong", "IsSetByUser"};
  if (kBuilders.contains(name)) return builder;
  return e_.values_.Pointer(e_.memory_.New(e_.values_.Unknown(flag, Reason::kFlag, nullptr, true)), {}, nullptr);
}

// What a map holds by default, users take out or add to.
void Flags::MaySetEntries(Value target, Value flag) {
  const Value map = target->Is(ValueKind::kPointer) ? e_.Dereference(target) : target;
  if (!map->Is(ValueKind::kMap)) return;
  const Value by_default = e_.memory_.Read(map->cell);
  const bool is_known = !by_default->open && Values::IsKnownText(flag) && std::all_of(by_default->entries.begin(), by_default->entries.end(), [](const MapEntry& entry) {
    return Values::IsKnownText(entry.key) && !entry.sometimes;
  });
  const std::string setting = is_known ? "--" + Values::KnownText(flag) : "";
  ValueNode* content = e_.values_.Copy(is_known ? e_.values_.RestingOn(by_default, {"default of " + setting, setting}) : by_default);
  for (size_t i = 0; i < content->entries.size(); ++i) content->entries[i].sometimes = true;
  content->open = true;
  e_.memory_.Write(map->cell, content);
}

// if *disableDefaults { for name := range enabled { *enabled[name] = false } }: what is on by default is off with that, too.
void Flags::FindResets() {
  for (const slice::FlagReset& reset : e_.slice_.Resets()) {
    Frame* const outer = e_.frame_;
    Frame frame;  // as for a flag's record
    frame.module = reset.module;
    e_.frame_ = &frame;
    e_.BeginRun();
    const Value flag = e_.Dereference(e_.Evaluate(reset.flag));
    e_.frame_ = outer;
    const mdg::Condition* off = SwitchIn(flag, false);
    const Value table = e_.GlobalValue(reset.table);
    if (off == nullptr || !table->Is(ValueKind::kMap)) continue;
    for (const MapEntry& entry : e_.EntriesOf(table)) {
      const mdg::Condition* on = entry.value->Is(ValueKind::kPointer) ? SwitchIn(e_.Dereference(entry.value), true) : nullptr;
      if (on != nullptr) e_.events_.also_off[on->text].insert(off->text + (reset.spares_named ? UnlessGiven(on->text) : ""));
    }
  }
}

}  // namespace mdg::evaluate
