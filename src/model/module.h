// One parsed source file: what a front end hands over, complete in itself.
//
// In: model/syntax.h. Out: Module. It owns its text and points into no parser's memory, so it can be kept, moved between
// threads, written to disk and read back. Deliberately knows nothing of other files: see model/program.h.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/location.h"
#include "model/syntax.h"

namespace mdg {

struct Import {
  std::string alias;  // "" when none is written; "." and "_" as in Go
  std::string path;
  uint32_t offset = 0;
};

// A part of the file the front end could not understand; the rest of the file is in the tree all the same.
struct SyntaxError {
  uint32_t offset = 0;
  std::string message;  // lower case, no final period
};

// For languages whose names are looked up in nested scopes (C++): what looking them up across files needs (languages/*/link.h).
// Empty for the others, and of no use once that is done.
struct Scopes {
  enum Flag : uint8_t {
    kInternal = 1,     // seen in its own file only
    kConstructor = 2,  // a kFunction that makes objects of the class it is named after
    kMake = 4,         // the same without arguments: fields as they are declared
    kStaticMember = 8,
    kEnumerator = 16,
    kInClass = 32,     // a function that stands in the class itself: `scope` is the class
  };
  struct Declaration {   // one of the file
    NodeId node = kNoNode;
    std::string scope;   // "db::stats": where it stands
    uint8_t flags = 0;
  };
  struct Using {
    std::string scope;   // where it stands
    std::string name;    // what is declared; "" for everything in `target`
    std::string target;  // "seastar::metrics", as written
  };
  std::vector<Declaration> declarations;
  std::vector<Using> usings;
  std::vector<std::string> namespaces;  // that have declarations here
  std::vector<std::string> includes;    // as written, without quotes
  std::vector<NodeId> initializers;     // kComposite nodes that stand for T x(a, b), T x{a, b} or x(a, b): [type | kNone, argument...]
};

struct Module {
  uint32_t number = 0;        // position in its Program
  std::string path;          // relative to the scanned root's parent or as given by the user, forward slashes
  std::string folder;        // path without the last component; "" for the current folder
  std::string text;          // the file's bytes, byte-order mark removed
  std::string language;      // "go"
  std::string package_name;  // Go: the package clause
  std::string build_constraint;  // Go: `//go:build` expression, else `// +build` lines joined with &&; and _GOOS_GOARCH; "" if none
  bool is_test = false;       // Go: *_test.go
  bool is_vendored = false;   // a copy of somebody else's package
  bool is_generated = false;  // Go: `// Code generated ... DO NOT EDIT.`
  bool makes_objects = false; // C++: making an object runs its constructor, which makes more objects
  std::string package;        // set: the package it belongs to is not the one of its folder
  Scopes scopes;
  std::vector<Import> imports;
  std::vector<Node> nodes;  // nodes[0] is the unused none; nodes[root] is the kFile
  NodeId root = kNoNode;
  std::vector<std::string> strings;  // decoded values of string and character literals with escapes
  std::vector<SyntaxError> errors;
  std::vector<uint32_t> line_starts;  // offsets; line_starts[0] == 0

  const Node& At(NodeId id) const { return nodes[id]; }
  std::string_view Text(NodeId id) const { return Text(nodes[id]); }
  std::string_view Text(const Node& node) const {
    return std::string_view(text).substr(node.begin, node.end - node.begin);
  }

  // The value of a string or character literal: escapes decoded, quotes removed. `node` must be a kLiteral with op kString or kCharacter.
  std::string_view StringValue(const Node& node) const {
    if (node.flags & kDecoded) return strings[node.first];
    std::string_view quoted = Text(node);
    return quoted.size() >= 2 ? quoted.substr(1, quoted.size() - 2) : std::string_view();
  }

  // Child `index` (from 0) of a node, or the none node when there are fewer.
  NodeId Child(NodeId id, int index) const {
    NodeId child = nodes[id].first;
    while (index-- > 0 && child != kNoNode) child = nodes[child].next;
    return child;
  }

  SourceLocation LocationAt(uint32_t offset) const;  // module.cc: binary search in line_starts
  SourceLocation LocationOf(NodeId id) const { return LocationAt(nodes[id].begin); }
};

// Where each line begins, for Module::line_starts; the first is 0 even in an empty text.
std::vector<uint32_t> FindLineStarts(std::string_view text);

// A tree as indented text, one node a line, for tests and `dump`.
std::string Dump(const Module& module);

}  // namespace mdg
