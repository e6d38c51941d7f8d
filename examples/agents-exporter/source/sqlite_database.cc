// In: the path of an SQLite file. Out: rows.
#include "sqlite_database.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <memory>

namespace agents_exporter {
namespace {

struct Close {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Connection = std::unique_ptr<sqlite3, Close>;
using Statement = std::unique_ptr<sqlite3_stmt, Close>;

// Somebody is writing: wait, in small steps.
int WaitForWriter(void* patience, int) {
  if (static_cast<const Patience*>(patience)->IsOver()) return 0;
  sqlite3_sleep(10);
  return 1;
}

int Interrupt(void* patience) { return static_cast<const Patience*>(patience)->IsOver() ? 1 : 0; }

DatabaseStatus Failure(sqlite3* database, const std::string& path, const Patience& patience) {
  const int code = sqlite3_errcode(database);
  const bool impatient = (code == SQLITE_INTERRUPT || code == SQLITE_BUSY) && patience.IsOver();
  return DatabaseFailure(fmt::format("{}: {}", path, impatient ? patience.Reason() : sqlite3_errmsg(database)));
}

std::optional<std::string_view> ColumnText(sqlite3_stmt* statement, int column) {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
  if (text == nullptr) return std::nullopt;
  return std::string_view(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
}

}  // namespace

DatabaseStatus SqliteDatabase::Read(const Patience& patience, const RowSink& sink) {
  sqlite3* opened = nullptr;
  const int status = sqlite3_open_v2(path_.c_str(), &opened, SQLITE_OPEN_READONLY, nullptr);
  const Connection database(opened);
  if (status != SQLITE_OK) return Failure(opened, path_, patience);
  void* context = const_cast<Patience*>(&patience);  // the handlers only read it
  sqlite3_busy_handler(opened, WaitForWriter, context);
  sqlite3_progress_handler(opened, 10'000, Interrupt, context);

  sqlite3_stmt* prepared = nullptr;
  if (sqlite3_prepare_v2(opened, AgentQuery().c_str(), -1, &prepared, nullptr) != SQLITE_OK) {
    return Failure(opened, path_, patience);
  }
  const Statement statement(prepared);
  int step;
  while ((step = sqlite3_step(prepared)) == SQLITE_ROW) {
    AgentRow row;
    for (std::size_t column = 0; column < row.size(); ++column) {
      row[column] = ColumnText(prepared, static_cast<int>(column));
    }
    sink(row);
  }
  if (step != SQLITE_DONE) return Failure(opened, path_, patience);
  return {};
}

}  // namespace agents_exporter
