// A Document as a table for people at a terminal.
// In: Document and the terminal's width. Out: lines no wider than that, if the names allow it; no colours, no control
// characters whatever the source holds. Deliberately no summary: the command says that on standard error.
#pragma once

#include <string>
#include <vector>

#include "render/document.h"

namespace mdg::render {

// The columns in the order that suits a terminal: what may be cut stands last.
inline const std::vector<ColumnKind> kTerminalColumns = {ColumnKind::kName, ColumnKind::kType, ColumnKind::kLabels,
                                                         ColumnKind::kHelp};

// Names and types are never cut; a long one takes its room from the other cells of its row, which are cut to fit or
// left out. A width of 0 means no limit.
std::string WriteTerminalTable(const Document& document, size_t width);

}  // namespace mdg::render
