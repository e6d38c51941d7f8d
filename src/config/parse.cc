// In: TOML text. Out: Config. The only file that knows the TOML library. Unknown keys are mistakes, so that a typing
// error is not silently a default.
#include <fmt/core.h>

#include <algorithm>
#include <filesystem>

#include "base/suggestion.h"
#include "config/config.h"

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

namespace mdg::config {

const std::vector<std::string_view> kColumns = {"name",    "type",      "help",   "labels",     "unit",
                                                "buckets", "stability", "origin", "definition", "programs",
                                                "owner",   "example",   "systems", "since", "default", "kind"};
const std::vector<std::string_view> kOrders = {"own", "name", "type", "folder"};
const std::vector<std::string_view> kTables = {"compact", "aligned"};
const std::vector<std::string_view> kForms = {"table", "sections",    "html",       "template", "text", "json",
                                              "csv",   "openmetrics", "kubernetes", "otel",     "rules"};
const std::vector<std::string_view> kGroups = {"none", "subsystem", "folder", "program", "type", "stability", "marker"};
const std::vector<std::string_view> kWrapperTypes = {"counter", "gauge", "histogram", "summary", "untyped"};
const std::vector<std::string_view> kTypes = {"counter", "gauge", "histogram", "summary", "untyped", "unknown", "info"};

namespace {

// One table of the file and where messages should point.
class Section {
 public:
  Section(const toml::table& table, std::string_view path) : table_(table), path_(path) {}

  Status CheckKeys(const std::vector<std::string_view>& known) const {
    for (const auto& [key, value] : table_) {
      if (std::find(known.begin(), known.end(), key.str()) != known.end()) continue;
      return Mistake(key.source().begin, fmt::format("unknown key `{}`{}", key.str(), DidYouMean(key.str(), known)));
    }
    return {};
  }

  Status Read(std::string_view key, std::string& into) const {
    const toml::node* node = table_.get(key);
    if (node == nullptr) return {};
    if (!node->is_string()) return Mistake(node->source().begin, fmt::format("`{}` must be a text in quotes", key));
    into = node->as_string()->get();
    return {};
  }

  Status Read(std::string_view key, bool& into) const {
    const toml::node* node = table_.get(key);
    if (node == nullptr) return {};
    if (!node->is_boolean()) return Mistake(node->source().begin, fmt::format("`{}` must be true or false", key));
    into = node->as_boolean()->get();
    return {};
  }

  Status Read(std::string_view key, std::optional<bool>& into) const {
    bool value = false;
    MDG_TRY(Read(key, value));
    if (table_.get(key) != nullptr) into = value;
    return {};
  }

  Status Read(std::string_view key, std::optional<std::vector<std::string>>& into) const {
    std::vector<std::string> value;
    MDG_TRY(Read(key, value));
    if (table_.get(key) != nullptr) into = value;
    return {};
  }

  Status Read(std::string_view key, std::vector<std::string>& into) const {
    const toml::node* node = table_.get(key);
    if (node == nullptr) return {};
    const std::string wanted = fmt::format("`{0}` must be a list of texts, like {0} = [\"a\", \"b\"]", key);
    if (!node->is_array()) return Mistake(node->source().begin, wanted);
    into.clear();
    for (const toml::node& element : *node->as_array()) {
      if (!element.is_string()) return Mistake(element.source().begin, wanted);
      into.push_back(element.as_string()->get());
    }
    return {};
  }

  // The position of an argument.
  Status Read(std::string_view key, int& into) const {
    const toml::node* node = table_.get(key);
    if (node == nullptr) return {};
    const int64_t value = node->is_integer() ? node->as_integer()->get() : -1;
    if (value < 0 || value > 100) {
      return Mistake(node->source().begin, fmt::format("`{}` must be the number of an argument, counted from 0", key));
    }
    into = static_cast<int>(value);
    return {};
  }

  // Every value must be one of `allowed`.
  Status CheckChoices(std::string_view key, const std::vector<std::string>& values,
                      const std::vector<std::string_view>& allowed) const {
    for (const std::string& value : values) {
      if (std::find(allowed.begin(), allowed.end(), value) != allowed.end()) continue;
      return Mistake(table_.get(key)->source().begin, fmt::format("`{}` cannot hold `{}`{}; it is made of {}", key,
                                                                  value, DidYouMean(value, allowed), Listed(allowed)));
    }
    return {};
  }

  tl::unexpected<Error> Mistake(const toml::source_position& at, std::string_view message) const {
    return Fail(fmt::format("{}:{}:{}: {}", path_, at.line, at.column, message));
  }

  const toml::table& table() const { return table_; }

 private:
  static std::string Listed(const std::vector<std::string_view>& words) {
    std::string text;
    for (std::string_view word : words) text += (text.empty() ? "" : ", ") + std::string(word);
    return text;
  }

  const toml::table& table_;
  std::string path_;
};

Status ReadGroups(const Section& section, std::string_view path, Document& document) {
  const toml::node* node = section.table().get("groups");
  if (node == nullptr) return {};
  const toml::source_position at = node->source().begin;
  if (!node->is_array() || node->as_array()->empty()) return section.Mistake(at, "groups are written as [[documents.groups]]");
  if (section.table().get("group") != nullptr) return section.Mistake(at, "`group` and `groups` exclude each other");
  for (const toml::node& element : *node->as_array()) {
    if (!element.is_table()) return section.Mistake(element.source().begin, "groups are written as [[documents.groups]]");
    const Section one(*element.as_table(), path);
    Group group;
    MDG_TRY(one.CheckKeys({"title", "text", "names"}));
    MDG_TRY(one.Read("title", group.title));
    MDG_TRY(one.Read("text", group.text));
    MDG_TRY(one.Read("names", group.names));
    if (group.title.empty() || group.names.empty()) return section.Mistake(element.source().begin, "a group needs a `title` and `names`");
    document.groups.push_back(std::move(group));
  }
  return {};
}

// A path with {group} stands for a file for each group, so there must be groups, and a form that shows them.
Status CheckGroupFiles(const Section& section, const Document& document) {
  const toml::source_position at = section.table().source().begin;
  if (!document.IsForEachGroup()) {
    return document.index.empty() ? Status() : section.Mistake(at, fmt::format("`index` goes with `{}` in the path", kGroupHole));
  }
  const size_t hole = document.path.find(kGroupHole);
  if (document.path.find('/', hole) != std::string::npos || document.path.find(kGroupHole, hole + 1) != std::string::npos) {
    return section.Mistake(at, fmt::format("`{}` stands once in a path, in the file's name: `docs/metrics/{}.md`", kGroupHole, kGroupHole));
  }
  if (document.group == "none" && document.groups.empty()) {
    return section.Mistake(at, fmt::format("`{}` in the path needs `group` or [[documents.groups]]", kGroupHole));
  }
  if (document.IsWholeFile() && document.form != "html") {
    return section.Mistake(at, fmt::format("the form {} has no groups, so `{}` in the path stands for nothing", document.form, kGroupHole));
  }
  return {};
}

Result<Document> ReadDocument(const Section& section, std::string_view path) {
  Document document;
  MDG_TRY(section.CheckKeys({"path", "index", "begin", "end", "columns", "order", "table", "names", "types", "folders",
                             "programs", "patterns", "counts", "switches", "legend", "form", "group", "title", "template", "queries", "groups"}));
  MDG_TRY(section.Read("path", document.path));
  MDG_TRY(section.Read("index", document.index));
  MDG_TRY(section.Read("begin", document.begin));
  MDG_TRY(section.Read("end", document.end));
  MDG_TRY(section.Read("columns", document.columns));
  MDG_TRY(section.Read("order", document.order));
  MDG_TRY(section.Read("table", document.table));
  MDG_TRY(section.Read("names", document.names));
  MDG_TRY(section.Read("types", document.types));
  MDG_TRY(section.Read("folders", document.folders));
  MDG_TRY(section.Read("programs", document.programs));
  MDG_TRY(section.Read("patterns", document.patterns));
  MDG_TRY(section.Read("counts", document.counts));
  MDG_TRY(section.Read("switches", document.switches));
  MDG_TRY(section.Read("legend", document.legend));
  MDG_TRY(section.Read("queries", document.queries));
  MDG_TRY(ReadGroups(section, path, document));
  MDG_TRY(section.Read("form", document.form));
  MDG_TRY(section.Read("group", document.group));
  MDG_TRY(section.Read("title", document.title));
  MDG_TRY(section.Read("template", document.template_path));
  if (!document.template_path.empty() && section.table().get("form") == nullptr) document.form = "template";
  MDG_TRY(section.CheckChoices("form", {document.form}, kForms));
  MDG_TRY(section.CheckChoices("group", {document.group}, kGroups));
  MDG_TRY(section.CheckChoices("columns", document.columns, kColumns));
  MDG_TRY(section.CheckChoices("order", {document.order}, kOrders));
  MDG_TRY(section.CheckChoices("table", {document.table}, kTables));
  MDG_TRY(section.CheckChoices("types", document.types, kTypes));
  const toml::source_position at = section.table().source().begin;
  document.line = static_cast<int>(at.line);
  if (document.path.empty()) return section.Mistake(at, "a document needs a `path`");
  document.path =
      std::filesystem::path(document.path).lexically_normal().generic_string();  // one spelling for one file
  if (!document.index.empty()) document.index = std::filesystem::path(document.index).lexically_normal().generic_string();
  MDG_TRY(CheckGroupFiles(section, document));
  if (document.columns.empty()) return section.Mistake(at, "`columns` must name at least one column");
  if (document.begin.empty() != document.end.empty()) return section.Mistake(at, "`begin` and `end` go together");
  if (document.IsWholeFile() && !document.begin.empty()) {
    return section.Mistake(at, fmt::format("`begin` and `end` do not go with the form {}, which is a whole file", document.form));
  }
  if (document.template_path.empty() != (document.form != "template")) {
    return section.Mistake(at, "the form template and the key `template`, the file to fill, go together");
  }
  if (!document.begin.empty() && document.begin == document.end) {
    return section.Mistake(at, "`begin` and `end` must differ");
  }
  return document;
}

Result<Wrapper> ReadWrapper(const Section& section) {
  Wrapper wrapper;
  MDG_TRY(section.CheckKeys({"package", "receiver", "function", "type", "name", "help", "labels", "labels_are_rest",
                             "constant_labels", "options", "namespace", "subsystem", "unit", "prefix", "suffix",
                             "may_fail"}));
  MDG_TRY(section.Read("package", wrapper.package));
  MDG_TRY(section.Read("receiver", wrapper.receiver));
  MDG_TRY(section.Read("function", wrapper.function));
  MDG_TRY(section.Read("type", wrapper.type));
  MDG_TRY(section.Read("name", wrapper.name));
  MDG_TRY(section.Read("help", wrapper.help));
  MDG_TRY(section.Read("labels", wrapper.labels));
  MDG_TRY(section.Read("labels_are_rest", wrapper.labels_are_rest));
  MDG_TRY(section.Read("constant_labels", wrapper.constant_labels));
  MDG_TRY(section.Read("options", wrapper.options));
  MDG_TRY(section.Read("namespace", wrapper.name_space));
  MDG_TRY(section.Read("subsystem", wrapper.subsystem));
  MDG_TRY(section.Read("unit", wrapper.unit));
  MDG_TRY(section.Read("prefix", wrapper.prefix));
  MDG_TRY(section.Read("suffix", wrapper.suffix));
  MDG_TRY(section.Read("may_fail", wrapper.may_fail));
  const toml::source_position at = section.table().source().begin;
  wrapper.line = static_cast<int>(at.line);
  if (wrapper.package.empty()) return section.Mistake(at, "a wrapper needs a `package`, the import path of its source");
  if (wrapper.function.empty()) return section.Mistake(at, "a wrapper needs a `function`");
  if (wrapper.type.empty()) return section.Mistake(at, "a wrapper needs a `type`");
  MDG_TRY(section.CheckChoices("type", {wrapper.type}, kWrapperTypes));
  const bool has_name = wrapper.name >= 0, has_options = wrapper.options >= 0;
  if (has_name == has_options) {
    return section.Mistake(at, "a wrapper needs either `name` or `options`, the argument that says the metric's name");
  }
  if (wrapper.labels_are_rest && wrapper.labels < 0) {
    return section.Mistake(section.table().get("labels_are_rest")->source().begin, "`labels_are_rest` goes with `labels`");
  }
  for (std::string_view key : {"help", "constant_labels", "namespace", "subsystem", "unit", "prefix", "suffix"}) {
    const toml::node* node = has_options ? section.table().get(key) : nullptr;
    if (node != nullptr) return section.Mistake(node->source().begin, fmt::format("`{}` does not go with `options`, which say that", key));
  }
  return wrapper;
}

Status ReadWrappers(const Section& file, std::string_view path, std::vector<Wrapper>& wrappers) {
  const toml::node* node = file.table().get("wrappers");
  if (node == nullptr) return {};
  if (!node->is_array()) return file.Mistake(node->source().begin, "wrappers are written as [[wrappers]]");
  for (const toml::node& element : *node->as_array()) {
    if (!element.is_table()) return file.Mistake(element.source().begin, "wrappers are written as [[wrappers]]");
    MDG_ASSIGN(Wrapper wrapper, ReadWrapper(Section(*element.as_table(), path)));
    for (const Wrapper& other : wrappers) {
      if (other.package != wrapper.package || other.receiver != wrapper.receiver || other.function != wrapper.function) continue;
      return file.Mistake(element.source().begin,
                          fmt::format("`{}` is a wrapper already, in line {}", wrapper.function, other.line));
    }
    wrappers.push_back(std::move(wrapper));
  }
  return {};
}

Status ReadDocuments(const Section& file, std::string_view path, std::vector<Document>& documents) {
  const toml::node* node = file.table().get("documents");
  if (node == nullptr) return {};
  if (!node->is_array()) return file.Mistake(node->source().begin, "documents are written as [[documents]]");
  for (const toml::node& element : *node->as_array()) {
    if (!element.is_table()) return file.Mistake(element.source().begin, "documents are written as [[documents]]");
    MDG_ASSIGN(Document document, ReadDocument(Section(*element.as_table(), path), path));
    // The same place twice: the second would silently replace what the first wrote.
    for (const Document& other : documents) {
      if (other.path != document.path) continue;
      if (other.IsWholeFile() || document.IsWholeFile()) {
        return file.Mistake(element.source().begin,
                            fmt::format("`{}` is a document already, in line {}; the form {} needs a file of its own",
                                        document.path, other.line, (document.IsWholeFile() ? document : other).form));
      }
      if (other.begin != document.begin) continue;
      return file.Mistake(
          element.source().begin,
          fmt::format("`{}` has a document with the same markers already, in line {}; give each its own "
                      "`begin` and `end`",
                      document.path, other.line));
    }
    documents.push_back(std::move(document));
  }
  return {};
}

}  // namespace

Result<Config> Parse(std::string_view text, std::string_view path) {
  const toml::parse_result parsed = toml::parse(text);
  if (!parsed) {
    const toml::parse_error& error = parsed.error();
    return Fail(fmt::format("{}:{}:{}: {}", path, error.source().begin.line, error.source().begin.column,
                            std::string_view(error.description())));
  }
  Config config;
  const Section file(parsed.table(), path);
  MDG_TRY(file.CheckKeys({"roots", "exclude", "include_vendored", "include_tests", "hand_kept", "generated", "documents",
                          "wrappers", "source_link", "annotations", "history", "rules"}));
  MDG_TRY(file.Read("roots", config.roots));
  MDG_TRY(file.Read("exclude", config.excludes));
  MDG_TRY(file.Read("include_vendored", config.include_vendored));
  MDG_TRY(file.Read("include_tests", config.include_tests));
  MDG_TRY(file.Read("hand_kept", config.hand_kept));
  MDG_TRY(file.Read("annotations", config.annotations));
  MDG_TRY(file.Read("generated", config.generated));
  MDG_TRY(file.Read("history", config.history));
  MDG_TRY(file.Read("rules", config.rules));
  MDG_TRY(file.Read("source_link", config.source_link));
  if (config.roots.empty()) {
    return file.Mistake(file.table().get("roots")->source().begin, "`roots` must name at least one folder");
  }
  MDG_TRY(ReadDocuments(file, path, config.documents));
  MDG_TRY(ReadWrappers(file, path, config.wrappers));
  return config;
}

}  // namespace mdg::config
