// Names a family has with other settings of the program.
//
//     app_up, <namespace>_up                    one family; "`<namespace>_up` with other settings"
//
// In: the metrics and patterns of a Catalog, each definition folded. Out: what is another name of one of them has become a note of it.
// Deliberately only where the same definition, or the same exporter, makes both.
#pragma once

#include <string>

#include "model/catalog.h"

namespace mdg {

// Adds to a note what it does not say yet.
void JoinNote(std::string& note, const std::string& more);

void FoldOtherNames(Catalog& catalog);

}  // namespace mdg
