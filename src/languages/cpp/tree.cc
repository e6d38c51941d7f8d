// In: bytes of a C++ file. Out: Tree. The only file that knows tree-sitter. See tree.h.
#include "languages/cpp/tree.h"

#include <tree_sitter/api.h>

#include <array>
#include <memory>
#include <unordered_map>

extern "C" const TSLanguage* tree_sitter_cpp(void);

namespace mdg::languages::cpp {

namespace {

constexpr size_t kLongestText = 8u << 20;
constexpr uint64_t kLongestParse = 20'000'000;  // microseconds; error recovery can take long on what is no C++ at all
constexpr uint32_t kDeepest = 2000;

struct Names {
  std::vector<Kind> kinds;    // by the grammar's symbol
  std::vector<Field> fields;  // by the grammar's field
};

const Names& TheNames() {
  static const Names names = [] {
    Names made;
    const TSLanguage* language = tree_sitter_cpp();
    std::unordered_map<std::string_view, Kind> kinds = {
#define MDG_CPP_KIND(name) {#name, Kind::name},
        MDG_CPP_KINDS(MDG_CPP_KIND)
#undef MDG_CPP_KIND
    };
    std::unordered_map<std::string_view, Field> fields = {
#define MDG_CPP_FIELD(name) {#name, Field::k_##name},
        MDG_CPP_FIELDS(MDG_CPP_FIELD)
#undef MDG_CPP_FIELD
    };
    const uint32_t symbols = ts_language_symbol_count(language);
    made.kinds.resize(symbols, Kind::kOther);
    for (uint32_t i = 0; i < symbols; ++i) {
      const auto symbol = static_cast<TSSymbol>(i);
      if (ts_language_symbol_type(language, symbol) != TSSymbolTypeRegular) continue;
      auto found = kinds.find(ts_language_symbol_name(language, symbol));
      if (found != kinds.end()) made.kinds[i] = found->second;
    }
    const uint32_t count = ts_language_field_count(language);
    made.fields.resize(count + 1, Field::kNone);
    for (uint32_t i = 1; i <= count; ++i) {
      auto found = fields.find(ts_language_field_name_for_id(language, static_cast<TSFieldId>(i)));
      if (found != fields.end()) made.fields[i] = found->second;
    }
    return made;
  }();
  return names;
}

struct DeleteParser {
  void operator()(TSParser* parser) const { ts_parser_delete(parser); }
};
struct DeleteTree {
  void operator()(TSTree* tree) const { ts_tree_delete(tree); }
};

Part PartOf(TSTreeCursor& cursor) {
  const TSNode node = ts_tree_cursor_current_node(&cursor);
  const TSSymbol symbol = ts_node_symbol(node);
  const Names& names = TheNames();
  Part part;
  part.named = ts_node_is_named(node);
  if (ts_node_is_error(node)) part.kind = Kind::ERROR;
  else if (symbol < names.kinds.size()) part.kind = names.kinds[symbol];
  const TSFieldId field = ts_tree_cursor_current_field_id(&cursor);
  if (field < names.fields.size()) part.field = names.fields[field];
  part.begin = ts_node_start_byte(node);
  part.end = ts_node_end_byte(node);
  return part;
}

// Children come one after the other; below kDeepest they are left out, so that nobody who walks the copy meets more.
void Copy(TSTreeCursor& cursor, Tree& tree) {
  std::vector<Id> last = {1};  // on each level, the node the next one is hung behind; the level's parent while there is none
  std::vector<bool> empty;
  tree.parts.push_back(PartOf(cursor));
  if (!ts_tree_cursor_goto_first_child(&cursor)) return;
  last.push_back(1);
  empty.push_back(true);
  for (;;) {
    const Part part = PartOf(cursor);
    const bool kept = part.kind != Kind::comment;
    if (kept) {
      const auto id = static_cast<Id>(tree.parts.size());
      tree.parts.push_back(part);
      if (empty.back()) tree.parts[last.back()].first = id;
      else tree.parts[last.back()].next = id;
      last.back() = id;
      empty.back() = false;
    }
    if (kept && last.size() < kDeepest && ts_tree_cursor_goto_first_child(&cursor)) {
      last.push_back(last.back());
      empty.push_back(true);
      continue;
    }
    while (!ts_tree_cursor_goto_next_sibling(&cursor)) {
      last.pop_back();
      empty.pop_back();
      if (empty.empty() || !ts_tree_cursor_goto_parent(&cursor)) return;
    }
  }
}

}  // namespace

Tree ParseTree(std::string_view text) {
  Tree tree;
  tree.parts.emplace_back();
  if (text.size() > kLongestText) {
    tree.gave_up = true;
    return tree;
  }
  const std::unique_ptr<TSParser, DeleteParser> parser(ts_parser_new());
  ts_parser_set_language(parser.get(), tree_sitter_cpp());
  ts_parser_set_timeout_micros(parser.get(), kLongestParse);
  const std::unique_ptr<TSTree, DeleteTree> made(ts_parser_parse_string(parser.get(), nullptr, text.data(), static_cast<uint32_t>(text.size())));
  if (made == nullptr) {
    tree.gave_up = true;
    return tree;
  }
  tree.parts.reserve(text.size() / 3);
  TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(made.get()));
  Copy(cursor, tree);
  ts_tree_cursor_delete(&cursor);
  return tree;
}

}  // namespace mdg::languages::cpp
