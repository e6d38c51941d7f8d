// In: a histogram or a summary. Out: quantiles, average and rate. Classic and native histograms are asked differently: native only
// where the catalog says so.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "promql/parts.h"

namespace mdg::promql {
namespace {

bool IsNative(const Metric& metric) { return metric.distribution && metric.distribution->value.settings.contains("native_bucket_factor"); }
bool HasClassicBuckets(const Metric& metric) {
  return !IsNative(metric) || metric.distribution->unknown || !metric.distribution->value.buckets.empty();
}

std::vector<std::string> With(std::string label, std::vector<std::string> labels) {
  labels.insert(labels.begin(), std::move(label));
  return labels;
}

std::string What(const Subject& subject) {
  return subject.unit == Unit::kSeconds ? "Seconds" : subject.unit == Unit::kBytes ? "Bytes" : "Value";
}

std::string BucketRemark(const Metric& metric) {
  if (!metric.distribution || metric.distribution->unknown || metric.distribution->value.buckets.empty()) return "";
  return fmt::format("an estimate between bounds of buckets, and never more than {}", metric.distribution->value.buckets.back());
}

// A bound in the middle whose label value every version of Prometheus writes alike: "5" may also be "5.0". 0 when there is none.
double MiddleBound(const Metric& metric) {
  if (!metric.distribution || metric.distribution->unknown) return 0;
  const std::vector<double>& bounds = metric.distribution->value.buckets;
  double chosen = 0;
  for (size_t i = 0; i < bounds.size() && (chosen == 0 || i <= bounds.size() / 2); ++i) {
    if (bounds[i] >= 0.001 && bounds[i] < 1000 && bounds[i] != std::floor(bounds[i])) chosen = bounds[i];
  }
  return chosen;
}

// What histograms and summaries both have: a sum and a count.
void AddAverageAndRate(const Subject& subject, std::vector<Expression>& into) {
  const std::string sum = Aggregate("sum", subject.labels, fmt::format("rate({}[5m])", Selector(subject, "_sum")));
  const std::string count = Aggregate("sum", subject.labels, fmt::format("rate({}[5m])", Selector(subject, "_count")));
  into.push_back({What(subject) + " on average" + ByWords(subject.labels), fmt::format("{} / {}", sum, count), subject.note,
                  RecordName(subject, subject.labels, "average5m")});
  into.push_back({"Observations per second" + ByWords(subject.labels), count, subject.note, RecordName(subject, subject.labels, "count_rate5m")});
}

void AddClassic(const Subject& subject, std::vector<Expression>& into) {
  const Metric& metric = *subject.metric;
  const std::string buckets = fmt::format("rate({}[5m])", Selector(subject, "_bucket"));
  const std::string note = Joined(BucketRemark(metric), subject.note);
  // That library writes buckets of its own, which only VictoriaMetrics can put together.
  const bool is_of_victoria_metrics = metric.library == "VictoriaMetrics/metrics";
  const std::string bound_label = is_of_victoria_metrics ? "vmrange" : "le";
  const std::string remark = is_of_victoria_metrics ? "for VictoriaMetrics: its library's buckets have the label vmrange, which Prometheus does not know" : "";
  for (const auto& [quantile, percent] : {std::pair("0.5", "50"), std::pair("0.95", "95"), std::pair("0.99", "99")}) {
    into.push_back({fmt::format("{}th percentile (p{}){}{}", percent, percent, InUnit(subject), ByWords(subject.labels)),
                    fmt::format("histogram_quantile({}, {})", quantile, Aggregate("sum", With(bound_label, subject.labels), buckets)),
                    Joined(remark, note), RecordName(subject, subject.labels, fmt::format("p{}", percent)),
                    std::string_view(percent) == "99" && !is_of_victoria_metrics ? Alarm::kAbove : Alarm::kNone});
  }
  AddAverageAndRate(subject, into);
  if (const double bound = MiddleBound(metric); bound > 0) {
    into.push_back({fmt::format("Fraction of observations up to {}{} (1 is all){}", bound, InUnit(subject).empty() ? "" : InUnit(subject).substr(3), ByWords(subject.labels)),
                    fmt::format("{} / {}",
                                Aggregate("sum", subject.labels, fmt::format("rate({}[5m])", Selector(subject, "_bucket", fmt::format("le=\"{}\"", bound)))),
                                Aggregate("sum", subject.labels, fmt::format("rate({}[5m])", Selector(subject, "_count")))),
                    Joined("any bound of a bucket can stand there", subject.note),
                    RecordName(subject, subject.labels, "share_within5m")});
  }
}

void AddNative(const Subject& subject, std::vector<Expression>& into) {
  const std::string rate = fmt::format("rate({}[5m])", Selector(subject));
  const std::string sum = Aggregate("sum", subject.labels, rate);
  const std::string note = Joined("where the server stores native histograms", subject.note);
  for (const auto& [quantile, percent] : {std::pair("0.5", "50"), std::pair("0.95", "95"), std::pair("0.99", "99")}) {
    into.push_back({fmt::format("{}th percentile (p{}){}{} (native)", percent, percent, InUnit(subject), ByWords(subject.labels)),
                    fmt::format("histogram_quantile({}, {})", quantile, sum), note,
                    RecordName(subject, subject.labels, fmt::format("native_p{}", percent))});
  }
  into.push_back({What(subject) + " on average" + ByWords(subject.labels) + " (native)",
                  fmt::format("histogram_sum({0}) / histogram_count({0})", sum), note,
                  RecordName(subject, subject.labels, "native_average5m")});
  into.push_back({"Observations per second" + ByWords(subject.labels) + " (native)", fmt::format("histogram_count({})", sum), note,
                  RecordName(subject, subject.labels, "native_count_rate5m")});
}

}  // namespace

std::vector<Expression> OfHistogram(const Subject& subject) {
  std::vector<Expression> expressions;
  if (HasClassicBuckets(*subject.metric)) AddClassic(subject, expressions);
  if (IsNative(*subject.metric)) AddNative(subject, expressions);
  return expressions;
}

// Its buckets go up and down, so nothing is a rate.
std::vector<Expression> OfGaugeHistogram(const Subject& subject) {
  return {{fmt::format("95th percentile (p95) now{}{}", InUnit(subject), ByWords(subject.labels)),
           fmt::format("histogram_quantile(0.95, {})", Aggregate("sum", With("le", subject.labels), Selector(subject, "_bucket"))),
           Joined(BucketRemark(*subject.metric), subject.note), RecordName(subject, subject.labels, "p95")},
          {What(subject) + " on average now" + ByWords(subject.labels),
           fmt::format("{} / {}", Aggregate("sum", subject.labels, Selector(subject, "_gsum")),
                       Aggregate("sum", subject.labels, Selector(subject, "_gcount"))),
           subject.note, RecordName(subject, subject.labels, "average")}};
}

bool HasOwnBuckets(const Metric& metric) {
  if (metric.type.value != MetricType::kCounter && metric.type.value != MetricType::kGauge) return false;
  return std::any_of(metric.labels.value.labels.begin(), metric.labels.value.labels.end(), [](const Label& label) {
    return label.presence == Presence::kAlways && !label.is_constant && label.name.ToString() == "le";
  });
}

std::vector<Expression> OfOwnBuckets(const Subject& subject) {
  const bool is_counter = subject.metric->type.value == MetricType::kCounter;
  const std::string selector = Selector(subject), buckets = is_counter ? fmt::format("rate({}[5m])", selector) : selector;
  const std::vector<std::string> labels = With("le", subject.labels);
  const std::string note = Joined(fmt::format("a {} with the label `le`: right if that counts all up to each bound, as the buckets of a histogram do", MetricTypeName(subject.metric->type.value)), subject.note);
  std::vector<Expression> expressions;
  for (const auto& [quantile, percent] : {std::pair("0.5", "50"), std::pair("0.95", "95"), std::pair("0.99", "99")}) {
    expressions.push_back({fmt::format("{}th percentile (p{}){}{}{}", percent, percent, is_counter ? "" : " now", InUnit(subject), ByWords(subject.labels)),
                           fmt::format("histogram_quantile({}, {})", quantile, Aggregate("sum", labels, buckets)), note,
                           RecordName(subject, subject.labels, fmt::format("p{}", percent))});
  }
  expressions.push_back({(is_counter ? "Per second up to each bound" : "Value now up to each bound") + ByWords(subject.labels), Aggregate("sum", labels, buckets), note,
                         RecordName(subject, labels, is_counter ? "rate5m" : "sum")});
  return expressions;
}

std::vector<Expression> OfSummary(const Subject& subject) {
  std::vector<Expression> expressions;
  const Metric& metric = *subject.metric;
  // Quantiles of several instances cannot be put together; the worst one is true.
  const bool has_none = metric.distribution && !metric.distribution->unknown && metric.distribution->value.objectives.empty();
  if (!has_none) {
    const bool are_known = metric.distribution && !metric.distribution->unknown;
    expressions.push_back({fmt::format("{} of each quantile{}{}", What(subject), subject.is_of_one_instance ? "" : ", of the slowest instance", ByWords(subject.labels)),
                           Aggregate("max", With("quantile", subject.labels), Selector(subject, "", "quantile!=\"\"")),
                           Joined(are_known ? "quantiles of several instances cannot be averaged"
                                            : "if it has quantiles, which is not known; those of several instances cannot be averaged",
                                  subject.note),
                           RecordName(subject, With("quantile", subject.labels), "max"), Alarm::kNone});
  }
  AddAverageAndRate(subject, expressions);
  return expressions;
}

}  // namespace mdg::promql
