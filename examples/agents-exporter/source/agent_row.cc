// In: the text of the columns. Out: Agent, or the first malformed Column.
#include "agent_row.h"

#include <fmt/format.h>

#include <algorithm>

namespace agents_exporter {
namespace {

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Takes exactly `digits` decimal digits off `text`.
bool TakeNumber(std::string_view& text, std::size_t digits, int& number) {
  if (text.size() < digits) return false;
  number = 0;
  for (const char c : text.substr(0, digits)) {
    if (c < '0' || c > '9') return false;
    number = number * 10 + (c - '0');
  }
  text.remove_prefix(digits);
  return true;
}

bool TakeOneOf(std::string_view& text, std::string_view choices) {
  if (text.empty() || choices.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

// The fraction of a second in microseconds; none is zero.
bool TakeFraction(std::string_view& text, int& microseconds) {
  microseconds = 0;
  if (!TakeOneOf(text, ".")) return true;
  std::size_t digits = 0;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
  if (digits == 0 || digits > 6 || !TakeNumber(text, digits, microseconds)) return false;
  for (; digits < 6; ++digits) microseconds *= 10;
  return true;
}

// How many bytes the UTF-8 sequence at the beginning of `text` has; 0 when there is none.
std::size_t SequenceLength(std::string_view text) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return first == 0 ? 0 : 1;
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < length) return 0;
  for (std::size_t at = 1; at < length; ++at) {
    if ((byte(at) & 0xC0) != 0x80) return 0;
  }
  // Longer than needed, surrogates, beyond U+10FFFF.
  if ((first == 0xE0 && byte(1) < 0xA0) || (first == 0xED && byte(1) > 0x9F)) return 0;
  if ((first == 0xF0 && byte(1) < 0x90) || (first == 0xF4 && byte(1) > 0x8F)) return 0;
  return length;
}

const std::optional<std::string_view>& At(const AgentRow& row, Column column) {
  return row[static_cast<std::size_t>(column)];
}

}  // namespace

std::optional<Uuid> ParseUuid(std::string_view text) {
  if (text.size() != 36) return std::nullopt;
  Uuid id;
  int digits = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (at == 8 || at == 13 || at == 18 || at == 23) {
      if (text[at] != '-') return std::nullopt;
      continue;
    }
    const int digit = HexDigit(text[at]);
    if (digit < 0) return std::nullopt;
    std::uint64_t& half = digits++ < 16 ? id.high : id.low;
    half = half << 4 | static_cast<std::uint64_t>(digit);
  }
  return id;
}

std::string Text(const Uuid& id) {
  return fmt::format("{:08x}-{:04x}-{:04x}-{:04x}-{:012x}", id.high >> 32, id.high >> 16 & 0xFFFF, id.high & 0xFFFF,
                     id.low >> 48, id.low & 0xFFFF'FFFF'FFFF);
}

std::optional<Time> ParseTime(std::string_view text) {
  int year, month, day, hour, minute, second, fraction;
  const bool complete = TakeNumber(text, 4, year) && TakeOneOf(text, "-") && TakeNumber(text, 2, month) &&
                        TakeOneOf(text, "-") && TakeNumber(text, 2, day) && TakeOneOf(text, " T") &&
                        TakeNumber(text, 2, hour) && TakeOneOf(text, ":") && TakeNumber(text, 2, minute) &&
                        TakeOneOf(text, ":") && TakeNumber(text, 2, second) && TakeFraction(text, fraction);
  if (!complete || hour > 23 || minute > 59 || second > 59) return std::nullopt;
  if (!text.empty() && text != "Z" && text != "+00" && text != "+00:00") return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date) + std::chrono::hours(hour) + std::chrono::minutes(minute) +
         std::chrono::seconds(second) + std::chrono::microseconds(fraction);
}

std::string Text(Time time) {
  const auto midnight = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(midnight);
  const std::chrono::hh_mm_ss clock(time - midnight);
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}.{:06}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), clock.hours().count(),
                     clock.minutes().count(), clock.seconds().count(), clock.subseconds().count());
}

std::string LabelValue(std::string_view text) {
  std::string value;
  value.reserve(text.size());
  while (!text.empty()) {
    const std::size_t length = SequenceLength(text);
    if (length == 0) {
      value += "\uFFFD";
    } else {
      value += text.substr(0, length);
    }
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return value;
}

tl::expected<Agent, Column> ParseAgent(const AgentRow& row) {
  Agent agent;
  const auto id = ParseUuid(At(row, Column::kId).value_or(""));
  if (!id) return tl::unexpected(Column::kId);
  agent.id = *id;

  const auto created_at = ParseTime(At(row, Column::kCreatedAt).value_or(""));
  if (!created_at) return tl::unexpected(Column::kCreatedAt);
  agent.created_at = *created_at;
  for (const auto& [column, time] : {std::pair(Column::kFirstConnectedAt, &agent.first_connected_at),
                                     std::pair(Column::kLastConnectedAt, &agent.last_connected_at),
                                     std::pair(Column::kDisconnectedAt, &agent.disconnected_at)}) {
    if (!At(row, column)) continue;
    *time = ParseTime(*At(row, column));
    if (!*time) return tl::unexpected(column);
  }
  for (const auto& [column, name] :
       {std::pair(Column::kName, &agent.name), std::pair(Column::kOwnerUsername, &agent.owner_username),
        std::pair(Column::kWorkspaceName, &agent.workspace_name),
        std::pair(Column::kTemplateName, &agent.template_name)}) {
    if (!At(row, column)) return tl::unexpected(column);
    *name = LabelValue(*At(row, column));
  }
  return agent;
}

ConnectionStatus StatusAt(const Agent& agent, Time now, std::chrono::microseconds connection_timeout) {
  const std::optional<Time> connected_at = std::max(agent.first_connected_at, agent.last_connected_at);
  if (!connected_at) {
    return now - agent.created_at > connection_timeout ? ConnectionStatus::kTimeout : ConnectionStatus::kConnecting;
  }
  // The empty optional is less than any time.
  return agent.disconnected_at >= connected_at ? ConnectionStatus::kDisconnected : ConnectionStatus::kConnected;
}

const char* Name(ConnectionStatus status) {
  switch (status) {
    case ConnectionStatus::kConnecting:
      return "connecting";
    case ConnectionStatus::kTimeout:
      return "timeout";
    case ConnectionStatus::kConnected:
      return "connected";
    case ConnectionStatus::kDisconnected:
      return "disconnected";
  }
  return "unknown";
}

}  // namespace agents_exporter
