// In: a template and a place. Out: an address, its path percent-encoded.
#include "render/source_link.h"

#include <algorithm>

namespace mdg::render {
namespace {

constexpr std::string_view kPath = "{path}";
constexpr std::string_view kLine = "{line}";

bool IsUnreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-._~/").find(c) != std::string_view::npos;
}

std::string PercentEncode(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string encoded;
  for (char c : text) {
    if (IsUnreserved(c)) {
      encoded += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    encoded += '%';
    encoded += kDigits[byte >> 4U];
    encoded += kDigits[byte & 15U];
  }
  return encoded;
}

std::string Replaced(std::string text, std::string_view what, std::string_view by) {
  for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
  return text;
}

}  // namespace

std::string MistakeInSourceLink(std::string_view link_template) {
  if (link_template.empty()) return "";
  if (!link_template.starts_with("https://") && !link_template.starts_with("http://")) {
    return "it must begin with https:// or http://";
  }
  if (link_template.find(kPath) == std::string_view::npos) return "it must hold {path}, and may hold {line}";
  const bool is_plain = std::all_of(link_template.begin(), link_template.end(), [](char c) {
    return c > ' ' && c < '\x7F' && std::string_view("\"'<>()|\\`").find(c) == std::string_view::npos;
  });
  return is_plain ? "" : "it must be an address without blanks, quotes, brackets and backslashes";
}

std::string FillPath(std::string_view link_template, std::string_view path) {
  return Replaced(std::string(link_template), kPath, PercentEncode(path));
}

std::string SourceLink(std::string_view link_template, const SourceLocation& at) {
  return Replaced(FillPath(link_template, at.path), kLine, std::to_string(std::max(at.line, 1)));
}

}  // namespace mdg::render
