// What the end-to-end tests share: a folder, the real program, and a small metric to find.
// In: files and words. Out: what the program said and did. Deliberately no expectations: they stand in the tests.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "tests/run_program.h"
#include "tests/temporary_folder.h"

namespace mdg::tests {

class ProgramTest : public testing::Test {
 protected:
  ProgramResult Run(std::vector<std::string> words, ProgramRun run = {}) const {
    run.program = MDG_PROGRAM;
    run.words = std::move(words);
    if (run.folder == ".") run.folder = folder_.path().string();
    return RunProgram(run);
  }

  // The same by somebody who is not root, to whom permissions mean something: nobody, when root runs the tests.
  ProgramResult RunAsNobody(std::vector<std::string> words) const {
    namespace fs = std::filesystem;
    if (geteuid() != 0) return Run(std::move(words));
    const std::string program = folder_ / ".program";  // the build may lie where nobody may not look
    if (!fs::exists(program)) fs::copy_file(MDG_PROGRAM, program);
    fs::permissions(program, fs::perms(0755));
    fs::permissions(folder_.path(), fs::perms::others_read | fs::perms::others_exec, fs::perm_options::add);
    words.insert(words.begin(), {"--reuid=65534", "--regid=65534", "--clear-groups", program});
    return RunProgram({.program = "/usr/bin/setpriv", .words = words, .folder = folder_.path().string()});
  }

  // Every file of the folder and what is in it; "-> target" for a link.
  std::map<std::string, std::string> Snapshot() const {
    namespace fs = std::filesystem;
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder_.path())) {
      const std::string name = entry.path().lexically_relative(folder_.path()).string();
      if (name == ".program") continue;
      if (entry.is_symlink()) {
        files[name] = "-> " + fs::read_symlink(entry.path()).string();
      } else {
        files[name] = entry.is_regular_file() ? folder_.Read(name) : "(no regular file)";
      }
    }
    return files;
  }

  // How many lines of what the program said are errors: one failure, one message.
  static size_t CountErrors(const ProgramResult& result) {
    size_t count = 0;
    for (size_t at = 0; (at = result.standard_error.find("error: ", at)) != std::string::npos; ++at) ++count;
    return count;
  }

  // A Go file of package `package` that defines the counter `name`.
  static std::string GoFile(const std::string& name, const std::string& package = "app") {
    return "package " + package +
           "\n\nimport \"github.com/prometheus/client_golang/prometheus\"\n\n"
           "var counter = prometheus.NewCounter(prometheus.CounterOpts{Name: \"" +
           name + "\", Help: \"Help of " + name + ".\"})\n";
  }

  TemporaryFolder folder_;
};

// The exposition of what GoFile makes.
inline std::string Exposition(const std::string& name) {
  return "# HELP " + name + " Help of " + name + ".\n# TYPE " + name + " counter\n" + name + " 0\n";
}

}  // namespace mdg::tests
