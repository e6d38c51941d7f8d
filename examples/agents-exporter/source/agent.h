// One agent, as the exporter counts it, and one row, as a database has it.
// In: nothing. Out: types. Deliberately no behaviour: agent_row.h turns a row into an agent.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace agents_exporter {

// Whole microseconds: what both databases keep, and exact where a duration equals a bucket's boundary.
using Time = std::chrono::sys_time<std::chrono::microseconds>;

struct Uuid {
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  friend bool operator==(const Uuid&, const Uuid&) = default;
};

enum class ConnectionStatus { kConnecting, kTimeout, kConnected, kDisconnected };

struct Agent {
  Uuid id;
  std::string name;
  std::string owner_username;
  std::string workspace_name;
  std::string template_name;
  Time created_at;
  std::optional<Time> first_connected_at;
  std::optional<Time> last_connected_at;
  std::optional<Time> disconnected_at;
};

enum class Column {
  kId,
  kName,
  kCreatedAt,
  kFirstConnectedAt,
  kLastConnectedAt,
  kDisconnectedAt,
  kOwnerUsername,
  kWorkspaceName,
  kTemplateName,
};

// In the order of Column; the query is made of them.
inline constexpr std::array<const char*, 9> kColumnNames = {
    "id",
    "name",
    "created_at",
    "first_connected_at",
    "last_connected_at",
    "disconnected_at",
    "owner_username",
    "workspace_name",
    "template_name",
};

inline constexpr const char* Name(Column column) { return kColumnNames[static_cast<std::size_t>(column)]; }

// The text of each column, nothing for NULL; valid until the next row.
using AgentRow = std::array<std::optional<std::string_view>, kColumnNames.size()>;

}  // namespace agents_exporter
