// The memory of the evaluated program: cells, and how two ways through the program are brought together again.
//
// In: Values. Out: Memory. A branch is run between Mark() and TakeChanges(): what it wrote is handed out and undone, so that the
// other branch starts from the same memory; the evaluator then joins both. Deliberately knows no syntax.
#pragma once

#include <vector>

#include "model/value.h"

namespace mdg::evaluate {

class Memory {
 public:
  using Changes = std::vector<std::pair<CellId, Value>>;  // cell, value at the end of the branch; in order of first change

  CellId New(Value value);
  Value Read(CellId cell) const { return cells_[cell].value; }
  void Write(CellId cell, Value value);
  size_t size() const { return cells_.size(); }

  // True when the cell's value was made since the innermost Mark, so that nobody else needs its former state.
  bool IsOwned(CellId cell) const { return cells_[cell].owner == serial_; }
  // Writes a value that was made for this cell alone and may be changed in place while IsOwned.
  void WriteOwned(CellId cell, Value value);

  // Empties the other cells: nothing refers to them any more. Not between Mark and TakeChanges.
  void KeepOnly(const std::vector<bool>& cells);

  void Mark();
  Changes TakeChanges();

 private:
  struct Cell {
    Value value = nullptr;
    uint32_t owner = 0;
  };
  struct Undo {
    CellId cell;
    Cell former;
  };
  struct Level {
    size_t first_undo;
    size_t first_cell;  // cells from here on were made inside the branch: nobody outside can see them
    uint32_t outer_serial;
  };

  std::vector<Cell> cells_{Cell{}};  // cell 0 is kNoCell
  std::vector<Undo> undos_;
  std::vector<Level> levels_;
  uint32_t serial_ = 1;
  uint32_t last_serial_ = 1;
};

}  // namespace mdg::evaluate
