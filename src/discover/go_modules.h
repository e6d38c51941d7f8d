// What go.mod, go.work and vendor.conf files say.
//
// In: their text and the folder they stand in. Out: GoModule (discover.h), with local replacements as folders.
// Deliberately tolerant: a line that is not understood is passed over, for the go tool has its say elsewhere; nothing
// is downloaded and no version is compared.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "discover/discover.h"

namespace mdg::discover {

// No module: there is no `module` line.
std::optional<GoModule> ParseGoMod(std::string_view text, const std::string& folder);

struct GoWorkspace {
  std::vector<std::string> modules;                           // folders
  std::vector<std::pair<std::string, std::string>> replaces;  // module path, folder
};
GoWorkspace ParseGoWork(std::string_view text, const std::string& folder);

// The versions in a vendor.conf, as vndr reads it (github.com/LK4D4/vndr, used before Go had modules): `path revision [url] # v1.2.3`.
// Revisions that are no version, and have none in the remark after them, are passed over.
std::vector<std::pair<std::string, std::string>> ParseVendorConf(std::string_view text);

// The folder with a copy of what the module needs (go mod vendor), if libraries in it can expose metrics: its list of packages, modules.txt,
// has client_golang. "" otherwise.
std::string MetricVendorFolder(const GoModule& module);

// A workspace's replacements go before those of the modules it uses.
void ApplyWorkspace(const GoWorkspace& workspace, std::vector<GoModule>& modules);

// The module that a folder belongs to: looks for go.mod there and above, as the go tool does (but not above a
// repository's top). What is returned stands in `folder` itself and has the import path of that, so that nothing needs
// to be named by a path that leads out of the root.
std::optional<GoModule> FindEnclosingModule(const std::string& folder);

}  // namespace mdg::discover
