// Command-line flags that are asked for by their name, wherever they are declared, and those the tag of a field declares.
//
//     &cli.BoolFlag{Name: "verbose"}                  ... c.Bool("verbose")
//     command.Flags().Bool("verbose", false, "...")   ... command.Flags().GetBool("verbose"), viper.GetBool("verbose")
//     Wifi bool `name:"collector.wifi" help:"..."`    ... options.Wifi, which a parser filled
//
// In: the tree, for the declarations; calls that ask. Out: Values that rest on a default. A flag that is declared twice, with different
// defaults, is not known. Deliberately does not ask what viper reads from files and the environment.
#include <algorithm>

#include "evaluate/switches/flags.h"

namespace mdg::evaluate {

namespace {

constexpr std::string_view kUrfave = "github.com/urfave/cli";
constexpr std::string_view kViper = "github.com/spf13/viper";
constexpr std::string_view kFlagSets[] = {"github.com/spf13/pflag", "github.com/spf13/cobra"};
constexpr std::string_view kKinds[] = {"String", "Bool", "Int", "Int64", "Uint", "Float64", "Duration", "Path"};

bool IsOf(const Type* type, std::string_view library) { return type != nullptr && type->kind == Type::Kind::kExternal && type->path.starts_with(library); }

bool IsKind(std::string_view name) { return std::find(std::begin(kKinds), std::end(kKinds), name) != std::end(kKinds); }

bool Imports(const Module& module, std::string_view library) {
  return std::any_of(module.imports.begin(), module.imports.end(), [&](const Import& import) { return import.path.starts_with(library); });
}

// What a tag says by this key; "" where it says nothing.
std::string_view TagValue(std::string_view tag, std::string_view key) {
  const std::string mark = std::string(key) + ":\"";
  size_t at = tag.find(mark);
  while (at != std::string_view::npos && at > 1 && tag[at - 1] != ' ') at = tag.find(mark, at + 1);  // `long-name:"` is another key
  if (at == std::string_view::npos) return {};
  const size_t begin = at + mark.size(), end = tag.find('"', begin);
  return end == std::string_view::npos ? std::string_view() : tag.substr(begin, end - begin);
}

}  // namespace

// A switch that the tag of a field declares: `long:"verbose"` (go-flags), `name:"verbose" help:"..."` (kong); null for any other field.
Value Flags::OfField(const Types::FieldInfo& field) {
  const Type* type = e_.types_.Underlying(field.type);
  if (type == nullptr || type->kind != Type::Kind::kBasic || type->name != "bool") return nullptr;
  const NodeId tag = field.module->Child(field.field, 1);
  if (field.module->At(tag).kind != NodeKind::kLiteral) return nullptr;
  const std::string_view text = field.module->Text(tag);
  const std::string_view name = TagValue(text, TagValue(text, "help").empty() ? "long" : "name");
  if (name.empty()) return nullptr;
  const std::string_view by_default = TagValue(text, "default");
  return DefaultOf(name, e_.values_.Bool(by_default == "true" || by_default == "True"), text.find("negatable:") != std::string_view::npos);
}

bool Flags::IsViper(std::string_view path) { return path == kViper; }

// Null when it is no such call, or the flag is not there. Of pflag's two results, the value and an error, both.
Value Flags::Declared(Value context, std::string_view name, const std::vector<Value>& arguments) {
  if (arguments.size() != 1 || !Values::IsKnownText(arguments[0])) return nullptr;
  const Type* type = Types::Dereference(context->type);
  if (IsKind(name)) return IsOf(type, kUrfave) ? Declared(Values::KnownText(arguments[0])) : nullptr;
  if (!name.starts_with("Get") || !IsKind(name.substr(3)) || !context->Is(ValueKind::kUnknown)) return nullptr;
  if (type != nullptr && !IsOf(type, kViper) && !IsOf(type, kFlagSets[0])) return nullptr;
  const Value value = Declared(Values::KnownText(arguments[0]));
  return value == nullptr || IsOf(type, kViper) ? value : e_.values_.Tuple({value, e_.values_.Nil()});
}

Value Flags::Declared(const std::string& flag) {
  if (!e_.declared_flags_) FindDeclared();
  auto found = e_.declared_flags_->find(flag);
  if (found == e_.declared_flags_->end()) return nullptr;
  if (found->second == nullptr) return e_.values_.Unknown(flag, Reason::kFlag, nullptr, true);  // declared more than once, differently
  return DefaultOf(flag, found->second);
}

void Flags::FindDeclared() {
  e_.declared_flags_.emplace();
  for (const auto& module : e_.program_.modules()) {
    const bool records = Imports(*module, kUrfave);
    const bool calls = std::any_of(std::begin(kFlagSets), std::end(kFlagSets), [&](std::string_view library) { return Imports(*module, library); });
    if ((!records && !calls) || module->is_test) continue;
    Frame* const outer = e_.frame_;
    Frame frame;  // a flag's own text: what a name in it means elsewhere has no say
    frame.module = module.get();
    e_.frame_ = &frame;
    for (NodeId id = 1; id < module->nodes.size(); ++id) {
      if (records && module->At(id).kind == NodeKind::kComposite) NoteRecord(*module, id);
      if (calls && module->At(id).kind == NodeKind::kCall) NoteCall(*module, id);
    }
    e_.frame_ = outer;
  }
}

// &cli.StringFlag{Name: "prefix", Value: "app"}
void Flags::NoteRecord(const Module& module, NodeId composite) {
  const NodeId type_node = module.At(composite).first;
  const Type* type = module.At(type_node).kind == NodeKind::kMember ? e_.types_.Resolve(module, type_node) : nullptr;
  if (!IsOf(type, kUrfave) || !type->name.ends_with("Flag")) return;
  Value name = nullptr, value = type->name == "BoolFlag" ? e_.values_.Bool(false) : type->name == "StringFlag" ? e_.values_.EmptyText() : nullptr;
  for (NodeId e = module.At(type_node).next; e != kNoNode; e = module.At(e).next) {
    if (module.At(e).kind != NodeKind::kKeyValue) continue;
    const std::string_view key = module.Text(module.At(e).first);
    const NodeId given = module.At(module.At(e).first).next;
    if (key == "Name") name = e_.Evaluate(given);
    if (key == "Value") value = e_.Evaluate(given);
  }
  NoteDeclared(name, value);
}

// Bool("verbose", false, "..."), BoolVarP(&into, "verbose", "v", false, "...") of any flag set.
void Flags::NoteCall(const Module& module, NodeId call) {
  const NodeId callee = module.At(call).first;
  if (module.At(callee).kind != NodeKind::kMember) return;
  std::string_view kind = module.Text(module.At(module.At(callee).first).next);
  const bool shorthand = kind.ends_with("P");
  if (shorthand) kind.remove_suffix(1);
  const bool variable = kind.ends_with("Var");
  if (variable) kind.remove_suffix(3);
  if (!IsKind(kind)) return;
  std::vector<NodeId> arguments;
  for (NodeId argument = module.At(callee).next; argument != kNoNode; argument = module.At(argument).next) arguments.push_back(argument);
  const size_t name = variable ? 1 : 0, value = name + (shorthand ? 2 : 1);
  if (arguments.size() != value + 2) return;
  // A default that hangs on what stands around the call is told by nobody here.
  const std::string_view text = module.Text(arguments[value]);
  const bool is_constant = module.At(arguments[value]).kind == NodeKind::kName && e_.types_.FindSymbol(*e_.program_.PackageOf(&module), text, &module) != nullptr;
  const bool is_plain = is_constant || module.At(arguments[value]).kind == NodeKind::kLiteral || text == "true" || text == "false";
  NoteDeclared(e_.Evaluate(arguments[name]), is_plain ? e_.Evaluate(arguments[value]) : e_.values_.Unknown("default", Reason::kFlag));
}

void Flags::NoteDeclared(Value name, Value value) {
  if (name == nullptr || value == nullptr || !Values::IsKnownText(name)) return;
  const auto [slot, fresh] = e_.declared_flags_->try_emplace(Values::KnownText(name), value);
  if (!fresh && slot->second != nullptr && !Values::Equal(slot->second, value)) slot->second = nullptr;
}

}  // namespace mdg::evaluate
