// A scrape, as a Prometheus server would understand it.
// In: exposition text. Out: types, and the value of each series. Deliberately strict: a line it does not understand fails the
// test, because a server would refuse all of the scrape.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace agents_exporter {

using Labels = std::map<std::string, std::string>;

struct Scrape {
  std::map<std::string, std::string> types;  // by family
  std::map<std::string, std::string> helps;
  std::map<std::string, std::map<Labels, double>> series;  // by sample name

  std::optional<double> Value(const std::string& name, const Labels& labels = {}) const;
  // Over all series of the name.
  double Sum(const std::string& name) const;
};

// Fails the current test, and gives what it has, when the text is malformed or says something twice.
Scrape ParseScrape(std::string_view text);

}  // namespace agents_exporter
