// In: what initialises a variable, a field or an object. Out: a constructor's call, a literal of the type, or the one value given. Part of
// Rewriting: see rewriting.h.
#include <algorithm>

#include "languages/cpp/rewriting.h"

namespace mdg::languages::cpp {

// The node becomes what `value` is, `value` being a child of it.
void Rewriting::MakeValue(NodeId id, NodeId value) {
  At(value).next = kNoNode;
  Node& node = At(id);
  node.kind = NodeKind::kParenthesis;
  node.op = Operator::kNone;
  node.flags = kNoFlags;
  node.first = value;
}

// T(a, b), T x{a, b}: [something for the type, arguments...] becomes a call of a constructor.
void Rewriting::Construct(NodeId id, Class* of, size_t arguments) {
  const NodeId type = M().At(id).first;
  const NodeId first = M().At(type).next;
  const bool braces = M().At(id).kind == NodeKind::kComposite && !(M().At(id).flags & kGrouped);
  const bool own_make = of->make != nullptr;
  if (arguments == 1 && ClassOfArgument(first) == of) return MakeValue(id, first);  // a copy, or what it was moves
  Entity* constructor = Choose(of->constructors, arguments, first);
  const auto call = [&](const std::string& unique) {
    const NodeId callee = NewName(id, unique);
    At(callee).next = first;
    Node& node = At(id);
    node.kind = NodeKind::kCall;
    node.op = Operator::kNone;
    node.flags = kNoFlags;
    node.first = callee;
    done_.insert(callee);
    done_.insert(id);
  };
  if (constructor != nullptr && constructor->has_body) return call(constructor->unique);
  if (arguments == 0 && own_make) return call(of->make->unique);
  if (arguments == 1 && !braces) return MakeValue(id, first);  // a copy, or what a function gives
  if (arguments == 1 && constructor == nullptr && !of->constructors.empty()) return MakeValue(id, first);
  if (constructor != nullptr || !of->constructors.empty()) {  // declared here, defined out of sight
    const NodeId callee = NewName(id, of->entity->unique + "::(new)");
    At(callee).next = first;
    Node& node = At(id);
    node.kind = NodeKind::kCall;
    node.flags = kNoFlags;
    node.first = callee;
    done_.insert(callee);
    return;
  }
  const NodeId name = NewName(id, of->entity->unique);
  done_.insert(name);
  At(name).next = first;
  Node& node = At(id);
  node.kind = NodeKind::kComposite;
  node.flags = kNoFlags;
  node.first = name;
}

// One name in braces may be a list as a whole or its only element.
bool Rewriting::IsAggregateCopy(NodeId only, const Context& context) const {
  const Node& node = M().At(only);
  if (node.kind == NodeKind::kCall) return true;
  if (node.kind == NodeKind::kParenthesis) return IsAggregateCopy(node.first, context);
  if (node.kind != NodeKind::kName) return false;
  auto local = context.types.find(M().Text(only));
  if (local == context.types.end()) return false;
  const NodeKind kind = M().At(local->second).kind;
  return kind == NodeKind::kArrayType || kind == NodeKind::kMapType || kind == NodeKind::kMember;
}

void Rewriting::InitializeAs(NodeId id, NodeId type, Class* of, size_t arguments) {
  const Node node = M().At(id);
  const NodeId first = M().At(node.first).next;
  const bool braces = !(node.flags & kGrouped);
  if (of != nullptr) return Construct(id, of, arguments);
  const auto nothing = [&] {
    At(id).kind = NodeKind::kNone;
    At(id).first = kNoNode;
  };
  switch (M().At(type).kind) {
    case NodeKind::kNone:
      if (arguments == 1) MakeValue(id, first);
      return;
    case NodeKind::kArrayType:
    case NodeKind::kMapType:
      if (braces || arguments == 0) {
        At(id).flags = kNoFlags;
        return;
      }
      if (arguments == 1 && M().At(first).kind != NodeKind::kLiteral) return MakeValue(id, first);
      return nothing();
    case NodeKind::kDereference:
      if (arguments == 1) return MakeValue(id, first);
      if (arguments == 0) MakeValue(id, NewName(id, "nil"));
      return;
    case NodeKind::kMember: {
      const std::string path(M().Text(M().At(type).first)), name(M().Text(M().Child(type, 1)));
      const Statement statement = stated_(path, name);
      if (statement == Statement::kMap) {
        if (!braces && arguments == 1) return MakeValue(id, first);
        At(id).flags = kNoFlags;
        return;
      }
      if (braces && statement != Statement::kFunction) return;
      if (arguments == 0 && statement != Statement::kFunction) {
        At(id).flags = kNoFlags;
        return;
      }
      At(id).kind = NodeKind::kCall;
      At(id).flags = kNoFlags;
      done_.insert(id);
      return;
    }
    case NodeKind::kName: {
      const std::string name(M().Text(type));
      if (name == "string" || name == "int" || name == "float64" || name == "bool") {
        if (arguments == 1) return MakeValue(id, first);
        if (arguments > 1) return nothing();
        if (name == "bool") return MakeValue(id, NewName(id, "false"));
        const NodeId literal = NewNode(NodeKind::kLiteral, id, kNoNode);
        if (name == "string") {
          At(literal).op = Operator::kString;
          At(literal).flags = kDecoded;
          At(literal).first = static_cast<NodeId>(M().strings.size());
          M().strings.emplace_back();
        } else {
          At(literal).op = Operator::kInteger;
          std::tie(At(literal).begin, At(literal).end) = Tail("0");
        }
        return MakeValue(id, literal);
      }
      if (braces) return;
      At(id).kind = NodeKind::kCall;
      At(id).flags = kNoFlags;
      done_.insert(id);
      return;
    }
    default: return;
  }
}

// [type | kNone, arguments...] that stands for T x(a), T x{a} or T(a)
void Rewriting::Initialize(NodeId id, const Context& context) {
  NodeId type = M().At(id).first;
  size_t arguments = CountArguments(M().At(type).next);
  Class* of = nullptr;
  for (int depth = 0; depth < 8 && M().At(type).kind == NodeKind::kName; ++depth) {
    const std::string name(M().Text(type));
    of = symbols_.ClassByUnique(name);
    if (of == nullptr) of = symbols_.FindClass(context.scope, name, module_);
    if (of != nullptr) break;
    const Found found = symbols_.Lookup(context.scope, name, module_);
    if (found.entities.empty() || found.entities.front()->kind != EntityKind::kAlias) {
      RewriteType(type, context.scope);
      break;
    }
    const Entity& alias = *found.entities.front();
    const NodeId target = Clone(modules_[alias.module].Child(alias.node, 2), modules_[alias.module]);
    At(target).next = At(type).next;
    At(id).first = target;
    done_.insert(target);
    if (M().At(target).kind == NodeKind::kName && M().Text(target) == name) break;
    type = target;
  }
  RewriteType(type, context.scope);
  const NodeId first = M().At(M().At(id).first).next;
  if (of == nullptr && arguments == 1 && !(M().At(id).flags & kGrouped) && IsAggregateCopy(first, context)) return MakeValue(id, first);
  InitializeAs(id, M().At(id).first, of, arguments);
}

// this = T(), with which every constructor begins: the fields as they are declared, not what a constructor without arguments makes of them.
void Rewriting::BeginObject(NodeId assignment, const Context& context) {
  const NodeId left = M().At(M().At(assignment).first).first, right = M().At(M().At(M().At(assignment).first).next).first;
  if (context.of == nullptr || context.of->make == nullptr || M().At(left).kind != NodeKind::kName || M().At(right).kind != NodeKind::kCall) return;
  const NodeId callee = M().At(right).first;
  if (M().Text(left) != "this" || M().At(callee).kind != NodeKind::kName || M().At(callee).next != kNoNode) return;
  Rename(callee, context.of->make->unique);
  done_.insert(callee);
  done_.insert(right);
}

// : field_(a, b), Base(c): the type is the field's.
bool Rewriting::InitializeField(NodeId assignment, const Context& context) {
  const NodeId left = M().At(M().At(assignment).first).first, right = M().At(M().At(M().At(assignment).first).next).first;
  if (context.of == nullptr || right == kNoNode || M().At(right).kind != NodeKind::kComposite || !initializers_.contains(right)) return false;
  if (M().At(left).kind != NodeKind::kMember || M().At(M().At(right).first).kind != NodeKind::kNone) return false;
  const NodeId object = M().At(left).first, name = M().At(object).next;
  if (M().Text(object) != "this") return false;
  const std::string text(M().Text(name));
  if (Class* owner = symbols_.OwnerOfField(context.of, text)) {
    const Module& from = modules_[owner->entity->module];
    const NodeId type = Clone(owner->fields.find(text)->second, from);
    At(type).next = M().At(M().At(right).first).next;
    At(right).first = type;
    done_.insert(type);
    return true;
  }
  Class* base = symbols_.FindClass(context.of->entity->qualified, text, module_);
  if (base == nullptr) return false;
  const NodeId type = NewName(right, base->entity->unique);
  At(type).next = M().At(M().At(right).first).next;
  At(right).first = type;
  done_.insert(type);
  if (base == context.of) {  // another constructor of the same class
    At(left).kind = NodeKind::kName;
    At(left).first = kNoNode;
    Rename(left, "this");
    done_.insert(left);
  } else {
    Rename(name, base->entity->unique);
  }
  return true;
}

// T x; of a class: an object as its constructor makes it.
void Rewriting::DefaultConstruct(NodeId variable, const Context& context) {
  const NodeId names = M().At(variable).first, type = M().At(names).next, values = M().At(type).next;
  if (values == kNoNode || M().At(values).kind != NodeKind::kNone || M().At(type).kind != NodeKind::kName) return;
  Class* of = symbols_.ClassByUnique(M().Text(type));
  if (of == nullptr) of = ClassOfType(type, context.scope);
  if (of == nullptr) return;
  const NodeId made = NewNode(NodeKind::kComposite, variable, NewName(variable, of->entity->unique));
  At(made).flags = kGrouped;
  Construct(made, of, 0);
  At(values).kind = NodeKind::kExpressionList;
  At(values).first = made;
}

// Fields of a class type that are declared without a value are objects all the same; and a class without constructors is made as a
// value, of which every variable has its own.
void Rewriting::CompleteMake(const Entity& make) {
  Class* of = make.of;
  if (of == nullptr || of->make != &make) return;
  const NodeId statement = M().At(M().Child(make.node, 4)).first;
  const NodeId pointer = M().At(statement).first;
  const NodeId literal = M().At(pointer).first;
  const NodeId type = M().At(literal).first;
  Rename(type, of->entity->unique);
  done_.insert(type);
  NodeId last = type;
  std::set<std::string, std::less<>> given;
  for (NodeId e = M().At(type).next; e != kNoNode; e = M().At(e).next) {
    last = e;
    if (M().At(e).kind == NodeKind::kKeyValue) given.insert(std::string(M().Text(M().At(e).first)));
  }
  for (const auto& [name, field_type] : of->fields) {
    if (given.contains(name) || M().At(field_type).kind != NodeKind::kName) continue;
    Class* field_class = symbols_.ClassByUnique(M().Text(field_type));
    if (field_class == nullptr || field_class == of) continue;
    if (!field_class->constructors.empty() && Choose(field_class->constructors, 0) == nullptr) continue;  // every constructor says how it is made
    const NodeId made = NewNode(NodeKind::kComposite, type, NewName(type, field_class->entity->unique));
    At(made).flags = kGrouped;
    Construct(made, field_class, 0);
    const NodeId key = NewName(type, name);
    At(key).next = made;
    const NodeId pair = NewNode(NodeKind::kKeyValue, type, key);
    At(last).next = pair;
    last = pair;
  }
  if (of->constructors.empty()) At(statement).first = literal;
}

// config.prefix(), a member that is an option: as if it were *flag.String("prefix", "app", "..."), which is known to rest on its default.
bool Rewriting::MakeOption(NodeId call) {
  const NodeId callee = M().At(call).first;
  if (M().At(callee).kind != NodeKind::kMember || M().At(callee).next != kNoNode) return false;
  const OptionTexts* option = symbols_.OptionOf(M().Text(M().Child(callee, 1)));
  if (option == nullptr) return false;
  const Module& from = modules_[option->module];
  const auto text = [&](NodeId literal) {  // decoded: it may stand in another file
    const NodeId made = NewNode(NodeKind::kLiteral, call, static_cast<NodeId>(M().strings.size()));
    At(made).op = Operator::kString;
    At(made).flags = kDecoded;
    M().strings.emplace_back(from.StringValue(from.At(literal)));
    return made;
  };
  const NodeId name = text(option->name), value = text(option->value), usage = text(option->usage);
  const NodeId function = NewNode(NodeKind::kName, call, kNoNode);
  MakeOutside(function, "flag", "String");
  At(function).next = name;
  At(name).next = value;
  At(value).next = usage;
  const NodeId made = NewNode(NodeKind::kCall, call, function);
  for (NodeId node : {function, made, call}) done_.insert(node);
  At(call).kind = NodeKind::kDereference;
  At(call).first = made;
  return true;
}

}  // namespace mdg::languages::cpp
