// Settings as texts: what is taken apart is put together again.
#include "model/setting.h"

#include <gtest/gtest.h>

namespace mdg {
namespace {

using Texts = std::vector<std::string>;

TEST(Setting, SettingsThatAreNeededTogetherAreTakenApart) {
  EXPECT_EQ(SettingsTogether(""), Texts{});
  EXPECT_EQ(SettingsTogether("--a"), Texts{"--a"});
  EXPECT_EQ(SettingsTogether("--a --type=fixed"), (Texts{"--a", "--type=fixed"}));
  EXPECT_EQ(SettingsTogether("--a environment variable B --c"), (Texts{"--a", "environment variable B", "--c"}));
}

TEST(Setting, WhatAWordLeadsToIsPartOfTheSameSetting) {
  EXPECT_EQ(SettingsTogether("--type other than dynamic --a"), (Texts{"--type other than dynamic", "--a"}));
  EXPECT_EQ(SettingsTogether("--none without --a or --b --c"), (Texts{"--none without --a or --b", "--c"}));
  EXPECT_EQ(SettingsTogether("--collectors including cpu --collectors without disk"), (Texts{"--collectors including cpu", "--collectors without disk"}));
}

TEST(Setting, WhatKeepsAThingOnIsTakenApartAndPutTogether) {
  for (const char* text : {"--no-arp", "--none without --a", "--none without --a or --b"}) EXPECT_EQ(TurnsOff::From(text).Text(), text);
  EXPECT_EQ(TurnsOff::From("--none without --b or --a").flag, "--none");
  EXPECT_EQ(TurnsOff::From("--none without --b or --a").unless, (std::set<std::string>{"--a", "--b"}));
}

TEST(Setting, MaySayWhatLessSaysToo) {
  EXPECT_TRUE(SaysAlso("--type=fixed", "--type other than dynamic"));
  EXPECT_TRUE(SaysAlso("--type=fixed", "--type"));
  EXPECT_FALSE(SaysAlso("--type=fixed", "--type other than fixed"));
  EXPECT_FALSE(SaysAlso("--type=fixed", "--types"));
  EXPECT_FALSE(SaysAlso("--type=fixed", "--type=fixed"));
  EXPECT_FALSE(SaysAlso("--type", "--type"));
}

}  // namespace
}  // namespace mdg
