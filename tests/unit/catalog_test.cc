// In: metrics in any order. Out: the catalog's invariant: sorted, unique, nothing lost, the same for every order before.
#include "model/catalog.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/unit/make_catalog.h"

namespace mdg {
namespace {

using tests::MakeMetric;
using tests::MakePattern;
using tests::MakeText;

const SourceLocation kFirst{"a.go", 3, 7};
const SourceLocation kSecond{"b.go", 9, 2};

Catalog Normalized(std::vector<Metric> metrics, std::vector<Contradiction>* contradictions = nullptr) {
  Catalog catalog;
  catalog.metrics = std::move(metrics);
  std::vector<Contradiction> found = Normalize(catalog);
  if (contradictions != nullptr) *contradictions = std::move(found);
  return catalog;
}

Metric Registered(Metric metric) {
  metric.registrations.push_back({{"main.go", 1, 1}, ""});
  return metric;
}

std::vector<std::string> NamesOf(const std::vector<Metric>& metrics) {
  std::vector<std::string> names;
  for (const Metric& metric : metrics) names.push_back(metric.name.value.ToString());
  return names;
}

TEST(CatalogNames, AreReadAsTheyAreWritten) {
  for (int i = 0; i <= static_cast<int>(MetricType::kGaugeHistogram); ++i) {
    const auto type = static_cast<MetricType>(i);
    EXPECT_EQ(ParseMetricType(MetricTypeName(type)), type);
  }
  for (int i = 0; i <= static_cast<int>(Origin::kHandKept); ++i) {
    const auto origin = static_cast<Origin>(i);
    EXPECT_EQ(ParseOrigin(OriginName(origin)), origin);
  }
  EXPECT_EQ(MetricTypeName(MetricType::kUnknown), "unknown");
  EXPECT_EQ(OriginName(Origin::kHandKept), "hand-kept");
  EXPECT_EQ(ParseMetricType("Counter"), std::nullopt);
  EXPECT_EQ(ParseOrigin(""), std::nullopt);
}

TEST(CatalogFind, FindsEveryNameAndNoOther) {
  const Catalog catalog = Normalized({MakeMetric("b"), MakeMetric("a_b"), MakeMetric("a"), MakeMetric("ab")});
  EXPECT_EQ(NamesOf(catalog.metrics), (std::vector<std::string>{"a", "a_b", "ab", "b"}));
  for (const Metric& metric : catalog.metrics) EXPECT_EQ(catalog.Find(metric.name.value.ToString()), &metric);
  for (const char* name : {"", "a_", "aa", "c"}) EXPECT_EQ(catalog.Find(name), nullptr) << name;
  EXPECT_EQ(Catalog().Find("a"), nullptr);
}

TEST(Normalize, EqualDefinitionsAreOneMetricWithTwoPlaces) {
  std::vector<Contradiction> contradictions;
  Metric second = MakeMetric("app_up", MetricType::kGauge, "Up.", {"zone"}, kSecond);
  second.programs = {"cmd/b"};
  Metric first = MakeMetric("app_up", MetricType::kGauge, "Up.", {"zone"}, kFirst);
  first.programs = {"cmd/a"};
  const Catalog catalog = Normalized({second, first}, &contradictions);
  ASSERT_EQ(catalog.metrics.size(), 1u);
  const Metric& metric = catalog.metrics[0];
  EXPECT_EQ(metric.definitions, (std::vector<SourceLocation>{kFirst, kSecond}));
  EXPECT_EQ(metric.programs, (std::vector<std::string>{"cmd/a", "cmd/b"}));
  EXPECT_TRUE(metric.notes.empty());
  EXPECT_TRUE(contradictions.empty());
}

TEST(Normalize, ContradictionsKeepTheFirstPlaceAndNameBoth) {
  std::vector<Contradiction> contradictions;
  const Catalog catalog = Normalized({MakeMetric("app_up", MetricType::kCounter, "Other.", {}, kSecond),
                                      MakeMetric("app_up", MetricType::kGauge, "Up.", {}, kFirst)},
                                     &contradictions);
  const Metric& metric = catalog.metrics.at(0);
  EXPECT_EQ(metric.type.value, MetricType::kGauge);
  EXPECT_EQ(metric.help.value, Text("Up."));
  EXPECT_EQ(metric.notes,
            (std::vector<std::string>{"type differs: shown `gauge` (`a.go:3:7`); it may also be `counter` (`b.go:9:2`)",
                                      "help differs: shown that of `a.go:3:7`; it may also be `Other.` (`b.go:9:2`)"}));
  ASSERT_EQ(contradictions.size(), 2u);
  EXPECT_EQ(contradictions[1],
            (Contradiction{"app_up",
                           kFirst,
                           "help of `app_up` differs: shown `Up.` (`a.go:3:7`); it may also be `Other.` (`b.go:9:2`)",
                           {kSecond}}));
}

TEST(Normalize, RegisteredBeatsUnregistered) {
  const Catalog catalog = Normalized({MakeMetric("app_up", MetricType::kGauge, "built, never registered", {}, kFirst),
                                      Registered(MakeMetric("app_up", MetricType::kGauge, "exposed", {}, kSecond))});
  EXPECT_EQ(catalog.metrics.at(0).help.value, Text("exposed"));
}

TEST(Normalize, StatedBeatsGuessedEvenWhenUnregistered) {
  Metric guess = Registered(MakeMetric("app_up", MetricType::kCounter, "", {}, kFirst));
  guess.type.is_guess = true;
  const Catalog catalog = Normalized({guess, MakeMetric("app_up", MetricType::kGauge, "", {}, kSecond)});
  EXPECT_EQ(catalog.metrics.at(0).type.value, MetricType::kGauge);
  EXPECT_TRUE(catalog.metrics.at(0).notes.empty()) << "a guess says nothing against what is stated";
}

TEST(Normalize, KnownBeatsUnknownAndThatIsNoContradictionOfTypes) {
  std::vector<Contradiction> contradictions;
  Metric unknown = Registered(MakeMetric("app_up", MetricType::kUnknown, "", {}, kFirst));
  unknown.help.value = Text(Hole{"help", Reason::kFlag});
  unknown.help.unknown = Hole{"help", Reason::kFlag};
  unknown.labels.value.has_more = true;
  const Catalog catalog =
      Normalized({unknown, MakeMetric("app_up", MetricType::kGauge, "Up.", {"zone"}, kSecond)}, &contradictions);
  const Metric& metric = catalog.metrics.at(0);
  EXPECT_EQ(metric.type.value, MetricType::kGauge);
  EXPECT_EQ(metric.help.value, Text("Up."));
  EXPECT_FALSE(metric.labels.value.has_more);
  EXPECT_EQ(metric.labels.value.SortedNames(), std::vector<std::string>{"zone"});
  EXPECT_EQ(metric.notes.back(), "help differs: shown that of `b.go:9:2`; it may also be `<help>, not known: flag` (`a.go:3:7`)");
}

TEST(Normalize, LabelsThatMayBeMoreStayOpenWhateverIsSaidBehindASwitch) {
  Metric open = Registered(MakeMetric("app_up", MetricType::kGauge, "Up.", {"zone"}, kSecond));
  open.labels.value.has_more = true;
  open.labels.unknown = Hole{"labels", Reason::kRuntimeData};
  Metric closed = Registered(MakeMetric("app_up", MetricType::kGauge, "Up.", {"zone"}, kFirst));
  closed.switches = {"--brief"};
  const Catalog catalog = Normalized({open, closed});
  EXPECT_TRUE(catalog.metrics.at(0).labels.value.has_more);
  EXPECT_EQ(catalog.metrics.at(0).labels.value.SortedNames(), std::vector<std::string>{"zone"});
  EXPECT_TRUE(catalog.metrics.at(0).notes.empty());
  EXPECT_TRUE(catalog.metrics.at(0).switches.empty());
}

TEST(Normalize, ATypeNobodyStatesIsNothingToSpeakOf) {
  const Catalog catalog = Normalized({MakeMetric("app_up", MetricType::kUnknown, "Up.", {}, kFirst),
                                      Registered(MakeMetric("app_up", MetricType::kGauge, "Up.", {}, kSecond))});
  EXPECT_EQ(catalog.metrics.at(0).type.value, MetricType::kGauge);
  EXPECT_TRUE(catalog.metrics.at(0).notes.empty());
}

// <prefix>_up, made at kFirst with help "Up."
Metric UpUnderAPrefix(Reason reason) {
  Metric pattern = MakeMetric("", MetricType::kGauge, "Up.", {}, kFirst);
  pattern.name.value = MakeText({"", "prefix", "_up"}, reason);
  return pattern;
}

TEST(Normalize, TheFamilyOfOtherSettingsIsNoPatternOfItsOwn) {
  for (const Reason reason : {Reason::kFlag, Reason::kConfiguration}) {
    const Catalog catalog =
        Normalized({UpUnderAPrefix(reason), MakeMetric("app_up", MetricType::kGauge, "Up.", {}, kFirst)});
    EXPECT_TRUE(catalog.patterns.empty());
    EXPECT_EQ(catalog.metrics.at(0).name.note, "`<prefix>_up` with other settings");
  }
}

TEST(Normalize, APatternThatMayBeAnotherFamilyStays) {
  const Metric known = MakeMetric("app_up", MetricType::kGauge, "Up.", {}, kFirst);
  const Metric pattern = UpUnderAPrefix(Reason::kFlag);
  EXPECT_EQ(Normalized({UpUnderAPrefix(Reason::kRuntimeData), known}).patterns.size(), 1u);
  Metric elsewhere = pattern, of_other_type = pattern, of_other_help = pattern, of_other_name = pattern;
  elsewhere.definitions = {kSecond};
  of_other_type.type.value = MetricType::kCounter;
  of_other_help.help.value = "Down.";
  of_other_name.name.value = MakeText({"", "prefix", "_down"}, Reason::kFlag);
  for (const Metric& other : {elsewhere, of_other_type, of_other_help, of_other_name}) {
    const Catalog catalog = Normalized({other, known});
    EXPECT_EQ(catalog.patterns.size(), 1u);
    EXPECT_EQ(catalog.metrics.at(0).name.note, "");
  }
}

TEST(Normalize, DefinitionsOfOtherSystemsOrProgramsDoNotContradict) {
  std::vector<Contradiction> contradictions;
  Metric linux_one = MakeMetric("boot_time", MetricType::kGauge, "Linux.", {}, kFirst);
  linux_one.conditions = {"linux"};
  Metric bsd_one = MakeMetric("boot_time", MetricType::kGauge, "BSD.", {}, kSecond);
  bsd_one.conditions = {"freebsd"};
  const Catalog catalog = Normalized({bsd_one, linux_one}, &contradictions);
  EXPECT_TRUE(contradictions.empty());
  EXPECT_EQ(catalog.metrics.at(0).conditions, (std::vector<std::string>{"freebsd", "linux"}));
  EXPECT_EQ(catalog.metrics.at(0).notes.at(0),
            "help differs: shown that of `a.go:3:7`, with `linux`; it may also be `BSD.` (`b.go:9:2`, with `freebsd`)");

  bsd_one.conditions = {};
  EXPECT_TRUE(Normalized({linux_one, bsd_one}, &contradictions).metrics.at(0).conditions.empty());
  EXPECT_EQ(contradictions.size(), 1u);
}

TEST(Normalize, ConstantLabelVariantsAreOneFamily) {
  std::vector<Contradiction> contradictions;
  std::vector<Metric> variants;
  for (const char* code : {"1xx", "2xx"}) {
    Metric metric = MakeMetric("responses_total", MetricType::kCounter, "R.", {"server", "code"}, kFirst);
    metric.labels.value.labels[1].is_constant = true;
    metric.labels.value.labels[1].values = {code};
    metric.labels.value.labels[1].values_complete = true;
    variants.push_back(metric);
  }
  Metric with_zone = MakeMetric("responses_total", MetricType::kCounter, "R.", {"server", "code", "zone"}, kSecond);
  with_zone.labels.value.labels[2].is_constant = true;
  variants.push_back(with_zone);
  const Catalog catalog = Normalized(variants, &contradictions);
  EXPECT_TRUE(contradictions.empty());
  const std::vector<Label>& labels = catalog.metrics.at(0).labels.value.labels;
  ASSERT_EQ(labels.size(), 3u);
  EXPECT_EQ(labels[0].presence, Presence::kAlways);
  EXPECT_EQ(labels[1].values, (std::vector<std::string>{"1xx", "2xx"}));
  EXPECT_FALSE(labels[1].values_complete);  // in the third one it is variable
  EXPECT_FALSE(labels[1].is_constant);
  EXPECT_EQ(labels[2].presence, Presence::kSometimes);
}

TEST(Normalize, OtherVariableLabelsContradict) {
  std::vector<Contradiction> contradictions;
  const Catalog catalog = Normalized({MakeMetric("app_up", MetricType::kGauge, "", {"zone"}, kFirst),
                                      MakeMetric("app_up", MetricType::kGauge, "", {"region"}, kSecond)},
                                     &contradictions);
  EXPECT_EQ(catalog.metrics.at(0).labels.value.SortedNames(), std::vector<std::string>{"zone"});
  ASSERT_EQ(contradictions.size(), 1u);
  EXPECT_EQ(contradictions[0].message,
            "the set of labels of `app_up` differs: shown `zone` (`a.go:3:7`); it may also be `region` (`b.go:9:2`)");
}

TEST(Normalize, AHelplessMetricIsKept) { EXPECT_EQ(Normalized({MakeMetric("app_up")}).metrics.size(), 1u); }

TEST(Normalize, APatternHasTheLabelsOfEveryFamilyItStandsFor) {
  const Catalog catalog = Normalized({MakePattern({"app_", "key"}, MetricType::kGauge, "", {"server"}), MakePattern({"app_", "key"}, MetricType::kGauge, "", {"server", "value"})});
  ASSERT_EQ(catalog.patterns.size(), 1u);
  const std::vector<Label>& labels = catalog.patterns[0].labels.value.labels;
  ASSERT_EQ(labels.size(), 2u);
  EXPECT_EQ(labels[0].presence, Presence::kAlways);
  EXPECT_EQ(labels[1].name.ToString(), "value");
  EXPECT_EQ(labels[1].presence, Presence::kSometimes);
  EXPECT_TRUE(catalog.patterns[0].notes.empty());
}

TEST(Normalize, PatternsAreUniqueByNameAndType) {
  Metric unknown = MakePattern({"app_", "key"}, MetricType::kUnknown);
  unknown.definitions = {kSecond};
  const Catalog catalog =
      Normalized({MakePattern({"app_", "key"}, MetricType::kGauge), unknown,
                  MakePattern({"app_", "key"}, MetricType::kCounter), MakePattern({"app_", "key", "_total"})});
  EXPECT_EQ(NamesOf(catalog.patterns), (std::vector<std::string>{"app_<key>", "app_<key>", "app_<key>_total"}));
  EXPECT_EQ(catalog.patterns[0].type.value, MetricType::kCounter);
  EXPECT_EQ(catalog.patterns[0].definitions, std::vector<SourceLocation>{kSecond});  // the unknown one joined it
  EXPECT_EQ(catalog.patterns[1].type.value, MetricType::kGauge);
}

TEST(Normalize, NamesWithoutAnyLetterBecomeUnresolvedSites) {
  Metric metric = MakeMetric("", MetricType::kGauge, "", {}, kFirst);
  metric.name.value = Text(Hole{"name", Reason::kParameter});
  const Catalog catalog = Normalized({metric});
  EXPECT_TRUE(catalog.metrics.empty());
  EXPECT_TRUE(catalog.patterns.empty());
  ASSERT_EQ(catalog.unresolved.size(), 1u);
  EXPECT_EQ(catalog.unresolved[0].at, kFirst);
  EXPECT_EQ(catalog.unresolved[0].why.reason, Reason::kParameter);
}

// --- properties

void ExpectInvariant(const Catalog& catalog) {
  for (size_t i = 0; i < catalog.metrics.size(); ++i) {
    EXPECT_FALSE(catalog.metrics[i].IsPattern());
    EXPECT_FALSE(catalog.metrics[i].name.value.IsEmpty());
    if (i > 0) {
      EXPECT_LT(catalog.metrics[i - 1].name.value.ToString(), catalog.metrics[i].name.value.ToString());
    }
  }
  for (size_t i = 0; i < catalog.patterns.size(); ++i) {
    const auto key = [](const Metric& m) { return std::pair(m.name.value.ToString(), m.type.value); };
    EXPECT_TRUE(catalog.patterns[i].IsPattern());
    EXPECT_NE(catalog.patterns[i].name.value.ToGlob(), "*");
    if (i > 0) {
      EXPECT_LT(key(catalog.patterns[i - 1]), key(catalog.patterns[i]));
    }
  }
}

std::set<SourceLocation> AllPlaces(const Catalog& catalog) {
  std::set<SourceLocation> places;
  for (const auto* list : {&catalog.metrics, &catalog.patterns}) {
    for (const Metric& metric : *list) places.insert(metric.definitions.begin(), metric.definitions.end());
  }
  for (const UnresolvedSite& site : catalog.unresolved) places.insert(site.at);
  return places;
}

TEST(NormalizeProperties, AnyOrderGivesTheSameCatalogAndNothingIsLost) {
  tests::RandomCatalogs catalogs(1);
  std::mt19937 shuffle(2);
  for (int round = 0; round < 700; ++round) {
    const Catalog original = catalogs.Next();
    Catalog normalized = original;
    const std::vector<Contradiction> contradictions = Normalize(normalized);
    ExpectInvariant(normalized);

    Catalog shuffled = original;
    std::shuffle(shuffled.metrics.begin(), shuffled.metrics.end(), shuffle);
    std::shuffle(shuffled.unresolved.begin(), shuffled.unresolved.end(), shuffle);
    EXPECT_EQ(Normalize(shuffled), contradictions);
    ASSERT_EQ(shuffled, normalized) << "round " << round;

    Catalog again = normalized;
    EXPECT_TRUE(Normalize(again).empty());
    ASSERT_EQ(again, normalized) << "round " << round;

    const std::set<SourceLocation> before = AllPlaces(original), after = AllPlaces(normalized);
    ASSERT_TRUE(std::includes(after.begin(), after.end(), before.begin(), before.end())) << "round " << round;
    for (const Metric& metric : original.metrics) {
      const std::string name = metric.name.value.ToString();
      if (!metric.IsPattern()) {
        ASSERT_NE(normalized.Find(name), nullptr) << name;
      }
    }
  }
}

}  // namespace
}  // namespace mdg
