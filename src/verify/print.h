// A Report for people and for programs.
//
// In: Report. Out: text or JSON, nothing left out. Deliberately no summary line and no exit code: the command has them.
#pragma once

#include <string>

#include "verify/verify.h"

namespace mdg::verify {

inline constexpr int kReportSchemaVersion = 1;

// A paragraph for each kind of finding that there is; "" when there is none.
std::string PrintText(const Report& report);

// {"schema_version": 1, "source": ..., "summary": {...}, "contradictions": [...], "remarks": [...], "undocumented":
// [...], "not_seen": [...], "instances": [...], "added_labels": [...]}; every list is there, empty or not.
std::string PrintJson(const Report& report, const std::string& source, int wrong_lines);

}  // namespace mdg::verify
