// In: a connection string. Out: rows, as the server sends them.
#include "postgres_database.h"

#include <fmt/format.h>
#include <poll.h>

#include <cerrno>

namespace agents_exporter {
namespace {

struct Clear {
  void operator()(PGresult* result) const { PQclear(result); }
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

AgentRow RowOf(const PGresult* result) {
  AgentRow row;
  for (std::size_t at = 0; at < row.size(); ++at) {
    const int column = static_cast<int>(at);
    if (PQgetisnull(result, 0, column) != 0) continue;
    row[at] = std::string_view(PQgetvalue(result, 0, column), static_cast<std::size_t>(PQgetlength(result, 0, column)));
  }
  return row;
}

}  // namespace

bool PostgresDatabase::IsConnectionString(const std::string& text) {
  char* problem = nullptr;
  const std::unique_ptr<PQconninfoOption, Clear> options(PQconninfoParse(text.c_str(), &problem));
  PQfreemem(problem);
  return options != nullptr;
}

DatabaseStatus PostgresDatabase::Read(const Patience& patience, const RowSink& sink) {
  // A connection of an earlier reading may have died meanwhile without our noticing; that alone fails no reading.
  const bool reused = connection_ != nullptr;
  received_rows_ = false;
  DatabaseStatus status = connection_ ? DatabaseStatus() : Connect(patience);
  if (status) status = Ask(patience, AgentQuery(), &sink);
  if (!status && reused && !received_rows_ && PQstatus(connection_.get()) == CONNECTION_BAD) {
    status = Connect(patience);
    if (status) status = Ask(patience, AgentQuery(), &sink);
  }
  if (!status) connection_.reset();
  return status;
}

DatabaseStatus PostgresDatabase::Connect(const Patience& patience) {
  const char* const keywords[] = {"dbname", "client_encoding", "fallback_application_name", nullptr};
  const char* const values[] = {connection_string_.c_str(), "UTF8", "agents-exporter", nullptr};
  connection_.reset(PQconnectStartParams(keywords, values, 1));
  if (connection_ == nullptr) return DatabaseFailure("not enough memory");
  if (PQstatus(connection_.get()) == CONNECTION_BAD) return Failure();
  PostgresPollingStatusType state = PGRES_POLLING_WRITING;
  while (state != PGRES_POLLING_OK) {
    if (state == PGRES_POLLING_FAILED) return Failure();
    if (DatabaseStatus waited = WaitForSocket(patience, state == PGRES_POLLING_READING ? POLLIN : POLLOUT); !waited) {
      return waited;
    }
    state = PQconnectPoll(connection_.get());
  }
  // Times as ParseTime wants them, whatever the server's or the role's settings say; and nothing is ever written.
  return Ask(patience, "SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET default_transaction_read_only = on",
             nullptr);
}

DatabaseStatus PostgresDatabase::Ask(const Patience& patience, const std::string& query, const RowSink* sink) {
  if (PQsendQuery(connection_.get(), query.c_str()) == 0) return Failure();
  if (sink != nullptr)
    PQsetSingleRowMode(connection_.get());  // a row at a time: otherwise libpq would hold all of them
  DatabaseStatus status;
  while (true) {
    const auto next = Next(patience);
    if (!next) return tl::unexpected(next.error());
    const std::unique_ptr<PGresult, Clear> result(*next);
    if (result == nullptr) return status;
    const ExecStatusType kind = PQresultStatus(result.get());
    if (kind == PGRES_SINGLE_TUPLE) {
      received_rows_ = true;
      (*sink)(RowOf(result.get()));
    } else if (kind != PGRES_TUPLES_OK && kind != PGRES_COMMAND_OK) {
      status = DatabaseFailure(PQresultErrorMessage(result.get()));
    }
  }
}

tl::expected<PGresult*, DatabaseError> PostgresDatabase::Next(const Patience& patience) {
  PGconn* connection = connection_.get();
  while (PQisBusy(connection) != 0) {
    if (DatabaseStatus waited = WaitForSocket(patience, POLLIN); !waited) return tl::unexpected(waited.error());
    if (PQconsumeInput(connection) == 0) return tl::unexpected(Failure().error());
  }
  // A server that sends without end leaves PQisBusy at 0.
  if (patience.IsOver()) return tl::unexpected(DatabaseError{patience.Reason()});
  return PQgetResult(connection);
}

DatabaseStatus PostgresDatabase::WaitForSocket(const Patience& patience, short events) {
  while (true) {
    if (patience.IsOver()) return DatabaseFailure(patience.Reason());
    pollfd waiting{PQsocket(connection_.get()), events, 0};
    if (waiting.fd < 0) return Failure();
    const int ready = poll(&waiting, 1, 100);
    if (ready > 0) return {};
    if (ready < 0 && errno != EINTR) return DatabaseFailure("cannot wait for the server");
  }
}

DatabaseStatus PostgresDatabase::Failure() const { return DatabaseFailure(PQerrorMessage(connection_.get())); }

}  // namespace agents_exporter
