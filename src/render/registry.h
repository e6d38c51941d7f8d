// The forms a Document can be written in: one row each. To add one, write a function like its neighbours and add a row.
// In: Document. Out: text. Deliberately not here: exposition and JSON, which write the whole Catalog (formats/).
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "render/document.h"

namespace mdg::render {

struct Form {
  std::string_view name;  // as configurations and options spell it
  std::string_view summary;
  bool is_page = false;  // a whole file of its own; otherwise it stands between the markers of a document
  std::string (*write)(const Document& document);
};

std::span<const Form> AllForms();
const Form* FindForm(std::string_view name);

}  // namespace mdg::render
