// Functions of the user's own, stated in metricsdocgen.toml with the fields a library table has.
// In: Wrappers. Out: one Library whose texts are theirs. Deliberately no checks: config/ made them.
#include "libraries/tables.h"

namespace mdg::libraries {

Library Declared(const std::vector<Wrapper>& wrappers) {
  Library library{.name = "metricsdocgen.toml"};
  const auto position = [](int argument) { return static_cast<int8_t>(argument); };
  for (const Wrapper& wrapper : wrappers) {
    library.packages.push_back(wrapper.package);
    library.functions.push_back({.package = wrapper.package, .receiver = wrapper.receiver, .name = wrapper.function,
                                 .action = Action::kConstruct, .type = wrapper.type,
                                 .name_rule = wrapper.options == kNoArgument ? NameRule::kWhole : NameRule::kPieces,
                                 .options = position(wrapper.options), .labels = position(wrapper.labels),
                                 .metric_name = position(wrapper.name), .help = position(wrapper.help),
                                 .constant_labels = position(wrapper.constant_labels), .unit = position(wrapper.unit),
                                 .name_space = position(wrapper.name_space), .subsystem = position(wrapper.subsystem),
                                 .prefix = wrapper.prefix, .unit_text = wrapper.suffix,
                                 .labels_are_rest = wrapper.labels_are_rest,
                                 .default_buckets = wrapper.type == MetricType::kHistogram && wrapper.options == kNoArgument,
                                 .may_fail = wrapper.may_fail});
  }
  return library;
}

}  // namespace mdg::libraries
