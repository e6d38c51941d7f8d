// In: words. Out: the nearest known one, or none when nothing is near.
#include "base/suggestion.h"

#include <gtest/gtest.h>

namespace mdg {
namespace {

TEST(EditDistance, CountsInsertionsDeletionsChangesAndSwaps) {
  EXPECT_EQ(EditDistance("scan", "scan"), 0u);
  EXPECT_EQ(EditDistance("scan", "sacn"), 1u);
  EXPECT_EQ(EditDistance("scan", "scans"), 1u);
  EXPECT_EQ(EditDistance("scan", "can"), 1u);
  EXPECT_EQ(EditDistance("scan", "span"), 1u);
  EXPECT_EQ(EditDistance("", "abc"), 3u);
}

TEST(Suggest, TakesTheNearestAndStaysSilentWhenNothingIsNear) {
  const std::vector<std::string> known = {"scan", "generate", "explain"};
  EXPECT_EQ(Suggest("genrate", known), "generate");
  EXPECT_EQ(Suggest("scna", known), "scan");
  EXPECT_EQ(Suggest("frobnicate", known), "");
  EXPECT_EQ(Suggest("", known), "");
  EXPECT_EQ(DidYouMean("explian", known), " (did you mean `explain`?)");
}

}  // namespace
}  // namespace mdg
