// In: a level and a sentence. Out: a line with the time.
#include "log.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>

namespace agents_exporter {
namespace {

// What a database or the system says may have line ends of its own.
std::string WithoutControlCharacters(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\n') {
      line += "\\n";
    } else if (byte < 0x20 || byte == 0x7F) {
      line += fmt::format("\\x{:02x}", byte);
    } else {
      line += c;
    }
  }
  return line;
}

}  // namespace

std::string Quoted(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

void Log::Write(const char* level, std::string_view sentence) const {
  while (!sentence.empty() && sentence.back() == '\n') sentence.remove_suffix(1);
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  // One call, so that lines stay whole.
  const std::string line =
      fmt::format("{:%Y-%m-%dT%H:%M:%SZ} {}: {}\n", fmt::gmtime(std::chrono::system_clock::to_time_t(now)), level,
                  WithoutControlCharacters(sentence));
  std::fwrite(line.data(), 1, line.size(), stream_);
  std::fflush(stream_);
}

}  // namespace agents_exporter
