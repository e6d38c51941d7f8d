// In: build constraints. Out: whether a build satisfies them. See build_constraint.h.
#include "model/build_constraint.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <set>
#include <vector>

namespace mdg {

namespace {

// The values Go knows in file names, past ones included (internal/syslist of the Go distribution).
constexpr std::array<std::string_view, 18> kSystems = {
    "aix",   "android", "darwin", "dragonfly", "freebsd", "hurd",    "illumos", "ios",     "js",
    "linux", "nacl",    "netbsd", "openbsd",   "plan9",   "solaris", "wasip1",  "windows", "zos"};
constexpr std::array<std::string_view, 24> kArchitectures = {
    "386",     "amd64",  "amd64p32", "arm",      "armbe",     "arm64",       "arm64be", "loong64",
    "mips",    "mipsle", "mips64",   "mips64le", "mips64p32", "mips64p32le", "ppc",     "ppc64",
    "ppc64le", "riscv",  "riscv64",  "s390",     "s390x",     "sparc",       "sparc64", "wasm"};
constexpr std::array<std::string_view, 12> kUnix = {"aix",     "android", "darwin", "dragonfly", "freebsd", "hurd",
                                                    "illumos", "ios",     "linux",  "netbsd",    "openbsd", "solaris"};
constexpr size_t kMostTags = 12;
constexpr int kDeepest = 100;

template <typename List>
bool Contains(const List& list, std::string_view tag) {
  return std::find(list.begin(), list.end(), tag) != list.end();
}

using TagHolds = std::function<bool(std::string_view)>;

// Every tag is asked for, also where the answer is clear already.
class Reader {
 public:
  Reader(std::string_view text, const TagHolds& holds) : rest_(text), holds_(holds) {}

  bool Read() {
    const bool value = ReadOr(0);
    SkipBlanks();
    return value || failed_ || !rest_.empty();
  }

 private:
  bool ReadOr(int depth) {
    bool value = ReadAnd(depth);
    while (Take("||")) value = ReadAnd(depth) || value;
    return value;
  }

  bool ReadAnd(int depth) {
    bool value = ReadNot(depth);
    while (Take("&&")) value = ReadNot(depth) && value;
    return value;
  }

  bool ReadNot(int depth) {
    if (depth > kDeepest) return Fail();
    if (Take("!")) return !ReadNot(depth + 1);
    if (Take("(")) {
      const bool value = ReadOr(depth + 1);
      return Take(")") ? value : Fail();
    }
    const size_t length = std::min(rest_.find_first_of(" \t!&|()"), rest_.size());
    if (length == 0) return Fail();
    const std::string_view tag = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return holds_(tag);
  }

  bool Fail() {
    failed_ = true;
    rest_ = {};
    return true;
  }

  void SkipBlanks() { rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t"), rest_.size())); }

  bool Take(std::string_view token) {
    SkipBlanks();
    if (!rest_.starts_with(token)) return false;
    rest_.remove_prefix(token.size());
    return true;
  }

  std::string_view rest_;
  const TagHolds& holds_;
  bool failed_ = false;
};

bool Holds(std::string_view constraint, const TagHolds& holds) { return constraint.empty() || Reader(constraint, holds).Read(); }

// What a system and an architecture say about a tag; `others` decides about the rest.
TagHolds Build(std::string_view system, std::string_view architecture, TagHolds others) {
  return [=](std::string_view tag) {
    if (tag == "unix") return Contains(kUnix, system);
    // Android is built as Linux, iOS as Darwin, illumos as Solaris.
    if (tag == "linux" && system == "android") return true;
    if (tag == "darwin" && system == "ios") return true;
    if (tag == "solaris" && system == "illumos") return true;
    if (Contains(kSystems, tag)) return tag == system;
    if (Contains(kArchitectures, tag)) return tag == architecture;
    return others(tag);
  };
}

// The terms of `a && (b || c) && !d`: "a", "(b || c)", "!d". One that is alone keeps no parentheses of its own.
std::vector<std::string> TermsOf(std::string_view constraint) {
  std::vector<std::string> terms;
  int depth = 0;
  size_t begin = 0;
  for (size_t at = 0; at <= constraint.size(); ++at) {
    const std::string_view rest = constraint.substr(at);
    if (!rest.empty()) depth += (rest[0] == '(') - (rest[0] == ')');
    if (depth == 0 && rest.starts_with("||")) return {'(' + std::string(constraint) + ')'};
    if (!rest.empty() && (depth > 0 || !rest.starts_with("&&"))) continue;
    std::string_view term = constraint.substr(begin, at - begin);
    while (!term.empty() && term.front() == ' ') term.remove_prefix(1);
    while (!term.empty() && term.back() == ' ') term.remove_suffix(1);
    if (!term.empty()) terms.emplace_back(term);
    begin = at + 2;
    ++at;
  }
  return terms;
}

std::string Joined(const std::vector<std::string>& terms) {
  if (terms.size() == 1 && terms[0].starts_with('(')) return terms[0].substr(1, terms[0].size() - 2);
  std::string all;
  for (const std::string& term : terms) all.append(all.empty() ? "" : " && ").append(term);
  return all;
}

bool SomeBuildSatisfies(std::string_view a, std::string_view b) {
  std::set<std::string_view> systems = {"other"}, architectures = {"other"}, named;
  const TagHolds note = [&](std::string_view tag) {
    if (tag == "unix") systems.insert(kUnix.begin(), kUnix.end());
    else if (Contains(kSystems, tag)) systems.insert(tag);
    else if (Contains(kArchitectures, tag)) architectures.insert(tag);
    else named.insert(tag);
    return false;
  };
  Holds(a, note);
  Holds(b, note);
  if (named.size() > kMostTags) return true;
  const std::vector<std::string_view> tags(named.begin(), named.end());
  for (std::string_view system : systems) {
    for (std::string_view architecture : architectures) {
      for (size_t set = 0; set < size_t{1} << tags.size(); ++set) {
        const TagHolds holds = Build(system, architecture, [&](std::string_view tag) {
          return (set >> (std::lower_bound(tags.begin(), tags.end(), tag) - tags.begin()) & 1) != 0;
        });
        if (Holds(a, holds) && Holds(b, holds)) return true;
      }
    }
  }
  return false;
}

bool HoldsAlways(const std::string& constraint) { return constraint.empty() || !SomeBuildSatisfies("!(" + constraint + ')', ""); }

bool IsToolchain(std::string_view tag) { return tag == "cgo" || tag == "gc" || tag.starts_with("go1."); }

}  // namespace

bool IsSystem(std::string_view tag) { return Contains(kSystems, tag); }

bool IsArchitecture(std::string_view tag) { return Contains(kArchitectures, tag); }

bool HoldsByDefault(std::string_view constraint) { return Holds(constraint, Build("linux", "amd64", IsToolchain)); }

bool CanHoldTogether(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty() || a == b) return true;
  return SomeBuildSatisfies(a, b);
}

bool Implies(std::string_view a, std::string_view b) {
  return b.empty() || a == b || (!a.empty() && !SomeBuildSatisfies(a, "!(" + std::string(b) + ')'));
}

std::string Both(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty() || a == b) return std::string(a.empty() ? b : a);
  std::vector<std::string> terms = TermsOf(a);
  for (std::string& term : TermsOf(b)) {
    if (!Contains(terms, term)) terms.push_back(std::move(term));
  }
  for (const bool plain : {false, true}) {  // where one of two can go, the plainer one stays
    for (size_t i = 0; i < terms.size() && terms.size() > 1;) {
      std::vector<std::string> others = terms;
      others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
      if (terms[i].starts_with('(') != plain && Implies(Joined(others), terms[i])) terms = std::move(others);
      else ++i;
    }
  }
  return Joined(terms);
}

std::string Either(const std::vector<std::string>& alternatives) {
  if (alternatives.size() == 1) return alternatives.front();
  std::string any;
  for (const std::string& alternative : alternatives) {
    if (alternative.empty()) return "";
    const std::vector<std::string> terms = TermsOf(alternative);
    any += any.empty() ? "" : " || ";
    any += terms.size() > 1 ? '(' + alternative + ')' : alternative;
  }
  return HoldsAlways(any) ? "" : any;
}

void ShortenAlternatives(std::vector<std::string>& alternatives) {
  for (size_t i = 0; i < alternatives.size();) {
    bool covered = false;
    for (size_t other = 0; other < alternatives.size() && !covered; ++other) {
      covered = other != i && Implies(alternatives[i], alternatives[other]);
    }
    if (covered) alternatives.erase(alternatives.begin() + static_cast<std::ptrdiff_t>(i));
    else ++i;
  }
  if (alternatives.size() < 2) return;
  const std::string any = Either(alternatives);
  std::vector<std::string> common = TermsOf(alternatives.front());
  for (const std::string& alternative : alternatives) {
    const std::vector<std::string> terms = TermsOf(alternative);
    std::erase_if(common, [&](const std::string& term) { return !Contains(terms, term); });
  }
  if (any.empty()) alternatives.clear();
  else if (!common.empty() && Implies(Joined(common), any)) alternatives = {Joined(common)};
}

}  // namespace mdg
