// In: YAML. Out: annotations, or the first mistake with its place.
#include "formats/annotations.h"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <set>
#include <span>
#include <string_view>

#include "base/suggestion.h"
#include "formats/yaml.h"

namespace mdg::formats {
namespace {

struct TextKey {
  std::string_view word;
  std::optional<Stated> Annotation::* into;
};
constexpr TextKey kTextKeys[] = {
    {"description", &Annotation::description}, {"unit", &Annotation::unit}, {"stability", &Annotation::stability},
    {"deprecated", &Annotation::deprecated},   {"owner", &Annotation::owner},
    {"example", &Annotation::example},         {"replaced_by", &Annotation::replaced_by},
};

class Reader {
 public:
  explicit Reader(std::string path) : path_(std::move(path)) {}

  Result<std::vector<Annotation>> Read(const YAML::Node& root) {
    std::vector<Annotation> annotations;
    if (root.IsNull()) return annotations;
    MDG_TRY(CheckMap(root, "the file must be a mapping with the keys `metrics` and `labels`"));
    for (const auto& entry : root) {
      MDG_ASSIGN(const std::string key, Text(entry.first, "a key"));
      if (entry.second.IsNull() && (key == "metrics" || key == "labels")) continue;
      if (key == "labels") {
        Annotation all{.name = "*", .at = PlaceOf(entry.first)};
        MDG_TRY(ReadLabels(entry.second, all));
        annotations.insert(annotations.begin(), std::move(all));
        continue;
      }
      if (key != "metrics") return Mistake(entry.first, fmt::format("unknown key `{}`; the file has `metrics` and `labels`", key));
      MDG_TRY(CheckMap(entry.second, "`metrics` must be a mapping from names to what is known of them"));
      for (const auto& metric : entry.second) {
        MDG_ASSIGN(Annotation annotation, ReadMetric(metric.first, metric.second));
        annotations.push_back(std::move(annotation));
      }
    }
    return annotations;
  }

 private:
  Result<Annotation> ReadMetric(const YAML::Node& name, const YAML::Node& node) {
    Annotation annotation;
    MDG_ASSIGN(annotation.name, Text(name, "a metric's name"));
    annotation.at = PlaceOf(name);
    MDG_TRY(CheckMap(node, fmt::format("`{}` must be a mapping: `description: ...`, `owner: ...`", annotation.name)));
    for (const auto& entry : node) {
      MDG_ASSIGN(const std::string key, Text(entry.first, "a key"));
      const auto* known = std::find_if(std::begin(kTextKeys), std::end(kTextKeys), [&](const TextKey& each) { return each.word == key; });
      if (known != std::end(kTextKeys)) {
        if (entry.second.IsNull()) return Mistake(entry.first, fmt::format("`{}` must be a text", key));  // it has no place
        MDG_ASSIGN(std::string text, Text(entry.second, fmt::format("`{}`", key)));
        annotation.*(known->into) = Stated{std::move(text), PlaceOf(entry.second)};
      } else if (key == "labels") {
        MDG_TRY(ReadLabels(entry.second, annotation));
      } else {
        return UnknownKey(entry.first, key);
      }
    }
    return annotation;
  }

  Status ReadLabels(const YAML::Node& node, Annotation& annotation) {
    MDG_TRY(CheckMap(node, "`labels` must be a mapping from label names to descriptions"));
    for (const auto& entry : node) {
      MDG_ASSIGN(std::string name, Text(entry.first, "a label's name"));
      MDG_ASSIGN(std::string description, Text(entry.second, fmt::format("the description of `{}`", name)));
      annotation.labels.push_back({std::move(name), std::move(description), PlaceOf(entry.first)});
    }
    return {};
  }

  // A mapping without a key twice: the second would silently win.
  Status CheckMap(const YAML::Node& node, const std::string& wanted) const {
    if (!node.IsMap()) return Mistake(node, wanted);
    std::set<std::string> keys;
    for (const auto& entry : node) {
      if (entry.first.IsScalar() && !keys.insert(entry.first.Scalar()).second) {
        return Mistake(entry.first, fmt::format("`{}` is here twice", entry.first.Scalar()));
      }
    }
    return {};
  }

  // As written: 1.30 stays `1.30`. Without the line break a block of lines ends with.
  Result<std::string> Text(const YAML::Node& node, const std::string& what) const {
    if (!node.IsScalar()) return Mistake(node, what + " must be a text");
    std::string text = node.Scalar();
    while (text.ends_with('\n')) text.pop_back();
    if (text.empty()) return Mistake(node, what + " must not be empty");
    return text;
  }

  tl::unexpected<Error> UnknownKey(const YAML::Node& node, const std::string& key) const {
    std::vector<std::string_view> known = {"labels"};
    for (const TextKey& each : kTextKeys) known.push_back(each.word);
    return Mistake(node, fmt::format("unknown key `{}`{}; what can be said of a metric is {}", key, DidYouMean(key, known),
                                     fmt::join(known, ", ")));
  }

  SourceLocation PlaceOf(const YAML::Node& node) const { return {path_, node.Mark().line + 1, node.Mark().column + 1}; }

  tl::unexpected<Error> Mistake(const YAML::Node& node, const std::string& message) const {
    return Fail(PlaceOf(node).ToString() + ": " + message);
  }

  std::string path_;
};

}  // namespace

Result<std::vector<Annotation>> ReadAnnotations(const std::string& text, const std::string& path) {
  try {  // the library throws on what is no YAML
    const std::vector<YAML::Node> documents = YAML::LoadAll(text);
    if (documents.empty()) return std::vector<Annotation>();
    if (documents.size() > 1) return Fail(path + ": there must be one YAML document, not several separated by `---`");
    return Reader(path).Read(documents.front());
  } catch (const YAML::Exception& exception) {
    return Fail(fmt::format("{}:{}:{}: {}", path, exception.mark.line + 1, exception.mark.column + 1, exception.msg));
  }
}

std::string WriteAnnotations(const std::vector<Annotation>& annotations) {
  YAML::Emitter out;
  out << YAML::BeginMap;
  const bool has_common = !annotations.empty() && annotations.front().name == "*";
  if (has_common) {
    PutKey(out, "labels");
    out << YAML::BeginMap;
    for (const LabelAnnotation& label : annotations.front().labels) PutPair(out, label.name.c_str(), label.description);
    out << YAML::EndMap;
  }
  PutKey(out, "metrics");
  out << YAML::BeginMap;
  for (const Annotation& annotation : std::span(annotations).subspan(has_common ? 1 : 0)) {
    PutKey(out, annotation.name.c_str());
    out << YAML::BeginMap;
    for (const TextKey& key : kTextKeys) {
      if (const std::optional<Stated>& stated = annotation.*key.into) PutPair(out, std::string(key.word).c_str(), stated->text);
    }
    if (!annotation.labels.empty()) {
      PutKey(out, "labels");
      out << YAML::BeginMap;
      for (const LabelAnnotation& label : annotation.labels) PutPair(out, label.name.c_str(), label.description);
      out << YAML::EndMap;
    }
    out << YAML::EndMap;
  }
  out << YAML::EndMap << YAML::EndMap;
  return TextOf(out);
}

}  // namespace mdg::formats
