// In: objects in a pool, some of which go. Out: whether the others stay what and where they are, and the places of those that went are
// used again, once each.
#include "base/pool.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "evaluate/values/values.h"

namespace mdg {
namespace {

struct Thing {
  std::string text;
  bool goes = false;
};

TEST(Pool, GivesThePlacesOfWhatGoesToOthers) {
  Pool<Thing> pool;
  std::vector<Thing*> things;
  for (int i = 0; i < 3000; ++i) things.push_back(&pool.Add("a text that is too long to be kept in place, number " + std::to_string(i), i % 3 == 0));
  const auto goes = [](const Thing& thing) { return thing.goes; };
  EXPECT_EQ(pool.Reuse(goes), 2000u);
  EXPECT_EQ(things[0]->text, "");
  EXPECT_EQ(pool.Reuse(goes), 2000u) << "what went must not go a second time";
  std::set<Thing*> places;
  for (int i = 0; i < 1000; ++i) EXPECT_TRUE(places.insert(&pool.Add("new", false)).second);
  for (int i = 0; i < 3000; ++i) {
    EXPECT_EQ(places.contains(things[i]), i % 3 == 0);
    const bool is_same = things[i]->text.ends_with("number " + std::to_string(i));
    EXPECT_TRUE(is_same || i % 3 == 0);
  }
  EXPECT_FALSE(places.contains(&pool.Add("one more", false)));
  EXPECT_EQ(pool.Reuse(goes), 3001u);
}

TEST(Values, KeepWhatIsReachedOnly) {
  evaluate::Values values;
  EXPECT_FALSE(values.HaveGrown());
  const Value kept = values.List({{values.Literal("kept"), false}});
  const Value lost = values.Literal("lost");
  const uint32_t serial = lost->serial;
  while (!values.HaveGrown()) values.Integer(1);
  kept->reached = kept->backing->reached = kept->backing->elements[0].value->reached = true;
  values.KeepReached();
  EXPECT_FALSE(values.HaveGrown());
  std::set<uint32_t> serials;
  bool again = false, new_each_time = true;  // again: in the place of what was lost
  for (int i = 0; i < 200'000; ++i) {
    const Value value = values.Integer(i);
    again = again || value == lost;
    new_each_time = new_each_time && value != kept && serials.insert(value->serial).second;
  }
  EXPECT_TRUE(again);
  EXPECT_TRUE(new_each_time);
  EXPECT_FALSE(serials.contains(serial));
  EXPECT_EQ(evaluate::Values::KnownText(kept->backing->elements[0].value), "kept");
  EXPECT_EQ(values.Bool(true)->boolean, true);
}

}  // namespace
}  // namespace mdg
