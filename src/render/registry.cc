// In: the name of a form. Out: its writer.
#include "render/registry.h"

#include <array>

#include "render/markdown.h"

namespace mdg::render {
namespace {

constexpr std::array<Form, 2> kForms = {{
    {"compact", "Markdown table, one blank around each cell", WriteCompactMarkdown},
    {"aligned", "Markdown table, cells padded to equal width", WriteAlignedMarkdown},
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
