// In: literals. Out: literals of the neutral tree, adjacent and raw strings put together. See lowering.h.
#include <cctype>

#include "languages/cpp/lowering.h"

namespace mdg::languages::cpp {

namespace {

void AppendCodePoint(uint32_t code, std::string& out) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | (code >> 6));
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0 | (code >> 12));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | ((code >> 18) & 0x07));
    out += static_cast<char>(0x80 | ((code >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  }
}

// Digits of `base` from `at` on, `most` of them; `at` is left behind them.
uint32_t Digits(std::string_view text, size_t& at, int base, int most) {
  uint32_t value = 0;
  for (; most > 0 && at < text.size(); --most, ++at) {
    const char c = text[at];
    int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : 99;
    if (digit >= base) break;
    value = value * static_cast<uint32_t>(base) + static_cast<uint32_t>(digit);
  }
  return value;
}

std::string Unescape(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size();) {
    if (text[i] != '\\' || i + 1 >= text.size()) {
      out += text[i++];
      continue;
    }
    const char c = text[++i];
    ++i;
    switch (c) {
      case 'n': out += '\n'; break;
      case 't': out += '\t'; break;
      case 'r': out += '\r'; break;
      case 'a': out += '\a'; break;
      case 'b': out += '\b'; break;
      case 'f': out += '\f'; break;
      case 'v': out += '\v'; break;
      case '\n': break;  // the line goes on
      case 'x': out += static_cast<char>(Digits(text, i, 16, 2)); break;
      case 'u': AppendCodePoint(Digits(text, i, 16, 4), out); break;
      case 'U': AppendCodePoint(Digits(text, i, 16, 8), out); break;
      default:
        if (c >= '0' && c <= '7') {
          --i;
          out += static_cast<char>(Digits(text, i, 8, 3));
        } else {
          out += c;
        }
    }
  }
  return out;
}

}  // namespace

bool Lowering::IsString(Id id) const {
  const Kind kind = KindOf(id);
  return kind == Kind::string_literal || kind == Kind::raw_string_literal || kind == Kind::concatenated_string;
}

std::string Lowering::StringValue(Id id) const {
  std::string_view source = Source(id);
  switch (KindOf(id)) {
    case Kind::concatenated_string: {
      std::string value;
      for (Id c = tree_.FirstNamed(id); c != kNothing; c = tree_.NextNamed(c)) value += StringValue(c);
      return value;
    }
    case Kind::raw_string_literal: {
      const size_t quote = source.find('"'), open = source.find('(');
      if (open == std::string_view::npos || quote > open) return {};
      const size_t tail = open - quote + 1;  // )delimiter"
      if (source.size() < open + 1 + tail) return {};
      return std::string(source.substr(open + 1, source.size() - open - 1 - tail));
    }
    case Kind::string_literal: {
      const size_t quote = source.find('"');
      if (quote == std::string_view::npos || source.size() < quote + 2) return {};
      return Unescape(source.substr(quote + 1, source.size() - quote - 2));
    }
    default: return {};
  }
}

NodeId Lowering::Literal(Id id) {
  switch (KindOf(id)) {
    case Kind::number_literal: {
      const std::string_view source = Source(id);
      const bool hexadecimal = source.starts_with("0x") || source.starts_with("0X");
      const bool real = source.find('.') != std::string_view::npos || (!hexadecimal && source.find_first_of("eE") != std::string_view::npos);
      std::string digits;
      for (char c : source) {
        if (c != '\'') digits += c;
      }
      while (!digits.empty() && std::string_view(hexadecimal ? "uUlLzZ" : "uUlLzZfF").find(digits.back()) != std::string_view::npos) digits.pop_back();
      const Operator op = real ? Operator::kFloat : Operator::kInteger;
      if (digits == source) return Add(NodeKind::kLiteral, id, ChildList{}, op);
      return Number(digits, op);
    }
    case Kind::char_literal: return Add(NodeKind::kLiteral, id, ChildList{}, Operator::kCharacter);
    case Kind::user_defined_literal: {  // "text"s, "text"_sv; 10ms is a number
      const Id inner = tree_.FirstNamed(id);
      return inner == kNothing ? Absent(id) : Literal(inner);
    }
    default: {
      const std::string_view source = Source(id);
      const bool plain = KindOf(id) == Kind::string_literal && source.starts_with('"') && source.find('\\') == std::string_view::npos;
      return plain ? Add(NodeKind::kLiteral, id, ChildList{}, Operator::kString) : StringNode(id, StringValue(id));
    }
  }
}

}  // namespace mdg::languages::cpp
