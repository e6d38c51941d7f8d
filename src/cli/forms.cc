// In: Catalog and what is wanted of it. Out: text in one of the forms.
#include "cli/forms.h"

#include <fmt/format.h>

#include <array>
#include <optional>

#include "formats/catalog_json.h"
#include "formats/rules.h"
#include "formats/tables.h"
#include "render/html.h"
#include "render/markdown_sections.h"
#include "render/registry.h"
#include "render/template.h"
#include "render/terminal_table.h"

namespace mdg::cli {
namespace {

Result<Written> WriteTable(const Catalog& catalog, const FormRequest& request) {
  const render::Document document = render::MakeDocument(catalog, request.options);
  if (request.terminal_width > 0) return Written{render::WriteTerminalTable(document, request.terminal_width), ""};
  return Written{render::FindForm(request.table)->write(document), ""};
}

Result<Written> WriteSections(const Catalog& catalog, const FormRequest& request) {
  return Written{render::WriteMarkdownSections(render::MakeDocument(catalog, request.options)), ""};
}

Result<Written> WritePage(const Catalog& catalog, const FormRequest& request) {
  return Written{render::WriteHtml(render::MakeDocument(catalog, request.options)), ""};
}

Result<Written> WriteTemplate(const Catalog& catalog, const FormRequest& request) {
  MDG_ASSIGN(std::string text, render::WriteTemplate(render::MakeDocument(catalog, request.options), request.template_text,
                                                     request.template_path));
  return Written{std::move(text), ""};
}

// What a form that writes the whole catalog gets of it: mostly everything, which is not copied then.
class Wanted {
 public:
  Wanted(const Catalog& catalog, const FormRequest& request) : catalog_(&catalog) {
    const render::DocumentOptions& options = request.options;
    const render::Filters filters{options.names, options.types, options.folders, options.programs};
    if (options.show_patterns && filters.IsEmpty()) return;
    filtered_ = render::Filtered(catalog, filters, options.show_patterns);
    catalog_ = &*filtered_;
  }
  Wanted(const Wanted&) = delete;
  operator const Catalog&() const { return *catalog_; }

 private:
  const Catalog* catalog_;
  std::optional<Catalog> filtered_;
};

Result<Written> WriteText(const Catalog& catalog, const FormRequest& request) {
  return Written{formats::WriteExposition(Wanted(catalog, request), request.patterns), ""};
}

Result<Written> WriteJson(const Catalog& catalog, const FormRequest& request) {
  if (!request.is_kept) return Written{formats::WriteCatalogJson(Wanted(catalog, request)), ""};
  Catalog kept = Wanted(catalog, request);
  kept.statistics = {};  // a file that is kept is stale when a metric changed, not when somebody added a file without one
  return Written{formats::WriteCatalogJson(kept), ""};
}

Result<Written> WriteCsv(const Catalog& catalog, const FormRequest& request) {
  return Written{formats::WriteCsv(Wanted(catalog, request)), ""};
}

Result<Written> WriteOpenMetrics(const Catalog& catalog, const FormRequest& request) {
  size_t left_out = 0;
  Written written{formats::WriteOpenMetrics(Wanted(catalog, request), left_out), ""};
  if (left_out > 0) {
    written.remark =
        fmt::format("openmetrics has no place for {} of them: names known in part, or not allowed there", left_out);
  }
  return written;
}

Result<Written> WriteKubernetes(const Catalog& catalog, const FormRequest& request) {
  return Written{formats::WriteKubernetesList(Wanted(catalog, request)), ""};
}

Result<Written> WriteSemanticConventions(const Catalog& catalog, const FormRequest& request) {
  return Written{formats::WriteSemanticConventions(Wanted(catalog, request)), ""};
}

Result<Written> WriteRules(const Catalog& catalog, const FormRequest& request) {
  const formats::RulesFor use = request.is_kept ? formats::RulesFor::kKeeping : formats::RulesFor::kEditing;
  return Written{formats::WriteRules(Wanted(catalog, request), use), ""};
}

constexpr std::array<Form, 11> kForms = {{
    {"table", "a table", false, "", WriteTable},
    {"sections", "Markdown, a section for each metric", false, "", WriteSections},
    {"html", "a page to search in, one file", true, render::kPageMark, WritePage},
    {"template", "a Mustache file of your own, filled", false, "", WriteTemplate},
    {"text", "Prometheus exposition", true, "# TYPE ", WriteText},
    {"json", "everything known", true, "\"schema_version\"", WriteJson},
    {"csv", "a row for each metric", true, formats::kCsvHeader, WriteCsv},
    {"openmetrics", "families without samples", true, "# EOF\n", WriteOpenMetrics},
    {"kubernetes", "a YAML list as Kubernetes documents from", true, "- name: \"", WriteKubernetes},
    {"otel", "OpenTelemetry semantic conventions", true, "groups:\n  - id: \"metric.", WriteSemanticConventions},
    {"rules", "queries and alerts to start from", true, formats::kKeptRulesMark, WriteRules},
}};

}  // namespace

std::span<const Form> AllForms() { return kForms; }

const Form* FindForm(std::string_view name) {
  for (const Form& form : kForms) {
    if (form.name == name) return &form;
  }
  return nullptr;
}

std::vector<std::string_view> FormNames() {
  std::vector<std::string_view> names;
  for (const Form& form : kForms) names.push_back(form.name);
  return names;
}

const std::string& FormSummaries() {
  static const std::string kSummaries = [] {
    std::string text;
    for (size_t i = 0; i < kForms.size(); ++i) {
      text += fmt::format("{}{} ({})", i == 0 ? "" : i + 1 == kForms.size() ? " or " : ", ", kForms[i].name, kForms[i].summary);
    }
    return text;
  }();
  return kSummaries;
}

bool IsOfForm(std::string_view text, const Form& form) {
  if (text.empty() || text.find(form.mark) != std::string_view::npos) return true;
  FormRequest request;
  request.is_kept = true;
  const Result<Written> empty = form.write(Catalog(), request);
  return empty && empty->text == text;
}

}  // namespace mdg::cli
