// In: a template and a place, or a text that may be one. Out: an address, its path percent-encoded.
#include "render/source_link.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>

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

// Takes ":12" off the end; 0: there is none.
int TakeNumber(std::string_view& text) {
  const size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) return 0;
  int number = 0;
  const auto [end, error] = std::from_chars(text.data() + colon + 1, text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number <= 0) return 0;
  text.remove_suffix(text.size() - colon);
  return number;
}

// "x.go", or a file that is kept by hand: a host ("localhost:80") and a Go name ("pkg.Name:3") are none.
bool IsPathOfSource(std::string_view text) {
  constexpr std::array<std::string_view, 19> kEndings = {".go",  ".cc",  ".cpp",  ".cxx", ".c++",  ".h",    ".hh",  ".hpp", ".hxx",   ".ipp",
                                                         ".inl", ".yml", ".yaml", ".json", ".toml", ".prom", ".txt", ".md",  ".static"};
  return std::any_of(kEndings.begin(), kEndings.end(), [&](std::string_view ending) { return text.size() > ending.size() && text.ends_with(ending); });
}

}  // namespace

std::optional<SourceLocation> ParsePlace(std::string_view text) {
  const int last = TakeNumber(text);
  if (last == 0) return std::nullopt;
  const int before = TakeNumber(text);
  if (!IsPathOfSource(text)) return std::nullopt;
  return SourceLocation{std::string(text), before > 0 ? before : last, 0};
}

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
