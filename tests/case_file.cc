// In: the text of a case. Out: Case, and the text again.
#include "tests/case_file.h"

namespace mdg::tests {
namespace {

constexpr std::string_view kNoNewline = "\\ no newline at end\n";

// The path of a line `-- path --`, or "".
std::string_view SectionOf(std::string_view line) {
  if (!line.starts_with("-- ") || !line.ends_with(" --") || line.size() < 7) return {};
  return line.substr(3, line.size() - 6);
}

std::string Decoded(std::string text) {
  if (!text.ends_with(kNoNewline)) return text;
  text.resize(text.size() - kNoNewline.size());
  if (text.ends_with('\n')) text.pop_back();
  return text;
}

std::string Encoded(const std::string& text) {
  if (text.empty() || text.ends_with('\n')) return text;
  return text + '\n' + std::string(kNoNewline);
}

// "exit: 2" -> true and "2" when `key` is "exit".
bool Header(std::string_view line, std::string_view key, std::string& value) {
  if (!line.starts_with(key) || !line.substr(key.size()).starts_with(':')) return false;
  line.remove_prefix(key.size() + 1);
  while (line.starts_with(' ')) line.remove_prefix(1);
  value = std::string(line);
  return true;
}

void ReadHeaderLine(const std::string& line, Case& result, std::string& error) {
  std::string value;
  if (Header(line, "args", value)) {
    result.runs.push_back({value, 0, ""});
  } else if (Header(line, "exit", value) || Header(line, "terminal", value)) {
    if (result.runs.empty()) {
      error = "`" + line + "` stands before any args:";
    } else if (line[0] == 'e') {
      result.runs.back().exit_code = std::stoi(value);
    } else {
      result.runs.back().terminal = value;
    }
  } else {
    result.why += line + '\n';
  }
}

}  // namespace

Case ParseCase(const std::string& text, std::string& error) {
  Case result;
  std::string path, content;
  auto finish = [&] {
    if (path.starts_with("want/")) {
      if (!result.wants.emplace(path.substr(5), Decoded(content)).second) error = "section " + path + " twice";
    } else if (!path.empty()) {
      result.files.emplace_back(path, Decoded(content));
    }
    content.clear();
  };
  for (size_t begin = 0; begin < text.size();) {
    size_t end = text.find('\n', begin);
    if (end == std::string::npos) end = text.size();
    const std::string line = text.substr(begin, end - begin);
    begin = end + 1;
    if (const std::string_view section = SectionOf(line); !section.empty()) {
      finish();
      path = std::string(section);
    } else if (path.empty()) {
      ReadHeaderLine(line, result, error);
    } else {
      content += line + '\n';
    }
  }
  finish();
  if (result.why.find_first_not_of(" \n") == std::string::npos) error = "the first line must say why the case exists";
  if (result.runs.empty()) error = "there is no args: line";
  return result;
}

std::string FormatCase(const Case& parsed) {
  std::string text = parsed.why;
  for (const Run& run : parsed.runs) {
    text += "args: " + run.arguments + '\n';
    if (run.exit_code != 0) text += "exit: " + std::to_string(run.exit_code) + '\n';
    if (!run.terminal.empty()) text += "terminal: " + run.terminal + '\n';
  }
  for (const auto& [path, content] : parsed.files) text += "-- " + path + " --\n" + Encoded(content);
  // What is printed first, then what is written.
  for (const char* stream : {"stdout", "stderr"}) {
    const auto want = parsed.wants.find(stream);
    if (want != parsed.wants.end()) text += "-- want/" + want->first + " --\n" + Encoded(want->second);
  }
  for (const auto& [path, content] : parsed.wants) {
    if (path.starts_with("files/")) text += "-- want/" + path + " --\n" + Encoded(content);
  }
  return text;
}

std::vector<std::string> SplitWords(std::string_view line) {
  std::vector<std::string> words;
  bool in_word = false;
  char quote = 0;
  for (char c : line) {
    if (quote != 0) {
      if (c == quote) {
        quote = 0;
      } else {
        words.back() += c;
      }
    } else if (c == ' ') {
      in_word = false;
    } else {
      if (!in_word) words.emplace_back();
      in_word = true;
      if (c == '\'' || c == '"') {
        quote = c;
      } else {
        words.back() += c;
      }
    }
  }
  return words;
}

}  // namespace mdg::tests
