// The program itself, listening on a port the system chose, and a client of it.
// In: command-line words. Out: a running exporter; scrapes. Deliberately only what a Prometheus server could do too, and signals.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "child_process.h"
#include "exposition.h"
#include "tests/temporary_folder.h"

namespace agents_exporter {

struct Answer {
  long status = 0;   // 0: nobody answered
  std::string body;  // then why
  std::string content_type;
};

// Each request is on a connection of its own. Not for two threads at once.
class HttpClient {
 public:
  HttpClient();
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  Answer Get(const std::string& url);

 private:
  void* handle_;
};

class ExporterUnderTest {
 public:
  // `--listen` is added to the words. Fails the test when the program does not say where it listens within some seconds.
  explicit ExporterUnderTest(const std::vector<std::string>& words, const std::vector<std::string>& environment = {});

  const std::string& url() const { return url_; }
  std::string LogText() const { return folder_.Read("log"); }
  ChildProcess& process() { return *process_; }

  Scrape Now();
  // Scrapes until `condition` holds; fails the test when it does not within some seconds. The last scrape either way.
  Scrape When(const std::string& what, const std::function<bool(const Scrape&)>& condition);
  // How many ticks have ended well, and how many have failed.
  Scrape AfterTicks(double more);
  Scrape AfterFailures(double more);

 private:
  mdg::tests::TemporaryFolder folder_;
  std::unique_ptr<ChildProcess> process_;
  std::string url_;
  HttpClient client_;
};

}  // namespace agents_exporter
