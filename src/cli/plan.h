// What `generate` and `explain` are to do: the configuration file, overridden by options.
// In: Arguments and, if there is one, metricsdocgen.toml. Out: Plan. Deliberately reads no source and no document.
#pragma once

#include "cli/arguments.h"
#include "cli/gather.h"
#include "config/config.h"

namespace mdg::cli {

struct Plan {
  std::string configuration;  // the file; "": there is none
  Sources sources;
  std::string generated;  // where the code's exposition is kept; "": nowhere
  std::string source_link;  // see render/source_link.h; "": no links
  std::vector<config::Document> documents;
  std::string start;  // the folder the command was started in

  // A path of an option, relative to the folder the command was started in, as seen from that of the configuration.
  std::string PathOf(const std::string& path) const;
};

// --config and what the ancestor of this program called its files.
std::vector<Option> PlanOptionRows();

// Goes to the folder of the configuration file, to which all its paths are relative. `roots` and `document`, if there
// are any, replace those of the configuration.
Result<Plan> MakePlan(const Arguments& arguments, const std::vector<std::string>& roots, const std::string& document);

}  // namespace mdg::cli
