#include "agent_row.h"

#include <gtest/gtest.h>

namespace agents_exporter {
namespace {

using namespace std::chrono_literals;

constexpr const char* kId = "0f8fad5b-d9cb-469f-a165-70867728950e";

AgentRow GoodRow() {
  return {kId,        "main",     "2026-01-31 08:00:00", "2026-01-31 08:00:42.5", std::nullopt, std::nullopt, "ada",
          "compiler", "container"};
}

TEST(Uuid, IsReadInEitherCaseAndWrittenInLower) {
  const auto id = ParseUuid("0F8FAD5B-d9cb-469f-A165-70867728950E");
  ASSERT_TRUE(id);
  EXPECT_EQ(id->high, 0x0f8fad5bd9cb469f);
  EXPECT_EQ(id->low, 0xa16570867728950e);
  EXPECT_EQ(Text(*id), kId);
  EXPECT_EQ(Text(Uuid{0, 1}), "00000000-0000-0000-0000-000000000001");
}

TEST(Uuid, RefusesEverythingElse) {
  for (const char* text : {"", "0f8fad5b", "0f8fad5bd9cb469fa16570867728950e", "0f8fad5b-d9cb-469f-a165-70867728950",
                           "0f8fad5b-d9cb-469f-a165-70867728950e ", "0f8fad5b-d9cb-469f-a165_70867728950e",
                           "0f8fad5b-d9cb-469f-a165-70867728950g", "0f8fad5b-d9cb-469f-a165--0867728950e"}) {
    EXPECT_FALSE(ParseUuid(text)) << text;
  }
}

TEST(Times, AreReadAsBothDatabasesWriteThem) {
  const Time expected = std::chrono::sys_days(std::chrono::year(2026) / 1 / 31) + 8h;
  EXPECT_EQ(ParseTime("2026-01-31 08:00:00"), expected);
  EXPECT_EQ(ParseTime("2026-01-31T08:00:00Z"), expected);
  EXPECT_EQ(ParseTime("2026-01-31 08:00:00+00"), expected);
  EXPECT_EQ(ParseTime("2026-01-31 08:00:00.25+00:00"), expected + 250ms);
  EXPECT_EQ(ParseTime("2026-01-31 08:00:00.000001"), expected + 1us);
  EXPECT_EQ(ParseTime("1969-12-31 23:59:59"), Time(-1s));
  EXPECT_EQ(ParseTime("2024-02-29 00:00:00"), Time(std::chrono::sys_days(std::chrono::year(2024) / 2 / 29)));
}

TEST(Times, AreNotGuessed) {
  for (const char* text :
       {"", "infinity", "-infinity", "yesterday", "1769846400", "2026-01-31", "2026-02-30 00:00:00",
        "2026-13-01 00:00:00", "2026-01-31 24:00:00", "2026-01-31 08:60:00", "2026-01-31 08:00:60",
        "2026-01-31 08:00:00.", "2026-01-31 08:00:00.1234567", "2026-01-31 08:00:00+01", "10000-01-31 08:00:00",
        "0044-03-15 08:00:00 BC", " 2026-01-31 08:00:00", "2026-1-31 8:00:00"}) {
    EXPECT_FALSE(ParseTime(text)) << text;
  }
}

TEST(Times, ComeBackFromTheirText) {
  for (const char* text : {"2026-01-31 08:00:00.000000", "1999-12-31 23:59:59.999999", "1969-07-20 20:17:40.500000"}) {
    ASSERT_TRUE(ParseTime(text)) << text;
    EXPECT_EQ(Text(*ParseTime(text)), text);
  }
}

TEST(LabelValue, LeavesUtf8Alone) {
  for (const char* text : {"", "plain", "björn", "小林", "\"\\\n", "\U0001F680", "\uFFFD",
                           "\u0080\u07FF\u0800\uD7FF\uE000\uFFFF\U00010000\U0010FFFF"}) {
    EXPECT_EQ(LabelValue(text), text);
  }
}

TEST(LabelValue, ReplacesEachByteThatIsNone) {
  EXPECT_EQ(LabelValue("a\xFFz"), "a\uFFFDz");
  EXPECT_EQ(LabelValue("\xC3"), "\uFFFD");                      // cut short
  EXPECT_EQ(LabelValue("\xC0\xAF"), "\uFFFD\uFFFD");            // longer than needed
  EXPECT_EQ(LabelValue("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");  // half a surrogate pair
  EXPECT_EQ(LabelValue("\xF4\x90\x80\x80"), "\uFFFD\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(LabelValue("\xE2\x82"
                       "a"),
            "\uFFFD\uFFFD"
            "a");
  EXPECT_EQ(LabelValue(std::string_view("a\0b", 3)),
            "a\uFFFD"
            "b");
}

TEST(AgentRow, BecomesAnAgent) {
  const auto agent = ParseAgent(GoodRow());
  ASSERT_TRUE(agent);
  EXPECT_EQ(Text(agent->id), kId);
  EXPECT_EQ(agent->name, "main");
  EXPECT_EQ(agent->owner_username, "ada");
  EXPECT_EQ(agent->workspace_name, "compiler");
  EXPECT_EQ(agent->template_name, "container");
  EXPECT_EQ(*agent->first_connected_at - agent->created_at, 42'500ms);
  EXPECT_FALSE(agent->last_connected_at);
  EXPECT_FALSE(agent->disconnected_at);
}

TEST(AgentRow, NamesTheFirstMalformedColumn) {
  const auto column_of = [](Column column, std::optional<std::string_view> value) {
    AgentRow row = GoodRow();
    row[static_cast<std::size_t>(column)] = value;
    const auto agent = ParseAgent(row);
    return agent ? "none" : Name(agent.error());
  };
  EXPECT_STREQ(column_of(Column::kId, std::nullopt), "id");
  EXPECT_STREQ(column_of(Column::kId, "42"), "id");
  for (const Column time :
       {Column::kCreatedAt, Column::kFirstConnectedAt, Column::kLastConnectedAt, Column::kDisconnectedAt}) {
    EXPECT_STREQ(column_of(time, "infinity"), Name(time));
  }
  EXPECT_STREQ(column_of(Column::kCreatedAt, std::nullopt), "created_at");
  EXPECT_STREQ(column_of(Column::kFirstConnectedAt, std::nullopt), "none");
  for (const Column name : {Column::kName, Column::kOwnerUsername, Column::kWorkspaceName, Column::kTemplateName}) {
    EXPECT_STREQ(column_of(name, std::nullopt), Name(name));
    EXPECT_STREQ(column_of(name, ""), "none");
    EXPECT_STREQ(column_of(name, "\xFF"), "none");
  }
}

TEST(ConnectionStatus, FollowsTheNewestConnection) {
  Agent agent;
  agent.created_at = Time(1000s);
  const auto status = [&](std::chrono::seconds now) { return std::string(Name(StatusAt(agent, Time(now), 120s))); };
  EXPECT_EQ(status(1120s), "connecting");
  EXPECT_EQ(status(1121s), "timeout");
  EXPECT_EQ(status(900s), "connecting");  // our clock is behind
  agent.first_connected_at = Time(1050s);
  EXPECT_EQ(status(5000s), "connected");
  agent.disconnected_at = Time(1050s);
  EXPECT_EQ(status(5000s), "disconnected");
  agent.last_connected_at = Time(1060s);
  EXPECT_EQ(status(5000s), "connected");
  agent.disconnected_at = Time(1061s);
  EXPECT_EQ(status(5000s), "disconnected");
}

}  // namespace
}  // namespace agents_exporter
