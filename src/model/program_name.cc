// In: a path. Out: what a program there is called. See program_name.h.
#include "model/program_name.h"

#include <algorithm>
#include <array>

namespace mdg {
namespace {

bool IsVersion(std::string_view part) {
  return part.size() > 1 && part[0] == 'v' && part.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

std::string_view LastPart(std::string_view path) { return path.substr(path.rfind('/') + 1); }  // npos + 1 is 0

std::string_view Before(std::string_view path) {
  const size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

std::string_view WithoutVersion(std::string_view path) {
  return IsVersion(LastPart(path)) && !Before(path).empty() ? Before(path) : path;
}

}  // namespace

bool IsNameOfAnyProgram(std::string_view folder) {
  static constexpr std::array<std::string_view, 6> kNames = {"app", "bin", "cmd", "main", "server", "src"};
  return std::find(kNames.begin(), kNames.end(), folder) != kNames.end();
}

std::string ProgramName(std::string_view path) {
  path = WithoutVersion(path);
  const std::string_view parent = WithoutVersion(Before(path)), last = LastPart(path), before = LastPart(parent);
  const bool is_host = before == parent && before.find('.') != std::string_view::npos;
  const bool helps = IsNameOfAnyProgram(last) && !before.empty() && !is_host && !IsNameOfAnyProgram(before);
  return helps ? std::string(before) + '/' + std::string(last) : std::string(last);
}

}  // namespace mdg
