// `verify` with a URL: what it asks, what it believes, and what it refuses.
// In: a small tree and a server in the test. Out: the exit code, one message, and the requests the server got.
#include <netinet/in.h>
#include <sys/socket.h>

#include <thread>

#include "tests/end_to_end/program_test.h"
#include "tests/small_server.h"

namespace mdg::tests {
namespace {

const std::string kText = Exposition("app_good_total");

class VerifyHttp : public ProgramTest {
 protected:
  void SetUp() override { folder_.Write("good.go", GoFile("app_good_total")); }

  ProgramResult Verify(const std::string& url, std::vector<std::string> more = {},
                       std::vector<std::string> environment = {}) const {
    more.insert(more.begin(), {"verify", url});
    return Run(std::move(more), {.timeout_seconds = 30, .environment = std::move(environment)});
  }

  // Could not run, for this reason, said in one line; nothing on standard output.
  static void ExpectError(const ProgramResult& result, const std::string& message) {
    EXPECT_EQ(result.exit_code, 2);
    EXPECT_EQ(result.standard_output, "");
    EXPECT_NE(result.standard_error.find(message), std::string::npos) << result.standard_error;
    EXPECT_EQ(std::count(result.standard_error.begin(), result.standard_error.end(), '\n'), 1) << result.standard_error;
  }
  static void ExpectFine(const ProgramResult& result) {
    EXPECT_EQ(result.exit_code, 0) << result.standard_error;
    EXPECT_NE(result.standard_error.find("1 of 1 exposed families agree"), std::string::npos) << result.standard_error;
  }
  static bool Has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

  std::string Gzipped(const std::string& text) const {
    folder_.Write("packed", text);
    return RunProgram({.program = "/usr/bin/gzip", .words = {"-c", folder_ / "packed"}}).standard_output;
  }
};

TEST_F(VerifyHttp, AsksForTextAndTellsNobodyAnything) {
  SmallServer server([](const std::string&) { return HttpAnswer(kText); });
  ExpectFine(Verify(server.Url("/metrics?x=1")));
  ASSERT_EQ(server.Requests().size(), 1u);
  const std::string request = server.Requests()[0];
  EXPECT_TRUE(request.starts_with("GET /metrics?x=1 HTTP/1.1\r\n")) << request;
  EXPECT_TRUE(Has(request, "\r\nAccept: text/plain;version=0.0.4;q=1,application/openmetrics-text")) << request;
  EXPECT_TRUE(Has(request, "\r\nAccept-Encoding: gzip, deflate\r\n")) << request;
  EXPECT_TRUE(Has(request, "\r\nUser-Agent: metricsdocgen/")) << request;
  EXPECT_FALSE(Has(request, "Authorization") || Has(request, "Cookie")) << request;
}

TEST_F(VerifyHttp, ContradictionsHaveTheUrlAndTheLine) {
  SmallServer server([](const std::string&) { return HttpAnswer("# TYPE app_good_total gauge\napp_good_total 1\n"); });
  const ProgramResult result = Verify(server.Url());
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(Has(result.standard_output, "exposed     gauge  (" + server.Url() + ":1)")) << result.standard_output;
  EXPECT_TRUE(Has(result.standard_output, "documented  counter  (good.go:5:")) << result.standard_output;
}

TEST_F(VerifyHttp, PackedAnswersAreUnpacked) {
  const std::string packed = Gzipped(kText);
  SmallServer server([&](const std::string&) { return HttpAnswer(packed, "200 OK", "Content-Encoding: gzip\r\n"); });
  ExpectFine(Verify(server.Url()));
}

TEST_F(VerifyHttp, WhatIsNoAnswerIsNamed) {
  const std::pair<std::string, std::string> kStatuses[] = {
      {"404 Not Found", "status 404; is this the path of its metrics?"},
      {"500 No", "status 500"},
      {"401 No", "status 401; it wants credentials"},
      {"204 No Content", "status 204"}};
  for (const auto& [status, message] : kStatuses) {
    SmallServer server([status = status](const std::string&) { return HttpAnswer(kText, status); });
    ExpectError(Verify(server.Url()), message);
  }
  SmallServer no_http([](const std::string&) { return "SSH-2.0-OpenSSH_9.2\r\n"; });
  ExpectError(Verify(no_http.Url()), "cannot read http://127.0.0.1");
  SmallServer cut([](const std::string&) { return "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + kText; });
  ExpectError(Verify(cut.Url()), "cannot read http://127.0.0.1");
  std::string gone;
  {
    gone = SmallServer([](const std::string&) { return ""; }).Url();
  }
  ExpectError(Verify(gone), "cannot read " + gone);
  ExpectError(Verify("http://"), "not a URL");
  ExpectError(Verify("ftp://127.0.0.1/metrics"), "neither a file nor a URL");
}

TEST_F(VerifyHttp, WhatIsNoExpositionIsNamed) {
  const std::string kProtobuf =
      "Content-Type: application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited\r\n";
  const std::tuple<std::string, std::string, std::string> kAnswers[] = {
      {"Content-Type: text/html; charset=utf-8\r\n", "<html>app_good_total 1</html>", "text/html"},
      {"Content-Type: application/json\r\n", "{}", "application/json"},
      {kProtobuf, kText, "protobuf"},
      {"", std::string("app\0good 1\n", 11), "zero bytes"},
      {"", "<html>\n<body>\n", ""},
      {"", "", "exposes no metric at all"},
      {"", "# nothing here\n", "exposes no metric at all"}};
  for (const auto& [headers, body, message] : kAnswers) {
    SmallServer server(
        [&headers = headers, &body = body](const std::string&) { return HttpAnswer(body, "200 OK", headers); });
    const ProgramResult result = Verify(server.Url());
    EXPECT_EQ(result.exit_code, 2) << body;
    EXPECT_TRUE(Has(result.standard_error, message)) << result.standard_error;
    EXPECT_EQ(CountErrors(result), 1u + (message.empty() ? 2 : 0))
        << result.standard_error;  // two lines are wrong there
  }
}

TEST_F(VerifyHttp, ServersThatTakeTooLongOrSayTooMuchAreLeft) {
  SmallServer silent([](const std::string&) { return ""; });
  const auto begin = std::chrono::steady_clock::now();
  ExpectError(Verify(silent.Url(), {"--timeout", "1"}), "did not answer within 1 s; see --timeout");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
  std::string large = kText;
  while (large.size() < 3u << 20U) large += "# a remark that says nothing to anybody, again and again and again\n";
  SmallServer plain([&](const std::string&) { return HttpAnswer(large); });
  ExpectError(Verify(plain.Url(), {"--max-size", "2"}), "is larger than 2 MB; see --max-size");
  ExpectFine(Verify(plain.Url(), {"--max-size", "4"}));
  const std::string packed = Gzipped(large);
  ASSERT_LT(packed.size(), 1u << 20U);
  SmallServer bomb([&](const std::string&) { return HttpAnswer(packed, "200 OK", "Content-Encoding: gzip\r\n"); });
  ExpectError(Verify(bomb.Url(), {"--max-size", "2"}), "is larger than 2 MB; see --max-size");
}

TEST_F(VerifyHttp, RedirectsStayOnTheServer) {
  SmallServer other([](const std::string&) { return HttpAnswer(kText); });
  std::string elsewhere;
  SmallServer server([&](const std::string& request) {
    if (request.starts_with("GET /old ")) return HttpAnswer("", "301 Moved", "Location: /metrics\r\n");
    if (request.starts_with("GET /away ")) return HttpAnswer("", "302 Found", "Location: " + elsewhere + "\r\n");
    if (request.starts_with("GET /round ")) return HttpAnswer("", "302 Found", "Location: /round\r\n");
    if (request.starts_with("GET /nowhere ")) return HttpAnswer("", "302 Found", "");
    return HttpAnswer(kText);
  });
  folder_.Write("token", "tip-top-secret\n");
  ExpectFine(Verify(server.Url("/old"), {"--bearer-file", "token"}));
  EXPECT_TRUE(Has(server.Requests().back(), "Authorization: Bearer tip-top-secret\r\n"));
  ExpectError(Verify(server.Url("/round")), "redirects more than 5 times");
  ExpectError(Verify(server.Url("/nowhere")), "leads nowhere");
  elsewhere = server.Url();
  elsewhere.replace(elsewhere.find("127.0.0.1"), 9, "localhost");
  const std::string with_password = "http://me:hidden@" + server.Url().substr(7);
  for (const std::string& target : {other.Url(), elsewhere, std::string("https://example.org/metrics"), with_password,
                                    std::string("file:///etc/passwd"), std::string("ftp://127.0.0.1/")}) {
    elsewhere = target;
    const ProgramResult result = Verify(server.Url("/away"), {"--bearer-file", "token"});
    ExpectError(result, "redirect");
    EXPECT_FALSE(Has(result.standard_error, "tip-top-secret") || Has(result.standard_error, "hidden"))
        << result.standard_error;
  }
  EXPECT_TRUE(other.Requests().empty());
}

TEST_F(VerifyHttp, CredentialsAreSentAndNeverShown) {
  SmallServer server([](const std::string& request) {
    const bool is_fine = request.find("Authorization: Bearer tip-top-secret\r\n") != std::string::npos ||
                         request.find("Authorization: Basic bWU6aGlkOmRlbg==\r\n") != std::string::npos;  // me:hid:den
    return is_fine ? HttpAnswer(kText) : HttpAnswer("", "401 No");
  });
  folder_.Write("token", "tip-top-secret\r\n");
  folder_.Write("login", "me:hid:den");
  folder_.Write("wrong", "wrong-secret\n");
  ExpectFine(Verify(server.Url(), {"--bearer-file", "token"}));
  ExpectFine(Verify(server.Url(), {"--bearer-env", "TOKEN"}, {"TOKEN=tip-top-secret"}));
  ExpectFine(Verify(server.Url(), {"--basic-file", "login"}));
  ExpectFine(Verify(server.Url(), {"--basic-env", "LOGIN"}, {"LOGIN=me:hid:den"}));
  const ProgramResult refused = Verify(server.Url(), {"--bearer-file", "wrong"});
  ExpectError(refused, "status 401; it did not accept the credentials");
  EXPECT_FALSE(Has(refused.standard_error, "wrong-secret"));
}

TEST_F(VerifyHttp, CredentialsThatCannotBeRightAreRefusedUnseen) {
  SmallServer server([](const std::string&) { return HttpAnswer(kText); });
  folder_.Write("empty", "\n");
  folder_.Write("lines", "tip-top\r\nX-Admin: secret");
  folder_.Write("no-colon", "tip-top-secret");
  const std::pair<std::vector<std::string>, std::string> kOptions[] = {
      {{"--bearer-file", "empty"}, "there is no credential in empty"},
      {{"--bearer-file", "lines"}, "holds a line break"},
      {{"--bearer-file", "missing"}, "cannot read missing"},
      {{"--bearer-env", "NOT_SET"}, "NOT_SET of `--bearer-env` is not set"},
      {{"--basic-file", "no-colon"}, "must be `user:password`"},
      {{"--basic-file", "no-colon", "--bearer-file", "no-colon"}, "exclude each other"}};
  for (const auto& [options, message] : kOptions) {
    const ProgramResult result = Verify(server.Url(), options);
    ExpectError(result, message);
    EXPECT_FALSE(Has(result.standard_error, "tip-top")) << result.standard_error;
  }
  const std::string url = server.Url();
  const ProgramResult in_url = Verify("http://me:tip-top@" + url.substr(7));
  ExpectError(in_url, "a URL must not hold credentials");
  EXPECT_FALSE(Has(in_url.standard_error, "tip-top")) << in_url.standard_error;
  EXPECT_TRUE(server.Requests().empty());
}

TEST_F(VerifyHttp, WrongLinesCostThemselvesOnly) {
  SmallServer server([](const std::string&) { return HttpAnswer("app_bad{ 1\n" + kText + "app_worse one\n"); });
  const ProgramResult result = Verify(server.Url());
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(Has(result.standard_error, server.Url() + ":1:")) << result.standard_error;
  EXPECT_TRUE(Has(result.standard_error, server.Url() + ":5:")) << result.standard_error;
  EXPECT_TRUE(Has(result.standard_error, "[scrape-line]")) << result.standard_error;
  EXPECT_TRUE(Has(result.standard_error, "1 of 1 exposed families agree")) << result.standard_error;
}

// A port nobody listens on for the moment.
std::string FreePort() {
  const std::string url = SmallServer([](const std::string&) { return ""; }).Url("");
  return url.substr(url.rfind(':') + 1);
}

TEST_F(VerifyHttp, CertificatesAreVerified) {
  const std::string openssl = "/usr/bin/openssl";
  const ProgramRun certificate{.program = openssl,
                               .words = {"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                                         "-nodes", "-keyout", "key.pem", "-out", "own.pem", "-days", "2", "-subj",
                                         "/CN=here", "-addext", "subjectAltName=IP:127.0.0.1"},
                               .folder = folder_.path().string()};
  ASSERT_EQ(RunProgram(certificate).exit_code, 0);
  folder_.Write("metrics", HttpAnswer(kText));
  const std::string port = FreePort();
  std::thread server([&] {
    RunProgram({.program = openssl,
                .words = {"s_server", "-quiet", "-accept", port, "-cert", "own.pem", "-key", "key.pem", "-HTTP",
                          "-naccept", "3"},
                .folder = folder_.path().string(),
                .timeout_seconds = 40});
  });
  const std::string url = "https://127.0.0.1:" + port + "/metrics";
  ProgramResult result;
  for (int tries = 0; tries < 100; ++tries) {
    result = Verify(url);
    if (!Has(result.standard_error, "onnect")) break;  // it does not listen yet
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  ExpectError(result, "certificate");
  ExpectFine(Verify(url, {"--ca-file", "own.pem"}));
  ExpectError(Verify("https://localhost:" + port + "/metrics", {"--ca-file", "own.pem"}),
              "localhost");  // is not its name
  server.join();
}

}  // namespace
}  // namespace mdg::tests
