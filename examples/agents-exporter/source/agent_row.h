// Makes an agent of a row, or says which column forbids it.
// In: the text of the columns. Out: Agent, or the first malformed Column. Deliberately repairs only what would spoil the whole
// scrape: names that are not UTF-8.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "agent.h"

namespace agents_exporter {

std::optional<Uuid> ParseUuid(std::string_view text);
std::string Text(const Uuid& id);

// `2026-01-31 08:00:00`, with up to six digits of fraction, `T` for the blank, and `Z`, `+00` or `+00:00` behind it. Anything
// else, like PostgreSQL's `infinity`, is no time.
std::optional<Time> ParseTime(std::string_view text);
std::string Text(Time time);

// The same text with U+FFFD for NUL and for every byte that is part of no UTF-8 sequence. Prometheus refuses a whole scrape for
// one such byte; one agent with a strange name is better.
std::string LabelValue(std::string_view text);

tl::expected<Agent, Column> ParseAgent(const AgentRow& row);

ConnectionStatus StatusAt(const Agent& agent, Time now, std::chrono::microseconds connection_timeout);
const char* Name(ConnectionStatus status);

}  // namespace agents_exporter
