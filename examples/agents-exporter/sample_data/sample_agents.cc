// In: how many, a seed, the time it is. Out: INSERT statements.
#include "sample_agents.h"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <optional>
#include <random>
#include <string_view>

#include "agent_row.h"

namespace agents_exporter {
namespace {

using std::chrono::microseconds;

struct Template {
  std::string_view name;
  microseconds quickest;  // first connection; each doubling after it is half as likely
};

constexpr std::array<Template, 4> kTemplates = {{
    {"container", std::chrono::milliseconds(700)},
    {"kubernetes-pod", std::chrono::seconds(8)},
    {"virtual-machine", std::chrono::seconds(45)},
    {"windows-desktop", std::chrono::seconds(200)},
}};
// Names as people have them: every one of these has to come out of a scrape as it went in.
constexpr std::array<std::string_view, 10> kOwners = {"ada",   "björn",  "chloé", "đorđe",       "小林",
                                                      "olena", "o'neil", "zoë",   "back\\slash", "\"quoted\""};
constexpr std::array<std::string_view, 4> kAgentNames = {"main", "sidecar", "gpu", "database"};

// std::uniform_int_distribution may differ between standard libraries, the engine may not.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  std::uint64_t Below(std::uint64_t limit) { return engine_() % limit; }
  microseconds Below(microseconds limit) { return microseconds(Below(static_cast<std::uint64_t>(limit.count()))); }
  bool OneIn(std::uint64_t chances) { return Below(chances) == 0; }
  Uuid RandomUuid() {
    const std::uint64_t high = engine_(), low = engine_();
    return {(high & ~std::uint64_t{0xF000}) | 0x4000, (low & ~(std::uint64_t{3} << 62)) | std::uint64_t{1} << 63};
  }

 private:
  std::mt19937_64 engine_;
};

std::string SqlText(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? "''" : std::string(1, c);
  return quoted + "'";
}

std::string SqlTime(const std::optional<Time>& time) { return time ? SqlText(Text(*time)) : "NULL"; }

std::string SampleRow(Dice& dice, std::uint64_t number, Time now) {
  const std::uint64_t workspace = number / 2;  // two agents in each
  const Template& kind = kTemplates[workspace / kOwners.size() % kTemplates.size()];
  const Time created_at = now - dice.Below(std::chrono::hours(7 * 24));
  microseconds delay = kind.quickest;
  while (delay < std::chrono::hours(2) && dice.OneIn(2)) delay *= 2;
  delay += dice.Below(delay);
  if (dice.OneIn(500)) delay = -dice.Below(std::chrono::seconds(5)) - microseconds(1);  // a clock that is behind

  std::optional<Time> first_connected_at, last_connected_at, disconnected_at;
  if (created_at + delay <= now && !dice.OneIn(20)) {  // some never make it
    first_connected_at = last_connected_at = created_at + delay;
    if (dice.OneIn(4)) disconnected_at = *first_connected_at + dice.Below(now - *first_connected_at + microseconds(1));
    if (disconnected_at && dice.OneIn(2))
      last_connected_at = *disconnected_at + dice.Below(now - *disconnected_at + microseconds(1));
  }
  return fmt::format("({}, {}, {}, {}, {}, {}, {}, {}, {})", SqlText(Text(dice.RandomUuid())),
                     SqlText(kAgentNames[number % 2 == 0 ? 0 : 1 + dice.Below(kAgentNames.size() - 1)]),
                     SqlTime(created_at), SqlTime(first_connected_at), SqlTime(last_connected_at),
                     SqlTime(disconnected_at), SqlText(kOwners[workspace % kOwners.size()]),
                     SqlText(fmt::format("workspace-{}", workspace)), SqlText(kind.name));
}

}  // namespace

void WriteSampleAgents(const SampleSettings& settings, const std::function<void(const std::string& statement)>& write) {
  constexpr std::uint64_t kRowsPerStatement = 500;
  std::string columns;
  for (const char* column : kColumnNames) columns += (columns.empty() ? "" : ", ") + std::string(column);
  Dice dice(settings.seed);
  for (std::uint64_t begin = 0; begin < settings.agents; begin += kRowsPerStatement) {
    const std::uint64_t end = std::min(settings.agents, begin + kRowsPerStatement);
    std::string statement = "INSERT INTO agents (" + columns + ") VALUES\n";
    for (std::uint64_t number = begin; number < end; ++number) {
      statement += SampleRow(dice, number, settings.now);
      statement += number + 1 < end ? ",\n" : ";\n";
    }
    write(statement);
  }
}

}  // namespace agents_exporter
