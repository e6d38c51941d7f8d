// In: reads and writes of cells. Out: the same, with branches that can be undone.
#include "evaluate/values/memory.h"

#include <unordered_set>

#include "base/check.h"

namespace mdg::evaluate {

CellId Memory::New(Value value) {
  cells_.push_back({value, 0});
  return static_cast<CellId>(cells_.size() - 1);
}

void Memory::Write(CellId cell, Value value) {
  MDG_CHECK(cell != kNoCell && cell < cells_.size());
  if (!levels_.empty() && cell < levels_.back().first_cell) undos_.push_back({cell, cells_[cell]});
  cells_[cell] = {value, 0};
}

void Memory::WriteOwned(CellId cell, Value value) {
  Write(cell, value);
  cells_[cell].owner = serial_;
}

void Memory::KeepOnly(const std::vector<bool>& cells) {
  MDG_CHECK(levels_.empty());
  for (size_t cell = 0; cell < cells.size(); ++cell) {
    if (!cells[cell]) cells_[cell] = {};
  }
}

void Memory::Mark() {
  levels_.push_back({undos_.size(), cells_.size(), serial_});
  serial_ = ++last_serial_;
}

Memory::Changes Memory::TakeChanges() {
  MDG_CHECK(!levels_.empty());
  const Level level = levels_.back();
  Changes changes;
  std::unordered_set<CellId> seen;
  for (size_t i = level.first_undo; i < undos_.size(); ++i) {
    if (seen.insert(undos_[i].cell).second) changes.emplace_back(undos_[i].cell, cells_[undos_[i].cell].value);
  }
  for (size_t i = undos_.size(); i-- > level.first_undo;) cells_[undos_[i].cell] = undos_[i].former;
  undos_.resize(level.first_undo);
  levels_.pop_back();
  serial_ = level.outer_serial;
  return changes;
}

}  // namespace mdg::evaluate
