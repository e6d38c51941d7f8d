// Which flags leave out what several definitions make.
#include "model/fold_switches.h"

#include <gtest/gtest.h>

namespace mdg {
namespace {

using Texts = std::vector<std::string>;

TEST(FoldSwitches, OffInBothIsWhatEachNames) {
  EXPECT_EQ(OffInBoth({"--no-a", "--quiet"}, {"--no-b", "--quiet"}), Texts({"--quiet"}));
  EXPECT_EQ(OffInBoth({"--no-a"}, {}), Texts());
}

TEST(FoldSwitches, OffInBothSparesWhatEitherSpares) {
  EXPECT_EQ(OffInBoth({"--none without --a"}, {"--none without --b"}), Texts({"--none without --a or --b"}));
  EXPECT_EQ(OffInBoth({"--none without --a or --b"}, {"--none without --c"}), Texts({"--none without --a or --b or --c"}));
  EXPECT_EQ(OffInBoth({"--none"}, {"--none without --b"}), Texts({"--none without --b"}));
  EXPECT_EQ(OffInBoth({"--none without --a"}, {"--quiet without --a"}), Texts());
}

TEST(FoldSwitches, OffInEitherLeavesOutWhatAsksForMore) {
  EXPECT_EQ(OffInEither({"--none without --a or --b"}, {"--none without --a", "--no-a"}), Texts({"--no-a", "--none without --a"}));
  EXPECT_EQ(OffInEither({"--none without --a"}, {"--none without --b"}), Texts({"--none without --a", "--none without --b"}));
  EXPECT_EQ(OffInEither({"--none without --a", "--none"}, {}), Texts({"--none"}));
}

TEST(FoldSwitches, MadeEitherWayItIsNotOff) {
  Metric without, with;
  without.switched_off_by = {"--all", "--one"};
  with.switches = {"--one"};
  Metric family;
  FoldSwitches({without, with}, family);
  EXPECT_EQ(family.switches, Texts());
  EXPECT_EQ(family.switched_off_by, Texts({"--all"}));
}

TEST(FoldSwitches, WhatASwitchDoesOnlyWithAnotherItDoesNotDoAlone) {
  Metric without, with;
  without.switched_off_by = {"--one"};
  with.switches = {"--one --two"};
  Metric family;
  FoldSwitches({without, with}, family);
  EXPECT_EQ(family.switched_off_by, Texts({"--one"}));
}

}  // namespace
}  // namespace mdg
