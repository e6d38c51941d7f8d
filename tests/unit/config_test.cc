// In: configuration texts. Out: what they mean, or the first mistake with its place.
#include "config/config.h"

#include <gtest/gtest.h>

#include "render/document.h"
#include "cli/forms.h"
#include "cli/scan_options.h"
#include "render/registry.h"

namespace mdg::config {
namespace {

std::string MistakeIn(std::string_view text) {
  const Result<Config> config = Parse(text, "c.toml");
  return config ? "none" : config.error().message;
}

TEST(Config, AnEmptyFileMeansTheDefaults) {
  const Result<Config> config = Parse("", "c.toml");
  ASSERT_TRUE(config);
  EXPECT_EQ(*config, Config());
  EXPECT_EQ(config->roots, std::vector<std::string>{"."});
}

TEST(Config, EveryKeyIsRead) {
  const Result<Config> config = Parse(R"(
roots = ["server", "agent"]
exclude = ["**/mocks/**"]
include_vendored = true
include_tests = true
hand_kept = ["metrics.static"]
generated = "metrics.generated"

[[documents]]
path = "docs/metrics.md"
begin = "<!-- a -->"
end = "<!-- b -->"
columns = ["name", "help"]
order = "folder"
table = "aligned"
names = ["app_*"]
types = ["counter"]
folders = ["server/**"]
programs = ["cmd/a"]
patterns = true
counts = true

[[documents]]
path = "docs/metrics.md"
)",
                                      "c.toml");
  ASSERT_TRUE(config) << config.error().message;
  Config expected;
  expected.roots = {"server", "agent"};
  expected.excludes = {"**/mocks/**"};
  expected.include_vendored = expected.include_tests = true;
  expected.hand_kept = {"metrics.static"};
  expected.generated = "metrics.generated";
  expected.documents.resize(2);
  expected.documents[0] = {.path = "docs/metrics.md",
                           .begin = "<!-- a -->",
                           .end = "<!-- b -->",
                           .columns = {"name", "help"},
                           .order = "folder",
                           .table = "aligned",
                           .names = {"app_*"},
                           .types = {"counter"},
                           .folders = {"server/**"},
                           .programs = {"cmd/a"},
                           .patterns = true,
                           .counts = true,
                           .line = 9};
  expected.documents[1].path = "docs/metrics.md";
  expected.documents[1].line = 23;
  EXPECT_EQ(*config, expected);
}

TEST(Config, AMistakeIsNamedWithItsPlaceAndASuggestion) {
  EXPECT_EQ(MistakeIn("rots = []"), "c.toml:1:1: unknown key `rots` (did you mean `roots`?)");
  EXPECT_EQ(MistakeIn("[[documents]]\npaht = 'x'"), "c.toml:2:1: unknown key `paht` (did you mean `path`?)");
  EXPECT_EQ(MistakeIn("roots = 'x'"), "c.toml:1:9: `roots` must be a list of texts, like roots = [\"a\", \"b\"]");
  EXPECT_EQ(MistakeIn("roots = []"), "c.toml:1:9: `roots` must name at least one folder");
  EXPECT_EQ(MistakeIn("generated = 1"), "c.toml:1:13: `generated` must be a text in quotes");
  EXPECT_EQ(MistakeIn("include_tests = 'yes'"), "c.toml:1:17: `include_tests` must be true or false");
  EXPECT_EQ(MistakeIn("[[documents]]"), "c.toml:1:1: a document needs a `path`");
  EXPECT_EQ(MistakeIn("[documents]\npath = 'x'"), "c.toml:1:1: documents are written as [[documents]]");
  EXPECT_EQ(MistakeIn("[[documents]]\npath = 'x'\ntable = 'wide'"),
            "c.toml:3:9: `table` cannot hold `wide`; it is made of compact, aligned");
  EXPECT_EQ(MistakeIn("[[documents]]\npath = 'x'\nbegin = 'b'"), "c.toml:1:1: `begin` and `end` go together");
}

TEST(Config, RootsOutsideHaveAFolderTheirPlacesAreSeenFrom) {
  using cli::RootOutside;
  EXPECT_EQ(RootOutside({"."}), "");
  EXPECT_EQ(RootOutside({"server", "../app"}), "");
  EXPECT_EQ(RootOutside({"../app/"}), "../app");
  EXPECT_EQ(RootOutside({"/src/app/server", "/src/app/agent"}), "/src/app");
  EXPECT_EQ(RootOutside({"/src/app", "/src/apple"}), "/src");
  EXPECT_EQ(RootOutside({"/a", "/b"}), "");
  EXPECT_EQ(RootOutside({"/a", "../b"}), "");
  EXPECT_EQ(RootOutside({}), "");
}

TEST(Config, EveryWordItAcceptsIsOneThatRenderUnderstands) {
  for (std::string_view word : kColumns) EXPECT_TRUE(render::ParseColumn(word)) << word;
  for (std::string_view word : kOrders) EXPECT_TRUE(render::ParseOrder(word)) << word;
  for (std::string_view word : kTables) EXPECT_NE(render::FindForm(word), nullptr) << word;
  EXPECT_EQ(kForms, cli::FormNames());
  for (std::string_view word : kGroups) EXPECT_TRUE(render::ParseGrouping(word)) << word;
  for (std::string_view word : kTypes) EXPECT_TRUE(ParseMetricType(word)) << word;
}

TEST(Config, TwoDocumentsWithTheSamePathAndMarkersAreRefused) {
  EXPECT_EQ(
      MistakeIn("[[documents]]\npath = 'x'\n[[documents]]\npath = 'x'\n"),
      "c.toml:3:1: `x` has a document with the same markers already, in line 1; give each its own `begin` and `end`");
  EXPECT_EQ(
      MistakeIn("[[documents]]\npath = 'x'\n[[documents]]\npath = './x'\n"),
      "c.toml:3:1: `x` has a document with the same markers already, in line 1; give each its own `begin` and `end`");
  EXPECT_EQ(MistakeIn("[[documents]]\npath = 'x'\n[[documents]]\npath = 'y'\n"), "none");
}

}  // namespace
}  // namespace mdg::config
