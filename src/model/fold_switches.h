// Which switches have a say in a family that several definitions make.
// In: the definitions. Out: the lists of switches of the family. Deliberately nothing else of it: normalize.cc.
#pragma once

#include <string>
#include <vector>

#include "model/catalog.h"

namespace mdg {

// Leaves out alternatives that ask for all another does and for more: `--a --b` beside `--a`.
void DropNeedless(std::vector<std::string>& alternatives);

// Of the flags that leave out the one and those that leave out the other those that leave out both. What a flag spares may be either:
// `--none without --a` and `--none without --b` are `--none without --a or --b`. In order.
std::vector<std::string> OffInBoth(const std::vector<std::string>& one, const std::vector<std::string>& other);

// All of both, but for what asks for more than another of the same flag: `--none without --a or --b` beside `--none without --a`. In order.
std::vector<std::string> OffInEither(const std::vector<std::string>& one, const std::vector<std::string>& other);

// One definition that needs no switch makes a family that needs none; what leaves out every definition that is there by default leaves
// out the family.
void FoldSwitches(const std::vector<Metric>& definitions, Metric& family);

}  // namespace mdg
