// The maps a function is handed for one of its parameters, as far as their keys are written down.
//
//     func (c *Collector) Add(labels map[string]string)       keys: runtime, or no map at all
//     c.Add(map[string]string{"runtime": name}); c.Add(nil)
//
// In: a finished Propagation. Out: the different maps, or none when one caller's is not plain. Deliberately nothing about values.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <tuple>

#include "model/program.h"

namespace mdg::slice {

struct HandedMap {
  struct Key {
    bool sometimes = false;
    const Module* module = nullptr;  // where it is written
    uint32_t offset = 0;
    bool operator<(const Key& other) const { return sometimes < other.sometimes; }
    bool operator==(const Key& other) const { return sometimes == other.sometimes; }
  };
  bool is_nil = false;
  std::map<std::string, Key> keys;
  bool operator<(const HandedMap& other) const { return std::tie(is_nil, keys) < std::tie(other.is_nil, other.keys); }  // wherever they are written
};

}  // namespace mdg::slice
