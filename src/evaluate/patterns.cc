// In: a pattern, a text. Out: whether it is found. See patterns.h.
#include "evaluate/patterns.h"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <vector>

namespace mdg::evaluate {

namespace {

constexpr size_t kMostWays = 64;
constexpr size_t kLongest = 512;
constexpr int kDeepest = 16;

struct Piece {
  enum class Kind : uint8_t { kCharacter, kAny, kBegin, kEnd } kind = Kind::kCharacter;
  char character = 0;
  bool may_be_missing = false, may_repeat = false;
};
using Sequence = std::vector<Piece>;

// Groups are multiplied out, so that what is left is a few sequences without any.
class Reader {
 public:
  explicit Reader(std::string_view pattern) : rest_(pattern) {}

  std::optional<std::vector<Sequence>> Read() {
    std::vector<Sequence> ways = ReadWays(0);
    if (failed_ || !rest_.empty()) return std::nullopt;
    return ways;
  }

 private:
  std::vector<Sequence> ReadWays(int depth) {
    std::vector<Sequence> all, ways(1);
    failed_ = failed_ || depth > kDeepest;
    while (!failed_ && !rest_.empty() && rest_.front() != ')') {
      const char next = rest_.front();
      rest_.remove_prefix(1);
      if (next == '|') {
        all.insert(all.end(), ways.begin(), ways.end());
        ways.assign(1, {});
      } else if (next == '(') {
        ways = Joined(ways, ReadGroup(depth));
      } else {
        const Piece piece = ReadPiece(next);
        for (Sequence& way : ways) way.push_back(piece);
      }
    }
    all.insert(all.end(), ways.begin(), ways.end());
    failed_ = failed_ || all.size() > kMostWays;
    return all;
  }

  std::vector<Sequence> ReadGroup(int depth) {
    if (rest_.starts_with("?:"))
      rest_.remove_prefix(2);
    else
      failed_ = failed_ || rest_.starts_with('?');
    std::vector<Sequence> inner = ReadWays(depth + 1);
    failed_ = failed_ || !rest_.starts_with(')');
    if (!failed_) rest_.remove_prefix(1);
    failed_ = failed_ || AtRepeat();
    return inner;
  }

  std::vector<Sequence> Joined(const std::vector<Sequence>& left, const std::vector<Sequence>& right) {
    failed_ = failed_ || left.size() * right.size() > kMostWays;
    std::vector<Sequence> all;
    for (size_t i = 0; i < left.size() && !failed_; ++i) {
      for (const Sequence& tail : right) {
        all.push_back(left[i]);
        all.back().insert(all.back().end(), tail.begin(), tail.end());
      }
    }
    return all;
  }

  Piece ReadPiece(char next) {
    Piece piece{.character = next};
    if (next == '.') piece.kind = Piece::Kind::kAny;
    if (next == '^') piece.kind = Piece::Kind::kBegin;
    if (next == '$') piece.kind = Piece::Kind::kEnd;
    if (next == '\\') {
      failed_ = failed_ || rest_.empty() || std::ispunct(static_cast<unsigned char>(rest_.front())) == 0;
      if (failed_) return piece;
      piece.character = rest_.front();
      rest_.remove_prefix(1);
    } else if (std::string_view("[]{}*+?").find(next) != std::string_view::npos) {
      failed_ = true;
    }
    const bool place = piece.kind == Piece::Kind::kBegin || piece.kind == Piece::Kind::kEnd;
    if (!AtRepeat()) return piece;
    failed_ = failed_ || place || rest_.front() == '{';
    piece.may_be_missing = rest_.front() != '+';
    piece.may_repeat = rest_.front() != '?';
    rest_.remove_prefix(1);
    if (rest_.starts_with('?')) rest_.remove_prefix(1);  // how much it takes does not change whether it is found
    failed_ = failed_ || AtRepeat();
    return piece;
  }

  bool AtRepeat() const {
    return !rest_.empty() && std::string_view("*+?{").find(rest_.front()) != std::string_view::npos;
  }

  std::string_view rest_;
  bool failed_ = false;
};

// All places a match can have come to are followed at once, so that no pattern takes long.
bool IsFound(const Sequence& way, std::string_view text) {
  std::vector<bool> reached(text.size() + 1, true);
  for (const Piece& piece : way) {
    std::vector<bool> next(text.size() + 1, false);
    if (piece.kind == Piece::Kind::kBegin) next.front() = reached.front();
    if (piece.kind == Piece::Kind::kEnd) next.back() = reached.back();
    const bool one = piece.kind == Piece::Kind::kCharacter || piece.kind == Piece::Kind::kAny;
    for (size_t i = 0; one && i <= text.size(); ++i) {
      if (reached[i] && piece.may_be_missing) next[i] = true;
      const bool from = reached[i] || (next[i] && piece.may_repeat);
      if (i < text.size() && from && (piece.kind == Piece::Kind::kAny || text[i] == piece.character))
        next[i + 1] = true;
    }
    reached = std::move(next);
  }
  return std::find(reached.begin(), reached.end(), true) != reached.end();
}

}  // namespace

std::optional<bool> IsFoundIn(std::string_view pattern, std::string_view text) {
  if (pattern.size() > kLongest) return std::nullopt;
  const std::optional<std::vector<Sequence>> ways = Reader(pattern).Read();
  if (!ways) return std::nullopt;
  return std::any_of(ways->begin(), ways->end(), [&](const Sequence& way) { return IsFound(way, text); });
}

}  // namespace mdg::evaluate
