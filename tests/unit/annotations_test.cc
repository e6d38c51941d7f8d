// In: side files and catalogs. Out: what is read, what it does, what is a mistake.
#include "formats/annotations.h"

#include <gtest/gtest.h>

#include "merge/annotate.h"
#include "tests/unit/make_catalog.h"

namespace mdg {
namespace {

using tests::MakeMetric;
using tests::MakePattern;

std::vector<Annotation> Read(const std::string& text) {
  Result<std::vector<Annotation>> read = formats::ReadAnnotations(text, "m.yaml");
  EXPECT_TRUE(read) << read.error().message;
  return read.value_or(std::vector<Annotation>());
}

std::string MistakeIn(const std::string& text) {
  const Result<std::vector<Annotation>> read = formats::ReadAnnotations(text, "m.yaml");
  return read ? "none" : read.error().message;
}

Catalog TwoMetrics() {
  Catalog catalog;
  catalog.metrics = {MakeMetric("app_a", MetricType::kGauge, "An A.", {"zone"}), MakeMetric("app_b", MetricType::kCounter, "A B.")};
  catalog.patterns = {MakePattern({"app_", "key", "_total"}, MetricType::kCounter)};
  return catalog;
}

TEST(Annotations, KeepsWordsAsWrittenAndKnowsTheirPlace) {
  const std::vector<Annotation> read = Read("metrics:\n  app_a:\n    deprecated: 1.30\n    owner: yes\n    labels:\n      zone: Where\n");
  ASSERT_EQ(read.size(), 1u);
  EXPECT_EQ(read[0].at, (SourceLocation{"m.yaml", 2, 3}));
  EXPECT_EQ(read[0].deprecated, (Stated{"1.30", {"m.yaml", 3, 17}}));
  EXPECT_EQ(read[0].owner->text, "yes");
  EXPECT_EQ(read[0].labels, (std::vector<LabelAnnotation>{{"zone", "Where", {"m.yaml", 6, 7}}}));
}

TEST(Annotations, NothingIsNoMistake) {
  EXPECT_TRUE(Read("").empty());
  EXPECT_TRUE(Read("# later\n").empty());
  EXPECT_TRUE(Read("metrics:\n").empty());
}

TEST(Annotations, SaysWhatIsWrongAndWhere) {
  EXPECT_EQ(MistakeIn("metric:\n  a: {}"), "m.yaml:1:1: unknown key `metric`; the file has `metrics` and `labels`");
  EXPECT_EQ(MistakeIn("metrics:\n  a:\n    onwer: b"),
            "m.yaml:3:5: unknown key `onwer` (did you mean `owner`?); what can be said of a metric is labels, description, unit, stability, "
            "deprecated, owner, example, replaced_by");
  EXPECT_EQ(MistakeIn("metrics:\n  a:\n    owner:"), "m.yaml:3:5: `owner` must be a text");
  EXPECT_EQ(MistakeIn("metrics:\n  a:\n    owner: ''"), "m.yaml:3:12: `owner` must not be empty");
  EXPECT_EQ(MistakeIn("metrics:\n  a:\n    owner: b\n    owner: c"), "m.yaml:4:5: `owner` is here twice");
  EXPECT_EQ(MistakeIn("metrics: 1"), "m.yaml:1:10: `metrics` must be a mapping from names to what is known of them");
  EXPECT_EQ(MistakeIn("a: b\n---\na: b"), "m.yaml: there must be one YAML document, not several separated by `---`");
  EXPECT_NE(MistakeIn("metrics: {").find("m.yaml:1:"), std::string::npos);
  EXPECT_NE(MistakeIn(std::string(100'000, '[')), "none");
}

TEST(Annotate, ANameWinsOverAGlobAndTheLaterOverTheEarlier) {
  const merge::Annotated annotated = merge::Annotate(
      TwoMetrics(), Read("metrics:\n  app_a: {owner: one}\n  app_*: {owner: all, stability: ALPHA}\n  app_[b]: {stability: BETA}\n"));
  const Catalog& catalog = annotated.merged.catalog;
  EXPECT_TRUE(annotated.mistakes.empty());
  EXPECT_EQ(catalog.metrics[0].owner->value, "one");
  EXPECT_EQ(catalog.metrics[0].stability->value, "ALPHA");
  EXPECT_EQ(catalog.metrics[1].owner->value, "all");
  EXPECT_EQ(catalog.metrics[1].stability->value, "BETA");
  EXPECT_EQ(catalog.patterns[0].owner->value, "all");
  EXPECT_EQ(catalog.metrics[0].owner->origin, Origin::kHandKept);
}

TEST(Annotate, ADescriptionTakesThePlaceOfTheHelpVisibly) {
  const merge::Annotated annotated = merge::Annotate(TwoMetrics(), Read("metrics:\n  app_a: {description: Better., labels: {zone: Where}}\n"));
  const Metric& metric = annotated.merged.catalog.metrics[0];
  EXPECT_EQ(metric.help.value.ToString(), "Better.");
  EXPECT_EQ(metric.labels.value.labels[0].description, "Where");
  EXPECT_EQ(metric.labels.origin, Origin::kCode);
  ASSERT_EQ(metric.notes.size(), 1u);
  EXPECT_EQ(metric.notes[0], "help: hand-kept `Better.` (`m.yaml:2:24`) instead of `An A.`");
  ASSERT_EQ(annotated.merged.overrides.size(), 1u);
  EXPECT_EQ(annotated.merged.overrides[0].kind, merge::OverrideKind::kDiffers);
}

TEST(Annotate, WhatIsAboutNothingIsAMistake) {
  const merge::Annotated annotated = merge::Annotate(
      TwoMetrics(), Read("metrics:\n  app_c_total: {owner: a}\n  app_aa: {owner: a}\n  lib_*: {owner: a}\n  app_a: {labels: {zne: Where}}\n"));
  std::vector<std::string> messages;
  for (const Diagnostic& mistake : annotated.mistakes) messages.push_back(mistake.at.ToString() + ": " + mistake.message);
  EXPECT_EQ(messages, (std::vector<std::string>{
                          "m.yaml:4:3: no metric is called like `lib_*`; correct or remove the entry",
                          "m.yaml:2:3: `app_c_total` is one of the names of `app_<key>_total`, which is known in part only: call the entry "
                          "`app_*_total`",
                          "m.yaml:3:3: no metric is called `app_aa` (did you mean `app_a`?); correct or remove the entry",
                          "m.yaml:5:20: `app_a` has no label `zne`; correct or remove the description",
                      }));
  EXPECT_EQ(annotated.merged.catalog, merge::Annotate(TwoMetrics(), {}).merged.catalog);
}

TEST(Annotate, ALabelIsDescribedOnceForAllThatHaveItAndBetterForOne) {
  const std::string file = "metrics:\n  app_b: {labels: {zone: Here}, unit: bytes}\nlabels:\n  zone: Where\n  none: Nothing\n";
  Catalog catalog = TwoMetrics();
  catalog.metrics[1].labels = catalog.metrics[0].labels;
  const merge::Annotated annotated = merge::Annotate(std::move(catalog), Read(file));
  EXPECT_EQ(annotated.merged.catalog.metrics[0].labels.value.labels[0].description, "Where");
  EXPECT_EQ(annotated.merged.catalog.metrics[1].labels.value.labels[0].description, "Here");
  EXPECT_EQ(annotated.merged.catalog.metrics[1].unit->value, "bytes");
  ASSERT_EQ(annotated.mistakes.size(), 1u);
  EXPECT_EQ(annotated.mistakes[0].message, "no metric has a label `none`; correct or remove the description");
}

TEST(Annotations, AreReadBackAsTheyWereWritten) {
  Annotation all{.name = "*"}, one{.name = "app_a"}, other{.name = "yes"};
  all.labels = {{"zone", "Where: \"here\"", {}}};
  one.description = Stated{"Two\nlines, `code` and #", {}};
  one.labels = {{"kind", "1.30", {}}};
  other.description = Stated{"null", {}};
  const std::vector<Annotation> read = Read(formats::WriteAnnotations({all, one, other}));
  ASSERT_EQ(read.size(), 3u);
  EXPECT_EQ(read[0].name, "*");
  EXPECT_EQ(read[0].labels.at(0).description, "Where: \"here\"");
  EXPECT_EQ(read[1].description->text, "Two\nlines, `code` and #");
  EXPECT_EQ(read[1].labels.at(0).description, "1.30");
  EXPECT_EQ(read[2].name, "yes");
  EXPECT_EQ(read[2].description->text, "null");
}

TEST(Annotate, ALabelThatMayBeAmongUnknownOnesIsNoMistake) {
  Catalog catalog = TwoMetrics();
  catalog.metrics[0].labels.value.has_more = true;
  EXPECT_TRUE(merge::Annotate(std::move(catalog), Read("metrics:\n  app_a: {labels: {other: Where}}\n")).mistakes.empty());
}

}  // namespace
}  // namespace mdg
