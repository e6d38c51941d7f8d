// What build constraints say about builds.
#include "model/build_constraint.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace mdg {
namespace {

TEST(BuildConstraint, TheDefaultBuildIsLinuxOnAmd64WithoutTagsOfTheProject) {
  for (const char* holds : {"", "linux", "!windows", "unix", "amd64 && linux", "!nocpu && linux", "linux && cgo", "go1.18",
                            "(darwin || linux) && !arm64", "freebsd || (linux && !tiny)"}) {
    EXPECT_TRUE(HoldsByDefault(holds)) << holds;
  }
  for (const char* not_held : {"windows", "!linux", "darwin || freebsd", "linux && arm64", "linux && !cgo", "debug", "!unix", "android"}) {
    EXPECT_FALSE(HoldsByDefault(not_held)) << not_held;
  }
}

TEST(BuildConstraint, TwoSystemsAreNeverOneBuild) {
  EXPECT_FALSE(CanHoldTogether("linux", "darwin"));
  EXPECT_FALSE(CanHoldTogether("!nonetdev && linux", "!nonetdev && (freebsd || openbsd)"));
  EXPECT_FALSE(CanHoldTogether("amd64", "linux && arm64"));
  EXPECT_FALSE(CanHoldTogether("debug", "!debug"));
  EXPECT_FALSE(CanHoldTogether("!unix", "solaris"));
  EXPECT_FALSE(CanHoldTogether("linux && debug", "linux && small && !debug"));
}

TEST(BuildConstraint, WhatSomeBuildSatisfiesCanHoldTogether) {
  EXPECT_TRUE(CanHoldTogether("", "darwin"));
  EXPECT_TRUE(CanHoldTogether("linux", "linux"));
  EXPECT_TRUE(CanHoldTogether("linux", "android"));
  EXPECT_TRUE(CanHoldTogether("!linux", "!darwin"));
  EXPECT_TRUE(CanHoldTogether("debug", "linux && !small"));
  EXPECT_TRUE(CanHoldTogether("unix", "openbsd || windows"));
}

TEST(BuildConstraint, WhatCannotBeReadHolds) {
  for (const std::string& broken : {std::string("linux &&"), std::string("(darwin"), std::string("&& windows"), std::string("darwin darwin"),
                                    std::string(1000, '!') + "linux", std::string(100'000, '(')}) {
    EXPECT_TRUE(HoldsByDefault(broken)) << broken.substr(0, 20);
    EXPECT_TRUE(CanHoldTogether(broken, "linux")) << broken.substr(0, 20);
  }
}

TEST(BuildConstraint, ManyTagsAreNotTriedOut) {
  std::string many = "a0";
  for (int i = 1; i < 40; ++i) many += " && a" + std::to_string(i);
  EXPECT_TRUE(CanHoldTogether(many, "!a0"));
}

TEST(BuildConstraint, OneImpliesAnother) {
  EXPECT_TRUE(Implies("linux && !nocpu", "linux"));
  EXPECT_TRUE(Implies("linux", "!windows"));
  EXPECT_TRUE(Implies("darwin", "(darwin || linux)"));
  EXPECT_TRUE(Implies("darwin", ""));
  EXPECT_FALSE(Implies("", "darwin"));
  EXPECT_FALSE(Implies("linux", "linux && cgo"));
  EXPECT_FALSE(Implies("linux", "linux &&")) << "not readable";
}

TEST(BuildConstraint, BothSayEachTermOnceAndNoneThatFollows) {
  EXPECT_EQ(Both("", "linux"), "linux");
  EXPECT_EQ(Both("linux || darwin", ""), "linux || darwin");
  EXPECT_EQ(Both("linux", "amd64"), "linux && amd64");
  EXPECT_EQ(Both("(darwin || linux) && !nomem", "!nomem && linux"), "!nomem && linux");
  EXPECT_EQ(Both("linux || darwin", "cgo"), "(linux || darwin) && cgo");
  EXPECT_EQ(Both("linux || darwin", "darwin || windows"), "(linux || darwin) && (darwin || windows)");
  EXPECT_EQ(Both("!windows", "linux"), "linux");
  EXPECT_EQ(Both("darwin && cgo", "linux || (darwin && cgo)"), "darwin && cgo");
}

TEST(BuildConstraint, EitherOfAllBuildsIsNoConstraint) {
  EXPECT_EQ(Either({"linux && cgo"}), "linux && cgo");
  EXPECT_EQ(Either({"linux", "darwin && cgo"}), "linux || (darwin && cgo)");
  EXPECT_EQ(Either({"linux", "!linux"}), "");
  EXPECT_EQ(Either({"linux", ""}), "");
}

TEST(BuildConstraint, AlternativesAreSaidAsShortAsTheyCanBe) {
  const auto shortened = [](std::vector<std::string> alternatives) {
    ShortenAlternatives(alternatives);
    return alternatives;
  };
  using Alternatives = std::vector<std::string>;
  EXPECT_EQ(shortened({"linux", "darwin"}), (Alternatives{"linux", "darwin"}));
  EXPECT_EQ(shortened({"linux", "linux"}), (Alternatives{"linux"}));
  EXPECT_EQ(shortened({"linux && cgo", "linux"}), (Alternatives{"linux"}));
  EXPECT_EQ(shortened({"linux", "!linux"}), Alternatives{});
  EXPECT_EQ(shortened({"!nocpu && linux", "!nocpu && !linux"}), (Alternatives{"!nocpu"}));
  EXPECT_EQ(shortened({"linux", "linux ||"}), (Alternatives{"linux", "linux ||"})) << "of what cannot be read nothing is told";
}

}  // namespace
}  // namespace mdg
