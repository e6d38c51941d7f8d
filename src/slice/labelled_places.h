// Where the vectors are kept whose labels get values.
//
//     m.requests.WithLabelValues("get")        the field `requests` of m's type; m itself may be kept in a field, or be what a caller gives
//     hits.WithLabelValues("cache")            the variable `hits`
//
// In: the expression. Out: LabelUse::variable, path, kept, made, curried. Deliberately nothing of the values: label_uses.cc.
#pragma once

#include <string_view>
#include <vector>

#include "slice/label_uses.h"
#include "slice/resolver.h"
#include "slice/texts.h"

namespace mdg::slice {

class LabelledPlaces {
 public:
  LabelledPlaces(Resolver& resolver, Texts& texts) : resolver_(resolver), texts_(texts) {}

  bool Locate(Unit& unit, NodeId expression, LabelUse& use, int depth = 0);
  bool LocatePart(Unit& unit, NodeId object, const std::vector<std::string_view>& fields, LabelUse& use);
  const Definition* GivenTo(Unit& unit, NodeId expression, std::vector<std::string_view>& fields);

 private:
  bool AddCurried(Unit& unit, NodeId map, LabelUse& use);
  bool LocateCurried(Unit& unit, NodeId expression, LabelUse& use, int depth);
  void LocateField(Unit& unit, NodeId member, LabelUse& use);

  Resolver& resolver_;
  Texts& texts_;
};

}  // namespace mdg::slice
