// In: values that are there or not. Out: whether a Rare is what an optional would be, and a copy a value of its own.
#include "base/rare.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace mdg {
namespace {

TEST(Rare, IsEmptyUntilItIsGivenAValue) {
  Rare<std::string> value;
  EXPECT_FALSE(value.has_value());
  EXPECT_FALSE(value);
  value = std::string("a");
  EXPECT_TRUE(value.has_value());
  EXPECT_EQ(*value, "a");
  value.reset();
  EXPECT_FALSE(value);
}

TEST(Rare, TakesAnOptional) {
  EXPECT_FALSE(Rare<std::string>(std::optional<std::string>()));
  EXPECT_EQ(*Rare<std::string>(std::optional<std::string>("a")), "a");
}

TEST(Rare, ACopyIsAValueOfItsOwn) {
  Rare<std::string> first(std::string("a"));
  Rare<std::string> copy = first;
  *copy = "b";
  EXPECT_EQ(*first, "a");
  first = copy;
  *copy = "c";
  EXPECT_EQ(*first, "b");
  first = Rare<std::string>();
  EXPECT_FALSE(first);
  EXPECT_EQ(copy->size(), 1u);
}

TEST(Rare, EqualWhenTheValuesAreOrThereIsNone) {
  const Rare<std::string> none, a(std::string("a")), other(std::string("a")), b(std::string("b"));
  EXPECT_EQ(none, Rare<std::string>());
  EXPECT_EQ(a, other);
  EXPECT_NE(a, b);
  EXPECT_NE(a, none);
  EXPECT_NE(none, b);
}

}  // namespace
}  // namespace mdg
