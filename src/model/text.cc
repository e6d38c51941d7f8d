// In: pieces. Out: Text in its three readings (shown, glob, matched). No knowledge of metrics.
#include "model/text.h"

#include <array>

namespace mdg {

std::string_view ReasonName(Reason reason) {
  switch (reason) {
    case Reason::kRuntimeData: return "runtime-data";
    case Reason::kConfiguration: return "configuration";
    case Reason::kFlag: return "flag";
    case Reason::kParameter: return "parameter";
    case Reason::kNoSource: return "no-source";
    case Reason::kReflection: return "reflection";
    case Reason::kUnresolved: return "unresolved";
    case Reason::kUnsupported: return "unsupported";
    case Reason::kSyntax: return "syntax";
    case Reason::kCycle: return "cycle";
    case Reason::kLimit: return "limit";
    case Reason::kNotReached: return "not-reached";
  }
  return "unresolved";
}

void Text::Append(std::string_view literal) {
  if (literal.empty()) return;
  if (!pieces_.empty() && !pieces_.back().is_hole) {
    pieces_.back().literal += literal;
  } else {
    pieces_.push_back({std::string(literal), {}, false});
  }
}

void Text::Append(Hole hole) { pieces_.push_back({"", std::move(hole), true}); }

void Text::Append(const Text& other) {
  if (&other == this) return Append(Text(other));
  for (const Piece& piece : other.pieces_) {
    if (piece.is_hole) {
      Append(piece.hole);
    } else {
      Append(std::string_view(piece.literal));
    }
  }
}

bool Text::IsKnown() const {
  for (const Piece& piece : pieces_) {
    if (piece.is_hole) return false;
  }
  return true;
}

std::string Text::ToString() const {
  std::string text;
  for (const Piece& piece : pieces_) text += piece.is_hole ? '<' + piece.hole.name + '>' : piece.literal;
  return text;
}

std::string Text::ToGlob() const {
  std::string text;
  for (const Piece& piece : pieces_) {
    if (!piece.is_hole) {
      text += piece.literal;
    } else if (text.empty() || text.back() != '*') {
      text += '*';
    }
  }
  return text;
}

bool Text::Matches(std::string_view name) const {
  // The classical two-pointer glob: on a mismatch, let the last hole take one more character.
  const std::string glob = ToGlob();
  size_t at = 0, in = 0, star = std::string::npos, mark = 0;
  while (in < name.size()) {
    if (at < glob.size() && glob[at] == '*') {
      star = at++;
      mark = ++in;  // a hole takes at least one character
    } else if (at < glob.size() && glob[at] == name[in]) {
      ++at, ++in;
    } else if (star != std::string::npos) {
      at = star + 1;
      in = ++mark;
    } else {
      return false;
    }
  }
  return at == glob.size();
}

}  // namespace mdg
