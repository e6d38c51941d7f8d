// In: the names of the columns. Out: the one query.
#include "database.h"

namespace agents_exporter {

std::string AgentQuery() {
  std::string query;
  for (const char* column : kColumnNames) {
    query += query.empty() ? "SELECT " : ", ";
    query += column;
  }
  return query + " FROM agents";
}

}  // namespace agents_exporter
