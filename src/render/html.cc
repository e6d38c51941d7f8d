// In: Document. Out: the page. First the data as JSON, then the plain list, then the two put into the frame.
#include "render/html.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "render/characters.h"
#include "render/page_files.h"
#include "render/source_link.h"

namespace mdg::render {
namespace {

using Json = nlohmann::ordered_json;

// --- the data

// Texts that many metrics share are written once; a metric has their numbers.
class TextTable {
 public:
  size_t NumberOf(const std::string& text) {
    const auto [found, is_new] = numbers_.emplace(text, texts_.size());
    if (is_new) texts_.push_back(text);
    return found->second;
  }
  const std::vector<std::string>& texts() const { return texts_; }

 private:
  std::map<std::string, size_t> numbers_;
  std::vector<std::string> texts_;
};

// A text where it is one, or else a list: text, [code], text ...
Json CellJson(const Cell& cell) {
  if (cell.empty()) return "";
  if (cell.size() == 1 && cell[0].style == Span::Style::kPlain) return Clean(cell[0].text);
  Json json = Json::array();
  for (const Span& span : cell) {
    json.push_back(span.style == Span::Style::kCode ? Json::array({Clean(span.text)}) : Json(Clean(span.text)));
  }
  return json;
}

std::string CellText(const Cell& cell) {
  std::string text;
  for (const Span& span : cell) text += span.text;
  return text;
}

Json LabelJson(const LabelDetails& label) {
  const std::string name = Clean(CellText(label.name));
  if (!label.is_constant && !label.is_set_once && !label.is_sometimes && label.values.empty() && label.description.empty() && label.example.empty()) return name;
  Json json = {{"n", name}};
  if (label.is_constant) json["constant"] = 1;
  if (label.is_set_once) json["once"] = 1;
  if (label.is_sometimes) json["sometimes"] = 1;
  if (!label.values.empty()) json["values"] = label.values;
  if (label.values_complete) json["complete"] = 1;
  if (!label.description.empty()) json["h"] = Clean(label.description);
  if (!label.example.empty()) json["e"] = Clean(label.example);
  return json;
}

Json ReferencesJson(const std::vector<Reference>& references) {
  Json json = Json::array();
  for (const Reference& to : references) json.push_back(Json::array({ReferenceWords(to), Clean(to.name), to.anchor}));
  return json;
}

Json DistributionJson(const Details& details) {
  const Distribution& distribution = *details.distribution;
  Json json = Json::object();
  for (double bound : distribution.buckets) json["buckets"].push_back(NumberText(bound));
  for (const auto& [quantile, error] : distribution.objectives) {
    json["quantiles"].push_back(fmt::format("{} ± {}", quantile, error));
  }
  for (const auto& [name, value] : distribution.settings) json["settings"].push_back(name + " " + value);
  if (details.distribution_is_unknown) json["unknown"] = 1;
  return json;
}

// Queries of metrics with the same labels differ in the name only: kept once, with a sign no query has in its place.
std::string ShapeOf(std::string_view expression, std::string_view name) {
  constexpr char kName = '\x01';
  std::string shape;
  while (!expression.empty()) {
    const size_t at = name.empty() ? std::string_view::npos : expression.find(name);
    shape += expression.substr(0, at);
    if (at == std::string_view::npos) break;
    shape += kName;
    expression.remove_prefix(at + name.size());
  }
  return shape;
}

class DataMaker {
 public:
  explicit DataMaker(const Document& document) : document_(document) {
    for (size_t i = 0; i < document_.switches.size(); ++i) {
      for (const SwitchRow::Shown& metric : document_.switches[i].metrics) switch_rows_[metric.anchor].push_back(i);
    }
  }

  // Everything page.js shows; its keys are explained there.
  Json Make() {
    Json metrics = Json::array();
    for (size_t group = 0; group < document_.groups.size(); ++group) {
      for (const Row& row : document_.groups[group].rows) metrics.push_back(MetricJson(row.details, group));
    }
    Json unresolved = Json::array();
    for (const Unresolved& site : document_.unresolved) {
      unresolved.push_back({{"at", PlaceJson(site.at)}, {"what", site.what}, {"why", site.why}});
    }
    Json groups = Json::array();
    for (const Group& group : document_.groups) groups.push_back(Json::array({Clean(group.title), Clean(group.text)}));
    Json links = Json::array();
    for (const std::string& path : paths_.texts()) {
      if (!document_.source_link.empty()) links.push_back(FillPath(document_.source_link, path));
    }
    return {{"groups", groups},       {"paths", paths_.texts()},       {"links", links},
            {"programs", programs_.texts()}, {"switches", SwitchesJson()}, {"defaults", DefaultsJson()}, {"folders", folders_.texts()}, {"queries", queries_.texts()}, {"metrics", metrics}, {"unresolved", unresolved}};
  }

 private:
  // [on by default, what to set, how many metrics, systems, the first few of them, how many more]
  Json SwitchesJson() {
    Json rows = Json::array();
    for (const SwitchRow& row : document_.switches) {
      Json few = Json::array();
      for (const SwitchRow::Shown& one : row.few) few.push_back(Json::array({Clean(one.name), one.anchor}));
      rows.push_back(Json::array({row.is_on ? 1 : 0, CellJson(CodeInBackticks(row.settings)), row.metrics.size(), row.systems, few, row.more}));
    }
    return rows;
  }

  // What switches make of it, and the rows of the table it is in.
  void AddSwitches(const Details& details, Json& json) {
    if (const std::string text = ByDefaultText(details); !text.empty()) json["def"] = defaults_.NumberOf(text);
    if (const auto rows = switch_rows_.find(details.anchor); rows != switch_rows_.end()) json["s"] = rows->second;
  }

  Json DefaultsJson() const {
    Json texts = Json::array();
    for (const std::string& text : defaults_.texts()) texts.push_back(CellJson(CodeInBackticks(text)));
    return texts;
  }

  Json PlaceJson(const SourceLocation& at) { return Json::array({paths_.NumberOf(at.path), at.line}); }

  // The text, or, where it names places in the source, a list: text, place, text ...
  Json NoteJson(const std::string& note) {
    Json parts = Json::array();
    std::string text;
    for (const Span& span : CodeInBackticks(note)) {
      const bool is_code = span.style == Span::Style::kCode;
      const std::optional<SourceLocation> at = is_code ? ParsePlace(span.text) : std::nullopt;
      if (!at) {
        text += is_code ? '`' + span.text + '`' : span.text;
        continue;
      }
      parts.push_back(Clean(text));
      parts.push_back(PlaceJson(*at));
      text.clear();
    }
    if (parts.empty()) return Clean(text);
    if (!text.empty()) parts.push_back(Clean(text));
    return parts;
  }

  static Json NumbersJson(const std::vector<std::string>& texts, TextTable& table) {
    Json json = Json::array();
    for (const std::string& text : texts) json.push_back(table.NumberOf(text));
    return json;
  }

  Json MetricJson(const Details& details, size_t group) {
    Json json = {{"n", Clean(details.name)}, {"t", details.type}};
    if (details.anchor != details.name) json["a"] = details.anchor;
    if (group > 0) json["g"] = group;
    if (details.kind != Kind::kMetric) AddRule(json, details);
    if (!details.used_by.empty()) json["by"] = ReferencesJson(details.used_by);
    if (details.is_pattern) json["pattern"] = 1;
    if (details.type_is_guess) json["guess"] = 1;
    if (!details.help.empty() && !details.help_repeats_name) json["h"] = CellJson(details.help);
    if (details.help_is_unknown) json["nohelp"] = 1;
    for (const LabelDetails& label : details.labels) json["l"].push_back(LabelJson(label));
    if (details.has_more_labels) json["more"] = 1;
    if (!details.unit.empty()) json["unit"] = details.unit_is_of_name ? details.unit + ", by the name" : details.unit;
    if (!details.stability.empty()) json["stability"] = details.stability;
    if (!details.deprecated.empty()) json["deprecated"] = details.deprecated;
    if (details.help_says_deprecated) json["old"] = 1;
    if (!details.owner.empty()) json["owner"] = details.owner;
    if (!details.example.empty()) json["example"] = details.example;
    if (!details.replaced_by.empty()) json["replaced"] = details.replaced_by;
    if (!details.since.empty()) json["since"] = details.since, json["commit"] = details.since_commit;
    if (details.distribution) json["dist"] = DistributionJson(details);
    if (details.origins != std::vector<std::string>{"code"}) json["o"] = details.origins;
    if (!details.library.empty()) json["lib"] = details.library;
    for (const SourceLocation& at : details.definitions) json["d"].push_back(PlaceJson(at));
    for (const RegistrationDetails& made : details.registrations) {
      json["r"].push_back(Json::array({paths_.NumberOf(made.at.path), made.at.line, made.prefix}));
    }
    if (!details.folders.empty()) json["f"] = NumbersJson(details.folders, folders_);
    if (!details.programs.empty()) json["p"] = NumbersJson(details.programs, programs_);
    if (!details.silent_programs.empty()) json["silent"] = NumbersJson(details.silent_programs, programs_);
    AddSwitches(details, json);
    if (!details.systems.empty()) json["systems"] = details.systems, json["on"] = details.systems_text;
    if (!details.conditions.empty()) json["builds"] = details.conditions;
    for (const std::string& note : details.notes) json["notes"].push_back(NoteJson(note));
    for (const Remark& remark : details.remarks) json["remarks"].push_back(Json::array({remark.fact, NoteJson(remark.text)}));
    for (const Expression& query : details.expressions) {
      json["q"].push_back({queries_.NumberOf(query.title), queries_.NumberOf(ShapeOf(query.expression, details.name)), queries_.NumberOf(query.note)});
    }
    return json;
  }

  static void AddRule(Json& json, const Details& details) {
    json["k"] = KindName(details.kind);
    json["e"] = Json::array();
    for (const Span& span : details.expression) {
      if (span.style == Span::Style::kCode) json["e"].push_back(Clean(span.text));
    }
    if (!details.severity.empty()) json["severity"] = Clean(details.severity);
    if (!details.duration.empty()) json["for"] = Clean(details.duration);
    if (!details.uses.empty()) json["uses"] = ReferencesJson(details.uses);
    for (const auto& [name, text] : details.annotations) json["notices"].push_back(Json::array({Clean(name), Clean(text)}));
  }

  const Document& document_;
  std::map<std::string, std::vector<size_t>> switch_rows_;  // by anchor of a metric
  TextTable paths_, programs_, folders_, queries_, defaults_;
};

// JSON that can stand in a <script>: without `<`, nothing in it can end the element or begin another.
std::string DataText(const Document& document) {
  const std::string json = DataMaker(document).Make().dump(-1, ' ', false, Json::error_handler_t::replace);
  std::string text;
  for (char c : json) {
    if (c == '<') {
      text += "\\u003c";
    } else if (c == '>') {
      text += "\\u003e";
    } else if (c == '&') {
      text += "\\u0026";
    } else {
      text += c;
    }
  }
  return text;
}

// --- the plain list, for where scripts do not run

std::string CodeHtml(std::string_view text) {
  std::string html;
  for (const Span& span : CodeInBackticks(text)) html += span.style == Span::Style::kCode ? "<code>" + EscapeHtml(span.text) + "</code>" : EscapeHtml(span.text);
  return html;
}

// "alert, critical, for 5m"; "recording rule, gauge"
std::string KindWords(const Details& details) {
  std::string words(KindName(details.kind));
  for (const std::string& word : {details.type, details.severity}) words += word.empty() ? "" : ", " + EscapeHtml(word);
  return words + (details.duration.empty() ? "" : ", for " + EscapeHtml(details.duration));
}

void AppendPlain(std::string& html, const Details& details) {
  html += fmt::format("<li id=\"{}\"><code>{}</code> {}", EscapeHtml(details.anchor), EscapeHtml(details.name), details.kind == Kind::kMetric ? details.type : KindWords(details));
  if (!details.help.empty() && !details.help_repeats_name) html += "<p>" + EscapeHtml(CellText(details.help)) + "</p>";
  if (!details.expression.empty()) html += "<p><code>" + EscapeHtml(CellText(details.expression)) + "</code></p>";
  for (size_t i = 0; i < details.labels.size(); ++i) {
    html += (i == 0 ? "labels " : ", ") + EscapeHtml(CellText(details.labels[i].name));
    if (!details.labels[i].description.empty()) html += EscapeHtml(" (" + details.labels[i].description + ")");
  }
  if (details.has_more_labels) html += details.labels.empty() ? "labels not known" : " and more";
  if (details.distribution) html += " · " + EscapeHtml(fmt::format("{}", fmt::join(DistributionParts(details), "; ")));
  if (const std::string stability = StabilityText(details); !stability.empty()) html += " · " + EscapeHtml(stability);
  if (!details.since.empty()) html += " · since " + EscapeHtml(details.since);
  if (const std::string text = ByDefaultText(details); !text.empty()) html += " · by default " + CodeHtml(text);
  if (!details.owner.empty()) html += " · owner " + EscapeHtml(details.owner);
  if (!details.example.empty()) html += " · example <code>" + EscapeHtml(details.example) + "</code>";
  if (!details.definitions.empty()) html += " · " + EscapeHtml(details.definitions.front().ToString());
  html += '\n';
}

void AppendPlainSwitches(std::string& html, const Document& document) {
  if (document.switches.empty()) return;
  html += fmt::format("<h2>{}</h2>\n<p>{}</p>\n<table class=\"switches\">\n", kSwitchesTitle, kSwitchesText);
  for (const std::vector<Cell>& cells : SwitchCells(document.switches, true)) {
    html += "<tr>";
    for (const Cell& cell : cells) {
      html += "<td>";
      for (const Span& span : cell) {
        std::string text = EscapeHtml(span.text);
        if (span.style == Span::Style::kCode) text = "<code>" + text + "</code>";
        html += span.link.empty() ? text : fmt::format("<a href=\"{}\">{}</a>", EscapeHtml(span.link), text);
      }
      html += "</td>";
    }
    html += "</tr>\n";
  }
  html += "</table>\n";
}

std::string PlainList(const Document& document) {
  std::string html;
  AppendPlainSwitches(html, document);
  for (const Group& group : document.groups) {
    if (!group.title.empty()) html += "<h2>" + EscapeHtml(group.title) + "</h2>\n";
    if (!group.text.empty()) html += "<p>" + EscapeHtml(group.text) + "</p>\n";
    html += "<ul>\n";
    for (const Row& row : group.rows) AppendPlain(html, row.details);
    html += "</ul>\n";
  }
  if (document.unresolved.empty()) return html;
  html += "<h2>Not resolved</h2>\n<ul>\n";
  for (const Unresolved& site : document.unresolved) {
    html += fmt::format("<li>{}: {} is not known: {}\n", EscapeHtml(site.at.ToString()), EscapeHtml(site.what), CodeHtml(site.why));
  }
  return html + "</ul>\n";
}

std::string LegendHtml(const Document& document) {
  std::string html;
  for (const LegendEntry& entry : document.legend) {
    const std::string_view tag = entry.sign.style == Span::Style::kCode ? "code" : "em";
    html += fmt::format("<li><{0}>{1}</{0}> {2}\n", tag, EscapeHtml(entry.sign.text), EscapeHtml(entry.meaning));
  }
  return html.empty() ? html : "<ul class=\"legend\" aria-label=\"Legend\">\n" + html + "</ul>\n";
}

constexpr std::string_view kFrame = R"(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
{mark}
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
<title>{title}</title>
<link rel="icon" href="data:,">
<style>
{style}</style>
</head>
<body>
<header class="top">
<h1>{title}</h1>
<p class="counts">{counts}</p>
</header>
<noscript>
<main class="plain">
{list}</main>
</noscript>
<div id="app" hidden></div>
<footer class="foot">
{foot}<p>Written from the source by metricsdocgen.</p>
</footer>
<script type="application/json" id="data">{data}</script>
<script>
{script}</script>
</body>
</html>
)";

}  // namespace

std::string WriteHtml(const Document& document) {
  const std::string legend = LegendHtml(document);
  return fmt::format(kFrame, fmt::arg("mark", kPageMark), fmt::arg("title", EscapeHtml(document.title)),
                     fmt::arg("style", kPageStyle), fmt::arg("counts", EscapeHtml(document.counts)),
                     fmt::arg("list", PlainList(document)), fmt::arg("foot", legend),
                     fmt::arg("data", DataText(document)), fmt::arg("script", kPageScript));
}

}  // namespace mdg::render
