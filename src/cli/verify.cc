// `metricsdocgen verify URL|FILE`: what a server exposes against what is documented.
// In: one scrape, from a server or a file, and everything a catalog is made of. Out: the differences as text or JSON.
// Deliberately the only command that asks a server anything, and only when it is given a URL.
#include "verify/verify.h"

#include <fmt/format.h>

#include <cstdlib>

#include "base/file_system.h"
#include "cli/commands.h"
#include "cli/plan.h"
#include "cli/report.h"
#include "cli/scan_options.h"
#include "cli/terminal.h"
#include "formats/exposition.h"
#include "http/fetch.h"
#include "verify/print.h"

namespace mdg::cli {
namespace {

using http::Credentials;

// The text format first: in OpenMetrics the names of counters and infos are not always those of the program.
constexpr char kAccept[] =
    "text/plain;version=0.0.4;q=1,application/openmetrics-text;version=1.0.0;q=0.6,text/plain;q=0.5,*/*;q=0.1";
constexpr int kDefaultTimeout = 10;
constexpr int kDefaultMaximumMegabytes = 256;
constexpr uint64_t kMaximumCredentialBytes = 65536;

// What was scraped and what its lines are cited as.
struct Scrape {
  Catalog catalog;
  int wrong_lines = 0;
};

struct CredentialOption {
  std::string_view option;
  Credentials::Kind kind;
  bool is_variable;
};
constexpr CredentialOption kCredentialOptions[] = {
    {"--bearer-file", Credentials::Kind::kBearer, false},
    {"--bearer-env", Credentials::Kind::kBearer, true},
    {"--basic-file", Credentials::Kind::kBasic, false},
    {"--basic-env", Credentials::Kind::kBasic, true},
};

Result<Credentials> ReadCredentials(const Arguments& arguments) {
  const CredentialOption* chosen = nullptr;
  for (const CredentialOption& each : kCredentialOptions) {
    if (!arguments.Has(each.option)) continue;
    if (chosen != nullptr) return Fail(fmt::format("`{}` and `{}` exclude each other", chosen->option, each.option));
    chosen = &each;
  }
  if (chosen == nullptr) return Credentials{};
  const std::string from = arguments.Text(chosen->option);
  if (!chosen->is_variable) {
    MDG_ASSIGN(std::string text, ReadFile(from, kMaximumCredentialBytes));
    return http::ParseCredentials(chosen->kind, std::move(text), from);
  }
  const char* value = std::getenv(from.c_str());
  if (value == nullptr)
    return Fail(fmt::format("the environment variable {} of `{}` is not set", from, chosen->option));
  return http::ParseCredentials(chosen->kind, value, "the environment variable " + from);
}

Status CheckIsText(const std::string& source, const std::string& content_type, const std::string& text) {
  for (const std::string_view other : {"html", "json", "xml", "protobuf", "image/"}) {
    if (content_type.find(other) == std::string::npos) continue;
    return Fail(fmt::format("{} answered with {}, not with exposition text; is this the path of its metrics?", source,
                            content_type));
  }
  if (text.find('\0') != std::string::npos) return Fail(source + " is no text: there are zero bytes in it");
  return {};
}

Result<std::string> FetchText(const std::string& url, const Arguments& arguments, uint64_t maximum_bytes) {
  http::Request request;
  request.url = url;
  request.accept = kAccept;
  MDG_ASSIGN(request.credentials, ReadCredentials(arguments));
  request.authorities = arguments.Text("--ca-file");
  request.timeout_seconds = arguments.Number("--timeout", kDefaultTimeout);
  request.maximum_bytes = maximum_bytes;
  if (request.timeout_seconds == 0) return Fail("`--timeout` wants at least 1");
  MDG_ASSIGN(http::Answer answer, http::Fetch(request));
  MDG_TRY(CheckIsText(url, answer.content_type, answer.body));
  return std::move(answer.body);
}

Result<Scrape> ReadScrape(const std::string& source, const Arguments& arguments, Sink& sink) {
  const auto megabytes = static_cast<uint64_t>(arguments.Number("--max-size", kDefaultMaximumMegabytes));
  const uint64_t maximum_bytes = megabytes << 20U;
  std::string text;
  if (http::IsUrl(source)) {
    MDG_ASSIGN(text, FetchText(source, arguments, maximum_bytes));
  } else {
    if (source.find("://") != std::string::npos) {
      return Fail(fmt::format("`{}` is neither a file nor a URL that begins with http:// or https://", source));
    }
    MDG_ASSIGN(text, ReadFile(source, maximum_bytes));
    MDG_TRY(CheckIsText(source, "", text));
  }
  formats::ExpositionReading reading = formats::ReadExposition(text, source, sink, code::kScrapeLine);
  if (reading.catalog.metrics.empty() && reading.catalog.patterns.empty()) {
    return Fail(
        fmt::format("{} {}", source, reading.wrong_lines > 0 ? "is not exposition text" : "exposes no metric at all"));
  }
  return Scrape{std::move(reading.catalog), reading.wrong_lines};
}

Result<Catalog> ReadDocumented(const Arguments& arguments, Sink& sink) {
  MDG_ASSIGN(Plan plan,
             MakePlan(arguments, {arguments.positionals().begin() + 1, arguments.positionals().end()}, ""));
  plan.sources.annotations.clear();  // a description for readers is nothing a server exposes
  Sink of_source;  // what is wrong with the source is another command's question
  Result<Gathered> gathered = Gather(plan.sources, of_source);
  for (Diagnostic& diagnostic : of_source.TakeSorted()) {
    if (!gathered || diagnostic.severity == Severity::kError || arguments.Has("--verbose"))
      sink.Report(std::move(diagnostic));
  }
  if (!gathered) return tl::unexpected<Error>(gathered.error());
  MDG_TRY(ChoosePrograms(gathered->merged, arguments.Texts("--program")));
  Catalog documented = std::move(gathered->merged);
  if (documented.metrics.empty() && documented.patterns.empty()) {
    return Fail("nothing is documented: no metric was found in the source, and none in a hand-kept file");
  }
  return documented;
}

std::string SummaryOf(const verify::Report& report, const Catalog& documented, int wrong_lines) {
  std::string line = fmt::format(
      "{} of {} exposed families agree with the documentation; {} contradiction{}, {} undocumented, "
      "{} of {} documented not seen",
      report.agreeing, report.exposed, report.contradictions.size(), report.contradictions.size() == 1 ? "" : "s",
      report.undocumented.size(), report.not_seen.size(), report.documented);
  if (wrong_lines > 0) line += fmt::format("; {} wrong line{}", wrong_lines, wrong_lines == 1 ? "" : "s");
  if (!report.undocumented.empty() && !documented.unresolved.empty()) {
    line += fmt::format("; the source makes metrics at {} more place{} where their names are not known",
                        documented.unresolved.size(), documented.unresolved.size() == 1 ? "" : "s");
  }
  return line;
}

Result<ExitCode> Verify(const Arguments& arguments, Sink& sink) {
  if (arguments.positionals().empty()) {
    return Fail(
        "`verify` wants the URL of a server's metrics, or a FILE with a scrape; see `metricsdocgen verify --help`");
  }
  const std::string source = arguments.positionals().front();
  // First, because its path is relative to the folder the command was started in.
  MDG_ASSIGN(const Scrape scrape, ReadScrape(source, arguments, sink));
  MDG_ASSIGN(const Catalog documented, ReadDocumented(arguments, sink));
  const verify::Report report = verify::Compare(documented, scrape.catalog, {arguments.Texts("--ignore-label")});
  const bool is_json = arguments.Text("--format") == "json";
  MDG_TRY(
      WriteStandardOutput(is_json ? verify::PrintJson(report, source, scrape.wrong_lines) : verify::PrintText(report)));
  ReportDiagnostics(sink.TakeSorted(), arguments.Has("--verbose"));
  ReportLine(SummaryOf(report, documented, scrape.wrong_lines));
  const bool contradicts = !report.contradictions.empty() || scrape.wrong_lines > 0;
  const bool differs = !report.undocumented.empty() || !report.not_seen.empty();
  return contradicts || (arguments.Has("--strict") && differs) ? ExitCode::kFindings : ExitCode::kFine;
}

ExitCode RunVerify(const Arguments& arguments) { return RunReporting(arguments, Verify); }

std::vector<Option> OwnOptionRows() {
  using Kind = Option::Kind;
  return {
      {.name = "--format",
       .short_name = "-f",
       .kind = Kind::kText,
       .value = "FORMAT",
       .help = "text (for people) or json (everything, for programs)",
       .choices = {"text", "json"}},
      {.name = "--strict", .help = "exit with 1 also for what is undocumented and what was not seen"},
      {.name = "--program",
       .kind = Kind::kTexts,
       .value = "GLOB",
       .help = "only what this program can expose is documented: `cmd/agent`, or `agent` wherever its folder is"},
      {.name = "--ignore-label",
       .kind = Kind::kTexts,
       .value = "NAME",
       .help = "a label that is added on the way from the program to this scrape, like `instance`"},
      {.name = "--timeout",
       .kind = Kind::kNumber,
       .value = "SECONDS",
       .help = "how long the server may take, redirects included; 10 when not given"},
      {.name = "--max-size",
       .kind = Kind::kNumber,
       .value = "MB",
       .help = "how large the scrape may be, unpacked; 256 when not given"},
      {.name = "--ca-file",
       .kind = Kind::kText,
       .value = "FILE",
       .help = "certificate authorities to trust (PEM) in place of the system's"},
      {.name = "--bearer-file", .kind = Kind::kText, .value = "FILE", .help = "a file with a bearer token"},
      {.name = "--bearer-env",
       .kind = Kind::kText,
       .value = "NAME",
       .help = "an environment variable with a bearer token"},
      {.name = "--basic-file", .kind = Kind::kText, .value = "FILE", .help = "a file with `user:password`"},
      {.name = "--basic-env",
       .kind = Kind::kText,
       .value = "NAME",
       .help = "an environment variable with `user:password`"},
  };
}

}  // namespace

Command VerifyCommand() {
  Command command{
      .name = "verify",
      .summary = "compare what a server exposes with what is documented",
      .positional = "URL|FILE [PATH...]",
      .most_positionals = 1000,
      .description =
          R"(Reads the metrics of a running server (http:// or https://), or a scrape saved in a file, as Prometheus or OpenMetrics
text, and compares them with the metrics of the source and the hand-kept files, in both directions: what is exposed otherwise than
documented (type, help, labels, values of constant labels, buckets), what is exposed and not documented, and what is documented and
not seen. The last is never wrong by itself: a counter with labels is invisible until its first event.

The exit code is 1 when something contradicts, or when a line of the scrape cannot be read; with --strict also when something is
undocumented or not seen; 2 when there is nothing to compare. What the source does not say for certain contradicts nothing; such
differences are listed at the end.

With a metricsdocgen.toml in the current folder, its folders and hand-kept files are used; PATHs replace its folders. Nothing but
this command with a URL opens a socket. Certificates are always verified, redirects to another server are not followed, and
credentials come from a file or an environment variable and are never shown.)",
      .options = OwnOptionRows(),
      .examples =
          {
              {"metricsdocgen verify http://127.0.0.1:9090/metrics",
               "a server against the source in the current folder"},
              {"metricsdocgen verify --strict scrape.prom ./cmd ./internal",
               "a saved scrape; nothing may be missing on either side"},
              {"metricsdocgen verify https://host/metrics --bearer-file token --catalog catalog.json",
               "with a token, against a catalog that `scan --format json` wrote"},
          },
      .run = RunVerify,
  };
  for (Option& option : PlanOptionRows()) command.options.push_back(std::move(option));
  for (Option& option : ScanOptionRows()) command.options.push_back(std::move(option));
  return command;
}

}  // namespace mdg::cli
