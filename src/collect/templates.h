// Exposition text that a template makes.
//
//     # TYPE {{ .Name }} {{ .Kind }}
//     {{ .Name }}{gpu="{{ .GPU }}"} {{ .Value }}
//
// In: a Program. Out: an unresolved site for each text literal with a `# TYPE` or `# HELP` line and template marks. Deliberately understands
// no templates: what they are filled with is not followed, so that there are metrics is all that is said.
#pragma once

#include <vector>

#include "model/catalog.h"
#include "model/program.h"

namespace mdg::collect {

std::vector<UnresolvedSite> TemplatesOf(const Program& program);

}  // namespace mdg::collect
