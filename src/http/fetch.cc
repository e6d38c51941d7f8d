// In: a URL. Out: the body and its type, or one sentence why there is none.
#include "http/fetch.h"

#include <algorithm>
#include <chrono>
#include <memory>

#include "http/curl_library.h"

namespace mdg::http {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kMostRedirects = 5;

struct HandleCloser {
  void operator()(CURL* handle) const { Libcurl().easy_cleanup(handle); }
};
struct UrlCloser {
  void operator()(CURLU* url) const { Libcurl().url_cleanup(url); }
};
struct HeadersCloser {
  void operator()(curl_slist* list) const { Libcurl().slist_free_all(list); }
};
using Handle = std::unique_ptr<CURL, HandleCloser>;
using Url = std::unique_ptr<CURLU, UrlCloser>;
using Headers = std::unique_ptr<curl_slist, HeadersCloser>;

// The parts of a URL that say who is asked.
struct Target {
  std::string scheme, host, port, user, password;
  std::string ToString() const { return scheme + "://" + host + ":" + port; }
};

std::string Part(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  if (Libcurl().url_get(url, part, &text, CURLU_DEFAULT_PORT) != CURLUE_OK) return "";
  std::string copy = text;
  Libcurl().free(text);
  return copy;
}

std::string LowerCase(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

Result<Target> ParseTarget(const std::string& text) {
  const Url url(Libcurl().url());
  // What is wrong is not shown: there may be a password in it.
  if (!url || Libcurl().url_set(url.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK) {
    return Fail("this is not a URL with a scheme, a host and maybe a port");
  }
  return Target{LowerCase(Part(url.get(), CURLUPART_SCHEME)), LowerCase(Part(url.get(), CURLUPART_HOST)),
                Part(url.get(), CURLUPART_PORT), Part(url.get(), CURLUPART_USER), Part(url.get(), CURLUPART_PASSWORD)};
}

// The same server; one that now insists on TLS is the same, too.
bool IsSameServer(const Target& asked, const Target& named) {
  if (asked.host != named.host) return false;
  if (asked.scheme == named.scheme) return asked.port == named.port;
  return asked.scheme == "http" && named.scheme == "https" &&
         (asked.port == named.port || (asked.port == "80" && named.port == "443"));
}

struct Body {
  std::string text;
  uint64_t maximum = 0;
  bool is_too_large = false;
};

size_t Receive(char* bytes, size_t size, size_t count, void* user) {
  auto& body = *static_cast<Body*>(user);
  const size_t length = size * count;
  if (body.text.size() + length > body.maximum) {
    body.is_too_large = true;
    return 0;  // ends the transfer
  }
  body.text.append(bytes, length);
  return length;
}

std::string SizeText(uint64_t bytes) {
  return bytes % (uint64_t{1} << 20U) == 0 ? std::to_string(bytes >> 20U) + " MB" : std::to_string(bytes) + " bytes";
}

void SetCredentials(CURL* curl, const Credentials& credentials) {
  if (credentials.kind == Credentials::Kind::kBearer) {
    Libcurl().easy_setopt(curl, CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BEARER));
    Libcurl().easy_setopt(curl, CURLOPT_XOAUTH2_BEARER, credentials.secret.c_str());
  } else if (credentials.kind == Credentials::Kind::kBasic) {
    const size_t colon = credentials.secret.find(':');
    Libcurl().easy_setopt(curl, CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
    Libcurl().easy_setopt(curl, CURLOPT_USERNAME, credentials.secret.substr(0, colon).c_str());
    Libcurl().easy_setopt(curl, CURLOPT_PASSWORD, credentials.secret.substr(colon + 1).c_str());
  }
}

void SetOptions(CURL* curl, const Request& request, curl_slist* headers, Body& body, char* message) {
  Libcurl().easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  Libcurl().easy_setopt(curl, CURLOPT_ERRORBUFFER, message);
  Libcurl().easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  Libcurl().easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  Libcurl().easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
  Libcurl().easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
  if (!request.authorities.empty()) {
    Libcurl().easy_setopt(curl, CURLOPT_CAINFO, request.authorities.c_str());
    Libcurl().easy_setopt(curl, CURLOPT_CAPATH, nullptr);
  }
  Libcurl().easy_setopt(curl, CURLOPT_USERAGENT, "metricsdocgen/" MDG_VERSION);
  Libcurl().easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
  Libcurl().easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
  Libcurl().easy_setopt(curl, CURLOPT_WRITEFUNCTION, Receive);  // gets what is unpacked
  Libcurl().easy_setopt(curl, CURLOPT_WRITEDATA, &body);
  SetCredentials(curl, request.credentials);
}

Error TransferError(const Request& request, CURLcode code, const Body& body, const char* message) {
  if (body.is_too_large) {
    return {"the answer of " + request.url + " is larger than " + SizeText(request.maximum_bytes) + "; see --max-size"};
  }
  if (code == CURLE_OPERATION_TIMEDOUT) {
    return {request.url + " did not answer within " + std::to_string(request.timeout_seconds) + " s; see --timeout"};
  }
  const std::string why = message[0] != '\0' ? message : Libcurl().easy_strerror(code);
  return {"cannot read " + request.url + ": " + LowerCase(why.substr(0, 1)) + why.substr(1)};
}

Error StatusError(const Request& request, long status) {
  std::string message = request.url + " answered with status " + std::to_string(status);
  const bool has_credentials = request.credentials.kind != Credentials::Kind::kNone;
  if (status == 401 && !has_credentials)
    message += "; it wants credentials: --bearer-file, --basic-file and their like";
  if ((status == 401 || status == 403) && has_credentials) message += "; it did not accept the credentials";
  if (status == 404) message += "; is this the path of its metrics?";
  return {message};
}

// Where a redirect leads, when it may be followed.
Result<std::string> RedirectTarget(CURL* curl, const Request& request, const Target& asked) {
  char* location = nullptr;
  Libcurl().easy_getinfo(curl, CURLINFO_REDIRECT_URL, &location);
  if (location == nullptr) return Fail(request.url + " answered with a redirect that leads nowhere");
  const Result<Target> named = ParseTarget(location);
  if (!named) return Fail(request.url + " answered with a redirect to something that is no URL");
  if (!IsSameServer(asked, *named) || !named->user.empty() || !named->password.empty()) {
    return Fail(request.url + " redirects to another server, " + named->ToString() +
                ", which is not followed; give that one's URL if it is the right one");
  }
  return std::string(location);
}

}  // namespace

bool IsUrl(const std::string& text) {
  const std::string start = LowerCase(text.substr(0, 8));
  return start.starts_with("http://") || start == "https://";
}

Result<Credentials> ParseCredentials(Credentials::Kind kind, std::string text, const std::string& from) {
  while (text.ends_with('\n') || text.ends_with('\r')) text.pop_back();
  if (text.empty()) return Fail("there is no credential in " + from);
  const bool is_plain =
      std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= ' ' && c != 0x7F; });
  if (!is_plain) return Fail("the credential in " + from + " holds a line break or another control character");
  if (kind == Credentials::Kind::kBasic && text.find(':') == std::string::npos) {
    return Fail("the credential in " + from + " must be `user:password`, and has no colon");
  }
  return Credentials{kind, std::move(text)};
}

Result<Answer> Fetch(const Request& request) {
  if (LoadCurl() == nullptr) return Fail("reading a URL needs libcurl 7.85 or newer (libcurl.so.4; Debian: libcurl4), which is not installed; a saved scrape is read without");
  MDG_ASSIGN(Target asked, ParseTarget(request.url));
  if (!asked.user.empty() || !asked.password.empty()) {
    return Fail("a URL must not hold credentials, which everybody can see there; see --basic-file");
  }
  const Handle handle(Libcurl().easy_init());
  const Headers headers(Libcurl().slist_append(nullptr, ("Accept: " + request.accept).c_str()));
  if (!handle || !headers) return Fail("cannot make an HTTP client");
  CURL* curl = handle.get();
  Body body;
  body.maximum = request.maximum_bytes;
  char message[CURL_ERROR_SIZE] = "";
  SetOptions(curl, request, headers.get(), body, message);
  std::string url = request.url;
  const auto deadline = Clock::now() + std::chrono::seconds(request.timeout_seconds);
  for (int redirects = 0; redirects <= kMostRedirects; ++redirects) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    body.text.clear();
    Libcurl().easy_setopt(curl, CURLOPT_URL, url.c_str());
    Libcurl().easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(std::max<int64_t>(left, 1)));
    const CURLcode code = Libcurl().easy_perform(curl);
    if (code != CURLE_OK) return tl::unexpected<Error>(TransferError(request, code, body, message));
    long status = 0;
    Libcurl().easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    if (status >= 300 && status < 400) {
      MDG_ASSIGN(url, RedirectTarget(curl, request, asked));
      MDG_ASSIGN(asked, ParseTarget(url));
      continue;
    }
    if (status != 200) return tl::unexpected<Error>(StatusError(request, status));
    char* type = nullptr;
    Libcurl().easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &type);
    return Answer{std::move(body.text), type == nullptr ? "" : LowerCase(type)};
  }
  return Fail(request.url + " redirects more than " + std::to_string(kMostRedirects) + " times");
}

}  // namespace mdg::http
