// In: conditions. Out: decisions, and what users have a say in. See decisions.h.
#include <algorithm>

#include "evaluate/switches/decisions.h"
#include "model/setting.h"

namespace mdg::evaluate {

namespace {

bool IsNegated(const mdg::Condition* condition) {
  bool negated = false;
  for (; condition->kind == mdg::Condition::Kind::kNot; condition = condition->left) negated = !negated;
  return negated;
}

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

// The switches that are certainly as by default when the condition holds, or does not.
void CollectKept(const mdg::Condition* condition, bool holds, std::set<std::string>& kept) {
  using Kind = mdg::Condition::Kind;
  if (condition == nullptr) return;
  switch (condition->kind) {
    case Kind::kNot: return CollectKept(condition->left, !holds, kept);
    case Kind::kAnd:
    case Kind::kOr:
      if ((condition->kind == Kind::kAnd) != holds) return;
      CollectKept(condition->left, holds, kept);
      CollectKept(condition->right, holds, kept);
      return;
    case Kind::kSwitch:
      // Whether a variable is set at all leaves open what follows from what it is set to.
      if (holds == condition->by_default && !condition->text.starts_with(kEnvironmentVariable)) kept.insert(condition->text);
      return;
    default: return;
  }
}

}  // namespace

std::string BothSettings(const std::string& one, const std::string& other) {
  constexpr size_t kMany = 8;
  if (one.empty() || other.empty() || one == other) return one.empty() ? other : one;
  const std::vector<std::string> first = Lines(one), second = Lines(other);
  if (first.size() * second.size() > kMany) return first.size() < second.size() ? one : other;  // what is needed in any case, though not all of it
  std::vector<std::string> both;
  for (const std::string& a : first) {
    for (const std::string& b : second) {
      const bool has = (' ' + a + ' ').find(' ' + b + ' ') != std::string::npos;
      std::string text = has ? a : a + ' ' + b;
      if (std::find(both.begin(), both.end(), text) == both.end()) both.push_back(std::move(text));
    }
  }
  std::string lines = both.front();
  for (size_t i = 1; i < both.size(); ++i) lines += '\n' + both[i];
  return lines;
}

std::pair<ChoiceId, size_t> Decisions::Of(const mdg::Condition* condition) {
  std::string settings;
  const int usual = ByDefault(condition, settings);
  const mdg::Condition* inner = condition;
  while (inner != nullptr && inner->kind == mdg::Condition::Kind::kNot) inner = inner->left;
  if (inner != nullptr && inner->kind == mdg::Condition::Kind::kEquals && inner->subject->Is(ValueKind::kUnknown)) {
    ChoiceId& choice = equal_choices_[inner->subject->identity][inner->text];
    if (choice == 0) {
      choice = values_.NewChoice();
      equalities_.emplace(choice, inner);
    }
    return {choice, IsNegated(condition) ? 1 : 0};
  }
  if (inner == nullptr || inner->kind != mdg::Condition::Kind::kSwitch) {
    const ChoiceId choice = values_.NewChoice();
    if (usual >= 0) settings_.emplace(choice, Setting{usual == 1 ? 0u : 1u, std::move(settings)});
    return {choice, 0};
  }
  ChoiceId& choice = switch_choices_[inner->text];
  if (choice == 0) choice = values_.NewChoice();
  settings_.emplace(choice, Setting{0, std::move(settings)});
  return {choice, usual == 1 ? 0 : 1};
}

void Decisions::NoteKept(ChoiceId choice, size_t yes, const mdg::Condition* condition) {
  std::vector<std::set<std::string>> kept(2);
  CollectKept(condition, true, kept[yes]);
  CollectKept(condition, false, kept[1 - yes]);
  if (!kept[0].empty() || !kept[1].empty()) kept_[choice] = std::move(kept);
}

int Decisions::ByWay(const mdg::Condition* condition, const Changed& changed) {
  if (condition == nullptr || changed.empty()) return -1;
  using Kind = mdg::Condition::Kind;
  switch (condition->kind) {
    case Kind::kSwitch: {
      const auto found = changed.find(condition->text);
      return found == changed.end() ? -1 : found->second != condition->by_default;
    }
    case Kind::kNot: {
      const int inner = ByWay(condition->left, changed);
      return inner < 0 ? -1 : 1 - inner;
    }
    case Kind::kAnd:
    case Kind::kOr: {
      const int left = ByWay(condition->left, changed), right = ByWay(condition->right, changed), decides = condition->kind == Kind::kOr ? 1 : 0;
      if (left == decides || right == decides) return decides;
      return left < 0 || right < 0 ? -1 : 1 - decides;
    }
    default: return -1;
  }
}

int Decisions::IsChanged(ChoiceId choice, const Changed& changed) const {
  const auto setting = changed.empty() ? settings_.end() : settings_.find(choice);
  if (setting == settings_.end()) return -1;
  const auto own = switch_choices_.find(setting->second.switches);
  const auto is_changed = changed.find(setting->second.switches);
  return own == switch_choices_.end() || own->second != choice || is_changed == changed.end() ? -1 : is_changed->second;
}

// Whether a condition holds while nobody changes a switch: 1, 0, or -1 when it hangs on something else. `settings`: what to change, an
// alternative a line.
int Decisions::ByDefault(const mdg::Condition* condition, std::string& settings) {
  if (condition == nullptr) return -1;
  using Kind = mdg::Condition::Kind;
  switch (condition->kind) {
    case Kind::kSwitch: settings = condition->text; return condition->by_default ? 1 : 0;
    case Kind::kNot: {
      const int inner = ByDefault(condition->left, settings);
      return inner < 0 ? -1 : 1 - inner;
    }
    case Kind::kAnd:
    case Kind::kOr: {
      const int decides = condition->kind == Kind::kOr ? 1 : 0;
      std::string of_left, of_right;
      const int left = ByDefault(condition->left, of_left), right = ByDefault(condition->right, of_right);
      const bool decided = left == decides || right == decides;  // by that side alone, whatever the other is
      if (!decided && (left < 0 || right < 0)) return -1;
      if (!decided) settings = of_left == of_right ? of_left : of_left + '\n' + of_right;  // a || b, both off: one of them is enough
      else if (left != right) settings = left == decides ? of_left : of_right;
      else settings = BothSettings(of_left, of_right);
      return decided ? decides : 1 - decides;
    }
    default: return -1;
  }
}

bool Decisions::HasSay(const Assumption& assumption) const {
  if (const auto found = settings_.find(assumption.choice); found != settings_.end()) {
    if (found->second.usual < assumption.allowed.size() && !assumption.allowed[found->second.usual]) return true;
  }
  return kept_.contains(assumption.choice) && !KeptFor(assumption).empty();
}

const mdg::Condition* Decisions::EqualityOf(ChoiceId choice) const {
  const auto found = equalities_.find(choice);
  return found == equalities_.end() ? nullptr : found->second;
}

std::string Decisions::SettingFor(const Assumption& assumption) const {
  const auto found = settings_.find(assumption.choice);
  const bool unusual = found != settings_.end() && found->second.usual < assumption.allowed.size() && !assumption.allowed[found->second.usual];
  return unusual ? found->second.switches : "";
}

std::set<std::string> Decisions::KeptFor(const Assumption& assumption) const {
  const auto found = kept_.find(assumption.choice);
  if (found == kept_.end() || found->second.size() != assumption.allowed.size()) return {};
  const auto only = std::count(assumption.allowed.begin(), assumption.allowed.end(), true);
  if (only != 1) return {};
  return found->second[static_cast<size_t>(std::find(assumption.allowed.begin(), assumption.allowed.end(), true) - assumption.allowed.begin())];
}

}  // namespace mdg::evaluate
