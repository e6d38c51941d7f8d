// In: pairs of texts. Out: diffs, and a patch made of them that leads from the first text to the second.
#include "render/unified_diff.h"

#include <gtest/gtest.h>

#include <chrono>
#include <random>
#include <vector>

namespace mdg::render {
namespace {

std::string Diff(std::string_view before, std::string_view after, size_t context = 3) {
  return UnifiedDiff(before, after, "a", "b", context);
}

TEST(UnifiedDiff, EqualTextsHaveNone) {
  EXPECT_EQ(Diff("", ""), "");
  EXPECT_EQ(Diff("x\ny", "x\ny"), "");
}

TEST(UnifiedDiff, OneHunkWithContext) {
  EXPECT_EQ(Diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"),
            "--- a\n+++ b\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

TEST(UnifiedDiff, DistantChangesHaveHunksOfTheirOwn) {
  EXPECT_EQ(Diff("1\n2\n3\n4\n5\n", "one\n2\n3\n4\nfive\n", 1),
            "--- a\n+++ b\n@@ -1,2 +1,2 @@\n-1\n+one\n 2\n@@ -4,2 +4,2 @@\n 4\n-5\n+five\n");
  EXPECT_EQ(Diff("1\n2\n3\n4\n", "one\n2\n3\nfour\n", 1),
            "--- a\n+++ b\n@@ -1,4 +1,4 @@\n-1\n+one\n 2\n 3\n-4\n+four\n");
}

TEST(UnifiedDiff, InsertionsDeletionsAndEmptyTexts) {
  EXPECT_EQ(Diff("", "1\n2\n"), "--- a\n+++ b\n@@ -0,0 +1,2 @@\n+1\n+2\n");
  EXPECT_EQ(Diff("1\n", ""), "--- a\n+++ b\n@@ -1 +0,0 @@\n-1\n");
  EXPECT_EQ(Diff("1\n3\n", "1\n2\n3\n", 0), "--- a\n+++ b\n@@ -1,0 +2 @@\n+2\n");
}

TEST(UnifiedDiff, AMissingLastLineBreakIsSaid) {
  EXPECT_EQ(Diff("1\n2", "1\n2\n"), "--- a\n+++ b\n@@ -1,2 +1,2 @@\n 1\n-2\n\\ No newline at end of file\n+2\n");
}

// Applies a diff the way `patch` does, checking that context and deletions are what is there.
std::string Patch(const std::string& before, const std::string& diff) {
  auto next_line = [](std::string_view& text) {
    const size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    std::string line(text.substr(0, end));
    text.remove_prefix(end);
    return line;
  };
  std::string result;
  std::string_view rest = before, patch = diff;
  size_t line_number = 1;
  auto copy = [&](bool keep, const std::string& expected) {
    const std::string line = next_line(rest);
    ++line_number;
    if (!expected.empty()) {
      EXPECT_EQ(line, expected);
    }
    if (keep) result += line;
  };
  if (patch.empty()) return before;
  next_line(patch);
  next_line(patch);
  while (!patch.empty()) {
    const std::string line = next_line(patch);
    if (line.starts_with("@@ -")) {
      const size_t from = std::stoul(line.substr(4));
      const bool is_empty = line.find(",0 +") != std::string::npos;
      while (line_number < from + (is_empty ? 1 : 0)) copy(true, "");
      continue;
    }
    std::string text = line.substr(1);
    if (patch.starts_with("\\ No newline")) {
      next_line(patch);
      text.pop_back();
    }
    if (line[0] == '+') {
      result += text;
    } else {
      copy(line[0] == ' ', text);
    }
  }
  return result + std::string(rest);
}

TEST(UnifiedDiffProperties, PatchingLeadsFromOneToTheOther) {
  std::mt19937 random(8);
  auto next = [&] {
    std::string text;
    for (auto i = random() % 20; i > 0; --i) text += std::string(1, static_cast<char>('a' + random() % 4)) + "\n";
    if (random() % 4 == 0) text += "end";
    return text;
  };
  for (int round = 0; round < 5000; ++round) {
    const std::string before = next(), after = next();
    for (size_t context : {0u, 1u, 3u}) {
      const std::string diff = Diff(before, after, context);
      ASSERT_EQ(Patch(before, diff), after) << before << "=====\n" << after << "=====\n" << diff;
    }
  }
}

TEST(UnifiedDiffProperties, TheShortestEditIsFound) {
  // Lines kept = longest common subsequence, by the textbook's table.
  std::mt19937 random(9);
  for (int round = 0; round < 2000; ++round) {
    std::string before, after;
    for (auto i = random() % 12; i > 0; --i) before += std::string(1, static_cast<char>('a' + random() % 3)) + "\n";
    for (auto i = random() % 12; i > 0; --i) after += std::string(1, static_cast<char>('a' + random() % 3)) + "\n";
    const size_t rows = before.size() / 2, columns = after.size() / 2;
    std::vector<std::vector<size_t>> common(rows + 1, std::vector<size_t>(columns + 1));
    for (size_t i = 1; i <= rows; ++i) {
      for (size_t j = 1; j <= columns; ++j) {
        common[i][j] = before[2 * i - 2] == after[2 * j - 2] ? common[i - 1][j - 1] + 1
                                                             : std::max(common[i - 1][j], common[i][j - 1]);
      }
    }
    const std::string diff = Diff(before, after);
    size_t changes = 0;
    for (size_t at = diff.find("@@\n"); at != std::string::npos && at + 1 < diff.size(); at = diff.find('\n', at + 1)) {
      changes += diff[at + 1] == '+' || diff[at + 1] == '-' ? 1 : 0;
    }
    ASSERT_EQ(changes, rows + columns - 2 * common[rows][columns]) << diff;
  }
}

TEST(UnifiedDiff, HugeDifferencesTakeNoAges) {
  std::string before, after;
  for (int i = 0; i < 100000; ++i) {
    before += "before " + std::to_string(i) + "\n";
    after += "after " + std::to_string(i) + "\n";
  }
  const std::string same = "the same line\n";
  const auto start = std::chrono::steady_clock::now();
  const std::string diff = Diff(same + before + same, same + after + same, 1);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
  EXPECT_TRUE(diff.starts_with("--- a\n+++ b\n@@ -1,100002 +1,100002 @@\n the same line\n-before 0\n"));
  EXPECT_EQ(diff.size(), 12 + 26 + 30 + before.size() + after.size() + 200000);
}

}  // namespace
}  // namespace mdg::render
