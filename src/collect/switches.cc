// Which switches have a say. See switches.h.
#include "collect/switches.h"

#include <algorithm>
#include <optional>

#include "model/fold_switches.h"
#include "model/setting.h"

namespace mdg::collect {

using evaluate::Assumption;
using evaluate::Assumptions;
using evaluate::RegistrationEvent;

namespace {

void KeepCommon(std::set<std::string>& kept, const std::set<std::string>& others) {
  const std::vector<std::string> both = OffInBoth({kept.begin(), kept.end()}, {others.begin(), others.end()});
  kept = {both.begin(), both.end()};
}

// `--type other than dynamic --type=fixed`: the second says it all.
std::string WithoutImplied(const std::string& settings) {
  const std::vector<std::string> all = SettingsTogether(settings);
  std::string kept;
  for (const std::string& one : all) {
    const bool implied = std::any_of(all.begin(), all.end(), [&](const std::string& more) { return SaysAlso(more, one); });
    if (!implied) kept += (kept.empty() ? "" : " ") + one;
  }
  return kept;
}

}  // namespace

std::vector<std::string> Switches::ToSet() const {
  std::vector<std::string> settings = OfDecisions();
  const std::string opt_in(construction_.made_by.function->opt_in);
  if (opt_in.empty()) return settings;
  if (settings.empty()) settings.emplace_back();
  for (std::string& one : settings) one += (one.empty() ? "" : " ") + opt_in;
  return settings;
}

std::vector<std::string> Switches::OfDecisions() const {
  std::vector<const Assumptions*> made = {&construction_.assumptions}, registered;
  for (const Assumptions& also : construction_.also_under) made.push_back(&also);
  std::vector<std::string> settings = OfAll(made);
  if (!settings.empty()) return settings;
  for (const RegistrationEvent* event : registrations_) registered.push_back(&event->assumptions);
  return OfAll(registered);
}

// What has to be set on some of the ways; nothing, if one of them needs nothing.
std::vector<std::string> Switches::OfAll(const std::vector<const Assumptions*>& ways) const {
  std::vector<std::string> all;
  for (const Assumptions* way : ways) {
    const std::vector<std::string> settings = SettingsFor(*way);
    if (settings.empty()) return {};
    all.insert(all.end(), settings.begin(), settings.end());
  }
  DropNeedless(all);
  return all;
}

std::vector<std::string> Switches::NotToSet() const {
  std::set<std::string> made = KeptFor(construction_.assumptions);
  for (const Assumptions& also : construction_.also_under) KeepCommon(made, KeptFor(also));
  std::optional<std::set<std::string>> registered;
  for (const RegistrationEvent* event : registrations_) {
    if (registered) KeepCommon(*registered, KeptFor(event->assumptions));
    else registered = KeptFor(event->assumptions);
  }
  if (!registered) registered.emplace();
  std::vector<std::string> off = OffInEither({made.begin(), made.end()}, {registered->begin(), registered->end()});
  const std::set<std::string> all(off.begin(), off.end());
  std::erase_if(off, [&](const std::string& one) { return std::any_of(all.begin(), all.end(), [&](const std::string& less) { return SaysAlso(one, less); }); });
  return off;
}

std::vector<std::string> Switches::SettingsFor(const Assumptions& assumptions) const {
  std::string all;
  for (const Assumption& assumption : assumptions) all = evaluate::BothSettings(all, evaluator_.decisions().SettingFor(assumption));
  std::vector<std::string> alternatives;
  for (size_t begin = 0; begin < all.size();) {
    const size_t end = std::min(all.find('\n', begin), all.size());
    alternatives.push_back(WithoutImplied(all.substr(begin, end - begin)));
    begin = end + 1;
  }
  return alternatives;
}

std::set<std::string> Switches::KeptFor(const Assumptions& assumptions) const {
  std::set<std::string> all;
  for (const Assumption& assumption : assumptions) all.merge(evaluator_.decisions().KeptFor(assumption));
  for (const auto& [setting, others] : evaluator_.events().also_off) {
    if (all.contains(setting)) all.insert(others.begin(), others.end());
  }
  return all;
}

}  // namespace mdg::collect
