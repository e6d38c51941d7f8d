// In: YAML. Out: recording rules and alerts, or the first mistake with its place. See rule_files.h.
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

  RuleFile read_rules;

 private:
  Status ReadRule(const YAML::Node& rule) {
    if (!rule.IsMap()) return Mistake(rule, "a rule must be a mapping");
    const YAML::Node record = rule["record"], alert = rule["alert"], expression = rule["expr"];
    const YAML::Node name = record ? record : alert;
    if (!name) return {};
    if (!name.IsScalar() || name.Scalar().empty()) return Mistake(name, record ? "`record` must be the name of a series" : "`alert` must be a name");
    if (!expression || !expression.IsScalar()) return Mistake(rule, fmt::format("`{}` needs an `expr`, a text", name.Scalar()));
    std::string text = expression.Scalar();
    while (text.ends_with('\n')) text.pop_back();
    const SourceLocation at{path_, name.Mark().line + 1, 0};
    if (record) {
      read_rules.recording_rules.push_back({name.Scalar(), std::move(text), TextsOf(rule["labels"]), {at}});
      return {};
    }
    const YAML::Node duration = rule["for"];
    read_rules.alerts.push_back({name.Scalar(), std::move(text), duration && duration.IsScalar() ? duration.Scalar() : "", TextsOf(rule["labels"]),
                                 TextsOf(rule["annotations"]), {at}});
    return {};
  }

  static std::map<std::string, std::string> TextsOf(const YAML::Node& node) {
    std::map<std::string, std::string> texts;
    if (!node || !node.IsMap()) return texts;
    for (const auto& one : node) {
      if (one.first.IsScalar() && one.second.IsScalar()) texts[one.first.Scalar()] = one.second.Scalar();
    }
    return texts;
  }

  tl::unexpected<Error> Mistake(const YAML::Node& node, const std::string& message) const {
    return Fail(fmt::format("{}:{}:{}: {}", path_, node.Mark().line + 1, node.Mark().column + 1, message));
  }

  const std::string& path_;
};

}  // namespace

Result<RuleFile> ReadRules(const std::string& text, const std::string& path) {
  Reader reader(path);
  try {  // the library throws on what is no YAML
    for (const YAML::Node& document : YAML::LoadAll(text)) MDG_TRY(reader.Read(document));
  } catch (const YAML::Exception& exception) {
    return Fail(fmt::format("{}:{}:{}: {}", path, exception.mark.line + 1, exception.mark.column + 1, exception.msg));
  }
  return std::move(reader.read_rules);
}

}  // namespace mdg::formats
