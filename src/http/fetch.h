// One answer of a server, as text.
//
// In: a URL. Out: the body and its type, or one sentence why there is none. The only code that opens a socket; libcurl
// does, with TLS verified always. Deliberately no retries, no cookies, no .netrc, and no way to give a credential to any
// server but the one that was asked: a redirect is followed on the same host only.
#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"

namespace mdg::http {

struct Credentials {
  enum class Kind : uint8_t { kNone, kBasic, kBearer };
  Kind kind = Kind::kNone;
  std::string secret;  // kBasic: "user:password"; kBearer: the token. Never part of a message
};

// From what a file or an environment variable holds: the line break at its end is not part of it. The error says what is
// wrong with it and not what it is; `from` names the file or variable.
Result<Credentials> ParseCredentials(Credentials::Kind kind, std::string text, const std::string& from);

struct Request {
  std::string url;     // http:// or https://
  std::string accept;  // the header of this name
  Credentials credentials;
  std::string authorities;   // a PEM file of certificate authorities to trust in place of the system's; "": those
  int timeout_seconds = 10;  // for everything together, redirects included
  uint64_t maximum_bytes = uint64_t{256} << 20U;  // of the body, unpacked
};

struct Answer {
  std::string body;
  std::string content_type;  // as the server says it, in lower case; "" when it says nothing
};

bool IsUrl(const std::string& text);

// Anything but the status 200 is an error.
Result<Answer> Fetch(const Request& request);

}  // namespace mdg::http
