// Puts the C++ files of a scan together: every name gets the meaning its scopes, classes and includes give it.
//
//     class Server { Stats stats_; void Hit() { stats_.hits_->Increment(); } };     `stats_` becomes `this.stats_`
//     Stats stats(registry);                                                        the constructor of Stats is called
//
// In: Modules of this language, as lowered. Out: the same Modules with names that are unique in the program, members of `this` written
// out, constructors called, and names of other people's namespaces as members of imports ("seastar/metrics"). All of them are one
// package. Deliberately no library's name: `Stated` says which names outside the tree mean something to somebody.
#pragma once

#include <vector>

#include "languages/language.h"

namespace mdg::languages::cpp {

void Link(std::vector<Module>& modules, const Stated& stated);

}  // namespace mdg::languages::cpp
