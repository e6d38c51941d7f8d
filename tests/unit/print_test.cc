// In: diagnostics. Out: the lines people and editors read.
#include "diagnostics/print.h"

#include <gtest/gtest.h>

namespace mdg {
namespace {

TEST(PrintText, GivesPlaceSeverityMessageCodeAndNotes) {
  const Diagnostic diagnostic{"unresolved-metric",
                              Severity::kWarning,
                              {"a/b.go", 4, 2},
                              "metric name is not known",
                              {{{"c.go", 7, 0}, "read here"}}};
  EXPECT_EQ(PrintText(diagnostic),
            "a/b.go:4:2: warning: metric name is not known [unresolved-metric]\n"
            "  c.go:7: note: read here\n");
  EXPECT_EQ(PrintText({"unreadable-file", Severity::kError, {"a.go", 0, 0}, "gone", {}}),
            "a.go: error: gone [unreadable-file]\n");
  EXPECT_EQ(PrintText({"", Severity::kNote, {}, "no place", {}}), "note: no place\n");
}

TEST(PrintText, SourceTextCannotControlATerminalOrFakeALine) {
  const Diagnostic diagnostic{"x", Severity::kWarning, {"a\x1b[31m.go", 1, 1}, "help is `one\ntwo\x7f`", {}};
  EXPECT_EQ(PrintText(diagnostic), "a?[31m.go:1:1: warning: help is `one\\ntwo?` [x]\n");
}

TEST(Sink, HandsOutInOrderOfPlaceAndOnlyOnce) {
  Sink sink;
  const Diagnostic late{"b", Severity::kWarning, {"b.go", 1, 1}, "m", {}},
      early{"a", Severity::kWarning, {"a.go", 9, 1}, "m", {}};
  sink.Report(late);
  sink.Report(early);
  sink.Report(late);
  EXPECT_EQ(sink.TakeSorted(), (std::vector<Diagnostic>{early, late}));
  EXPECT_TRUE(sink.TakeSorted().empty());
}

}  // namespace
}  // namespace mdg
