// Whether a file has a program show its metrics to somebody: a handler, a push, a manager that has one, exposition text
// that is written by hand.
//
//     http.Handle("/metrics", promhttp.Handler())      mgr, err := ctrl.NewManager(config, options)
//
// In: what a file imports, and its text. Out: yes or no. A program without such a file has metrics for nothing, as far as the tree tells:
// a dependency may show them all the same. Deliberately asks no more than the text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mdg::libraries {

bool Serves(const std::vector<std::string>& imports, std::string_view text);
// The same of a part of a file: what names stand for is asked of all of the text.
bool ServesIn(const std::vector<std::string>& imports, std::string_view text, std::string_view part);
bool ServesWhoImports(std::string_view path);  // whatever it does with it

}  // namespace mdg::libraries
