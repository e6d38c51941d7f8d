// The words of the command line, checked against a command's option table.
//
// In: a Command and words. Out: Arguments, or a message with a suggestion. Deliberately no meaning: commands ask for
// what they declared, and asking for an option that was never declared is a fault of ours.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cli/command.h"

namespace mdg::cli {

class Arguments {
 public:
  bool Has(std::string_view option) const;                               // given at all
  std::string Text(std::string_view option) const;                       // "" when not given
  const std::vector<std::string>& Texts(std::string_view option) const;  // in the order given
  int Number(std::string_view option, int otherwise) const;
  const std::vector<std::string>& positionals() const { return positionals_; }

 private:
  friend Result<Arguments> ParseArguments(const Command& command, const std::vector<std::string>& words);
  const std::vector<std::string>& Given(std::string_view option) const;

  std::map<std::string, std::vector<std::string>, std::less<>> values_;  // every declared option has a row
  std::vector<std::string> positionals_;
};

Result<Arguments> ParseArguments(const Command& command, const std::vector<std::string>& words);

}  // namespace mdg::cli
