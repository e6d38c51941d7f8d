// In: metrics. Out: the queries that are right for each, and the notes that say what to know. That they parse is checked with
// Prometheus itself (end_to_end/machine_formats_test.sh).
#include "promql/promql.h"

#include <gtest/gtest.h>

#include <set>

#include "promql/parts.h"
#include "tests/unit/make_catalog.h"

namespace mdg::promql {
namespace {

using tests::MakeMetric;
using tests::MakePattern;
using Texts = std::vector<std::string>;

Texts QueriesOf(const Metric& metric) {
  Texts queries;
  for (const Expression& each : ExpressionsFor(metric)) queries.push_back(each.expression);
  return queries;
}

Expression First(const Metric& metric) { return ExpressionsFor(metric).at(0); }

Metric Histogram(const std::vector<double>& buckets, const std::vector<std::string>& labels = {}) {
  Metric metric = MakeMetric("app_seconds", MetricType::kHistogram, "", labels);
  metric.distribution.emplace();
  metric.distribution->value.buckets = buckets;
  return metric;
}

TEST(PromQL, ACounterIsAskedForItsRateAndIncreaseNeverForItsValue) {
  const Metric metric = MakeMetric("app_requests_total", MetricType::kCounter, "", {"code", "method"});
  EXPECT_EQ(QueriesOf(metric), (Texts{"sum by (code, method) (rate(app_requests_total[5m]))", "sum by (instance) (rate(app_requests_total[5m]))",
                                      "sum by (code, method) (increase(app_requests_total[1h]))"}));
  EXPECT_EQ(First(metric).title, "Per second, by code and method");
  EXPECT_EQ(First(metric).record, "code_method:app_requests:rate5m");
  EXPECT_EQ(QueriesOf(MakeMetric("app_requests_total", MetricType::kCounter)),
            (Texts{"sum(rate(app_requests_total[5m]))", "sum by (instance) (rate(app_requests_total[5m]))", "sum(increase(app_requests_total[1h]))"}));
}

TEST(PromQL, AShareIsAskedOfALabelOfWhichTwoValuesAreKnown) {
  Metric metric = MakeMetric("app_lookups_total", MetricType::kCounter, "", {"result", "zone"});
  metric.labels.value.labels[0].values = {"hit"};
  EXPECT_EQ(ExpressionsFor(metric).size(), 3u);
  metric.labels.value.labels[0].values = {"hit", "miss"};
  EXPECT_EQ(QueriesOf(metric).back(), "sum by (result) (rate(app_lookups_total[5m])) / on () group_left () sum(rate(app_lookups_total[5m]))");
}

TEST(PromQL, UnitsAreInTheWords) {
  EXPECT_EQ(First(MakeMetric("app_sent_bytes_total", MetricType::kCounter)).title, "Bytes per second");
  const Expression busy = First(MakeMetric("app_cpu_seconds_total", MetricType::kCounter));
  EXPECT_EQ(busy.title, "Seconds spent per second");
  EXPECT_EQ(busy.note, "1 is all the time; more where several work at once");
  EXPECT_EQ(First(MakeMetric("app_load_ratio")).note, "a ratio: 1 is 100 %");
  Metric declared = MakeMetric("app_heat");
  declared.unit.emplace();
  declared.unit->value = "celsius";
  EXPECT_EQ(First(declared).note, "in celsius");
  EXPECT_EQ(First(MakeMetric("bytes")).note, "") << "a word alone is no unit of anything";
}

TEST(PromQL, OnlyFailuresAreWorthAnAlarm) {
  EXPECT_EQ(First(MakeMetric("app_errors_total", MetricType::kCounter)).alarm, Alarm::kAbove);
  EXPECT_EQ(First(MakeMetric("app_requests_total", MetricType::kCounter)).alarm, Alarm::kNone);
  EXPECT_EQ(First(MakeMetric("app_errors_seen", MetricType::kCounter)).alarm, Alarm::kNone);
}

TEST(PromQL, LabelsThatAreNotGroupedBySayWhy) {
  Metric metric = MakeMetric("app_jobs_total", MetricType::kCounter, "", {"kind", "user_id", "region", "some", "quantile", "http.route"});
  metric.labels.value.labels[2].is_constant = true;
  metric.labels.value.labels[2].values = {"eu"};
  metric.labels.value.labels[3].presence = Presence::kSometimes;
  EXPECT_EQ(First(metric).expression, "sum by (kind) (rate(app_jobs_total[5m]))");
  EXPECT_EQ(First(metric).note, "not grouped by user_id, which may have very many values; not grouped by http.route, which only Prometheus 3 can");
  metric.labels.value.labels[1].values_complete = true;  // then there are as many as there are
  EXPECT_EQ(First(metric).expression, "sum by (kind, user_id) (rate(app_jobs_total[5m]))");
  metric.labels.value.has_more = true;
  EXPECT_TRUE(First(metric).note.ends_with("it may have labels that are not known"));
}

// Somebody copied a histogram bucket by bucket: what is summed over its bounds is counted several times.
TEST(PromQL, BucketsOfACounterOrAGaugeAreNotSummedUp) {
  const Metric counter = MakeMetric("app_seconds_distribution", MetricType::kCounter, "", {"le", "door"});
  EXPECT_EQ(QueriesOf(counter), (Texts{"histogram_quantile(0.5, sum by (le, door) (rate(app_seconds_distribution[5m])))",
                                       "histogram_quantile(0.95, sum by (le, door) (rate(app_seconds_distribution[5m])))",
                                       "histogram_quantile(0.99, sum by (le, door) (rate(app_seconds_distribution[5m])))",
                                       "sum by (le, door) (rate(app_seconds_distribution[5m]))"}));
  EXPECT_EQ(First(counter).note, "a counter with the label `le`: right if that counts all up to each bound, as the buckets of a histogram do");
  const Metric gauge = MakeMetric("app_seconds_distribution", MetricType::kGauge, "", {"le"});
  EXPECT_EQ(First(gauge).expression, "histogram_quantile(0.5, sum by (le) (app_seconds_distribution))");
  Metric some = gauge;
  some.labels.value.labels[0].presence = Presence::kSometimes;
  EXPECT_EQ(First(some).expression, "app_seconds_distribution");
}

TEST(PromQL, WordsOfTheLanguageAreNotGroupedByAndNotBareNames) {
  EXPECT_EQ(First(MakeMetric("app_total", MetricType::kCounter, "", {"by", "Sum", "kind"})).expression, "sum by (kind) (rate(app_total[5m]))");
  EXPECT_EQ(First(MakeMetric("sum")).expression, "{__name__=\"sum\"}");
  EXPECT_EQ(First(MakeMetric("app.room")).expression, "{__name__=\"app.room\"}");
  EXPECT_EQ(First(MakeMetric("app:room")).expression, "app:room");
  EXPECT_EQ(First(MakeMetric("9lives")).expression, "{__name__=\"9lives\"}");
  EXPECT_EQ(First(MakeMetric("a\"b\\c\nd")).expression, "{__name__=\"a\\\"b\\\\c\\nd\"}");
}

TEST(PromQL, AHistogramHasQuantilesByLeAverageAndRate) {
  EXPECT_EQ(QueriesOf(Histogram({0.1, 0.5, 1}, {"code"})),
            (Texts{"histogram_quantile(0.5, sum by (le, code) (rate(app_seconds_bucket[5m])))",
                   "histogram_quantile(0.95, sum by (le, code) (rate(app_seconds_bucket[5m])))",
                   "histogram_quantile(0.99, sum by (le, code) (rate(app_seconds_bucket[5m])))",
                   "sum by (code) (rate(app_seconds_sum[5m])) / sum by (code) (rate(app_seconds_count[5m]))",
                   "sum by (code) (rate(app_seconds_count[5m]))",
                   "sum by (code) (rate(app_seconds_bucket{le=\"0.5\"}[5m])) / sum by (code) (rate(app_seconds_count[5m]))"}));
  EXPECT_EQ(First(Histogram({0.1, 0.5, 1})).note, "an estimate between bounds of buckets, and never more than 1");
}

TEST(PromQL, ABoundIsOnlyAskedForWhereEveryServerWritesItAlike) {
  EXPECT_EQ(ExpressionsFor(Histogram({1, 2, 5})).size(), 5u) << "1 may be 1.0";
  EXPECT_EQ(ExpressionsFor(Histogram({1e-7, 5e-7})).size(), 5u) << "1e-07 is written in several ways";
  Metric unknown = Histogram({0.1});
  unknown.distribution->unknown = Hole{"buckets", Reason::kRuntimeData};
  EXPECT_EQ(ExpressionsFor(unknown).size(), 5u);
  EXPECT_EQ(First(unknown).note, "");
}

TEST(PromQL, NativeHistogramsAreAskedWithoutBuckets) {
  Metric native = Histogram({});
  native.distribution->value.settings["native_bucket_factor"] = "1.1";
  EXPECT_EQ(QueriesOf(native), (Texts{"histogram_quantile(0.5, sum(rate(app_seconds[5m])))", "histogram_quantile(0.95, sum(rate(app_seconds[5m])))",
                                      "histogram_quantile(0.99, sum(rate(app_seconds[5m])))",
                                      "histogram_sum(sum(rate(app_seconds[5m]))) / histogram_count(sum(rate(app_seconds[5m])))",
                                      "histogram_count(sum(rate(app_seconds[5m])))"}));
  native.distribution->value.buckets = {0.1};
  EXPECT_EQ(ExpressionsFor(native).size(), 11u) << "both forms";
}

TEST(PromQL, QuantilesOfASummaryAreNotAveraged) {
  Metric metric = MakeMetric("app_seconds", MetricType::kSummary, "", {"code"});
  EXPECT_EQ(First(metric).expression, "max by (quantile, code) (app_seconds{quantile!=\"\"})");
  EXPECT_TRUE(First(metric).note.starts_with("if it has quantiles, which is not known"));
  metric.distribution.emplace();
  EXPECT_EQ(First(metric).expression, "sum by (code) (rate(app_seconds_sum[5m])) / sum by (code) (rate(app_seconds_count[5m]))") << "it has none";
  metric.distribution->value.objectives = {{0.5, 0.05}};
  EXPECT_EQ(First(metric).note, "quantiles of several instances cannot be averaged");
}

TEST(PromQL, AGaugeIsSummedOnlyWhereThatMeansSomething) {
  EXPECT_EQ(QueriesOf(MakeMetric("app_temperature", MetricType::kGauge, "", {"room"})),
            (Texts{"app_temperature", "max by (room) (app_temperature)", "min by (room) (app_temperature)",
                   "max_over_time(app_temperature[1h])"}));
  EXPECT_EQ(QueriesOf(MakeMetric("app_used_bytes")).at(1), "sum(app_used_bytes)");
}

TEST(PromQL, WhatIsAboutOneMachineOrProcessKeepsTheInstance) {
  const Metric cpu = MakeMetric("app_cpu_seconds_total", MetricType::kCounter, "", {"cpu", "mode"});
  EXPECT_EQ(QueriesOf(cpu), (Texts{"sum by (instance, cpu, mode) (rate(app_cpu_seconds_total[5m]))", "sum by (instance) (rate(app_cpu_seconds_total[5m]))",
                                   "sum by (instance, cpu, mode) (increase(app_cpu_seconds_total[1h]))"}));
  EXPECT_EQ(First(cpu).title, "Seconds spent per second, by instance, cpu and mode");
  EXPECT_EQ(QueriesOf(MakeMetric("process_cpu_seconds_total", MetricType::kCounter)),
            (Texts{"sum by (instance) (rate(process_cpu_seconds_total[5m]))", "sum by (instance) (increase(process_cpu_seconds_total[1h]))"}));
  EXPECT_EQ(QueriesOf(MakeMetric("go_goroutines")), (Texts{"go_goroutines", "max_over_time(go_goroutines[1h])"})) << "each series is one instance";
  EXPECT_EQ(First(MakeMetric("app_disk_bytes_total", MetricType::kCounter, "", {"node", "disk"})).expression,
            "sum by (node, disk) (rate(app_disk_bytes_total[5m]))") << "it says itself which machine";
}

TEST(PromQL, AnExporterStandsForOneThing) {
  Metric metric = MakeMetric("pool_reads_total", MetricType::kCounter, "", {"kind"});
  metric.programs = {"cmd/pool_exporter"};
  EXPECT_EQ(First(metric).expression, "sum by (instance, kind) (rate(pool_reads_total[5m]))");
  metric.labels.value.labels[0].values = {"hit", "miss"};
  EXPECT_EQ(QueriesOf(metric).back(),
            "sum by (instance, kind) (rate(pool_reads_total[5m])) / on (instance) group_left () sum by (instance) (rate(pool_reads_total[5m]))");
  metric.programs = {"cmd/pool_exporter", "cmd/pool"};
  EXPECT_EQ(First(metric).expression, "sum by (kind) (rate(pool_reads_total[5m]))");
  metric.programs = {"pool_exporter/cmd/pool"};
  EXPECT_EQ(First(metric).expression, "sum by (kind) (rate(pool_reads_total[5m]))") << "the folder of the program says it, not one above";
}

TEST(PromQL, AConstantThatDiffersBetweenSeriesIsALabelLikeAnyOther) {
  Metric metric = MakeMetric("app_alerts", MetricType::kGauge, "", {"state"});
  metric.labels.value.labels[0].is_constant = true;
  EXPECT_EQ(QueriesOf(metric).at(1), "max by (state) (app_alerts)") << "one for each registration, and nobody knows which";
  metric.labels.value.labels[0].values = {"active", "suppressed"};
  EXPECT_EQ(QueriesOf(metric).at(1), "max by (state) (app_alerts)");
  metric.labels.value.labels[0].values = {"active"};
  EXPECT_EQ(QueriesOf(metric).at(1), "max(app_alerts)");
}

TEST(PromQL, PointsInTimeAreAskedHowLongAgoWhateverTheirType) {
  for (const char* name : {"app_last_transition_timestamp_seconds", "app_boot_time_seconds", "app_start_time_seconds"}) {
    EXPECT_EQ(First(MakeMetric(name)).expression, "time() - max(" + std::string(name) + ")");
  }
  EXPECT_EQ(First(MakeMetric("app_time_seconds", MetricType::kGauge, "System time in seconds since epoch (1970).")).expression, "time() - max(app_time_seconds)");
  const Expression counter = First(MakeMetric("app_start_time_seconds", MetricType::kCounter));
  EXPECT_EQ(counter.expression, "time() - max(app_start_time_seconds)");
  EXPECT_NE(counter.note.find("declared as a counter"), std::string::npos);
  EXPECT_EQ(First(MakeMetric("app_wait_time_seconds")).expression, "app_wait_time_seconds");
}

TEST(PromQL, AGaugeNamedLikeACounterIsAskedForItsRateToo) {
  const Metric metric = MakeMetric("app_reads_total");
  EXPECT_EQ(First(metric).expression, "sum(rate(app_reads_total[5m]))");
  EXPECT_NE(First(metric).note.find("declared as a gauge"), std::string::npos);
  EXPECT_EQ(QueriesOf(metric).at(1), "app_reads_total");
}

TEST(PromQL, BucketsOfTheVictoriaMetricsLibraryHaveTheirOwnLabel) {
  Metric metric = MakeMetric("app_seconds", MetricType::kHistogram);
  metric.library = "VictoriaMetrics/metrics";
  EXPECT_EQ(First(metric).expression, "histogram_quantile(0.5, sum by (vmrange) (rate(app_seconds_bucket[5m])))");
  EXPECT_NE(First(metric).note.find("for VictoriaMetrics"), std::string::npos);
}

TEST(PromQL, GaugesThatAnswerAQuestionAreAskedThatQuestion) {
  EXPECT_EQ(QueriesOf(MakeMetric("app_readonly", MetricType::kGauge, "Whether it is read-only.")),
            (Texts{"app_readonly == 1", "app_readonly == 0", "changes(app_readonly[1h])"}));
  EXPECT_EQ(First(MakeMetric("app_server_has_leader", MetricType::kGauge, "Whether a leader exists. 1 is existence, 0 is not.")).expression,
            "app_server_has_leader == 0");
  EXPECT_EQ(First(MakeMetric("app_level", MetricType::kGauge, "Level, 10 at most.")).expression, "app_level");
  EXPECT_EQ(First(MakeMetric("app_up", MetricType::kGauge, "Whether it is up.")).expression, "app_up == 0");
  EXPECT_EQ(First(MakeMetric("app_up", MetricType::kGauge, "Whether it is up.")).alarm, Alarm::kIsZero);
  EXPECT_EQ(First(MakeMetric("app_up", MetricType::kGauge, "Servers that are up.")).expression, "app_up") << "a number of servers, perhaps";
  EXPECT_EQ(First(MakeMetric("app_last_run_timestamp_seconds", MetricType::kGauge, "", {"job_name"})).expression,
            "time() - max by (job_name) (app_last_run_timestamp_seconds)");
}

TEST(PromQL, AnInfoIsJoinedToAnotherMetric) {
  const Texts queries = QueriesOf(MakeMetric("app_build_info", MetricType::kGauge, "", {"version", "commit", "job"}));
  EXPECT_EQ(queries, (Texts{"app_build_info", "up * on (job, instance) group_left (version, commit) app_build_info",
                            "count by (version, commit) (app_build_info)"}));
  EXPECT_EQ(QueriesOf(MakeMetric("app_pod_info", MetricType::kGauge, "", {"namespace", "pod", "phase"})),
            (Texts{"app_pod_info", "count by (namespace, pod, phase) (app_pod_info)"})) << "an instance has many: there is no one to join";
  EXPECT_EQ(QueriesOf(MakeMetric("app_build", MetricType::kInfo)), Texts{"app_build_info"}) << "the type adds the ending";
}

TEST(PromQL, NamesKnownInPartAreSelectedByARegularExpression) {
  const Metric counter = MakePattern({"app.", "key", "_total"}, MetricType::kCounter);
  EXPECT_EQ(QueriesOf(counter),
            (Texts{R"q(sum by (metric) (rate(label_replace({__name__=~"app\\..+_total"}, "metric", "$1", "__name__", "(.+)")[5m:])))q"}));
  EXPECT_EQ(QueriesOf(MakePattern({"app_", "key"})), (Texts{"max by (__name__) ({__name__=~\"app_.+\"})"}));
  EXPECT_NE(First(counter).note.find("every name that fits"), std::string::npos);
}

TEST(PromQL, AGuessOrNoTypeIsSaid) {
  Metric guess = MakeMetric("app_total", MetricType::kCounter);
  guess.type.is_guess = true;
  EXPECT_EQ(First(guess).note, "its type is a guess");
  const Metric unknown = MakeMetric("app_thing", MetricType::kUnknown);
  EXPECT_EQ(QueriesOf(unknown), Texts{"app_thing"});
  EXPECT_NE(First(unknown).note.find("its type is not known"), std::string::npos);
}

TEST(PromQL, StatesAreCountedByTheLabelThatSaysThem) {
  Metric states = MakeMetric("app_state", MetricType::kStateSet, "", {"pod", "app_state"});
  EXPECT_EQ(QueriesOf(states), (Texts{"app_state == 1", "sum by (app_state) (app_state)", "count by (app_state) (app_state == 1)"}));
  states = MakeMetric("app_status", MetricType::kStateSet, "", {"pod", "phase"});
  EXPECT_EQ(QueriesOf(states), Texts{"app_status == 1"}) << "nobody says which label has the state";
  states.labels.value.labels[1].values = {"Failed", "Running"};
  EXPECT_EQ(QueriesOf(states), (Texts{"app_status == 1", "sum by (phase) (app_status)", "count by (phase) (app_status == 1)"}));
}

TEST(PromQL, GaugesOfZeroAndOneAreAskedLikeStates) {
  Metric phase = MakeMetric("app_pod_phase", MetricType::kGauge, "The phase.", {"pod", "phase"});
  EXPECT_EQ(QueriesOf(phase).front(), "app_pod_phase");
  phase.is_zero_or_one = true;
  EXPECT_EQ(QueriesOf(phase), (Texts{"app_pod_phase == 1", "sum by (phase) (app_pod_phase)", "count by (phase) (app_pod_phase == 1)"}));
  Metric paused = MakeMetric("app_paused", MetricType::kGauge, "Paused.", {"pod"});
  paused.is_zero_or_one = true;
  EXPECT_EQ(QueriesOf(paused), (Texts{"app_paused == 1", "app_paused == 0", "changes(app_paused[1h])"}));
  Metric condition = MakeMetric("app_condition", MetricType::kGauge, "Conditions.", {"pod", "condition", "status"});
  condition.is_zero_or_one = true;  // one status of each condition is 1: counted by condition, every pod is
  EXPECT_EQ(QueriesOf(condition).front(), "app_condition == 1");
  for (const std::string& query : QueriesOf(condition)) EXPECT_EQ(query.find("sum by"), std::string::npos) << query;
}

TEST(PromQL, NamesOfRecordingRulesAreUniqueInAMetricAndHaveTheirForm) {
  tests::RandomCatalogs random(7);
  for (int i = 0; i < 300; ++i) {
    for (const Metric& metric : random.Next().metrics) {
      std::set<std::string> records;
      for (const Expression& each : ExpressionsFor(metric)) {
        EXPECT_TRUE(records.insert(each.record).second) << each.record;
        EXPECT_EQ(each.record.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_:"), std::string::npos);
        EXPECT_FALSE(each.title.empty());
        EXPECT_EQ(each.expression.find('\n'), std::string::npos);
      }
    }
  }
}

}  // namespace
}  // namespace mdg::promql
