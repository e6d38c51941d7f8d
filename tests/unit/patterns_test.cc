// Regular expressions that choose among names and mend them.
#include "evaluate/values/patterns.h"

#include <gtest/gtest.h>

#include <string>

namespace mdg::evaluate {
namespace {

TEST(Patterns, AreFoundAnywhereUnlessTheySayWhere) {
  for (const char* found :
       {"", "/.*", "^/sched/", "latencies", "seconds$", "^/sched/latencies:seconds$", "^/.+:s.conds$", "lat?encies",
        "x*latencies", "/gc/.*|/sched/.*", "^/(gc|sched)/(?:x|lat).*", "^(/gc|/sched|)/", "l.*?s", "\\/sched", "[a-z]{9}", "(?i)SCHED"}) {
    EXPECT_EQ(IsFoundIn(found, "/sched/latencies:seconds"), true) << found;
  }
  for (const char* missing :
       {"^sched", "latencies$", "^/gc/", "s+sched", "x", "/(gc|memory)/", "\\.", "^$", "sched/.latencies", "[A-Z0-9]"}) {
    EXPECT_EQ(IsFoundIn(missing, "/sched/latencies:seconds"), false) << missing;
  }
}

TEST(Patterns, WhatIsNoPatternIsNotGuessed) {
  for (const std::string& other : {std::string("*a"), std::string("(a"), std::string("a)"), std::string("a**"), std::string("\\"),
                                   std::string("[z-a]"), std::string(5000, 'a'), std::string("((a{100}){100}){100}")}) {
    EXPECT_EQ(IsFoundIn(other, "aa"), std::nullopt) << other;
    EXPECT_EQ(ReplaceFound(other, "aa", "_", false), std::nullopt) << other;
  }
}

TEST(Patterns, ReplaceAsGoDoes) {
  EXPECT_EQ(ReplaceFound("[^a-zA-Z0-9_]", "disk-io.bytes", "_", true), "disk_io_bytes");
  EXPECT_EQ(ReplaceFound("[^a-z]+", "a--b", "_", false), "a_b");
  EXPECT_EQ(ReplaceFound("x", "a", "_", false), "a");
  EXPECT_EQ(ReplaceFound("b", "abc", "\\1$1", false), "a\\1$1c");         // taken as it stands
  EXPECT_EQ(ReplaceFound("(b)", "abc", "<$1>", true), std::nullopt);      // a group would go there
  EXPECT_EQ(ReplaceFound("\xff", "a", "_", false), std::nullopt);         // no UTF-8
}

}  // namespace
}  // namespace mdg::evaluate
