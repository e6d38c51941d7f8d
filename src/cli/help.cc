// In: Command rows. Out: help as text and as Markdown, from the same table, so that they cannot disagree.
#include "cli/help.h"

#include <fmt/core.h>

#include <algorithm>

namespace mdg::cli {
namespace {

constexpr size_t kWidth = 92;

// Breaks `text` between words so that no line is longer than the width; every line after the first is indented.
std::string Wrap(std::string_view text, size_t indent) {
  std::string out, line;
  auto flush = [&] {
    if (!out.empty()) out += '\n' + std::string(indent, ' ');
    out += line;
    line.clear();
  };
  while (!text.empty()) {
    const size_t end = std::min(text.find(' '), text.size());
    if (!line.empty() && indent + line.size() + 1 + end > kWidth) flush();
    if (!line.empty()) line += ' ';
    line += text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  flush();
  return out;
}

std::string Usage(const Command& command) {
  std::string usage = fmt::format("metricsdocgen {}", command.name);
  if (!command.options.empty()) usage += " [OPTION...]";
  if (!command.positional.empty()) usage += fmt::format(" {}", command.positional);
  return usage;
}

// "-o, --output FILE"
std::string Spelling(const Option& option) {
  std::string text =
      option.short_name.empty() ? std::string(option.name) : fmt::format("{}, {}", option.short_name, option.name);
  if (!option.value.empty()) text += fmt::format(" {}", option.value);
  return text;
}

std::string Explanation(const Option& option) {
  std::string text(option.help);
  if (option.kind == Option::Kind::kTexts) text += " (may be repeated)";
  return text;
}

struct Paragraph {
  std::string text;
  bool is_code = false;  // starts with a space: stays as it is
};

std::vector<Paragraph> Paragraphs(std::string_view text) {
  std::vector<Paragraph> paragraphs;
  while (!text.empty()) {
    const size_t end = std::min(text.find("\n\n"), text.size());
    Paragraph paragraph{std::string(text.substr(0, end)), text.starts_with(' ')};
    if (!paragraph.is_code) std::replace(paragraph.text.begin(), paragraph.text.end(), '\n', ' ');
    paragraphs.push_back(std::move(paragraph));
    text.remove_prefix(std::min(end + 2, text.size()));
  }
  return paragraphs;
}

}  // namespace

std::string OverviewText(std::span<const Command> commands) {
  std::string text =
      "metricsdocgen: the reference of every Prometheus metric a source tree can expose\n\n"
      "Usage: metricsdocgen COMMAND [OPTION...]\n\nCommands:\n";
  for (const Command& command : commands) text += fmt::format("  {:<10} {}\n", command.name, command.summary);
  text += "\nOptions:\n  --help     this text; after a command: its options and examples\n  --version  the version\n";
  text += "\nExamples:\n";
  for (const Command& command : commands) {
    if (!command.examples.empty()) text += fmt::format("  {}\n", command.examples[0].line);
  }
  text += "\nExit codes: 0 fine, 1 findings (a stale document, a contradiction), 2 could not run.\n";
  return text;
}

std::string HelpText(const Command& command) {
  std::string text = fmt::format("metricsdocgen {}: {}\n\nUsage: {}\n", command.name, command.summary, Usage(command));
  for (const Paragraph& paragraph : Paragraphs(command.description)) {
    text += fmt::format("\n{}\n", paragraph.is_code ? paragraph.text : Wrap(paragraph.text, 0));
  }
  text += "\nOptions:\n";
  for (const Option& option : command.options) {
    text += fmt::format("  {:<30}  {}\n", Spelling(option), Wrap(Explanation(option), 34));
  }
  text += fmt::format("  {:<30}  {}\n", "--help", "this text");
  text += "\nExamples:\n";
  for (const Example& example : command.examples)
    text += fmt::format("  {}\n      {}\n", example.line, Wrap(example.shows, 6));
  return text;
}

std::string HelpMarkdown(const Command& command) {
  std::string text = fmt::format("# metricsdocgen {}\n\n{}\n", command.name, command.summary);
  text += "\n<!-- Written by tools/update_docs.sh from the same table as `--help`; edit src/cli/ instead. -->\n";
  text += fmt::format("\n```console\n$ {}\n```\n", Usage(command));
  for (const Paragraph& paragraph : Paragraphs(command.description)) {
    text += fmt::format(fmt::runtime(paragraph.is_code ? "\n```text\n{}\n```\n" : "\n{}\n"), paragraph.text);
  }
  text += "\n## Options\n\n";
  for (const Option& option : command.options)
    text += fmt::format("- `{}`: {}\n", Spelling(option), Explanation(option));
  text += "- `--help`: the same as this page, on the terminal\n\n## Examples\n";
  for (const Example& example : command.examples) {
    text += fmt::format("\n{}:\n\n```console\n$ {}\n```\n", example.shows, example.line);
  }
  return text;
}

}  // namespace mdg::cli
