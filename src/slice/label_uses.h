// Places that give the labels of a metric their values.
//
//     m.requests.WithLabelValues("get")                 the field `requests`, first label: get
//     hits.With(prometheus.Labels{"from": "cache"})     the variable `hits`, label `from`: cache
//     prometheus.MustNewConstMetric(d, t, v, "user")    the descriptor sampled there, first label: user
//
// In: a finished Propagation. Out: LabelUse. Deliberately not which metric is meant: what is stored where is known to who runs the program.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/program.h"
#include "slice/computed_text.h"

namespace mdg::slice {

struct LabelUse {
  const Module* module = nullptr;
  NodeId call = kNoNode;              // a sample is told by it
  // Where the metric is kept: one of these, else it is a sample.
  const Symbol* variable = nullptr;   // of a package, and the fields from there on
  std::vector<std::string_view> path;
  struct Kept {
    const Symbol* owner;              // the struct with the field
    std::string_view field;
    std::vector<std::string_view> within;  // from that field on
  };
  std::vector<Kept> kept;             // each field on the way, the outermost first
  bool is_of_one_object = false;      // that was made there: others of its type have nothing to do with it
  NodeId made = kNoNode;              // the call that makes it
  // What is given.
  std::set<std::string> curried;      // labels that have their values already
  size_t arguments = 0;               // in order of the labels
  bool is_whole = true;               // false: further ones come after those
  struct Given {
    std::string label;                // "": it is told by `position`
    size_t position = 0;
    std::set<std::string> values;
    std::vector<ComputedText> computed;
  };
  std::vector<Given> given;
  bool varies = false;                // the values are handed in, or come one by one (texts.h)
};

}  // namespace mdg::slice
