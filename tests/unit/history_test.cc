// In: lines of a history as git prints them, made up. Out: which commit and which release brought what. That git prints such lines is
// seen with git itself (end_to_end/history_test.sh).
#include <gtest/gtest.h>

#include "history/names_in_source.h"
#include "history/releases.h"
#include "history/tally.h"

namespace mdg::history {
namespace {

using Lines = std::vector<std::string>;

Lines Commit(const std::string& hash, const std::string& path, const Lines& removed, const Lines& added) {
  Lines lines = {'\x01' + hash + " 2024-01-0" + hash, "", "diff --git a/" + path + " b/" + path, "--- a/" + path, "+++ b/" + path};
  lines.push_back("@@ -1," + std::to_string(removed.size()) + " +1," + std::to_string(added.size()) + " @@ func f() {");
  for (const std::string& line : removed) lines.push_back('-' + line);
  for (const std::string& line : added) lines.push_back('+' + line);
  return lines;
}

std::string CommitOf(const Wanted& wanted, const std::vector<Lines>& commits) {
  Tally tally({wanted});
  for (const Lines& commit : commits) {
    for (const std::string& line : commit) tally.Line(line);
  }
  return tally.Finish().at(0).commit;
}

TEST(History, ATextIsFromTheCommitThatBroughtIt) {
  const Wanted wanted{"hits_total", {}};
  EXPECT_EQ(CommitOf(wanted, {Commit("1", "a.go", {}, {"package a"}), Commit("2", "a.go", {}, {"Name: \"hits_total\","})}), "2");
  EXPECT_EQ(CommitOf(wanted, {Commit("1", "a.go", {}, {"Name: \"hits_total2\", // hits_total"})}), "") << "another name, and no name";
}

TEST(History, WhatMovesOrChangesItsLineIsAsOldAsBefore) {
  const Lines first = Commit("1", "a.go", {}, {"Name: \"hits_total\","});
  EXPECT_EQ(CommitOf({"hits_total", {}}, {first, Commit("2", "a.go", {"Name: \"hits_total\","}, {"  Name:  `hits_total`,"})}), "1");
  Lines moved = Commit("2", "a.go", {"Name: \"hits_total\","}, {});
  const Lines there = Commit("2", "b.go", {}, {"Name: \"hits_total\","});
  moved.insert(moved.end(), there.begin() + 2, there.end());  // one commit
  EXPECT_EQ(CommitOf({"hits_total", {}}, {first, moved}), "1");
  EXPECT_EQ(CommitOf({"hits_total", {"b.go"}}, {first, moved}), "2") << "only what is in b.go is asked for";
}

TEST(History, WhatWasTakenOutAndCameBackIsAsOldAsItsReturn) {
  const std::string line = "Name: \"hits_total\",";
  EXPECT_EQ(CommitOf({"hits_total", {}}, {Commit("1", "a.go", {}, {line}), Commit("2", "a.go", {line}, {}), Commit("3", "a.go", {}, {line})}), "3");
  EXPECT_EQ(CommitOf({"hits_total", {}}, {Commit("1", "a.go", {}, {line}), Commit("2", "a.go", {line}, {})}), "") << "it is gone";
}

TEST(History, LinesThatLookLikeHeadsAreLines) {
  EXPECT_EQ(CommitOf({"hits_total", {"a.go"}},
                     {Commit("1", "a.go", {"-- a/b.go"}, {"++ b/b.go", "Name: \"hits_total\","})}), "1");
}

TEST(History, ANameStandsInSourceByItsEnd) {
  auto found = [](const std::string& name, const std::string& source) { return NameIn(Text(name), TokensOf(source)); };
  EXPECT_EQ(found("app_cache_hits_total", "BuildFQName(ns, \"cache\", \"hits_total\")"), "hits_total");
  EXPECT_EQ(found("app_cache_hits_total", "{\"app_cache_hits_total\", \"hits_total\"}"), "app_cache_hits_total") << "the longest";
  EXPECT_EQ(found("app_cache_hits_total", "prefix + \"_hits_total\""), "_hits_total");
  EXPECT_EQ(found("app_cache_hits_total", "\"its_total\""), "") << "whole words";
  EXPECT_EQ(found("vm_rows_total", "`vm_rows_total{type=\"x\"}`"), "vm_rows_total");
  EXPECT_EQ(found("http_server_duration_seconds_total", "\"http.server.duration\""), "http_server_duration");
  EXPECT_EQ(found("app_up", "\"up\""), "") << "two letters may be anything";
}

TEST(History, TheFirstReleaseThatContainsACommit) {
  // 1 - 2 - 4 - 5, and 3 beside 2, merged by 4
  Releases releases;
  for (const char* line : {"5 4", "4 2 3", "3 1", "2 1", "1"}) releases.AddCommit(line);
  releases.AddTag("1", "v1.0.0-rc.1");
  releases.AddTag("2", "v1.0.0");
  releases.AddTag("4", "api/v9.0.0");
  releases.AddTag("4", "v1.1");
  EXPECT_EQ(releases.FirstWith("1"), "v1.0.0");
  EXPECT_EQ(releases.FirstWith("3"), "v1.1");
  EXPECT_EQ(releases.FirstWith("5"), "");
}

TEST(History, ReleasesAreForUsers) {
  for (const char* tag : {"v1.2.3", "1.0", "0.9.0", "release-1.4", "app-v2.0.1"}) EXPECT_TRUE(IsRelease(tag)) << tag;
  for (const char* tag : {"v1.2.3-rc.0", "api/v1.0.0", "v2", "nightly", "build20240101", "v1.0.0+meta", "v1..2"}) EXPECT_FALSE(IsRelease(tag)) << tag;
}

}  // namespace
}  // namespace mdg::history
