// In: Document. Out: data for a template.
#include "render/template_data.h"

#include <fmt/format.h>

#include <array>
#include <functional>

#include "render/characters.h"
#include "render/source_link.h"
#include "render/switch_table.h"

namespace mdg::render {
namespace {

using kainjow::mustache::data;
using kainjow::mustache::list;
using kainjow::mustache::object;

constexpr std::array kNames = std::to_array<std::string_view>({
    "alerts", "anchor", "annotations", "buckets", "complete", "conditions", "count", "counts", "definitions", "deprecated", "description", "duration", "example", "expression",
    "fact", "folders", "groups", "has_alerts", "has_annotations", "has_buckets", "has_conditions", "has_definitions", "has_folders", "has_labels", "has_legend",
    "has_metrics", "has_more_labels", "has_notes", "has_origins", "has_programs", "has_quantiles", "has_queries", "has_registrations",
    "has_remarks", "has_settings", "has_switched", "has_switched_off_by", "has_switch_table", "has_switches", "has_systems", "has_unresolved", "has_used_by", "has_uses", "has_values", "help", "help_is_unknown", "is_constant",
    "is_counter", "is_first", "is_gauge", "is_guess", "is_histogram", "is_last", "is_on", "is_pattern", "is_patterns", "is_possible", "is_set_once", "is_sometimes",
    "is_recording_rule", "is_summary", "kind", "labels", "legend", "library", "line", "link", "meaning", "metrics", "name", "note", "notes", "origins", "owner",
    "path", "place", "prefix", "programs", "quantiles", "queries", "registrations", "remarks", "replaced_by", "settings", "severity", "sign", "since", "since_commit",
    "setting", "stability", "switch_table", "switched", "switched_off_by", "switches", "system", "systems", "text", "title", "type", "unit", "unresolved", "used_by", "uses", "values", "what", "why",
});

// Without control characters and bytes that are no UTF-8: nobody wants them, and template.cc needs one for itself.
data TextData(const std::string& text) { return text.empty() ? data(false) : data(Clean(text)); }

std::string TextOf(const Cell& cell) {
  std::string text;
  for (const Span& span : cell) text += span.text;
  return text;
}

// A list under `name`, and `has_...` beside it for what stands around the whole of it.
template <typename T>
void SetList(object& into, const std::string& name, const std::vector<T>& items, const std::function<object(const T&)>& make) {
  list made;
  for (size_t i = 0; i < items.size(); ++i) {
    object one = make(items[i]);
    one["is_first"] = data(i == 0);
    one["is_last"] = data(i + 1 == items.size());
    made.push_back(data(std::move(one)));
  }
  into["has_" + name] = data(!made.empty());
  into[name] = data(std::move(made));
}

void SetTexts(object& into, const std::string& name, const std::vector<std::string>& texts) {
  SetList<std::string>(into, name, texts, [](const std::string& text) { return object{{"text", TextData(text)}}; });
}

class Maker {
 public:
  explicit Maker(const Document& document) : document_(document) {}

  data Make() {
    object root{{"title", TextData(document_.title)}, {"counts", TextData(document_.counts)}};
    std::vector<const Row*> all, alerts;
    std::vector<Group> groups;  // of metrics and what is recorded; alerts are neither
    for (const Group& group : document_.groups) {
      if (group.kind != Kind::kAlert) groups.push_back(group);
      else for (const Row& row : group.rows) alerts.push_back(&row);
    }
    SetList<Group>(root, "groups", groups, [&](const Group& group) {
      object made{{"title", TextData(group.title)}, {"text", TextData(group.text)}, {"is_patterns", data(group.is_patterns)}};
      std::vector<const Row*> rows;
      for (const Row& row : group.rows) rows.push_back(&row);
      all.insert(all.end(), rows.begin(), rows.end());
      SetMetrics(made, rows);
      return made;
    });
    SetMetrics(root, all);
    SetList<const Row*>(root, "alerts", alerts, [&](const Row* row) { return MetricOf(row->details); });
    SetList<SwitchRow>(root, "switch_table", document_.switches, [](const SwitchRow& row) {
      object made{{"is_on", data(row.is_on)},
                  {"setting", TextData(TextOf(CodeInBackticks(row.settings)))},
                  {"count", data(std::to_string(row.metrics.size()))},
                  {"system", TextData(row.systems)}};
      SetList<SwitchRow::Shown>(made, "switched", row.metrics, [](const SwitchRow::Shown& metric) {
        return object{{"name", TextData(metric.name)}, {"anchor", TextData(metric.anchor)}};
      });
      return made;
    });
    SetList<LegendEntry>(root, "legend", document_.legend, [](const LegendEntry& entry) {
      return object{{"sign", TextData(entry.sign.text)}, {"meaning", TextData(entry.meaning)}};
    });
    SetList<Unresolved>(root, "unresolved", document_.unresolved, [&](const Unresolved& site) {
      object made = Place(site.at);
      made["what"] = TextData(site.what);
      made["why"] = TextData(site.why);
      return made;
    });
    return data(std::move(root));
  }

 private:
  object Place(const SourceLocation& at) const {
    return {{"place", TextData(at.ToString())},
            {"path", TextData(at.path)},
            {"line", at.line > 0 ? data(std::to_string(at.line)) : data(false)},
            {"link", TextData(SourceLink(document_.source_link, at))}};
  }

  void SetMetrics(object& into, const std::vector<const Row*>& rows) const {
    SetList<const Row*>(into, "metrics", rows, [&](const Row* row) { return MetricOf(row->details); });
  }

  object MetricOf(const Details& details) const {
    object made{{"name", TextData(details.name)},
                {"anchor", TextData(details.anchor)},
                {"type", TextData(details.type)},
                {"help", TextData(TextOf(details.help))},
                {"help_is_unknown", data(details.help_is_unknown)},
                {"is_pattern", data(details.is_pattern)},
                {"is_guess", data(details.type_is_guess)},
                {"has_more_labels", data(details.has_more_labels)},
                {"unit", TextData(details.unit)},
                {"stability", TextData(details.stability)},
                {"deprecated", TextData(details.deprecated)},
                {"replaced_by", TextData(details.replaced_by)},
                {"since", TextData(details.since)},
                {"since_commit", TextData(details.since_commit)},
                {"owner", TextData(details.owner)},
                {"example", TextData(details.example)},
                {"library", TextData(details.library)},
                {"kind", TextData(std::string(KindName(details.kind)))},
                {"is_recording_rule", data(details.kind == Kind::kRecordingRule)},
                {"expression", TextData(TextOf(details.expression))},
                {"severity", TextData(details.severity)},
                {"duration", TextData(details.duration)}};
    for (const char* type : {"counter", "gauge", "histogram", "summary"}) {
      made[std::string("is_") + type] = data(details.type == type);
    }
    SetLabels(made, details);
    SetDistribution(made, details);
    SetTexts(made, "origins", details.origins);
    SetTexts(made, "folders", details.folders);
    SetTexts(made, "programs", details.programs);
    SetTexts(made, "switches", details.switches);
    SetTexts(made, "switched_off_by", details.switched_off_by);
    SetTexts(made, "systems", details.systems);
    SetTexts(made, "conditions", details.conditions);
    SetTexts(made, "notes", details.notes);
    SetList<SourceLocation>(made, "definitions", details.definitions, [&](const SourceLocation& at) { return Place(at); });
    SetList<RegistrationDetails>(made, "registrations", details.registrations, [&](const RegistrationDetails& registration) {
      object one = Place(registration.at);
      one["prefix"] = TextData(registration.prefix);
      return one;
    });
    SetList<Remark>(made, "remarks", details.remarks, [](const Remark& remark) {
      return object{{"fact", TextData(remark.fact)}, {"text", TextData(remark.text)}};
    });
    SetReferences(made, "uses", details.uses);
    SetReferences(made, "used_by", details.used_by);
    SetList<std::pair<std::string, std::string>>(made, "annotations", details.annotations, [](const auto& annotation) {
      return object{{"name", TextData(annotation.first)}, {"text", TextData(annotation.second)}};
    });
    SetList<Expression>(made, "queries", details.expressions, [](const Expression& query) {
      return object{{"title", TextData(query.title)}, {"expression", TextData(query.expression)}, {"note", TextData(query.note)}};
    });
    return made;
  }

  static void SetReferences(object& made, const std::string& name, const std::vector<Reference>& references) {
    SetList<Reference>(made, name, references, [](const Reference& to) {
      return object{{"kind", TextData(std::string(KindName(to.kind)))}, {"name", TextData(to.name)}, {"anchor", TextData(to.anchor)}, {"is_possible", data(to.is_possible)}};
    });
  }

  static void SetLabels(object& made, const Details& details) {
    SetList<LabelDetails>(made, "labels", details.labels, [](const LabelDetails& label) {
      object one{{"name", TextData(TextOf(label.name))},
                 {"description", TextData(label.description)},
                 {"is_constant", data(label.is_constant)},
                 {"is_set_once", data(label.is_set_once)},
                 {"is_sometimes", data(label.is_sometimes)},
                 {"example", TextData(label.example)},
                 {"complete", data(label.values_complete)}};
      SetTexts(one, "values", label.values);
      return one;
    });
  }

  static void SetDistribution(object& made, const Details& details) {
    std::vector<std::string> buckets, quantiles, settings;
    if (details.distribution) {
      for (double bound : details.distribution->buckets) buckets.push_back(NumberText(bound));
      for (const auto& [quantile, error] : details.distribution->objectives) quantiles.push_back(NumberText(quantile));
      for (const auto& [name, value] : details.distribution->settings) settings.push_back(name + " " + value);
    }
    SetTexts(made, "buckets", buckets);
    SetTexts(made, "quantiles", quantiles);
    SetTexts(made, "settings", settings);
  }

  const Document& document_;
};

}  // namespace

data MakeTemplateData(const Document& document) { return Maker(document).Make(); }

std::span<const std::string_view> TemplateNames() { return kNames; }

}  // namespace mdg::render
