// In: paths. Out: modules and diagnostics. See parse.h.
#include "parse/parse.h"

#include <utility>

#include "base/file_system.h"
#include "base/parallel.h"
#include "diagnostics/codes.h"
#include "languages/language.h"

namespace mdg::parse {
namespace {

Module EmptyModule(const std::string& path) {
  Module module;
  module.path = path;
  module.folder = FolderOf(path);
  module.nodes.resize(2);  // the unused none, and a kFile without declarations
  module.nodes[1].kind = NodeKind::kFile;
  module.root = 1;
  module.line_starts = {0};
  return module;
}

Module ParseFile(const std::string& path, Sink& sink) {
  const languages::Language* language = languages::ForPath(path);
  if (language == nullptr) return EmptyModule(path);
  Result<std::string> text = ReadFile(path);
  if (!text) {
    sink.Report({code::kUnreadableFile, Severity::kWarning, {path}, std::move(text.error().message), {}});
    return EmptyModule(path);
  }
  Module module = language->parse(path, std::move(*text));
  for (const SyntaxError& error : module.errors) {
    sink.Report({code::kSyntaxError, Severity::kWarning, module.LocationAt(error.offset), error.message, {}});
  }
  return module;
}

}  // namespace

std::vector<Module> ParseFiles(const std::vector<std::string>& paths, int threads, Sink& sink) {
  std::vector<Module> modules(paths.size());
  ParallelFor(paths.size(), threads, [&](size_t i) { modules[i] = ParseFile(paths[i], sink); });
  return modules;
}

}  // namespace mdg::parse
