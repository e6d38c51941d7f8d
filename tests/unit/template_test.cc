// In: documents and templates. Out: what is written, and the first mistake.
#include "render/template.h"

#include <gtest/gtest.h>

#include "render/template_data.h"
#include "tests/unit/make_catalog.h"

namespace mdg::render {
namespace {

using tests::MakeMetric;

Document SomeDocument() {
  Catalog catalog;
  catalog.metrics = {MakeMetric("app_a", MetricType::kGauge, "An <a> | \"b\".", {"code", "zone"}, {"a.go", 3, 1}),
                     MakeMetric("app_b_total", MetricType::kCounter)};
  catalog.metrics[0].unit.emplace();
  catalog.metrics[0].unit->value = "bytes";
  DocumentOptions options;
  options.source_link = "https://example.org/{path}#L{line}";
  options.title = "All";
  return MakeDocument(catalog, options);
}

std::string Write(std::string_view text, const std::string& path = "t.txt") {
  const Result<std::string> written = WriteTemplate(SomeDocument(), text, path);
  return written ? *written : "error: " + written.error().message;
}

TEST(Template, ShowsMetricsLabelsAndPlaces) {
  EXPECT_EQ(Write("{{title}}{{#metrics}} {{name}}:{{type}}{{/metrics}}"), "All app_a:gauge app_b_total:counter");
  EXPECT_EQ(Write("{{#metrics}}{{#labels}}{{^is_first}}, {{/is_first}}{{name}}{{/labels}};{{/metrics}}"), "code, zone;;");
  EXPECT_EQ(Write("{{#metrics}}{{#definitions}}{{place}} {{link}}{{/definitions}}{{/metrics}}"), "a.go:3 https://example.org/a.go#L3");
  EXPECT_EQ(Write("{{#metrics}}{{#is_counter}}{{name}}{{/is_counter}}{{/metrics}}"), "app_b_total");
}

TEST(Template, ShowsTheTableOfSwitches) {
  Catalog catalog;
  catalog.metrics = {MakeMetric("app_a", MetricType::kGauge), MakeMetric("app_b", MetricType::kGauge), MakeMetric("app_c", MetricType::kGauge)};
  catalog.metrics[0].switched_off_by = {"--no-a"};
  catalog.metrics[1].switches = catalog.metrics[2].switches = {"--b", "--c"};
  DocumentOptions options;
  options.show_switches = true;
  const std::string_view text = "{{#switch_table}}{{#is_on}}on{{/is_on}}{{^is_on}}off{{/is_on}}; {{setting}}; {{count}}:{{#switched}} {{name}} {{anchor}}{{/switched}}\n{{/switch_table}}";
  const Result<std::string> written = WriteTemplate(MakeDocument(catalog, options), text, "t.txt");
  ASSERT_TRUE(written);
  EXPECT_EQ(*written, "on; off with --no-a; 1: app_a app_a\noff; on with --b or --c; 2: app_b app_b app_c app_c\n");
  options.show_switches = false;
  EXPECT_EQ(*WriteTemplate(MakeDocument(catalog, options), "{{#has_switch_table}}some{{/has_switch_table}}", "t.txt"), "");
}

TEST(Template, WhatALabelDoesNotHaveIsNotTakenFromItsMetric) {
  EXPECT_EQ(Write("{{#metrics}}{{#labels}}[{{#description}}D{{/description}}{{#has_values}}V{{/has_values}}]{{/labels}}{{/metrics}}"), "[][]");
  EXPECT_EQ(Write("{{#metrics}}({{unit}}{{^unit}}none{{/unit}}){{/metrics}}"), "(bytes)(none)");
}

TEST(Template, EscapesForWhatItWrites) {
  const std::string help = "{{#metrics}}{{help}}{{/metrics}}";
  EXPECT_EQ(Write(help), "An <a> | \"b\".");
  EXPECT_EQ(Write(help, "t.md"), "An &lt;a> \\| \"b\".");
  EXPECT_EQ(Write(help, "t.md.mustache"), Write(help, "t.md"));
  EXPECT_EQ(Write(help, "t.html"), "An &lt;a&gt; | &quot;b&quot;.");
  EXPECT_EQ(Write("{{#metrics}}{{name}} {{help}}{{/metrics}}", "t.rst"), "app\\_a An <a> \\| \"b\".app\\_b\\_total ");
  EXPECT_EQ(Write(help, "t.yaml"), "An <a> | \\\"b\\\".");
  EXPECT_EQ(Write("{{#metrics}}{{{help}}}{{&help}}{{/metrics}}", "t.html"), "An <a> | \"b\".An <a> | \"b\".");
}

TEST(Template, ALineOfSectionTagsAloneIsNoLine) {
  EXPECT_EQ(Write("{{#metrics}}\n- {{name}}\n{{/metrics}}\n"), "- app_a\n- app_b_total\n");
  EXPECT_EQ(Write("{{! two\nlines }}\n{{#metrics}}\n{{#unit}}\nunit {{unit}}\n{{/unit}}\n  {{^unit}} {{/unit}}\n{{/metrics}}end"), "unit bytes\nend")
      << "also where a section is not written";
  EXPECT_EQ(Write("{{#metrics}}\n\n{{name}}\n\n{{/metrics}}\n"), "\napp_a\n\n\napp_b_total\n\n") << "empty lines are somebody's own";
  EXPECT_EQ(Write("{{#metrics}}{{#unit}}\n{{/unit}}{{/metrics}}"), "") << "both lines are of tags only";
  EXPECT_EQ(Write("a\n{{unit}}\nb\n"), "a\n\nb\n") << "that is a line with an empty text";
}

TEST(Template, OtherDelimitersLeaveBracesAlone) {
  EXPECT_EQ(Write("{{=<% %>=}}{{x}} <%# metrics %><% name %> <%/ metrics %>"), "{{x}} app_a app_b_total ");
}

TEST(Template, SaysWhatIsWrongAndWhere) {
  EXPECT_EQ(Write("a\n {{nmae}}"), "error: t.txt:2:2: there is no `nmae` (did you mean `name`?); docs/templates.md lists the names");
  EXPECT_EQ(Write("{{labels.nothing}}"), "error: t.txt:1:1: there is no `nothing`; docs/templates.md lists the names");
  EXPECT_EQ(Write("\n{{#metrics}}"), "error: t.txt:2:1: the section `metrics` is never closed");
  EXPECT_EQ(Write("{{/metrics}}"), "error: t.txt:1:1: the section `metrics` is closed, but none is open");
  EXPECT_EQ(Write("{{#metrics}}\n{{#labels}}{{/metrics}}"), "error: t.txt:2:12: the section `metrics` is closed, but `labels` of line 2 is open");
  EXPECT_EQ(Write("{{name"), "error: t.txt:1:1: this tag is never closed; `}}` is missing");
  EXPECT_EQ(Write("{{{name}}"), "error: t.txt:1:1: this tag is never closed; `}}}` is missing");
  EXPECT_EQ(Write("{{ }}"), "error: t.txt:1:1: this tag names nothing");
  EXPECT_EQ(Write("{{>name}}"), "error: t.txt:1:1: a template is one file, so there are no partials (`{{> ...}}`)");
  EXPECT_EQ(Write("{{=x=}}"), "error: t.txt:1:1: new delimiters are written like `{{=<% %>=}}`");
  EXPECT_EQ(Write("{"), "{");
  EXPECT_EQ(Write("{{"), "error: t.txt:1:1: this tag is never closed; `}}` is missing");
}

TEST(Template, HasLimits) {
  EXPECT_EQ(Write("{{#metrics}}{{#labels}}{{#metrics}}{{/metrics}}{{/labels}}{{/metrics}}"),
            "error: t.txt:1:24: the section `metrics` stands inside of itself");
  std::string deep;
  for (int i = 0; i < 11; ++i) deep += "{{^name}}";
  EXPECT_EQ(Write(deep), "error: t.txt:1:91: sections may stand 10 deep in one another");
  EXPECT_EQ(Write(std::string(kMostTemplateBytes + 1, 'x')), "error: t.txt: a template may have 1048576 bytes, this has 1048577");
  const std::string much = "{{#metrics}}{{#has_labels}}{{#labels}}" + std::string(kMostTemplateBytes - 100, 'x') + "\n{{/labels}}{{/has_labels}}{{/metrics}}";
  Catalog catalog;
  catalog.metrics = {MakeMetric("app_a", MetricType::kGauge, "", std::vector<std::string>(70, "code"))};
  const Result<std::string> written = WriteTemplate(MakeDocument(catalog, {}), much, "t.txt");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().message, "t.txt: the template writes more than 64 MiB; a list inside of another list multiplies");
}

TEST(Template, EveryDocumentAndEveryNameIsTaken) {
  std::string all;
  for (std::string_view name : TemplateNames()) all += "{{" + std::string(name) + "}}";
  const std::string text = all + "{{#metrics}}" + all + "{{#labels}}" + all + "{{/labels}}{{/metrics}}";
  tests::RandomCatalogs random(3);
  for (int i = 0; i < 50; ++i) {
    EXPECT_TRUE(WriteTemplate(MakeDocument(random.Next(), {.show_patterns = true, .show_unresolved = true}), text, "t.md"));
  }
}

}  // namespace
}  // namespace mdg::render
