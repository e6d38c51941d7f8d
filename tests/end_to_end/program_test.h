// What the end-to-end tests share: a folder, the real program, and a small metric to find.
// In: files and words. Out: what the program said and did. Deliberately no expectations: they stand in the tests.
#pragma once

#include <gtest/gtest.h>

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
