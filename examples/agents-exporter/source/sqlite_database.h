// Agents in an SQLite file.
// In: the path. Out: rows. Deliberately opens the file anew for each reading (it takes a tenth of a millisecond), so a file that
// was replaced, or came back, is read and not its deleted predecessor; never writes and never makes a file.
#pragma once

#include <string>

#include "database.h"

namespace agents_exporter {

class SqliteDatabase : public AgentDatabase {
 public:
  explicit SqliteDatabase(std::string path) : path_(std::move(path)) {}

  DatabaseStatus Read(const Patience& patience, const RowSink& sink) override;

 private:
  std::string path_;
};

}  // namespace agents_exporter
