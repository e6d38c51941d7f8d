// In: the name of a form. Out: its writer.
#include "render/registry.h"

#include <array>

#include "render/html.h"
#include "render/markdown.h"
#include "render/markdown_sections.h"

namespace mdg::render {
namespace {

constexpr std::array<Form, 4> kForms = {{
    {"compact", "Markdown table, one blank around each cell", false, WriteCompactMarkdown},
    {"aligned", "Markdown table, cells padded to equal width", false, WriteAlignedMarkdown},
    {"sections", "Markdown, a section for each metric", false, WriteMarkdownSections},
    {"html", "a page to search in, one file", true, WriteHtml},
}};

}  // namespace

std::span<const Form> AllForms() { return kForms; }

const Form* FindForm(std::string_view name) {
  for (const Form& form : kForms) {
    if (form.name == name) return &form;
  }
  return nullptr;
}

}  // namespace mdg::render
