// What the tables of metric libraries say of a function's arguments.
#include "libraries/library.h"

#include <gtest/gtest.h>

namespace mdg::libraries {
namespace {

// attribute.String("kind", kind), attribute.Key("kind").String(kind): asking for `kind` would lead to all who call whoever measures.
TEST(Uses, OfALabelOnlyItsName) {
  constexpr std::string_view kAttribute = "go.opentelemetry.io/otel/attribute";
  const Function& named = *FindFunction(kAttribute, "", "String").function;
  EXPECT_TRUE(Uses(named, 0));
  EXPECT_FALSE(Uses(named, 1));
  EXPECT_FALSE(Uses(*FindFunction(kAttribute, "Key", "String").function, 0));
  EXPECT_TRUE(Uses(*FindFunction(kAttribute, "", "NewSet").function, 3));
}

}  // namespace
}  // namespace mdg::libraries
