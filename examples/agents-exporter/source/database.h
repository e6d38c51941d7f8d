// Where agents are read from.
// In: how long to be patient. Out: every row, one after the other, of one consistent state. Deliberately only reads, and holds
// no more than one row: how many agents there are is no matter of its memory.
#pragma once

#include <chrono>
#include <functional>
#include <stop_token>
#include <string>
#include <tl/expected.hpp>

#include "agent.h"

namespace agents_exporter {

// A sentence that says what went wrong. It holds no password.
struct DatabaseError {
  std::string message;
};

using DatabaseStatus = tl::expected<void, DatabaseError>;

inline tl::unexpected<DatabaseError> DatabaseFailure(std::string message) {
  return tl::unexpected<DatabaseError>(DatabaseError{std::move(message)});
}

// How long a reader waits for a slow or dead database. Readers ask at least every tenth of a second, so that neither ever keeps
// the exporter from ending.
struct Patience {
  std::stop_token stop;
  std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();

  bool IsOver() const { return stop.stop_requested() || std::chrono::steady_clock::now() >= deadline; }
  const char* Reason() const { return stop.stop_requested() ? "asked to stop" : "the query took too long"; }
};

class AgentDatabase {
 public:
  using RowSink = std::function<void(const AgentRow&)>;

  virtual ~AgentDatabase() = default;

  // On failure `sink` may have got some rows already: the caller must forget them.
  virtual DatabaseStatus Read(const Patience& patience, const RowSink& sink) = 0;
};

// SELECT id, name, ... FROM agents
std::string AgentQuery();

}  // namespace agents_exporter
