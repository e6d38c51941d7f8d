// In: YAML. Out: recording rules, or the first mistake with its place. See rule_files.h.
#include "formats/rule_files.h"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

namespace mdg::formats {
namespace {

class Reader {
 public:
  explicit Reader(const std::string& path) : path_(path) {}

  Status Read(const YAML::Node& document) {
    if (document.IsNull()) return {};
    const YAML::Node spec = document.IsMap() && document["spec"] ? document["spec"] : document;
    const YAML::Node groups = spec.IsMap() ? spec["groups"] : YAML::Node();
    if (!groups || !groups.IsSequence()) return Mistake(document, "a rule file has `groups:`, a list; this has none");
    for (const YAML::Node& group : groups) {
      const YAML::Node rules = group.IsMap() ? group["rules"] : YAML::Node();
      if (!rules || rules.IsNull()) continue;
      if (!rules.IsSequence()) return Mistake(rules, "`rules` must be a list");
      for (const YAML::Node& rule : rules) MDG_TRY(ReadRule(rule));
    }
    return {};
  }

  std::vector<RecordingRule> read_rules;

 private:
  Status ReadRule(const YAML::Node& rule) {
    if (!rule.IsMap()) return Mistake(rule, "a rule must be a mapping");
    const YAML::Node record = rule["record"], expression = rule["expr"];
    if (!record) return {};  // an alert
    if (!record.IsScalar() || record.Scalar().empty()) return Mistake(record, "`record` must be the name of a series");
    if (!expression || !expression.IsScalar()) return Mistake(rule, fmt::format("`{}` needs an `expr`, a text", record.Scalar()));
    RecordingRule made{record.Scalar(), expression.Scalar(), {}, {{path_, record.Mark().line + 1, 0}}};
    while (made.expression.ends_with('\n')) made.expression.pop_back();
    if (const YAML::Node labels = rule["labels"]; labels && labels.IsMap()) {
      for (const auto& label : labels) made.labels[label.first.Scalar()] = label.second.Scalar();
    }
    read_rules.push_back(std::move(made));
    return {};
  }

  tl::unexpected<Error> Mistake(const YAML::Node& node, const std::string& message) const {
    return Fail(fmt::format("{}:{}:{}: {}", path_, node.Mark().line + 1, node.Mark().column + 1, message));
  }

  const std::string& path_;
};

}  // namespace

Result<std::vector<RecordingRule>> ReadRecordingRules(const std::string& text, const std::string& path) {
  Reader reader(path);
  try {  // the library throws on what is no YAML
    for (const YAML::Node& document : YAML::LoadAll(text)) MDG_TRY(reader.Read(document));
  } catch (const YAML::Exception& exception) {
    return Fail(fmt::format("{}:{}:{}: {}", path, exception.mark.line + 1, exception.mark.column + 1, exception.msg));
  }
  return std::move(reader.read_rules);
}

}  // namespace mdg::formats
