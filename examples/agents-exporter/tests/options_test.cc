#include "options.h"

#include <gtest/gtest.h>

#include <vector>

namespace agents_exporter {
namespace {

tl::expected<Options, EarlyExit> Parse(std::vector<const char*> words) {
  words.insert(words.begin(), "agents-exporter");
  return ParseOptions(static_cast<int>(words.size()), words.data());
}

TEST(Options, HaveDefaults) {
  const auto options = Parse({});
  ASSERT_TRUE(options);
  EXPECT_EQ(options->sqlite_path, "agents.db");
  EXPECT_EQ(options->postgres, "");
  EXPECT_EQ(options->listen, "127.0.0.1:2112");
  EXPECT_EQ(options->interval, std::chrono::minutes(1));
}

TEST(Options, AreRead) {
  const auto options = Parse({"--postgres", "host=127.0.0.1 dbname=agents", "--listen", "[::1]:0", "--interval", "0.25",
                              "--query-timeout", "5", "--connection-timeout", "0"});
  ASSERT_TRUE(options);
  EXPECT_EQ(options->postgres, "host=127.0.0.1 dbname=agents");
  EXPECT_EQ(options->listen, "[::1]:0");
  EXPECT_EQ(options->interval, std::chrono::milliseconds(250));
  EXPECT_EQ(options->query_timeout, std::chrono::seconds(5));
  EXPECT_EQ(options->connection_timeout, std::chrono::seconds(0));
}

TEST(Options, HelpGoesToStandardOutput) {
  const auto options = Parse({"--help"});
  ASSERT_FALSE(options);
  EXPECT_EQ(options.error().code, 0);
  EXPECT_NE(options.error().output.find("--sqlite"), std::string::npos);
  EXPECT_EQ(options.error().error, "");
}

TEST(Options, RefuseWhatMakesNoSense) {
  for (const std::vector<const char*>& words : {std::vector<const char*>{"--unknown"},
                                                {"agents.db"},
                                                {"--interval", "0"},
                                                {"--interval", "soon"},
                                                {"--listen", "2112"},
                                                {"--listen", "localhost:http"},
                                                {"--listen", "127.0.0.1:99999"},
                                                {"--listen", "127.0.0.1:80,127.0.0.1:81s"},
                                                {"--listen", ":2112"},
                                                {"--sqlite", "a.db", "--postgres", "dbname=b"}}) {
    const auto options = Parse(words);
    ASSERT_FALSE(options) << words.front() << ' ' << words.back();
    EXPECT_EQ(options.error().code, 2);
    EXPECT_NE(options.error().error, "");
  }
}

TEST(Options, NeverShowAPassword) {
  const auto options = Parse({"--postgres", "postgresql//ada:swordfish@db/agents"});
  ASSERT_FALSE(options);
  EXPECT_EQ(options.error().code, 2);
  EXPECT_EQ((options.error().output + options.error().error).find("swordfish"), std::string::npos);
}

}  // namespace
}  // namespace agents_exporter
