// Agents in PostgreSQL.
// In: a connection string (`postgresql://...` or `host=... dbname=...`). Out: rows, as the server sends them. Deliberately keeps
// one connection between readings, only for reading; makes a new one when it broke, once per reading.
#pragma once

#include <libpq-fe.h>

#include <memory>
#include <string>

#include "database.h"

namespace agents_exporter {

class PostgresDatabase : public AgentDatabase {
 public:
  explicit PostgresDatabase(std::string connection_string) : connection_string_(std::move(connection_string)) {}

  DatabaseStatus Read(const Patience& patience, const RowSink& sink) override;

  // Nothing is connected. The parser's own words would show the string, and so its password.
  static bool IsConnectionString(const std::string& text);

 private:
  struct Finish {
    void operator()(PGconn* connection) const { PQfinish(connection); }
  };

  DatabaseStatus Connect(const Patience& patience);
  DatabaseStatus Ask(const Patience& patience, const std::string& query, const RowSink* sink);
  // The next result, nullptr behind the last one.
  tl::expected<PGresult*, DatabaseError> Next(const Patience& patience);
  DatabaseStatus WaitForSocket(const Patience& patience, short events);
  DatabaseStatus Failure() const;

  std::string connection_string_;
  std::unique_ptr<PGconn, Finish> connection_;
  bool received_rows_ = false;  // in this reading
};

}  // namespace agents_exporter
