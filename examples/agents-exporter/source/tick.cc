// In: a database, the agents observed so far. Out: metrics, log lines.
#include "tick.h"

#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "agent_row.h"

namespace agents_exporter {
namespace {

// What the rows of one tick amount to. Only `observed` is changed meanwhile, and that can be rolled back.
class Harvest {
 public:
  Harvest(ObservedAgents& observed, Time now, std::chrono::microseconds connection_timeout)
      : observed_(observed), now_(now), connection_timeout_(connection_timeout) {
    result_.gauges = std::make_unique<TickGauges>();
  }

  void Take(const AgentRow& row) {
    const auto agent = ParseAgent(row);
    if (!agent) {
      TakeMalformed(row, agent.error());
      return;
    }
    result_.gauges->AddAgent(*agent, StatusAt(*agent, now_, connection_timeout_));
    // An agent that lost its first connection still exists and must not be observed again when it regains one.
    const bool is_new = agent->first_connected_at ? observed_.Add(agent->id) : (observed_.Keep(agent->id), false);
    if (!is_new) return;
    const auto duration = *agent->first_connected_at - agent->created_at;
    if (duration.count() < 0) {
      ++result_.negative_durations;
      remarks_.push_back(
          fmt::format("agent {} {} was first connected at {}, before it was created at {}; do the clocks differ? "
                      "Its first connection is not observed",
                      Text(agent->id), Quoted(agent->name), Text(*agent->first_connected_at), Text(agent->created_at)));
      return;
    }
    result_.first_connections.push_back(
        {agent->template_name, agent->name, agent->owner_username, agent->workspace_name, duration});
  }

  const std::vector<std::string>& remarks() const { return remarks_; }
  TickResult& result() { return result_; }

 private:
  static constexpr int kMalformedRowsShown = 5;  // a broken migration must not fill the log each minute

  void TakeMalformed(const AgentRow& row, Column column) {
    result_.gauges->AddMalformedRow(column);
    const std::string_view id = row[static_cast<std::size_t>(Column::kId)].value_or("NULL");
    // The agent exists, readable or not.
    if (const auto known = ParseUuid(id)) observed_.Keep(*known);
    if (++malformed_rows_ > kMalformedRowsShown) return;
    const auto& value = row[static_cast<std::size_t>(column)];
    remarks_.push_back(fmt::format("row {} is left out: its {} is {}", Quoted(id.substr(0, 64)), Name(column),
                                   value ? Quoted(value->substr(0, 64)) : "NULL"));
    if (malformed_rows_ == kMalformedRowsShown) remarks_.push_back("more such rows are only counted");
  }

  ObservedAgents& observed_;
  Time now_;
  std::chrono::microseconds connection_timeout_;
  TickResult result_;
  std::vector<std::string> remarks_;
  int malformed_rows_ = 0;
};

}  // namespace

bool Ticker::Tick(Time now, std::stop_token stop) {
  const auto begin = std::chrono::steady_clock::now();
  const Patience patience{std::move(stop), begin + settings_.query_timeout};
  Harvest harvest(observed_, now, settings_.connection_timeout);
  const DatabaseStatus status = database_.Read(patience, [&](const AgentRow& row) { harvest.Take(row); });
  if (!status) {
    observed_.Rollback();
    if (patience.stop.stop_requested()) return false;  // no fault of the database
    metrics_.CountFailedTick();
    log_.Error(fmt::format("cannot read the agents: {}", status.error().message));
    return false;
  }
  observed_.Commit();
  for (const std::string& remark : harvest.remarks()) log_.Warning(remark);
  TickResult& result = harvest.result();
  result.gauges->Finish(now, observed_.size());
  result.execution = std::chrono::steady_clock::now() - begin;
  metrics_.Publish(std::move(result));
  return true;
}

}  // namespace agents_exporter
