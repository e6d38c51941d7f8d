// Text that may be known only in part.
//
//     prefix + "_requests_total", prefix read from a file   ->   <prefix>_requests_total   {hole "prefix", literal "_requests_total"}
//
// In: nothing. Out: Text, Hole, Reason. Shared by the front half (what an expression evaluates to) and the catalog (what a
// reader sees), so that a name keeps its known part all the way. Deliberately no places: a trail of places is a Fact's.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mdg {

// Why something is not known. Closed list: each has a page in docs/reasons.md.
enum class Reason : uint8_t {
  kRuntimeData,    // made from a file, the network, a database or a request while the program runs
  kConfiguration,  // read from a configuration the program loads
  kFlag,           // a command-line flag or environment variable without a default
  kParameter,      // a parameter of a function nobody in the scanned tree calls with a known value
  kNoSource,       // made by a dependency whose source is not in the scanned tree
  kReflection,     // found by reflection
  kUnresolved,     // a name that could not be found
  kUnsupported,    // a construct the evaluator does not follow
  kSyntax,         // stands in source that does not parse
  kCycle,          // defined by itself
  kLimit,          // too large, too deep or too many ways to follow
  kNotReached,     // made where nothing that was followed came by
};

std::string_view ReasonName(Reason reason);  // "runtime-data", "configuration", ... as printed and documented

struct Hole {
  std::string name;  // what fills it, as the source calls it: "device"; never empty
  Reason reason = Reason::kUnresolved;

  bool operator==(const Hole&) const = default;
  auto operator<=>(const Hole&) const = default;
};

// A sequence of literal pieces and holes. Normalised: no empty literal, no two literals side by side.
class Text {
 public:
  struct Piece {
    std::string literal;  // used when !is_hole
    Hole hole;            // used when is_hole
    bool is_hole = false;
    bool operator==(const Piece&) const = default;
    auto operator<=>(const Piece&) const = default;
  };

  Text() = default;
  Text(std::string literal) { Append(std::string_view(literal)); }  // NOLINT: a literal is a text
  Text(const char* literal) { Append(std::string_view(literal)); }  // NOLINT
  explicit Text(Hole hole) { Append(std::move(hole)); }

  void Append(std::string_view literal);
  void Append(Hole hole);
  void Append(const Text& other);

  bool IsKnown() const;    // no hole
  bool IsEmpty() const { return pieces_.empty(); }
  const std::vector<Piece>& pieces() const { return pieces_; }

  std::string ToString() const;  // holes as <name>
  std::string ToGlob() const;    // holes as *, two adjacent ones as one
  // True when `name` can be an instance of this text: every hole stands for one or more characters.
  bool Matches(std::string_view name) const;

  bool operator==(const Text&) const = default;
  auto operator<=>(const Text&) const = default;

 private:
  std::vector<Piece> pieces_;
};

}  // namespace mdg
