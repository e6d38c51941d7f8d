// In: Document. Out: Markdown, a section for each metric.
#include "render/markdown_sections.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "render/characters.h"
#include "render/markdown.h"
#include "render/markdown_escape.h"
#include "render/name_links.h"
#include "render/source_link.h"

namespace mdg::render {
namespace {

constexpr size_t kLeastForIndex = 10;  // metrics that make an index worth its lines
constexpr size_t kMostValues = 12;     // of a label that are shown without folding

std::string CodeList(const std::vector<std::string>& texts, size_t most = std::string::npos) {
  std::string list;
  for (size_t i = 0; i < texts.size() && i < most; ++i) {
    list += (i == 0 ? "" : ", ") + ParagraphCodeSpan(texts[i].empty() ? "\"\"" : texts[i]);
  }
  return list;
}

std::string CellText(const Cell& cell) {
  std::string text;
  for (const Span& span : cell) {
    const bool is_code = span.style == Span::Style::kCode;
    // The escaping of a beginning is for the first span only.
    std::string written = is_code ? ParagraphCodeSpan(span.text) : EscapeParagraph(text.empty() ? span.text : 'x' + span.text);
    if (!is_code && !text.empty()) written.erase(0, 1);
    if (!span.link.empty()) written = '[' + written + "](" + span.link + ')';
    if (text.ends_with('`') && written.starts_with('`')) text += ' ';  // two runs of backticks must not become one
    text += written;
  }
  return std::string(Trim(text));
}

// --- the list of facts

std::string LabelLine(const LabelDetails& label) {
  std::string line = CellText(label.name);
  if (label.is_constant) line += ", constant";
  if (label.is_set_once) line += ", set where it is registered";
  if (label.is_sometimes) line += ", not in all series";
  if (!label.description.empty()) line += ": " + EscapeParagraph(label.description);
  const std::string before = label.description.empty() ? ": " : "; ";
  if (!label.example.empty()) line += before + "for example " + CodeList({label.example}, 1);
  if (label.values.empty()) return line;
  line += before + std::string(WordsBeforeValues(label.is_constant, label.values_complete, label.values.size())) + CodeList(label.values, kMostValues);
  if (label.values.size() > kMostValues) line += fmt::format(" and {} more, below", label.values.size() - kMostValues);
  return line;
}

// Nothing but that some series do not have it.
bool IsOnlySometimes(const LabelDetails& label) { return label.is_sometimes && !HasDetails(label); }

// "not in all series: `id`, `name`": said once for those of which nothing else is said.
std::string SometimesLine(const Details& details) {
  std::string line;
  for (const LabelDetails& label : details.labels) {
    if (IsOnlySometimes(label)) line += (line.empty() ? "not in all series: " : ", ") + CellText(label.name);
  }
  return line;
}

// What is remarked of labels that the list of labels does not name, and how the list goes on with it.
constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kFurther = {{
    {"further labels are called ", ", called "},
    {"there may be more: ", ": "},
}};

// ", called `label_<key>`"; "" for a remark on something else.
std::string FurtherText(const Details& details, const Remark& remark, const std::string& source_link) {
  if (remark.fact != "labels" || !details.has_more_labels || details.labels.empty() || remark.text.find(';') != std::string::npos) return "";
  for (const auto& [begins, said] : kFurther) {
    if (remark.text.starts_with(begins)) return std::string(said) + CellText(NoteCell(remark.text.substr(begins.size()), source_link));
  }
  return "";
}

// " and more, called `label_<key>`"
std::string MoreText(const Details& details, const std::string& source_link) {
  if (!details.has_more_labels) return "";
  for (const Remark& remark : details.remarks) {
    if (const std::string further = FurtherText(details, remark, source_link); !further.empty()) return " and more" + further;
  }
  return details.labels.empty() ? " not known" : " and more";
}

// Those that are not said at the head of the group.
std::vector<LabelDetails> OwnLabels(const Details& details, const Group& group) {
  std::vector<LabelDetails> own = details.labels;
  std::erase_if(own, [&](const LabelDetails& label) { return std::find(group.shared_labels.begin(), group.shared_labels.end(), label) != group.shared_labels.end(); });
  return own;
}

// "[those of the group](#labels-of-app_): `instance`, `zone`"
std::string SharedLine(const Group& group) {
  std::string names;
  for (const LabelDetails& label : group.shared_labels) names += (names.empty() ? "" : ", ") + CellText(label.name);
  return fmt::format("[those of {}](#{}): {}", group.title.empty() ? "every metric" : "the group", group.labels_anchor, names);
}

void AppendLabels(std::string& markdown, const Details& details, const Group& group, const std::string& source_link) {
  markdown += "- **Labels:**";
  const std::string more = MoreText(details, source_link);
  const std::vector<LabelDetails> own = OwnLabels(details, group);
  const bool has_shared = own.size() < details.labels.size();
  bool is_list = has_shared && !more.empty();
  for (const LabelDetails& label : own) is_list = is_list || HasDetails(label) || label.is_sometimes;
  if (!is_list) {
    for (size_t i = 0; i < own.size(); ++i) markdown += (i == 0 ? " " : ", ") + CellText(own[i].name);
    if (has_shared) markdown += (own.empty() ? " " : ", and ") + SharedLine(group);
    markdown += details.labels.empty() && more.empty() ? " none\n" : more + '\n';
    return;
  }
  markdown += '\n';
  const bool are_together = std::count_if(own.begin(), own.end(), IsOnlySometimes) > 1;
  for (const LabelDetails& label : own) {
    if (!are_together || !IsOnlySometimes(label)) markdown += "    - " + LabelLine(label) + '\n';
  }
  if (are_together) markdown += "    - " + SometimesLine(details) + '\n';
  if (has_shared) markdown += "    - " + SharedLine(group) + '\n';
  if (!more.empty()) markdown += "    -" + more + '\n';
}

// Why labels are missing, where the list of labels says that there are more: folded away with where it all comes from.
bool IsToldByLabels(const Details& details, const Remark& remark) {
  return remark.fact == "labels" && details.has_more_labels && remark.text.starts_with("not fully known: ");
}

void AppendFact(std::string& markdown, std::string_view title, const std::string& text) {
  if (!text.empty()) markdown += fmt::format("- **{}:** {}\n", title, text);
}

std::string ReferencesText(const std::vector<Reference>& references) {
  std::string text;
  for (const Reference& to : references) {
    if (!text.empty()) text += ", ";
    if (const std::string words = ReferenceWords(to); !words.empty()) text += words + ' ';
    const std::string name = ParagraphCodeSpan(to.name);
    text += to.anchor.empty() ? name : '[' + name + "](#" + to.anchor + ')';
  }
  return text;
}

void AppendRuleFacts(std::string& markdown, const Details& details) {
  AppendFact(markdown, "Uses", ReferencesText(details.uses));
  AppendFact(markdown, "Used by", ReferencesText(details.used_by));
  for (const auto& [name, text] : details.annotations) markdown += "- " + ParagraphCodeSpan(name) + ": " + EscapeParagraph(text) + '\n';
}

// What the sections of one document have in common.
struct Shared {
  Anchors anchors;
  std::string source_link;
  bool has_programs_to_tell = false;  // of a document about one program, no metric needs to say so
  std::vector<SharedNames> names;
};

Shared SharedBy(const Document& document) {
  Shared shared{{}, document.source_link, false, document.shared_names};
  const std::vector<std::string>* first = nullptr;
  for (const Group& group : document.groups) {
    for (const Row& row : group.rows) {
      shared.anchors.emplace(row.name, row.details.anchor);
      const Details& details = row.details;
      if (details.kind != Kind::kMetric) continue;
      if (first == nullptr) first = &details.programs;
      if (details.programs.size() > 1 || details.programs != *first || !details.silent_programs.empty()) shared.has_programs_to_tell = true;
    }
  }
  return shared;
}

void AppendFacts(std::string& markdown, const Details& details, const Group& group, const Shared& shared) {
  const std::string& source_link = shared.source_link;
  if (details.kind != Kind::kMetric) AppendFact(markdown, "Kind", std::string(KindName(details.kind)));
  AppendFact(markdown, "Severity", EscapeParagraph(details.severity));
  AppendFact(markdown, "For", EscapeParagraph(details.duration));
  AppendFact(markdown, "Type", details.type + (details.type_is_guess ? " (guess)" : ""));
  AppendLabels(markdown, details, group, source_link);
  AppendFact(markdown, "Unit", EscapeParagraph(details.unit) + (details.unit_is_of_name ? ", by the name" : ""));
  const bool is_summary = details.distribution && details.distribution->buckets.empty();
  std::string distribution;
  for (const std::string& part : DistributionParts(details)) {
    distribution += (distribution.empty() ? "" : "; ") + EscapeParagraph(part);
  }
  AppendFact(markdown, is_summary ? "Distribution" : "Buckets", distribution);
  AppendFact(markdown, "Stability", EscapeParagraph(StabilityText(details)));
  AppendFact(markdown, "Owner", EscapeParagraph(details.owner));
  if (!details.since.empty()) {
    AppendFact(markdown, "Since", EscapeParagraph(details.since) + ", " + ParagraphCodeSpan(details.since_commit));
  }
  AppendFact(markdown, "By default", CellText(CodeInBackticks(ByDefaultText(details))));
  AppendFact(markdown, "Systems", details.systems_text);
  AppendFact(markdown, "Only in builds for", CodeList(details.conditions));
  if (shared.has_programs_to_tell) AppendFact(markdown, "Programs", CodeList(details.programs));
  for (const Remark& remark : details.remarks) {
    if (remark.fact == "help" && details.help.empty() && !details.help_is_unknown) continue;  // said in the description's place
    if (IsTold(details.name, remark, shared.names) || IsToldByLabels(details, remark) || !FurtherText(details, remark, source_link).empty()) continue;
    AppendFact(markdown, "About the " + remark.fact, CellText(NoteCell(remark.text, source_link)));
  }
  AppendRuleFacts(markdown, details);
}

// --- what is folded away, in HTML

std::string InlineHtml(std::string_view text, const std::string& source_link = "") {
  std::string html;
  for (const Span& span : NoteCell(text, source_link)) {
    std::string written = EscapeHtmlBlock(span.text);
    if (span.style == Span::Style::kCode) written = "<code>" + written + "</code>";
    html += span.link.empty() ? written : fmt::format("<a href=\"{}\">{}</a>", EscapeHtmlBlock(span.link), written);
  }
  return html;
}

std::string PlaceHtml(const SourceLocation& at, const std::string& source_link) {
  const std::string code = "<code>" + EscapeHtmlBlock(at.ToString()) + "</code>";
  const std::string link = SourceLink(source_link, at);
  return link.empty() ? code : fmt::format("<a href=\"{}\">{}</a>", EscapeHtmlBlock(link), code);
}

void AppendFolded(std::string& markdown, std::string_view title, const std::vector<std::string>& items) {
  if (items.empty()) return;
  markdown += fmt::format("\n<details>\n<summary>{}</summary>\n<ul>\n", title);
  for (const std::string& item : items) markdown += "<li>" + item + "</li>\n";
  markdown += "</ul>\n</details>\n";
}

void AppendOrigin(std::string& markdown, const Details& details, const std::string& source_link) {
  std::vector<std::string> items;
  for (const SourceLocation& at : details.definitions) items.push_back("defined in " + PlaceHtml(at, source_link));
  for (const RegistrationDetails& made : details.registrations) {
    items.push_back("registered in " + PlaceHtml(made.at, source_link));
    if (!made.prefix.empty()) items.back() += " with the prefix <code>" + EscapeHtmlBlock(made.prefix) + "</code>";
  }
  if (details.origins != std::vector<std::string>{"code"}) {
    items.push_back(EscapeHtmlBlock(fmt::format("facts from: {}", fmt::join(details.origins, ", "))));
  }
  if (const std::vector<std::string>& silent = details.silent_programs; !silent.empty()) {
    const std::string_view whose = silent.size() == 1 ? "its" : "their";
    items.push_back(EscapeHtmlBlock(fmt::format("also in {}; nothing in {} source shows metrics", fmt::join(silent, ", "), whose)));
  }
  if (!details.library.empty()) items.push_back("library: " + EscapeHtmlBlock(details.library));
  for (const Remark& remark : details.remarks) {
    if (IsToldByLabels(details, remark)) items.push_back("labels: " + InlineHtml(remark.text, source_link));
  }
  for (const std::string& note : details.notes) items.push_back(InlineHtml(note, source_link));
  AppendFolded(markdown, "Where it comes from", items);
}

void AppendLongValues(std::string& markdown, const std::vector<LabelDetails>& labels) {
  for (const LabelDetails& label : labels) {
    if (label.values.size() <= kMostValues) continue;
    std::vector<std::string> items;
    for (const std::string& value : label.values) items.push_back("<code>" + EscapeHtmlBlock(value.empty() ? "\"\"" : value) + "</code>");
    const std::string name = label.name.empty() ? "" : EscapeHtmlBlock(label.name.front().text);
    AppendFolded(markdown, fmt::format("{} values of <code>{}</code>", label.values.size(), name), items);
  }
}

// What is said of labels that all metrics of the group have.
void AppendSharedLabels(std::string& markdown, const Group& group) {
  if (group.shared_labels.empty()) return;
  markdown += fmt::format("\n<a id=\"{}\"></a>\n\nLabels of every metric{}:\n\n", group.labels_anchor, group.title.empty() ? "" : " of this group");
  for (const LabelDetails& label : group.shared_labels) markdown += "- " + LabelLine(label) + '\n';
  AppendLongValues(markdown, group.shared_labels);
}

// On the page, not folded: somebody chose it.
void AppendExample(std::string& markdown, const Details& details) {
  if (details.example.empty()) return;
  markdown += "\nExample:\n<pre><code>" + EscapeHtmlBlock(details.example) + "</code></pre>\n";
}

// What is recorded, or when an alert fires: the point of a rule.
void AppendRule(std::string& markdown, const Details& details) {
  for (const Span& span : details.expression) {
    if (span.style == Span::Style::kPlain) markdown += "\nWith other labels:\n";
    else if (&span == &details.expression.front()) markdown += details.kind == Kind::kAlert ? "\nFires when:\n" : "\nRecorded by:\n";
    if (span.style == Span::Style::kCode) markdown += "<pre><code>" + EscapeHtmlBlock(span.text) + "</code></pre>\n";
  }
}

void AppendExpressions(std::string& markdown, const Details& details) {
  std::vector<std::string> items;
  for (const Expression& expression : details.expressions) {
    items.push_back(EscapeHtmlBlock(expression.title) + "<pre><code>" + EscapeHtmlBlock(expression.expression) +
                    "</code></pre>" + InlineHtml(expression.note));
  }
  AppendFolded(markdown, "Queries (PromQL)", items);
}

// --- the document

// Lines that begin with "- " are a list, as their author meant them; a single one may be anything.
std::string WithLists(std::string text) {
  constexpr std::string_view kItem = "<br/>- ";
  const size_t first = text.find(kItem);
  if (first == std::string::npos || text.find(kItem, first + 1) == std::string::npos) return text;
  for (size_t at = first; at != std::string::npos; at = text.find(kItem, at)) {
    const std::string begin = at == first ? "\n\n- " : "\n- ";
    text.replace(at, kItem.size(), begin);
    const size_t item = at + begin.size();  // must not begin a link's definition, a heading, a quote or another list
    if (item < text.size() && std::string_view("[#>-+*~").find(text[item]) != std::string_view::npos) {
      text.replace(item, 1, fmt::format("&#{};", static_cast<int>(text[item])));
    }
  }
  return text;
}

std::string DescriptionText(const Details& details, const Anchors& anchors) {
  if (details.help_is_unknown) return "*The description is not known.*";
  if (details.help_repeats_name) return "";
  return WithLists(CellText(LinkNames(details.help, anchors, details.name)));  // how many have none stands in the counts
}

void AppendSection(std::string& markdown, const Row& row, const Group& group, const Shared& shared) {
  const Details& details = row.details;
  if (details.anchor != AnchorOf(row.name)) markdown += fmt::format("\n<a id=\"{}\"></a>\n", details.anchor);
  markdown += "\n### " + ParagraphCodeSpan(row.name) + "\n\n";
  if (!details.deprecated.empty()) markdown += "**Deprecated since " + EscapeParagraph(details.deprecated) + ".**\n\n";
  if (const std::string text = DescriptionText(details, shared.anchors); !text.empty()) markdown += text + "\n\n";
  AppendFacts(markdown, details, group, shared);
  AppendRule(markdown, details);
  AppendExample(markdown, details);
  AppendExpressions(markdown, details);
  AppendLongValues(markdown, OwnLabels(details, group));
  AppendOrigin(markdown, details, shared.source_link);
}

void AppendIndex(std::string& markdown, const Document& document) {
  std::vector<const Row*> rows;
  std::vector<std::string> items;
  for (const Group& group : document.groups) {
    for (const Row& row : group.rows) rows.push_back(&row);
  }
  std::stable_sort(rows.begin(), rows.end(), [](const Row* a, const Row* b) { return a->name < b->name; });
  for (const Row* row : rows) {
    items.push_back(fmt::format("<a href=\"#{}\"><code>{}</code></a> {}", row->details.anchor, EscapeHtmlBlock(row->name),
                                row->details.kind == Kind::kMetric ? row->details.type : KindName(row->details.kind)));
  }
  if (items.size() >= kLeastForIndex) AppendFolded(markdown, "All by name", items);
}

void AppendSwitches(std::string& markdown, const Document& document) {
  if (document.switches.empty()) return;
  markdown += fmt::format("\n## {}\n\n{}\n\n", kSwitchesTitle, kSwitchesText) + SwitchesMarkdown(document);
  // The sections of metrics that are in no group are none of this one.
  if (document.groups.front().title.empty()) markdown += "\n## Metrics\n";
}

void AppendLegend(std::string& markdown, const Document& document) {
  if (document.legend.empty()) return;
  markdown += '\n';
  for (const LegendEntry& entry : document.legend) {
    const bool is_code = entry.sign.style == Span::Style::kCode;
    markdown += "- " + (is_code ? ParagraphCodeSpan(entry.sign.text) : '*' + EscapeParagraph(entry.sign.text) + '*') +
                ": " + EscapeParagraph(entry.meaning) + '\n';
  }
}

void AppendUnresolved(std::string& markdown, const Document& document) {
  if (document.unresolved.empty()) return;
  std::vector<std::string> items;
  for (const Unresolved& site : document.unresolved) {
    items.push_back(PlaceHtml(site.at, document.source_link) + ": " + InlineHtml(site.what + " is not known: " + site.why));
  }
  markdown += "\n## Not resolved\n";
  AppendFolded(markdown, fmt::format("Places in the source that may make further metrics: {}", items.size()), items);
}

}  // namespace

std::string WriteMarkdownSections(const Document& document) {
  std::string markdown;
  const Shared shared = SharedBy(document);
  if (!document.counts.empty()) markdown += '\n' + EscapeParagraph(document.counts) + ".\n";
  AppendLegend(markdown, document);
  AppendIndex(markdown, document);
  AppendSwitches(markdown, document);
  for (const Group& group : document.groups) {
    if (!group.title.empty()) markdown += "\n## " + EscapeParagraph(group.title) + '\n';
    if (!group.text.empty()) markdown += '\n' + EscapeParagraph(group.text) + '\n';
    AppendSharedLabels(markdown, group);
    for (const Row& row : group.rows) AppendSection(markdown, row, group, shared);
  }
  AppendUnresolved(markdown, document);
  return markdown.empty() ? markdown : markdown.substr(1);  // the first blank line is the document's own
}

}  // namespace mdg::render
