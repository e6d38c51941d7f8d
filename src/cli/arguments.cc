// In: a Command and words. Out: Arguments. Written by hand rather than with a library because one table (command.h) has
// to feed parsing, --help and docs/commands alike, and because every mistake gets a message in our words, with a
// suggestion.
#include "cli/arguments.h"

#include "base/check.h"
#include "base/suggestion.h"

namespace mdg::cli {
namespace {

std::string Quoted(std::string_view text) { return "`" + std::string(text) + "`"; }

std::string SeeHelp(const Command& command) { return "; see `metricsdocgen " + std::string(command.name) + " --help`"; }

const Option* FindOption(const Command& command, std::string_view name) {
  for (const Option& option : command.options) {
    if (option.name == name || (!option.short_name.empty() && option.short_name == name)) return &option;
  }
  return nullptr;
}

Error UnknownOption(const Command& command, std::string_view name) {
  std::vector<std::string_view> names = {"--help"};
  for (const Option& option : command.options) names.push_back(option.name);
  return {"unknown option " + Quoted(name) + DidYouMean(name, names) + SeeHelp(command)};
}

Status CheckValue(const Option& option, const std::string& value) {
  if (option.kind == Option::Kind::kNumber) {
    const bool is_number =
        !value.empty() && value.size() < 7 && value.find_first_not_of("0123456789") == std::string::npos;
    if (!is_number) return Fail(Quoted(option.name) + " wants a number, not " + Quoted(value));
  }
  if (option.choices.empty()) return {};
  std::string all;
  for (std::string_view choice : option.choices) {
    if (choice == value) return {};
    all += (all.empty() ? "" : ", ") + std::string(choice);
  }
  return Fail(Quoted(option.name) + " cannot be " + Quoted(value) + DidYouMean(value, option.choices) +
              "; it is one of " + all);
}

// A word that starts an option, split: "--output=x" is {"--output", "x"}, "-ox" is {"-o", "x"}.
struct Split {
  std::string name, value;
  bool has_value = false;
};

Split SplitOption(const std::string& word) {
  const bool is_long = word.starts_with("--");
  const size_t end = is_long ? word.find('=') : (word.size() > 2 ? 2 : std::string::npos);
  if (end == std::string::npos) return {word, "", false};
  return {word.substr(0, end), word.substr(end + (is_long ? 1 : 0)), true};
}

}  // namespace

const std::vector<std::string>& Arguments::Given(std::string_view option) const {
  const auto found = values_.find(option);
  MDG_CHECK(found != values_.end());
  return found->second;
}

bool Arguments::Has(std::string_view option) const { return !Given(option).empty(); }

std::string Arguments::Text(std::string_view option) const { return Has(option) ? Given(option).back() : ""; }

const std::vector<std::string>& Arguments::Texts(std::string_view option) const { return Given(option); }

int Arguments::Number(std::string_view option, int otherwise) const {
  return Has(option) ? std::stoi(Given(option).back()) : otherwise;
}

Result<Arguments> ParseArguments(const Command& command, const std::vector<std::string>& words) {
  Arguments arguments;
  for (const Option& option : command.options) arguments.values_[std::string(option.name)];
  bool only_positionals = false;
  for (size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (!only_positionals && word == "--") {
      only_positionals = true;
      continue;
    }
    if (only_positionals || word.size() < 2 || word[0] != '-') {
      if (arguments.positionals_.size() >= command.most_positionals) {
        const std::string_view takes = command.most_positionals == 0 ? " takes no argument" : " takes fewer arguments";
        return Fail(Quoted(command.name) + std::string(takes) + ", but got " + Quoted(word) + SeeHelp(command));
      }
      arguments.positionals_.push_back(word);
      continue;
    }
    Split split = SplitOption(word);
    const Option* option = FindOption(command, split.name);
    if (option == nullptr) return tl::unexpected<Error>(UnknownOption(command, split.name));
    auto& values = arguments.values_[std::string(option->name)];
    if (option->kind == Option::Kind::kSwitch) {
      if (split.has_value) return Fail(Quoted(option->name) + " takes no value, but got " + Quoted(split.value));
    } else if (!split.has_value) {
      if (i + 1 == words.size()) {
        return Fail(Quoted(option->name) + " wants " + std::string(option->value) + " after it" + SeeHelp(command));
      }
      split.value = words[++i];
    }
    MDG_TRY(CheckValue(*option, split.value));
    values.push_back(std::move(split.value));
  }
  return arguments;
}

}  // namespace mdg::cli
