// What build constraints say about builds.
#include "model/build_constraint.h"

#include <gtest/gtest.h>

#include <string>

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

}  // namespace
}  // namespace mdg
