// In: documents with {group} in their path. Out: a document for each group. See group_files.h.
#include "cli/group_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/file_system.h"
#include "cli/document_request.h"
#include "render/markdown_escape.h"
#include "render/markers.h"

namespace mdg::cli {
namespace {

std::string PathFor(const std::string& path, const std::string& name) {
  std::string made = path;
  return made.replace(made.find(config::kGroupHole), config::kGroupHole.size(), name);
}

std::string LinkTo(const std::string& path, const std::string& from) {
  const std::filesystem::path folder = std::filesystem::path(from).parent_path();
  return std::filesystem::path(path).lexically_proximate(folder.empty() ? "." : folder).generic_string();
}

std::string CountText(const render::GroupSummary& group) {
  if (group.rules > 0) return fmt::format("{} rule{}", group.rules, group.rules == 1 ? "" : "s");
  if (group.alerts > 0) return fmt::format("{} alert{}", group.alerts, group.alerts == 1 ? "" : "s");
  std::string text = fmt::format("{} metric{}", group.metrics, group.metrics == 1 ? "" : "s");
  if (group.patterns > 0) text += fmt::format(" and {} name{} known in part", group.patterns, group.patterns == 1 ? "" : "s");
  return text;
}

// Files of the same form in the same folder whose name the path could have made, and which no group has any more.
void FindLeftOver(const config::Document& document, const std::set<std::string>& made, std::vector<std::string>& left_over) {
  const std::string folder = FolderOf(document.path), name(FileNameOf(document.path));
  const size_t hole = name.find(config::kGroupHole);
  const std::string before = name.substr(0, hole), after = name.substr(hole + config::kGroupHole.size());
  const Form& form = *FindForm(document.form);
  const std::string mark = document.IsWholeFile() ? std::string(form.mark) : document.begin.empty() ? render::kDefaultMarkers.begin : document.begin;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder.empty() ? "." : folder, error)) {
    const std::string each = entry.path().filename().string();
    const std::string path = JoinPath(folder, each);
    const bool fits = each.size() > before.size() + after.size() && each.starts_with(before) && each.ends_with(after);
    if (!fits || made.contains(path) || path == document.index) continue;
    const Result<std::string> text = ReadFile(path);
    if (text && text->find(mark) != std::string::npos) left_over.push_back(path);
  }
}

void TakeApart(const config::Document& document, const Plan& plan, const Catalog& catalog, GroupFiles& into) {
  std::set<std::string> made;
  GroupIndex index{document.index, document.title, document, ""};
  for (const render::GroupSummary& group : GroupsOf(catalog, RequestFrom(document, plan).options)) {
    config::Document one = document;
    const std::string name = GroupFileName(group.title);
    one.path = PathFor(document.path, name);
    for (int i = 2; !made.insert(one.path).second; ++i) one.path = PathFor(document.path, fmt::format("{}-{}", name, i));
    one.only_group = group.title;
    index.text += fmt::format("- [{}]({}): {}\n", render::EscapeParagraph(group.title), LinkTo(one.path, document.index), CountText(group));
    if (!group.text.empty()) index.text.insert(index.text.size() - 1, ". " + render::EscapeParagraph(group.text));
    into.documents.push_back(std::move(one));
  }
  if (index.text.empty()) index.text = "No metrics.\n";
  if (!document.index.empty()) into.indexes.push_back(std::move(index));
  FindLeftOver(document, made, into.left_over);
}

}  // namespace

std::string GroupFileName(std::string_view title) {
  if (title.ends_with("_*")) title.remove_suffix(2);
  std::string name;
  for (char c : title) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    const bool is_kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    if (is_kept) name += c;
    else if (!name.empty() && name.back() != '-') name += '-';
  }
  while (name.ends_with('-')) name.pop_back();
  return name.empty() ? "group" : name;
}

Result<GroupFiles> TakeGroupsApart(const Plan& plan, const Catalog& catalog) {
  GroupFiles files;
  for (const config::Document& document : plan.documents) {
    if (document.IsForEachGroup()) TakeApart(document, plan, catalog, files);
    else files.documents.push_back(document);
  }
  std::set<std::string> paths;
  for (const config::Document& document : files.documents) {
    if (document.only_group.empty()) paths.insert(document.path);
  }
  auto check = [&](const std::string& path, const std::string& what) -> Status {
    if (paths.insert(path).second) return {};
    return Fail(fmt::format("`{}` would be the file of {} and another document, too; change one of the paths", path, what));
  };
  for (const config::Document& document : files.documents) {
    if (!document.only_group.empty()) MDG_TRY(check(document.path, fmt::format("the group `{}`", document.only_group)));
  }
  for (const GroupIndex& index : files.indexes) MDG_TRY(check(index.path, "an index of groups"));
  std::sort(files.left_over.begin(), files.left_over.end());
  return files;
}

}  // namespace mdg::cli
