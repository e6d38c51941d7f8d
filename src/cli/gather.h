// From roots and hand-kept files to the one catalog a command works on.
// In: where to look. Out: the merged catalog, the code's own, and diagnostics. Deliberately writes nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "diagnostics/diagnostic.h"
#include "merge/merge.h"
#include "model/catalog.h"
#include "pipeline.h"

namespace mdg::cli {

struct Sources {
  ScanOptions scan;
  std::vector<std::string> hand_kept;  // exposition files; their facts win
  std::vector<std::string> annotations;  // side files; see formats/annotations.h
  std::string generated;               // an exposition file to read instead of scanning; "": scan
  std::string catalog;                 // a JSON catalog to read instead of scanning; "": scan
  std::vector<std::string> rules;      // Prometheus rule files
  bool asks_history = false;           // ask git since when metrics are there
  bool keeps_code = false;             // Gathered::code is asked for
  bool skip_wrong_lines = false;       // use what is right in a hand-kept file that has wrong lines
};

struct Gathered {
  std::optional<Catalog> code;  // what the source says, where it was asked for
  Catalog merged;               // with the hand-kept facts over it
  std::vector<merge::Override> overrides;
  std::string remark;           // what the history could not tell; "": nothing
  size_t lost_annotations = 0;  // entries of side files that are about nothing the catalog has; in the sink, too
};

Result<Gathered> Gather(const Sources& sources, Sink& sink);

// Leaves what one of the programs can expose, and what nobody knows about: places with unknown names. An error when
// nothing is left. Without globs: everything stays.
Status ChoosePrograms(Catalog& catalog, const std::vector<std::string>& globs);

}  // namespace mdg::cli
