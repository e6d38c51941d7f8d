// Settings as facts and documents write them, and the only place that takes such a text apart.
//
//     --collector.wifi                                 a switch
//     --type=fixed   --type other than dynamic         what a setting is, or is not, given
//     --collectors including cpu, ... without cpu      what a list names
//     --a environment variable B                       both of them
//     --none without --a or --b                        turns off what is on by default, unless one of the others is given
//
// In: texts of that form. Out: their parts. Deliberately nothing of what they decide: model/fold_switches.h.
#pragma once

#include <array>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace mdg {

inline constexpr std::string_view kUnlessGiven = " without ", kIncluding = " including ", kOtherThan = " other than ", kOrGiven = " or ";
inline constexpr std::array<std::string_view, 4> kSettingWords = {kUnlessGiven, kIncluding, kOtherThan, kOrGiven};
inline constexpr std::string_view kEnvironmentVariable = "environment variable ";

// "--a --b": --a and --b, which are needed together.
std::vector<std::string> SettingsTogether(std::string_view settings);

// `--type=fixed` says `--type other than dynamic` as well, and `--type`, that it is given.
bool SaysAlso(std::string_view setting, std::string_view less);

// What turns something off, and what keeps it on all the same.
struct TurnsOff {
  std::string flag;
  std::set<std::string> unless;  // one of them is given

  static TurnsOff From(std::string_view setting);
  std::string Text() const;
};

}  // namespace mdg
