// In: go.mod, go.work and vendor.conf. Out: modules, versions. See go_modules.h.
#include "discover/go_modules.h"

#include <unistd.h>

#include <algorithm>
#include <climits>
#include <cstdlib>

#include "base/file_system.h"

namespace mdg::discover {
namespace {

// The words of a line, comments and quotes removed. Parentheses are words where they stand alone or at the end.
std::vector<std::string> Words(std::string_view line) {
  line = line.substr(0, line.find("//"));
  std::vector<std::string> words;
  size_t at = 0;
  while (at < line.size()) {
    const char c = line[at];
    if (c == ' ' || c == '\t' || c == '\r') {
      ++at;
    } else if (c == '"' || c == '`') {
      const size_t end = std::min(line.find(c, at + 1), line.size());
      words.emplace_back(line.substr(at + 1, end - at - 1));
      at = end + 1;
    } else if (c == '(' || c == ')') {
      words.emplace_back(1, c);
      ++at;
    } else {
      const size_t end = std::min(line.find_first_of(" \t\r()", at), line.size());
      words.emplace_back(line.substr(at, end - at));
      at = end;
    }
  }
  return words;
}

// Calls `use` with each directive, blocks unfolded: {"require", "path", "v1.2.3"}.
template <typename Use>
void ForEachDirective(std::string_view text, Use use) {
  std::string block;  // the directive whose parentheses are open
  while (!text.empty()) {
    const size_t length = std::min(text.find('\n'), text.size());
    std::vector<std::string> words = Words(text.substr(0, length));
    text.remove_prefix(std::min(length + 1, text.size()));
    if (words.empty()) continue;
    if (words[0] == ")") {
      block.clear();
      continue;
    }
    if (!block.empty()) words.insert(words.begin(), block);
    if (block.empty() && words.size() >= 2 && words[1] == "(") {
      block = words[0];
      continue;
    }
    use(words);
  }
}

bool IsLocal(std::string_view target) {
  return target == "." || target == ".." || target.starts_with("./") || target.starts_with("../") ||
         target.starts_with('/');
}

// replace old [version] => new [version]
void AddReplace(const std::vector<std::string>& words, const std::string& folder,
                std::vector<std::pair<std::string, std::string>>& replaces) {
  const auto arrow = std::find(words.begin(), words.end(), "=>");
  if (words.size() < 4 || arrow == words.end() || arrow + 1 == words.end()) return;
  const std::string& target = *(arrow + 1);
  if (IsLocal(target)) replaces.emplace_back(words[1], ResolvePath(folder, target));
}

std::string AbsolutePath(const std::string& folder) {
  char resolved[PATH_MAX];
  return realpath(folder.empty() ? "." : folder.c_str(), resolved) != nullptr ? resolved : "";
}

}  // namespace

std::optional<GoModule> ParseGoMod(std::string_view text, const std::string& folder) {
  GoModule module;
  module.folder = folder;
  ForEachDirective(text, [&](const std::vector<std::string>& words) {
    if (words.size() < 2) return;
    if (words[0] == "module" && module.module_path.empty()) module.module_path = words[1];
    if (words[0] == "go") module.go_version = words[1];
    if (words[0] == "require" && words.size() >= 3) module.requires_.emplace_back(words[1], words[2]);
    if (words[0] == "replace") AddReplace(words, folder, module.replaces);
  });
  if (module.module_path.empty()) return std::nullopt;
  return module;
}

GoWorkspace ParseGoWork(std::string_view text, const std::string& folder) {
  GoWorkspace workspace;
  ForEachDirective(text, [&](const std::vector<std::string>& words) {
    if (words.size() < 2) return;
    if (words[0] == "use") workspace.modules.push_back(ResolvePath(folder, words[1]));
    if (words[0] == "replace") AddReplace(words, folder, workspace.replaces);
  });
  return workspace;
}

std::vector<std::pair<std::string, std::string>> ParseVendorConf(std::string_view text) {
  const auto is_version = [](std::string_view word) { return word.size() >= 2 && word[0] == 'v' && word[1] >= '0' && word[1] <= '9'; };
  std::vector<std::pair<std::string, std::string>> versions;
  while (!text.empty()) {
    const size_t length = std::min(text.find('\n'), text.size());
    const std::vector<std::string> words = Words(text.substr(0, length));
    text.remove_prefix(std::min(length + 1, text.size()));
    if (words.size() < 2 || words[0].starts_with('#')) continue;
    const auto version = std::find_if(words.begin() + 1, words.end(), is_version);
    if (version != words.end()) versions.emplace_back(words[0], *version);
  }
  return versions;
}

std::string MetricVendorFolder(const GoModule& module) {
  std::string folder = JoinPath(module.folder, "vendor");
  const Result<std::string> packages = ReadFile(JoinPath(folder, "modules.txt"));
  return packages && packages->find("\ngithub.com/prometheus/client_golang/prometheus\n") != std::string::npos ? folder : "";
}

void ApplyWorkspace(const GoWorkspace& workspace, std::vector<GoModule>& modules) {
  for (GoModule& module : modules) {
    const auto& used = workspace.modules;
    if (std::find(used.begin(), used.end(), module.folder) == used.end()) continue;
    module.replaces.insert(module.replaces.begin(), workspace.replaces.begin(), workspace.replaces.end());
  }
}

std::optional<GoModule> FindEnclosingModule(const std::string& folder) {
  std::string above = AbsolutePath(folder);
  std::string below;  // from `above` down to `folder`
  std::string up = ".";
  FileReader reader;  // does not wait for a pipe somebody named go.mod
  while (!above.empty()) {
    if (reader.Read(JoinPath(above, "go.mod").c_str(), kMaximumTextBytes, true) == FileReader::Outcome::kRead) {
      std::optional<GoModule> module = ParseGoMod(reader.Text(), ResolvePath(folder, up));
      if (!module) return std::nullopt;
      module->folder = folder;
      if (!below.empty()) module->module_path += '/' + below;
      return module;
    }
    if (above == "/" || access(JoinPath(above, ".git").c_str(), F_OK) == 0) break;
    below = below.empty() ? std::string(FileNameOf(above)) : JoinPath(FileNameOf(above), below);
    up += "/..";
    above = FolderOf(above);
  }
  return std::nullopt;
}

}  // namespace mdg::discover
