// Which switches have a say. See switches.h.
#include "collect/switches.h"

#include <algorithm>
#include <optional>

namespace mdg::collect {

using evaluate::Assumption;
using evaluate::Assumptions;
using evaluate::RegistrationEvent;

namespace {

void KeepCommon(std::set<std::string>& kept, const std::set<std::string>& others) {
  std::erase_if(kept, [&](const std::string& one) { return !others.contains(one); });
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
  std::vector<std::string> made = {SettingsFor(construction_.assumptions)};
  for (const Assumptions& also : construction_.also_under) made.push_back(SettingsFor(also));
  if (std::none_of(made.begin(), made.end(), [](const std::string& settings) { return settings.empty(); })) return made;
  std::vector<std::string> registered;
  for (const RegistrationEvent* event : registrations_) {
    registered.push_back(SettingsFor(event->assumptions));
    if (registered.back().empty()) return {};
  }
  return registered;
}

std::vector<std::string> Switches::NotToSet() const {
  std::set<std::string> made = KeptFor(construction_.assumptions);
  for (const Assumptions& also : construction_.also_under) KeepCommon(made, KeptFor(also));
  std::optional<std::set<std::string>> registered;
  for (const RegistrationEvent* event : registrations_) {
    if (registered) KeepCommon(*registered, KeptFor(event->assumptions));
    else registered = KeptFor(event->assumptions);
  }
  if (registered) made.merge(*registered);
  return {made.begin(), made.end()};
}

std::string Switches::SettingsFor(const Assumptions& assumptions) const {
  std::string all;
  for (const Assumption& assumption : assumptions) {
    const std::string setting = evaluator_.SettingFor(assumption);
    if (!setting.empty() && all.find(setting) == std::string::npos) all += (all.empty() ? "" : " ") + setting;
  }
  return all;
}

std::set<std::string> Switches::KeptFor(const Assumptions& assumptions) const {
  std::set<std::string> all;
  for (const Assumption& assumption : assumptions) all.merge(evaluator_.KeptFor(assumption));
  return all;
}

}  // namespace mdg::collect
