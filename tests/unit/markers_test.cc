// In: documents with markers in every state. Out: the region replaced and every other byte kept, or what is wrong with them.
#include "render/markers.h"

#include <gtest/gtest.h>

#include <random>

#include "diagnostics/codes.h"

namespace mdg::render {
namespace {

const Markers kMarkers{"<!-- begin -->", "<!-- end -->"};
const Markers kOthers{"<!-- other begin -->", "<!-- other end -->"};

struct Outcome {
  std::optional<std::string> text;
  std::vector<std::string> diagnostics;
};

Outcome Replace(std::string_view text, const std::vector<Region>& regions) {
  Sink sink;
  Outcome outcome;
  outcome.text = ReplaceRegions(text, "doc.md", regions, sink);
  for (const Diagnostic& diagnostic : sink.TakeSorted()) {
    EXPECT_EQ(diagnostic.code, code::kMarkers);
    outcome.diagnostics.push_back(diagnostic.at.ToString() + ": " + diagnostic.message);
  }
  EXPECT_EQ(outcome.text.has_value(), outcome.diagnostics.empty());
  return outcome;
}

std::string Replaced(std::string_view text, const std::string& content = "| table |\n") {
  return Replace(text, {{kMarkers, content}}).text.value_or("failed");
}

using Lines = std::vector<std::string>;

TEST(Markers, PutABlankLineAroundTheContent) {
  EXPECT_EQ(Replaced("# Title\n\n<!-- begin -->\n\nold\ntext\n\n<!-- end -->\n\nrest"),
            "# Title\n\n<!-- begin -->\n\n| table |\n\n<!-- end -->\n\nrest");
}

TEST(Markers, WorkOnAnythingBetweenThem) {
  const std::string expected = "<!-- begin -->\n\n| table |\n\n<!-- end -->";
  EXPECT_EQ(Replaced("<!-- begin -->\n<!-- end -->"), expected);
  EXPECT_EQ(Replaced(std::string_view("<!-- begin -->\n\0\xFF\r\n<!-- end -->", 31)), expected);
  EXPECT_EQ(Replaced(expected), expected);
  EXPECT_EQ(Replaced("<!-- begin -->\n<!-- end -->", "no line break"),
            "<!-- begin -->\n\nno line break\n\n<!-- end -->");
  EXPECT_EQ(Replaced("<!-- begin -->\n<!-- end -->", ""), "<!-- begin -->\n\n\n<!-- end -->");
}

TEST(Markers, MayBeIndentedAndStandBehindAByteOrderMark) {
  EXPECT_EQ(Replaced("\xEF\xBB\xBF<!-- begin --> \n\t <!-- end -->\t\n"),
            "\xEF\xBB\xBF<!-- begin --> \n\n| table |\n\n\t <!-- end -->\t\n");
}

TEST(Markers, ACrlfDocumentKeepsCrlf) {
  EXPECT_EQ(Replaced("a\r\n<!-- begin -->\r\nold\n<!-- end -->\r\nb\n", "one\ntwo\n"),
            "a\r\n<!-- begin -->\r\n\r\none\r\ntwo\r\n\r\n<!-- end -->\r\nb\n");
}

TEST(Markers, SeveralRegionsOfOneDocument) {
  const std::string text = "<!-- other begin -->\n<!-- other end -->\nbetween\n<!-- begin -->\n<!-- end -->\n";
  EXPECT_EQ(Replace(text, {{kMarkers, "1\n"}, {kOthers, "2\n"}}).text,
            "<!-- other begin -->\n\n2\n\n<!-- other end -->\nbetween\n<!-- begin -->\n\n1\n\n<!-- end -->\n");
}

TEST(Markers, SaysWhatIsWrong) {
  const std::string begin = "<!-- begin -->\n", end = "<!-- end -->\n";
  const std::vector<std::pair<std::string, Lines>> cases = {
      {"",
       {"doc.md: the begin marker `<!-- begin -->` is missing: add it on a line of its own",
        "doc.md: the end marker `<!-- end -->` is missing: add it on a line of its own"}},
      {begin, {"doc.md: the end marker `<!-- end -->` is missing: add it on a line of its own"}},
      {"\n" + end, {"doc.md: the begin marker `<!-- begin -->` is missing: add it on a line of its own"}},
      {end + begin, {"doc.md:1: the end marker `<!-- end -->` stands before the begin marker"}},
      {begin + begin + end, {"doc.md:2: the begin marker `<!-- begin -->` stands here more than once"}},
      {begin + end + "\n" + end, {"doc.md:4: the end marker `<!-- end -->` stands here more than once"}},
      {"\nsee <!-- begin -->\n" + end, {"doc.md:2: the begin marker `<!-- begin -->` must be alone on its line"}},
  };
  for (const auto& [text, diagnostics] : cases)
    EXPECT_EQ(Replace(text, {{kMarkers, ""}}).diagnostics, diagnostics) << text;
}

TEST(Markers, RegionsMustNotOverlap) {
  const std::string nested = "<!-- begin -->\n<!-- other begin -->\n<!-- other end -->\n<!-- end -->\n";
  EXPECT_EQ(Replace(nested, {{kMarkers, ""}, {kOthers, ""}}).diagnostics,
            Lines{"doc.md:2: the region of `<!-- other begin -->` overlaps another one"});
  const std::string crossed = "<!-- begin -->\n<!-- other begin -->\n<!-- end -->\n<!-- other end -->\n";
  EXPECT_EQ(Replace(crossed, {{kOthers, ""}, {kMarkers, ""}}).diagnostics,
            Lines{"doc.md:2: the region of `<!-- other begin -->` overlaps another one"});
  EXPECT_EQ(Replace("<!-- begin -->\n<!-- end -->\n", {{kMarkers, "1"}, {kMarkers, "2"}}).diagnostics,
            Lines{"doc.md:1: two regions have the begin marker `<!-- begin -->`: give each its own"});
  // A region that is not ours to replace is text like any other.
  EXPECT_TRUE(Replace(nested, {{kMarkers, ""}}).text);
}

TEST(Markers, TextsThatCanBeNoMarkers) {
  const std::string text = "x\n";
  EXPECT_EQ(Replace(text, {{{"", "e"}, ""}}).diagnostics,
            Lines{"doc.md: a marker must be one line of text without blanks around it: ``"});
  EXPECT_FALSE(Replace(text, {{{"a\nb", "e"}, ""}}).text);
  EXPECT_FALSE(Replace(text, {{{" a", "e"}, ""}}).text);
  EXPECT_FALSE(Replace(text, {{{"a", "e "}, ""}}).text);
  EXPECT_EQ(Replace(text, {{{"x", "x"}, ""}}).diagnostics, Lines{"doc.md: the markers of a region must differ: `x`"});
}

// Where the line begins that is the marker and nothing else.
size_t FindMarkerLine(const std::string& text, const std::string& marker) {
  for (size_t at = 0; at < text.size(); at = text.find('\n', at) + 1) {
    std::string line = text.substr(at, text.find('\n', at) - at);
    line.erase(0, std::min(line.find_first_not_of(" \t\r"), line.size()));
    line.erase(line.find_last_not_of(" \t\r") + 1);
    if (line == marker) return at;
    if (text.find('\n', at) == std::string::npos) break;
  }
  return std::string::npos;
}

TEST(MarkersProperties, EveryByteOutsideIsKeptAndTwiceIsOnce) {
  std::mt19937 random(7);
  const std::vector<std::string> parts = {
      "<!-- begin -->", "<!-- end -->", "\n", "\r\n", "\r", "text", " ", "\xFF", "|", "<!--"};
  int replaced = 0;
  for (int round = 0; round < 50000; ++round) {
    std::string text;
    for (auto i = random() % 14; i > 0; --i) text += parts[random() % parts.size()];
    Sink sink;
    const std::string content = "one\ntwo\n";
    const std::optional<std::string> once = ReplaceRegions(text, "doc.md", {{kMarkers, content}}, sink);
    ASSERT_EQ(once.has_value(), sink.TakeSorted().empty());
    if (!once) continue;
    ++replaced;
    const size_t begin = FindMarkerLine(text, kMarkers.begin), end = FindMarkerLine(text, kMarkers.end);
    const size_t begin_end = text.find('\n', begin) + 1;
    ASSERT_TRUE(once->starts_with(text.substr(0, begin_end)));
    ASSERT_TRUE(once->ends_with(text.substr(end)));
    const bool has_crlf = text[begin_end - 2] == '\r';
    const std::string between = has_crlf ? "\r\none\r\ntwo\r\n\r\n" : "\none\ntwo\n\n";
    ASSERT_EQ(once->size(), begin_end + between.size() + text.size() - end);
    ASSERT_EQ(once->substr(begin_end, between.size()), between);
    ASSERT_EQ(ReplaceRegions(*once, "doc.md", {{kMarkers, content}}, sink), once);
  }
  EXPECT_GT(replaced, 100);
}

}  // namespace
}  // namespace mdg::render
