// model/shared_array.h: what a copy shares, and what it must not.
#include "model/shared_array.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace mdg {
namespace {

using Texts = std::vector<std::string>;

// Room behind the shared elements is the block's, not that of the copy that is made to grow: under a sanitizer a write there is an error.
TEST(SharedArray, ACopyThatGrowsLeavesTheOtherAlone) {
  SharedArray<std::string> first;
  for (const char* text : {"one", "two", "three", "four", "five"}) first.push_back(text);  // more room than elements by now
  SharedArray<std::string> second = first;
  second.push_back("six");
  second.push_back("seven");
  first.push_back("other");
  EXPECT_EQ(Texts(first), (Texts{"one", "two", "three", "four", "five", "other"}));
  EXPECT_EQ(Texts(second), (Texts{"one", "two", "three", "four", "five", "six", "seven"}));
}

}  // namespace
}  // namespace mdg
