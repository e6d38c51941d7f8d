// In: command-line words. Out: a running exporter; scrapes.
#include "exporter_under_test.h"

#include <curl/curl.h>

#include <chrono>
#include <regex>
#include <thread>

namespace agents_exporter {
namespace {

constexpr auto kPatience = std::chrono::seconds(30);  // for a machine that is busy with other things

std::size_t Append(char* data, std::size_t size, std::size_t count, void* into) {
  static_cast<std::string*>(into)->append(data, size * count);
  return size * count;
}

}  // namespace

HttpClient::HttpClient() : handle_(curl_easy_init()) {}

HttpClient::~HttpClient() { curl_easy_cleanup(handle_); }

Answer HttpClient::Get(const std::string& url) {
  Answer answer;
  curl_easy_setopt(handle_, CURLOPT_URL, url.c_str());
  curl_easy_setopt(handle_, CURLOPT_PROXY, "");  // whatever the environment says: this is loopback
  curl_easy_setopt(handle_, CURLOPT_NOSIGNAL, 1L);
  // The library's web server ends each connection after the answer and does not say so in it: who sends the next request on the
  // same connection may be a moment too early to notice. (A Prometheus server asks once more by itself.)
  curl_easy_setopt(handle_, CURLOPT_FORBID_REUSE, 1L);
  curl_easy_setopt(handle_, CURLOPT_TIMEOUT, 30L);
  curl_easy_setopt(handle_, CURLOPT_WRITEFUNCTION, Append);
  curl_easy_setopt(handle_, CURLOPT_WRITEDATA, &answer.body);
  if (const CURLcode code = curl_easy_perform(handle_); code != CURLE_OK) return {0, curl_easy_strerror(code), ""};
  curl_easy_getinfo(handle_, CURLINFO_RESPONSE_CODE, &answer.status);
  const char* type = nullptr;
  curl_easy_getinfo(handle_, CURLINFO_CONTENT_TYPE, &type);
  if (type != nullptr) answer.content_type = type;
  return answer;
}

ExporterUnderTest::ExporterUnderTest(const std::vector<std::string>& words,
                                     const std::vector<std::string>& environment) {
  Command command{{AGENTS_EXPORTER, "--listen", "127.0.0.1:0"}, folder_ / "log", environment, std::nullopt};
  command.words.insert(command.words.end(), words.begin(), words.end());
  process_ = std::make_unique<ChildProcess>(command);
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  const std::regex place("listening on (http://[0-9.:]+/metrics)\n");
  while (std::chrono::steady_clock::now() < deadline && process_->IsRunning()) {
    const std::string log = LogText();
    std::smatch match;
    if (std::regex_search(log, match, place)) {
      url_ = match[1];
      return;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  ADD_FAILURE() << "the exporter does not listen:\n" << LogText();
}

Scrape ExporterUnderTest::Now() {
  const Answer answer = client_.Get(url_);
  EXPECT_EQ(answer.status, 200) << answer.body << '\n' << LogText();
  EXPECT_TRUE(answer.content_type.starts_with("text/plain")) << answer.content_type;
  return ParseScrape(answer.body);
}

Scrape ExporterUnderTest::When(const std::string& what, const std::function<bool(const Scrape&)>& condition) {
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  Scrape scrape = Now();
  while (!condition(scrape)) {
    if (std::chrono::steady_clock::now() >= deadline || testing::Test::HasFailure()) {
      ADD_FAILURE() << "waited in vain: " << what << '\n' << LogText();
      break;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    scrape = Now();
  }
  return scrape;
}

Scrape ExporterUnderTest::AfterTicks(double more) {
  constexpr const char* kTicks = "coderd_prometheusmetrics_agents_execution_seconds_count";
  const double wanted = Now().Sum(kTicks) + more;
  return When("more ticks", [&](const Scrape& scrape) { return scrape.Sum(kTicks) >= wanted; });
}

Scrape ExporterUnderTest::AfterFailures(double more) {
  constexpr const char* kFailures = "agents_exporter_failed_ticks_total";
  const double wanted = Now().Sum(kFailures) + more;
  return When("more failures", [&](const Scrape& scrape) { return scrape.Sum(kFailures) >= wanted; });
}

}  // namespace agents_exporter
