// In: constructors as lowered. Out: members that are options, by name, and their defaults. Part of Symbols: see symbols.h.
//
//     Config::Config() : prefix(this, "prefix", "app", "What stands before names.") {}       config.prefix() is "app" while nobody says otherwise
//
// An option is a member that is made with its own name as a text, then a default, then a text for its users: the order every library of
// options has. Deliberately no classes by name, and none but text options: others cannot be part of a name.
#include "languages/cpp/symbols.h"

namespace mdg::languages::cpp {

void Symbols::CollectOptions(size_t module) {
  const Module& m = modules_[module];
  const std::unordered_set<NodeId> initializers(m.scopes.initializers.begin(), m.scopes.initializers.end());
  for (const Entity* entity : by_module_[module]) {
    if (entity->kind != EntityKind::kFunction || (entity->flags & Scopes::kConstructor) == 0) continue;
    for (NodeId s = m.At(m.Child(entity->node, 4)).first; s != kNoNode; s = m.At(s).next) {
      if (m.At(s).kind != NodeKind::kAssign) continue;
      const NodeId left = m.At(m.At(s).first).first, right = m.At(m.Child(s, 1)).first;
      if (right == kNoNode || !initializers.contains(right) || m.At(left).kind != NodeKind::kMember) continue;
      const std::string member(m.Text(m.Child(left, 1)));
      std::vector<NodeId> texts;
      for (NodeId a = m.At(right).first; a != kNoNode; a = m.At(a).next) {
        if (m.At(a).kind == NodeKind::kLiteral && m.At(a).op == Operator::kString) texts.push_back(a);
      }
      if (texts.size() < 3 || m.StringValue(m.At(texts[0])) != member) continue;
      const auto [slot, fresh] = options_.try_emplace(member, OptionTexts{module, texts[0], texts[1], texts[2], false});
      if (!fresh) slot->second.several = true;
    }
  }
}

const OptionTexts* Symbols::OptionOf(std::string_view member) const {
  auto found = options_.find(member);
  return found == options_.end() || found->second.several ? nullptr : &found->second;
}

}  // namespace mdg::languages::cpp
