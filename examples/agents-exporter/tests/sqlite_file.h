// An SQLite file a test writes into.
// In: a path, SQL. Out: the file, numbers from it. Deliberately ends the test program when the SQL is wrong.
#pragma once

#include <sqlite3.h>

#include <cstdio>
#include <cstdlib>
#include <string>

namespace agents_exporter {

class SqliteFile {
 public:
  explicit SqliteFile(const std::string& path) {
    if (sqlite3_open(path.c_str(), &database_) != SQLITE_OK) Die();
    sqlite3_busy_timeout(database_, 10'000);
  }
  ~SqliteFile() { sqlite3_close(database_); }
  SqliteFile(const SqliteFile&) = delete;
  SqliteFile& operator=(const SqliteFile&) = delete;

  void Run(const std::string& statements) {
    if (sqlite3_exec(database_, statements.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) Die();
  }

  // The one value of a query.
  double Number(const std::string& query) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database_, query.c_str(), -1, &statement, nullptr) != SQLITE_OK) Die();
    if (sqlite3_step(statement) != SQLITE_ROW) Die();
    const double number = sqlite3_column_double(statement, 0);
    sqlite3_finalize(statement);
    return number;
  }

 private:
  [[noreturn]] void Die() {
    std::fprintf(stderr, "SQLite: %s\n", sqlite3_errmsg(database_));
    std::exit(2);
  }

  sqlite3* database_ = nullptr;
};

}  // namespace agents_exporter
