// Constants of Go's own packages: methods and answers of HTTP, limits of numbers.
// In: the path of a package, a name. Out: the value; null where there is none. See standard_library.h.
#include <algorithm>
#include <array>
#include <limits>
#include <numbers>

#include "evaluate/standard/standard_library.h"

namespace mdg::evaluate {

namespace {

struct Status {
  int code;
  std::string_view name;  // http.Status...
  std::string_view text;  // http.StatusText
};

constexpr Status kStatuses[] = {
    {100, "Continue", "Continue"},
    {101, "SwitchingProtocols", "Switching Protocols"},
    {102, "Processing", "Processing"},
    {103, "EarlyHints", "Early Hints"},
    {200, "OK", "OK"},
    {201, "Created", "Created"},
    {202, "Accepted", "Accepted"},
    {203, "NonAuthoritativeInfo", "Non-Authoritative Information"},
    {204, "NoContent", "No Content"},
    {205, "ResetContent", "Reset Content"},
    {206, "PartialContent", "Partial Content"},
    {207, "MultiStatus", "Multi-Status"},
    {208, "AlreadyReported", "Already Reported"},
    {226, "IMUsed", "IM Used"},
    {300, "MultipleChoices", "Multiple Choices"},
    {301, "MovedPermanently", "Moved Permanently"},
    {302, "Found", "Found"},
    {303, "SeeOther", "See Other"},
    {304, "NotModified", "Not Modified"},
    {305, "UseProxy", "Use Proxy"},
    {307, "TemporaryRedirect", "Temporary Redirect"},
    {308, "PermanentRedirect", "Permanent Redirect"},
    {400, "BadRequest", "Bad Request"},
    {401, "Unauthorized", "Unauthorized"},
    {402, "PaymentRequired", "Payment Required"},
    {403, "Forbidden", "Forbidden"},
    {404, "NotFound", "Not Found"},
    {405, "MethodNotAllowed", "Method Not Allowed"},
    {406, "NotAcceptable", "Not Acceptable"},
    {407, "ProxyAuthRequired", "Proxy Authentication Required"},
    {408, "RequestTimeout", "Request Timeout"},
    {409, "Conflict", "Conflict"},
    {410, "Gone", "Gone"},
    {411, "LengthRequired", "Length Required"},
    {412, "PreconditionFailed", "Precondition Failed"},
    {413, "RequestEntityTooLarge", "Request Entity Too Large"},
    {414, "RequestURITooLong", "Request URI Too Long"},
    {415, "UnsupportedMediaType", "Unsupported Media Type"},
    {416, "RequestedRangeNotSatisfiable", "Requested Range Not Satisfiable"},
    {417, "ExpectationFailed", "Expectation Failed"},
    {418, "Teapot", "I'm a teapot"},
    {421, "MisdirectedRequest", "Misdirected Request"},
    {422, "UnprocessableEntity", "Unprocessable Entity"},
    {423, "Locked", "Locked"},
    {424, "FailedDependency", "Failed Dependency"},
    {425, "TooEarly", "Too Early"},
    {426, "UpgradeRequired", "Upgrade Required"},
    {428, "PreconditionRequired", "Precondition Required"},
    {429, "TooManyRequests", "Too Many Requests"},
    {431, "RequestHeaderFieldsTooLarge", "Request Header Fields Too Large"},
    {451, "UnavailableForLegalReasons", "Unavailable For Legal Reasons"},
    {500, "InternalServerError", "Internal Server Error"},
    {501, "NotImplemented", "Not Implemented"},
    {502, "BadGateway", "Bad Gateway"},
    {503, "ServiceUnavailable", "Service Unavailable"},
    {504, "GatewayTimeout", "Gateway Timeout"},
    {505, "HTTPVersionNotSupported", "HTTP Version Not Supported"},
    {506, "VariantAlsoNegotiates", "Variant Also Negotiates"},
    {507, "InsufficientStorage", "Insufficient Storage"},
    {508, "LoopDetected", "Loop Detected"},
    {510, "NotExtended", "Not Extended"},
    {511, "NetworkAuthenticationRequired", "Network Authentication Required"},
};

constexpr std::pair<std::string_view, std::string_view> kMethods[] = {
    {"MethodGet", "GET"},       {"MethodHead", "HEAD"},       {"MethodPost", "POST"},       {"MethodPut", "PUT"},     {"MethodPatch", "PATCH"},
    {"MethodDelete", "DELETE"}, {"MethodConnect", "CONNECT"}, {"MethodOptions", "OPTIONS"}, {"MethodTrace", "TRACE"},
};

constexpr std::pair<std::string_view, int64_t> kLimits[] = {
    {"MaxInt8", INT8_MAX},   {"MinInt8", INT8_MIN},   {"MaxUint8", UINT8_MAX},   {"MaxInt16", INT16_MAX}, {"MinInt16", INT16_MIN}, {"MaxUint16", UINT16_MAX},
    {"MaxInt32", INT32_MAX}, {"MinInt32", INT32_MIN}, {"MaxUint32", UINT32_MAX}, {"MaxInt64", INT64_MAX}, {"MinInt64", INT64_MIN},
};

constexpr std::pair<std::string_view, double> kReals[] = {
    {"Pi", std::numbers::pi},          {"E", std::numbers::e},    {"Phi", std::numbers::phi},     {"Sqrt2", std::numbers::sqrt2},
    {"Ln2", std::numbers::ln2},        {"Ln10", std::numbers::ln10}, {"Log2E", std::numbers::log2e}, {"Log10E", std::numbers::log10e},
    {"MaxFloat64", std::numeric_limits<double>::max()}, {"MaxFloat32", std::numeric_limits<float>::max()},
};

template <typename Row, size_t size>
const Row* Find(const Row (&rows)[size], std::string_view name) {
  const Row* row = std::find_if(std::begin(rows), std::end(rows), [&](const Row& one) { return one.first == name; });
  return row == std::end(rows) ? nullptr : row;
}

}  // namespace

Value StandardLibrary::Constant(std::string_view package, std::string_view name) {
  if (package == "net/http") {
    if (const auto* method = Find(kMethods, name)) return e_.values_.Literal(method->second);
    if (!name.starts_with("Status")) return nullptr;
    for (const Status& status : kStatuses) {
      if (status.name == name.substr(6)) return e_.values_.Integer(status.code);
    }
  }
  if (package == "reflect") {
    static constexpr std::string_view kKinds[] = {"Struct", "Interface", "Map", "Slice", "Func"};
    if (name == "Ptr" || name == "Pointer") return e_.values_.WithType(e_.values_.Literal("Pointer"), e_.types_.External("reflect", "Kind"));
    if (std::find(std::begin(kKinds), std::end(kKinds), name) == std::end(kKinds)) return nullptr;
    return e_.values_.WithType(e_.values_.Literal(std::string(name)), e_.types_.External("reflect", "Kind"));
  }
  if (package == "math") {
    if (const auto* limit = Find(kLimits, name)) return e_.values_.Integer(limit->second);
    if (const auto* real = Find(kReals, name)) return e_.values_.Real(real->second);
  }
  return nullptr;
}

// http.StatusText(http.StatusOK)
Value StandardLibrary::Http(std::string_view name, const std::vector<Value>& a) {
  if (name != "StatusText" || a.size() != 1) return nullptr;
  return e_.values_.Lift(a, [&](const std::vector<Value>& v) -> Value {
    if (!v[0]->Is(ValueKind::kNumber) || !v[0]->is_integer) return e_.values_.Unknown("StatusText", Reason::kRuntimeData);
    for (const Status& status : kStatuses) {
      if (status.code == v[0]->integer) return e_.values_.Literal(status.text);
    }
    return e_.values_.EmptyText();
  });
}

}  // namespace mdg::evaluate
