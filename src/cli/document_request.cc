// In: a document of the configuration. Out: what its form is asked for.
#include "cli/document_request.h"

#include "cli/queries.h"
#include "cli/scan_options.h"

namespace mdg::cli {

FormRequest RequestFrom(const config::Document& document, const Plan& plan) {
  FormRequest request;
  request.is_kept = true;
  request.table = document.table;
  request.template_path = document.template_path;
  request.patterns = formats::PatternLines::kComments;  // so that a Prometheus server may read the file
  render::DocumentOptions& options = request.options;
  options.columns.clear();
  for (const std::string& word : document.columns) options.columns.push_back(*render::ParseColumn(word));
  options.order = *render::ParseOrder(document.order);
  options.names = document.names;
  options.types = document.types;
  for (std::string folder : document.folders) {  // "server/**" means the folder itself, too
    while (folder.ends_with("/**") || folder.ends_with("/")) folder.resize(folder.rfind('/'));
    options.folders.push_back(std::move(folder));
  }
  options.programs = document.programs;
  options.show_patterns = document.Shows(document.patterns);
  options.show_counts = document.Shows(document.counts);
  options.show_switches = document.Shows(document.switches);
  options.show_legend = document.Shows(document.legend);
  options.show_unresolved = document.Shows(document.patterns) && document.form != "table";
  options.grouping = *render::ParseGrouping(document.group);
  for (const config::Group& group : document.groups) options.groups.push_back({group.title, group.text, group.names});
  options.only_group = document.only_group;
  options.title = document.only_group.empty() ? document.title : document.title + ": " + document.only_group;
  options.source_link = plan.source_link;
  options.root = RootOutside(plan.sources.scan.discover.roots);
  if (document.queries) options.expressions = QueriesFor;
  return request;
}

}  // namespace mdg::cli
