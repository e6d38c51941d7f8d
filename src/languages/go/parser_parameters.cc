// In: tokens at a parameter list, with `(` or `[`. Out: kFieldList with a kField for each group of names. See parser.h.
//
// Whether `a` in `(a, b int)` is a parameter or a type is known only after the whole list has been seen, so entries are
// gathered first and made into fields at the end.
#include "languages/go/parser.h"

namespace mdg::languages::go {

NodeId Parser::ParseParameters() {
  const uint32_t begin = Begin();
  Expect(TokenKind::kLeftParenthesis);
  const ChildList fields = ParseParameterEntries(TokenKind::kRightParenthesis, {});
  Expect(TokenKind::kRightParenthesis);
  return Add(NodeKind::kFieldList, begin, fields);
}

// After the `[` at `begin`, and after the first entry when one was read already.
NodeId Parser::ParseTypeParameters(uint32_t begin, ParameterEntry first) {
  const ChildList fields = ParseParameterEntries(TokenKind::kRightBracket, first);
  Expect(TokenKind::kRightBracket);
  return Add(NodeKind::kFieldList, begin, fields);
}

Parser::ChildList Parser::ParseParameterEntries(TokenKind closing, ParameterEntry first) {
  LiteralScope scope(*this, true);
  const size_t first_entry = entries_.size();
  const bool in_type_parameters = closing == TokenKind::kRightBracket;
  if (first.name != kNoNode) {
    if (first.type == kNoNode) {
      first = ParseParameterEntry(first.name, in_type_parameters);
    } else {
      first.type = ParseUnion(first.type);
    }
    entries_.push_back(first);
    if (!Is(closing) && !Accept(TokenKind::kComma)) Fail("`,` or the end of the parameters");
  }
  while (!Is(closing) && !AtEnd()) {
    const ParameterEntry entry = ParseParameterEntry(kNoNode, in_type_parameters);
    entries_.push_back(entry);
    if (!Is(closing) && !Accept(TokenKind::kComma)) Fail("`,` or the end of the parameters");
  }
  const ChildList fields = GroupParameters(first_entry);
  entries_.resize(first_entry);
  return fields;
}

// name, name type, name ...type, type; `name` is given when it was read already.
Parser::ParameterEntry Parser::ParseParameterEntry(NodeId name, bool in_type_parameters) {
  ParameterEntry entry{name, kNoNode};
  if (name == kNoNode && Is(TokenKind::kName)) entry.name = ParseName();
  if (entry.name == kNoNode) {
    if (Is(TokenKind::kEllipsis)) {
      entry.type = ParseVariadic();
    } else {
      entry.type = in_type_parameters ? ParseUnion(ParseUnionTerm()) : ParseType();
    }
    return entry;
  }
  switch (Kind()) {
    case TokenKind::kDot:  // package.Type
      entry.type = ParseQualifiedTypeRest(entry.name);
      entry.name = kNoNode;
      break;
    case TokenKind::kLeftBracket:
      entry.type = ParseArrayFieldOrInstance(entry.name);
      break;
    case TokenKind::kEllipsis:
      entry.type = ParseVariadic();
      return entry;
    case TokenKind::kTilde:
      if (in_type_parameters) entry.type = ParseUnionTerm();
      break;
    case TokenKind::kPipe:
      if (in_type_parameters) {
        entry.type = entry.name;
        entry.name = kNoNode;
      }
      break;
    default:
      if (StartsType(Kind())) entry.type = ParseType();
  }
  if (in_type_parameters && entry.type != kNoNode) entry.type = ParseUnion(entry.type);
  return entry;
}

NodeId Parser::ParseVariadic() {
  const uint32_t begin = Begin();
  Advance();
  return Add(NodeKind::kEllipsis, begin, {ParseType()});
}

// Makes fields of the entries from `first_entry` on. One `name type` among them says that lone names are names too.
Parser::ChildList Parser::GroupParameters(size_t first_entry) {
  bool named = false;
  for (size_t i = first_entry; i < entries_.size(); ++i) {
    if (entries_[i].name != kNoNode && entries_[i].type != kNoNode) named = true;
  }
  ChildList fields;
  ChildList names;
  for (size_t i = first_entry; i < entries_.size(); ++i) {
    const ParameterEntry entry = entries_[i];
    if (!named) {
      Append(fields, AddField(entry.type != kNoNode ? entry.type : entry.name, kNoNode, ChildList{}));
      continue;
    }
    Append(names, entry.name);
    const bool last = i + 1 == entries_.size();
    if (entry.type == kNoNode && !last) continue;
    const NodeId type = entry.type != kNoNode ? entry.type : Fail("a type");
    Append(fields, AddField(type, kNoNode, names));
    names = ChildList{};
  }
  return fields;
}

}  // namespace mdg::languages::go
