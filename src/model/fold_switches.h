// Which switches have a say in a family that several definitions make.
// In: the definitions. Out: the lists of switches of the family. Deliberately nothing else of it: normalize.cc.
#pragma once

#include <string>
#include <vector>

#include "model/catalog.h"

namespace mdg {

// Leaves out alternatives that ask for all another does and for more: `--a --b` beside `--a`.
void DropNeedless(std::vector<std::string>& alternatives);

// One definition that needs no switch makes a family that needs none; what leaves out every definition that is there by default leaves
// out the family.
void FoldSwitches(const std::vector<Metric>& definitions, Metric& family);

}  // namespace mdg
