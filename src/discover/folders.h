// Which folders a scan goes into.
// In: what to scan. Out: yes or no for one folder, or the list of them all. Deliberately reads no file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "discover/discover.h"
#include "discover/globs.h"
#include "discover/walk.h"

namespace mdg::discover {

// Sets the folder's `vendored`, `third_party` and `test`; see Visitor::Enter.
bool GoesInto(const Options& options, const Globs& excludes, Folder& folder, std::string_view name);

// The folders FindSources would look into, and those of single files; sorted. One that cannot be read is among them.
std::vector<std::string> ListFolders(const Options& options);

// Whether a file of this name can change what FindSources finds, by its name alone.
bool IsSourceName(std::string_view name);

}  // namespace mdg::discover
