// The byte search: the vector and the portable form must agree, wherever a needle stands.
#include "discover/needles.h"

#include <gtest/gtest.h>

#include <random>

namespace mdg::discover {
namespace {

TEST(Needles, FoundAtEveryPlace) {
  const Needles needles({"needle", "xyz"});
  for (size_t size = 0; size < 140; ++size) {
    std::string text(size, 'n');
    EXPECT_FALSE(needles.AnyIn(text)) << size;
    for (size_t at = 0; at + 6 <= size; ++at) {
      std::string with = text;
      with.replace(at, 6, "needle");
      EXPECT_TRUE(needles.AnyIn(with)) << size << " " << at;
      with[at + 5] = 'n';
      EXPECT_FALSE(needles.AnyIn(with)) << size << " " << at;
    }
  }
}

TEST(Needles, NoneShortAndEmptyOnes) {
  EXPECT_FALSE(Needles({}).AnyIn("text"));
  EXPECT_FALSE(Needles({""}).AnyIn("text"));
  EXPECT_TRUE(Needles({"", "x"}).AnyIn("text"));
  EXPECT_FALSE(Needles({"y", "needle"}).AnyIn("text"));
  EXPECT_TRUE(Needles({"text"}).AnyIn("text"));
  EXPECT_FALSE(Needles({"texts"}).AnyIn("text"));
  EXPECT_FALSE(Needles({"abc"}).AnyIn(""));
}

TEST(Needles, MoreThanThereAreBuckets) {
  std::vector<std::string> many;
  for (int i = 0; i < 100; ++i) many.push_back("needle" + std::to_string(i) + ";");
  const Needles needles(many);
  for (const std::string& needle : many) EXPECT_TRUE(needles.AnyIn(std::string(50, '.') + needle)) << needle;
  EXPECT_FALSE(needles.AnyIn(std::string(50, '.') + "needle100;" + std::string(50, '.')));
}

TEST(Needles, BothFormsAgreeOnAnyBytes) {
  std::mt19937 random(1);
  for (int round = 0; round < 3000; ++round) {
    std::vector<std::string> texts;
    for (int i = 0; i < 5; ++i) {
      std::string text(i == 0 ? random() % 200 : 3 + random() % 3, '\0');
      for (char& c : text) c = static_cast<char>(random() % 3 == 0 ? 0x80 + random() % 2 : 'a' + random() % 2);
      texts.push_back(text);
    }
    const Needles needles({texts[1], texts[2], texts[3], texts[4]});
    EXPECT_EQ(needles.AnyIn(texts[0]), needles.AnyInPortable(texts[0]));
  }
}

}  // namespace
}  // namespace mdg::discover
