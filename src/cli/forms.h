// Every form the program writes metrics in: one row each, for `scan --format`, `generate --form` and the documents of a
// configuration alike. To add one, write a function in render/ (what shows a Document) or formats/ (what writes the whole
// Catalog) and add a row.
//
// In: the merged Catalog and what is wanted of it. Out: text. Deliberately neither reads nor writes a file.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "formats/exposition.h"
#include "model/catalog.h"
#include "render/document.h"

namespace mdg::cli {

struct FormRequest {
  render::DocumentOptions options;  // its filters hold for every form
  std::string table = "compact";    // of config::kTables
  size_t terminal_width = 0;        // a table: for a terminal of so many columns; 0: Markdown
  formats::PatternLines patterns = formats::PatternLines::kFamilies;  // of exposition
  std::string template_path, template_text;  // of the form template
  bool is_kept = false;             // `generate` keeps the file up to date, so that nobody should edit it
};

struct Written {
  std::string text;
  std::string remark;  // what the form had no place for; "": nothing
};

struct Form {
  std::string_view name;     // as configurations and options spell it
  std::string_view summary;  // for help: lower case, no final period
  bool is_whole_file = true;  // otherwise it stands between the markers of a document
  // Every file of this form that metricsdocgen wrote, and that has a metric, has this text; a file without it was written by
  // somebody else.
  std::string_view mark;
  Result<Written> (*write)(const Catalog& catalog, const FormRequest& request);
};

std::span<const Form> AllForms();
const Form* FindForm(std::string_view name);
std::vector<std::string_view> FormNames();
// "table (a table), json (everything known) or ...": for help.
const std::string& FormSummaries();

// True when a file may be replaced by this form: it is empty, or of this form, or what an empty catalog makes of it.
bool IsOfForm(std::string_view text, const Form& form);

}  // namespace mdg::cli
