// Regular expressions that choose among names.
#include "evaluate/patterns.h"

#include <gtest/gtest.h>

#include <string>

namespace mdg::evaluate {
namespace {

TEST(Patterns, AreFoundAnywhereUnlessTheySayWhere) {
  for (const char* found :
       {"", "/.*", "^/sched/", "latencies", "seconds$", "^/sched/latencies:seconds$", "^/.+:s.conds$", "lat?encies",
        "x*latencies", "/gc/.*|/sched/.*", "^/(gc|sched)/(?:x|lat).*", "^(/gc|/sched|)/", "l.*?s", "\\/sched"}) {
    EXPECT_EQ(IsFoundIn(found, "/sched/latencies:seconds"), true) << found;
  }
  for (const char* missing :
       {"^sched", "latencies$", "^/gc/", "s+sched", "x", "/(gc|memory)/", "\\.", "^$", "sched/.latencies"}) {
    EXPECT_EQ(IsFoundIn(missing, "/sched/latencies:seconds"), false) << missing;
  }
}

TEST(Patterns, WhatIsNotReadIsNotGuessed) {
  for (const std::string& other : {std::string("[a-z]"), std::string("a{2}"), std::string("(a)*"), std::string("(?i)a"),
                                   std::string("\\w"), std::string("*a"), std::string("(a"), std::string("a)"),
                                   std::string("a**"), std::string("^*"), std::string("\\"), std::string(600, 'a'),
                                   std::string(100, '('), std::string("(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)")}) {
    EXPECT_EQ(IsFoundIn(other, "aa"), std::nullopt) << other;
  }
}

}  // namespace
}  // namespace mdg::evaluate
