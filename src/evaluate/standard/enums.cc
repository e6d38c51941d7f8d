// What the generated code of protocol buffers calls the numbers of an enumeration.
//
//     func (x Kind) String() string { return protoimpl.X.EnumStringOf(x.Descriptor(), protoreflect.EnumNumber(x)) }
//     proto.EnumName(Kind_name, int32(x))                      both: Kind_name[x], a table that is generated beside it
//
// In: calls of those functions, whose source is out of sight. Out: the name, or nothing where the number or the table is not known.
#include "evaluate/standard/standard_library.h"

namespace mdg::evaluate {

Value StandardLibrary::NameInTable(Value table, Value number) {
  const bool is_known = table->Is(ValueKind::kMap) && number->Is(ValueKind::kNumber);
  const Value name = is_known ? e_.IndexInto(table, number, false) : nullptr;
  return name != nullptr && Values::IsKnownText(name) && !Values::KnownText(name).empty() ? name : nullptr;
}

// Within a method of the enumeration; the number is what the conversion in the second argument is given.
Value StandardLibrary::EnumStringOf(std::string_view method, NodeId call) {
  const Symbol* symbol = e_.frame_ == nullptr ? nullptr : e_.frame_->symbol;
  if (method != "EnumStringOf" || symbol == nullptr || symbol->receiver.empty()) return nullptr;
  const auto found = symbol->package->symbols.find(std::string(symbol->receiver) + "_name");
  if (found == symbol->package->symbols.end() || found->second.front()->kind != SymbolKind::kVariable) return nullptr;
  const NodeId descriptor = e_.M().At(e_.M().At(call).first).next;
  const NodeId conversion = descriptor == kNoNode ? kNoNode : e_.M().At(descriptor).next;
  if (conversion == kNoNode || e_.M().At(conversion).kind != NodeKind::kCall) return nullptr;
  const Value number = e_.Assumed(e_.Evaluate(e_.M().At(e_.M().At(conversion).first).next));
  return e_.values_.Lift({number}, [&](const std::vector<Value>& v) -> Value {
    const Value name = NameInTable(e_.GlobalValue(found->second.front()), v[0]);
    if (name != nullptr) return name;
    const bool is_named = v[0]->Is(ValueKind::kUnknown) && v[0]->is_named;  // <kind> says more than what makes a text of it
    return e_.values_.Unknown(is_named ? std::string(v[0]->name) : std::string(method), Reason::kNoSource, nullptr, is_named);
  });
}

}  // namespace mdg::evaluate
