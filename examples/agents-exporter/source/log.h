// One line for each thing an operator should know.
// In: a level and a sentence. Out: a line with the time, whole even when two threads write. Deliberately no levels to choose, no
// files, no rotation: standard error belongs to whoever starts the exporter.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

namespace agents_exporter {

// The text between quotes, with everything that could end the line, or move a terminal, spelled out.
std::string Quoted(std::string_view text);

class Log {
 public:
  explicit Log(std::FILE* stream) : stream_(stream) {}

  void Info(std::string_view sentence) const { Write("info", sentence); }
  void Warning(std::string_view sentence) const { Write("warning", sentence); }
  void Error(std::string_view sentence) const { Write("error", sentence); }

 private:
  void Write(const char* level, std::string_view sentence) const;

  std::FILE* stream_;
};

}  // namespace agents_exporter
