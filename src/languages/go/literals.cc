// In: a Go string literal, quotes included. Out: its value. See literals.h.
#include "languages/go/literals.h"

#include <algorithm>
#include <cstdint>

namespace mdg::languages::go {
namespace {

void AppendUtf8(uint32_t rune, std::string& out) {
  if (rune > 0x10FFFF || (rune >= 0xD800 && rune <= 0xDFFF)) rune = 0xFFFD;
  if (rune < 0x80) {
    out += static_cast<char>(rune);
  } else if (rune < 0x800) {
    out += static_cast<char>(0xC0 | (rune >> 6));
    out += static_cast<char>(0x80 | (rune & 0x3F));
  } else if (rune < 0x10000) {
    out += static_cast<char>(0xE0 | (rune >> 12));
    out += static_cast<char>(0x80 | ((rune >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (rune & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (rune >> 18));
    out += static_cast<char>(0x80 | ((rune >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((rune >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (rune & 0x3F));
  }
}

int DigitValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return 99;
}

// Reads exactly `count` digits of `base`; false when they are not there.
bool ReadDigits(std::string_view text, size_t count, int base, uint32_t& value) {
  if (text.size() < count) return false;
  value = 0;
  for (char c : text.substr(0, count)) {
    if (DigitValue(c) >= base) return false;
    value = value * static_cast<uint32_t>(base) + static_cast<uint32_t>(DigitValue(c));
  }
  return true;
}

// Appends what the escape at the start of `text` (after its backslash) stands for; returns the bytes used, 0 when it is
// none.
size_t DecodeEscape(std::string_view text, std::string& out) {
  static constexpr std::string_view kLetters = "abfnrtv\\'\"";
  static constexpr std::string_view kValues = "\a\b\f\n\r\t\v\\'\"";
  if (const size_t at = kLetters.find(text[0]); at != std::string_view::npos) {
    out += kValues[at];
    return 1;
  }
  uint32_t value = 0;
  if (text[0] >= '0' && text[0] <= '7' && ReadDigits(text, 3, 8, value)) {
    out += static_cast<char>(value);
    return 3;
  }
  if (text[0] == 'x' && ReadDigits(text.substr(1), 2, 16, value)) {
    out += static_cast<char>(value);
    return 3;
  }
  const size_t digits = text[0] == 'u' ? 4 : text[0] == 'U' ? 8 : 0;
  if (digits == 0 || !ReadDigits(text.substr(1), digits, 16, value)) return 0;
  AppendUtf8(value, out);
  return digits + 1;
}

}  // namespace

std::string DecodeString(std::string_view literal) {
  if (literal.size() < 2) return {};
  const bool raw = literal[0] == '`';
  literal = literal.substr(1, literal.size() - 2);
  std::string value;
  value.reserve(literal.size());
  if (raw) {
    std::copy_if(literal.begin(), literal.end(), std::back_inserter(value), [](char c) { return c != '\r'; });
    return value;
  }
  while (!literal.empty()) {
    const size_t plain = std::min(literal.find('\\'), literal.size());
    value += literal.substr(0, plain);
    literal.remove_prefix(plain);
    if (literal.empty()) break;
    const size_t used = literal.size() > 1 ? DecodeEscape(literal.substr(1), value) : 0;
    if (used == 0) value += '\\';
    literal.remove_prefix(used + 1);
  }
  return value;
}

}  // namespace mdg::languages::go
