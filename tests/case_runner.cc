// Runs every text case on the real program, each in a folder of its own, several at a time.
//
//     case_runner PROGRAM FOLDER [--update] [GLOB...]     GLOB over paths below FOLDER: 'merge/*', '*label*'
//
// In: case files (case_file.h). Out: one line for each failure with a diff, and the count. A `want/` section that is
// missing, and one that nothing produced, both fail. --update rewrites the `want/` sections and exit codes, then runs
// again.
#include <fnmatch.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <regex>
#include <thread>

#include "tests/case_file.h"
#include "tests/run_program.h"
#include "tests/temporary_folder.h"

namespace fs = std::filesystem;

namespace mdg::tests {
namespace {

// "name -> target" makes a link, anything else a file.
void WriteTree(const Case& parsed, const fs::path& folder) {
  for (const auto& [path, content] : parsed.files) {
    const size_t arrow = path.find(" -> ");
    if (arrow == std::string::npos) {
      WriteWholeFile(folder / path, content);
    } else {
      fs::create_directories((folder / path.substr(0, arrow)).parent_path());
      fs::create_symlink(path.substr(arrow + 4), folder / path.substr(0, arrow));
    }
  }
}

// What differs from run to run although nothing changed: the folder, the time.
std::string Normalised(std::string text, const fs::path& folder) {
  for (size_t at; (at = text.find(folder.string())) != std::string::npos;)
    text.replace(at, folder.string().size(), "$DIR");
  static const std::regex seconds(" in [0-9]+\\.[0-9]+ s\\b");
  return std::regex_replace(text, seconds, " in TIME");
}

// Files that were made, changed or removed, as sections.
void AddChangedFiles(const Case& parsed, const fs::path& folder, std::map<std::string, std::string>& got) {
  std::map<std::string, std::string> before(parsed.files.begin(), parsed.files.end());
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_symlink() || !entry.is_regular_file()) continue;
    const std::string path = fs::relative(entry.path(), folder).string();
    const std::string content = ReadWholeFile(entry.path());
    const auto old = before.find(path);
    if (old == before.end() || old->second != content) got["files/" + path] = content;
    if (old != before.end()) before.erase(old);
  }
  for (const auto& [path, content] : before) {
    if (path.find(" -> ") == std::string::npos) got["files/" + path] = "(removed)\n";
  }
}

struct Outcome {
  std::map<std::string, std::string> got;
  std::vector<int> exit_codes;
  std::string failure;  // what no expectation can excuse: a crash, a hang
};

Outcome RunOnce(const std::string& program, const Case& parsed) {
  Outcome outcome;
  TemporaryFolder folder;
  WriteTree(parsed, folder.path());
  for (const Run& run : parsed.runs) {
    const ProgramResult result = RunProgram({.program = program,
                                             .words = SplitWords(run.arguments),
                                             .folder = folder.path().string(),
                                             .terminal_columns = std::atoi(run.terminal.c_str()),
                                             .standard_output = ""});
    if (result.timed_out) outcome.failure = "`" + run.arguments + "` did not end";
    if (result.exit_code > 2)
      outcome.failure = "`" + run.arguments + "` ended with " + std::to_string(result.exit_code);
    outcome.exit_codes.push_back(result.exit_code);
    if (!result.standard_output.empty()) outcome.got["stdout"] += Normalised(result.standard_output, folder.path());
    if (!result.standard_error.empty()) outcome.got["stderr"] += Normalised(result.standard_error, folder.path());
  }
  AddChangedFiles(parsed, folder.path(), outcome.got);
  return outcome;
}

std::string Difference(const std::string& name, const std::string& want, const std::string& got) {
  TemporaryFolder folder;
  WriteWholeFile(folder.path() / "want", want);
  WriteWholeFile(folder.path() / "got", got);
  const std::string command = "cd '" + folder.path().string() + "' && diff -u want got | tail -n +3";
  std::string text = "  want/" + name + ":\n";
  std::FILE* pipe = popen(command.c_str(), "r");
  char line[4096];
  while (pipe != nullptr && std::fgets(line, sizeof line, pipe) != nullptr) text += std::string("    ") + line;
  if (pipe != nullptr) pclose(pipe);
  return text;
}

std::string Compare(const Case& parsed, const Outcome& outcome) {
  std::string failures = outcome.failure.empty() ? "" : "  " + outcome.failure + "\n";
  for (size_t i = 0; i < parsed.runs.size(); ++i) {
    if (outcome.exit_codes[i] == parsed.runs[i].exit_code) continue;
    failures += "  `" + parsed.runs[i].arguments + "` exits with " + std::to_string(outcome.exit_codes[i]) + ", not " +
                std::to_string(parsed.runs[i].exit_code) + "\n";
  }
  for (const auto& [name, want] : parsed.wants) {
    const auto got = outcome.got.find(name);
    if (got == outcome.got.end()) {
      failures += "  want/" + name + " is expected, but nothing produced it\n";
    } else if (got->second != want) {
      failures += Difference(name, want, got->second);
    }
  }
  for (const auto& [name, got] : outcome.got) {
    if (!parsed.wants.contains(name)) failures += "  want/" + name + " is missing:\n" + Difference(name, "", got);
  }
  return failures;
}

// The failures of one case; "" when it passes. With `update` the file is rewritten first.
std::string RunCase(const std::string& program, const fs::path& file, bool update) {
  std::string error;
  Case parsed = ParseCase(ReadWholeFile(file), error);
  if (!error.empty()) return "  " + error + "\n";
  if (update) {
    const Outcome outcome = RunOnce(program, parsed);
    parsed.wants = outcome.got;
    for (size_t i = 0; i < parsed.runs.size(); ++i) parsed.runs[i].exit_code = outcome.exit_codes[i];
    if (const std::string text = FormatCase(parsed); text != ReadWholeFile(file)) {
      WriteWholeFile(file, text);
      std::printf("updated %s\n", file.c_str());
    }
  }
  return Compare(parsed, RunOnce(program, parsed));
}

std::vector<fs::path> FindCases(const fs::path& root, const std::vector<std::string>& globs) {
  std::vector<fs::path> found;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (entry.path().extension() != ".txt") continue;
    const std::string path = fs::relative(entry.path(), root).string();
    const bool wanted = globs.empty() || std::any_of(globs.begin(), globs.end(), [&](const std::string& glob) {
                          return fnmatch(glob.c_str(), path.c_str(), 0) == 0;
                        });
    if (wanted) found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

int Main(const std::vector<std::string>& words) {
  if (words.size() < 2) {
    std::fprintf(stderr, "usage: case_runner PROGRAM FOLDER [--update] [GLOB...]\n");
    return 2;
  }
  const std::string program = fs::canonical(words[0]).string();
  const fs::path root = words[1];
  std::vector<std::string> globs(words.begin() + 2, words.end());
  const bool update = std::erase(globs, "--update") > 0;
  const std::vector<fs::path> cases = FindCases(root, globs);
  if (cases.empty()) {
    std::fprintf(stderr, "no case matches\n");
    return 2;
  }
  std::atomic<size_t> next = 0, failed = 0;
  std::mutex printing;
  auto work = [&] {
    for (size_t i; (i = next++) < cases.size();) {
      const std::string failures = RunCase(program, cases[i], update);
      if (failures.empty()) continue;
      ++failed;
      std::lock_guard lock(printing);
      std::printf("FAIL %s\n%s", fs::relative(cases[i], root).c_str(), failures.c_str());
    }
  };
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < std::max(2u, std::thread::hardware_concurrency()); ++i) threads.emplace_back(work);
  for (std::thread& thread : threads) thread.join();
  std::printf("cases: %zu passed, %zu failed\n", cases.size() - failed, failed.load());
  return failed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace mdg::tests

int main(int argc, char** argv) { return mdg::tests::Main({argv + 1, argv + argc}); }
