// In: words of a command line. Out: options and positionals, or a message with a suggestion.
#include "cli/arguments.h"

#include <gtest/gtest.h>

#include "cli/commands.h"
#include "cli/help.h"

namespace mdg::cli {
namespace {

Command TestCommand() {
  return {.name = "test",
          .positional = "[PATH...]",
          .most_positionals = 2,
          .options = {{.name = "--output", .short_name = "-o", .kind = Option::Kind::kText, .value = "FILE"},
                      {.name = "--exclude", .kind = Option::Kind::kTexts, .value = "GLOB"},
                      {.name = "--threads", .kind = Option::Kind::kNumber, .value = "N"},
                      {.name = "--format", .kind = Option::Kind::kText, .value = "F", .choices = {"text", "json"}},
                      {.name = "--dry-run", .short_name = "-n"}}};
}

Arguments Parsed(const std::vector<std::string>& words) {
  Result<Arguments> arguments = ParseArguments(TestCommand(), words);
  EXPECT_TRUE(arguments) << arguments.error().message;
  return *arguments;
}

std::string Refused(const std::vector<std::string>& words) {
  const Result<Arguments> arguments = ParseArguments(TestCommand(), words);
  return arguments ? "accepted" : arguments.error().message;
}

TEST(Arguments, EverySpellingOfAnOptionIsRead) {
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
           {"--output", "x"}, {"--output=x"}, {"-o", "x"}, {"-ox"}, {"-o", "y", "-o", "x"}}) {
    EXPECT_EQ(Parsed(words).Text("--output"), "x");
  }
  EXPECT_EQ(Parsed({"--output="}).Text("--output"), "");
  EXPECT_TRUE(Parsed({"--output="}).Has("--output"));
  EXPECT_FALSE(Parsed({}).Has("--output"));
  EXPECT_TRUE(Parsed({"-n"}).Has("--dry-run"));
  EXPECT_EQ(Parsed({"--exclude", "a", "--exclude=b"}).Texts("--exclude"), (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(Parsed({"--threads", "7"}).Number("--threads", 1), 7);
  EXPECT_EQ(Parsed({}).Number("--threads", 1), 1);
}

TEST(Arguments, PositionalsStandAnywhereAndAfterTwoDashesMayLookLikeOptions) {
  EXPECT_EQ(Parsed({"a", "-n", "b"}).positionals(), (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(Parsed({"--", "-n", "--"}).positionals(), (std::vector<std::string>{"-n", "--"}));
  EXPECT_EQ(Parsed({"-"}).positionals(), (std::vector<std::string>{"-"}));
}

TEST(Arguments, AMistakeIsNamedWithASuggestion) {
  const std::string help = "; see `metricsdocgen test --help`";
  EXPECT_EQ(Refused({"--outptu", "x"}), "unknown option `--outptu` (did you mean `--output`?)" + help);
  EXPECT_EQ(Refused({"-x"}), "unknown option `-x`" + help);
  EXPECT_EQ(Refused({"-o"}), "`--output` wants FILE after it" + help);
  EXPECT_EQ(Refused({"--dry-run=yes"}), "`--dry-run` takes no value, but got `yes`");
  EXPECT_EQ(Refused({"--threads", "many"}), "`--threads` wants a number, not `many`");
  EXPECT_EQ(Refused({"--threads", "-1"}), "`--threads` wants a number, not `-1`");
  EXPECT_EQ(Refused({"--format", "jsn"}), "`--format` cannot be `jsn` (did you mean `json`?); it is one of text, json");
  EXPECT_EQ(Refused({"a", "b", "c"}), "`test` takes fewer arguments, but got `c`" + help);
}

TEST(Help, EveryCommandAndOptionIsExplainedInOneStyle) {
  for (const Command& command : Commands()) {
    EXPECT_FALSE(command.summary.empty()) << command.name;
    EXPECT_FALSE(command.description.empty()) << command.name;
    EXPECT_FALSE(command.examples.empty()) << command.name;
    const std::string text = HelpText(command), page = HelpMarkdown(command);
    for (const Option& option : command.options) {
      EXPECT_FALSE(option.help.empty()) << option.name;
      EXPECT_FALSE(option.help.ends_with('.')) << option.name;
      EXPECT_EQ(option.kind == Option::Kind::kSwitch, option.value.empty()) << option.name;
      EXPECT_NE(text.find(option.name), std::string::npos) << option.name;
      EXPECT_NE(page.find(option.name), std::string::npos) << option.name;
    }
    for (const Example& example : command.examples) {
      EXPECT_TRUE(example.line.starts_with("metricsdocgen ")) << example.line;
      EXPECT_NE(text.find(example.line), std::string::npos) << example.line;
    }
    for (size_t begin = 0; begin < text.size();) {
      const size_t end = std::min(text.find('\n', begin), text.size());
      EXPECT_LE(end - begin, 100u) << text.substr(begin, end - begin);
      begin = end + 1;
    }
  }
}

}  // namespace
}  // namespace mdg::cli
