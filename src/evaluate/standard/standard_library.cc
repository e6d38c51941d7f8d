// In: calls of functions of Go's own packages. Out: their results. See standard_library.h.
#include "evaluate/standard/standard_library.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "evaluate/standard/written.h"
#include "evaluate/switches/flags.h"
#include "model/setting.h"

namespace mdg::evaluate {

Value StandardLibrary::Call(std::string_view package, std::string_view name, const std::vector<Value>& a, Place at) {
  at_ = at;
  struct Row {
    std::string_view package;
    Value (StandardLibrary::*call)(std::string_view name, const std::vector<Value>& arguments);
  };
  static constexpr Row kPackages[] = {
      {"bytes", &StandardLibrary::Strings},    {"cmp", &StandardLibrary::Compare},        {"errors", &StandardLibrary::Errors},      {"fmt", &StandardLibrary::Print},
      {"io", &StandardLibrary::Write},         {"log", &StandardLibrary::Logs},          {"os", &StandardLibrary::Environment},
      {"math", &StandardLibrary::Math},        {"net/http", &StandardLibrary::Http},    {"path", &StandardLibrary::Paths},
      {"path/filepath", &StandardLibrary::Paths}, {"reflect", &StandardLibrary::Reflect}, {"regexp", &StandardLibrary::Patterns},
      {"strconv", &StandardLibrary::Numbers},  {"strings", &StandardLibrary::Strings},    {"time", &StandardLibrary::Times},
      {"unicode", &StandardLibrary::Unicode},
  };
  for (const Row& row : kPackages) {
    if (row.package == package) return (this->*row.call)(name, a);
  }
  if (Flags::IsFlagPackage(package)) return Flag(name, a);
  const bool asks_viper = Flags::IsViper(package) && name.starts_with("Get") && a.size() == 1 && Values::IsKnownText(a[0]);
  if (asks_viper) return Flags(e_).Declared(Values::KnownText(a[0]));
  if (name == "EnumName" && package.ends_with("/proto") && a.size() == 2) return NameInTable(a[0], a[1]);
  return Containers(package, name, a);
}

Value StandardLibrary::NotNil(const char* name) {
  ValueNode* error = e_.values_.Copy(e_.values_.Unknown(name, Reason::kRuntimeData));
  error->is_not_nil = true;
  return error;
}

// cmp.Or(os.Getenv("NAME"), "app"): the first that is not empty. Of one that is not known it is shown what is not.
Value StandardLibrary::Compare(std::string_view name, const std::vector<Value>& a) {
  if (name != "Or" || a.empty()) return nullptr;
  return e_.values_.Lift(a, [&](const std::vector<Value>& v) {
    const Default* unset = nullptr;
    for (const Value one : v) {
      const bool is_zero = one->Is(ValueKind::kNil) || (one->Is(ValueKind::kText) && one->text.empty()) || (one->is_integer && one->integer == 0);
      if (!is_zero) return unset == nullptr ? one : e_.values_.RestingOn(one, *unset);
      if (unset == nullptr) unset = one->rests_on;
    }
    return v.back();
  });
}

Value StandardLibrary::Errors(std::string_view name, const std::vector<Value>&) { return name == "New" ? NotNil("error") : nullptr; }

Value StandardLibrary::Logs(std::string_view name, const std::vector<Value>&) {
  const bool ends = name.starts_with("Fatal") || name.starts_with("Panic");
  return ends ? e_.values_.Native(NativeKind::kOther, 0, "never returns") : nullptr;
}

Value StandardLibrary::Environment(std::string_view name, const std::vector<Value>& a) {
  if (name == "Exit") return e_.values_.Native(NativeKind::kOther, 0, "never returns");
  if (name != "Getenv" && name != "LookupEnv") return nullptr;
  const std::string variable = !a.empty() && Values::IsKnownText(a[0]) ? Values::KnownText(a[0]) : "variable";
  const Value unset = e_.values_.RestingOn(e_.values_.EmptyText(), {"environment variable " + variable + " not set", variable});
  if (name == "Getenv") return unset;
  const Value set = e_.values_.Unknown(variable, Reason::kFlag, nullptr, true);
  ValueNode* is_set = e_.values_.Copy(e_.values_.Bool(false));
  is_set->condition = e_.values_.NewCondition({mdg::Condition::Kind::kSwitch, unset, std::string(kEnvironmentVariable) + variable, nullptr, nullptr, false, set});
  return e_.values_.Tuple({unset, is_set});
}

Value StandardLibrary::Paths(std::string_view name, const std::vector<Value>& a) {
  if (name == "Ext" && !a.empty() && Values::IsKnownText(a[0])) {
    const std::string path = Values::KnownText(a[0]);
    const size_t dot = path.find_last_of("./");
    return e_.values_.Literal(dot == std::string::npos || path[dot] == '/' ? "" : path.substr(dot));
  }
  if ((name == "Base" || name == "Dir") && !a.empty() && Values::IsKnownText(a[0])) {
    const std::string path = Values::KnownText(a[0]);
    const size_t slash = path.rfind('/');
    if (name == "Base") return e_.values_.Literal(path.substr(slash == std::string::npos ? 0 : slash + 1));
    return e_.values_.Literal(slash == std::string::npos ? "." : path.substr(0, slash));
  }
  if (name != "Join") return nullptr;
  Value joined = e_.values_.EmptyText();
  for (size_t i = 0; i < a.size(); ++i) {
    if (i > 0) joined = e_.values_.Concatenate(joined, e_.values_.Literal("/"));
    joined = e_.values_.Concatenate(joined, a[i]);
  }
  return joined;
}

Value StandardLibrary::Times(std::string_view name, const std::vector<Value>& a) { return name == "Duration" && !a.empty() ? a[0] : nullptr; }

Value StandardLibrary::Patterns(std::string_view name, const std::vector<Value>& a) {
  if (name != "MustCompile" || a.empty()) return nullptr;
  ValueNode* pattern = e_.values_.Copy(e_.values_.Unknown("MustCompile", Reason::kRuntimeData));
  pattern->items = {a[0]};
  return pattern;
}

Value StandardLibrary::Numbers(std::string_view name, const std::vector<Value>& a) {
  if (a.empty()) return nullptr;
  if (name == "FormatInt" || name == "FormatUint") {
    const bool decimal = a.size() > 1 && a[1]->is_integer && a[1]->integer == 10;
    return decimal ? e_.values_.Stringify(a[0]) : nullptr;
  }
  if (name == "Itoa" || name == "FormatBool") return e_.values_.Stringify(a[0]);
  const Value quote = e_.values_.Literal("\"");
  return name == "Quote" ? e_.values_.Concatenate(e_.values_.Concatenate(quote, a[0]), quote) : nullptr;
}

// io.WriteString(&builder, "text")
Value StandardLibrary::Write(std::string_view name, const std::vector<Value>& a) {
  if (name != "WriteString" || a.size() != 2 || !Written(e_).IsText(a[0])) return nullptr;
  Written(e_).Append(a[0], a[1]);
  return Written(e_).Result();
}

// Of bounds of buckets that a program computes. What has no number (1/0, the root of -1) is unknown.
Value StandardLibrary::Math(std::string_view name, const std::vector<Value>& a) {
  struct Row {
    std::string_view name;
    double (*apply)(double x, double y);
    size_t operands;
  };
  static constexpr Row kFunctions[] = {
      {"Pow", [](double x, double y) { return std::pow(x, y); }, 2}, {"Pow10", [](double x, double) { return std::pow(10.0, x); }, 1},
      {"Exp2", [](double x, double) { return std::exp2(x); }, 1},    {"Exp", [](double x, double) { return std::exp(x); }, 1},
      {"Log", [](double x, double) { return std::log(x); }, 1},      {"Log2", [](double x, double) { return std::log2(x); }, 1},
      {"Log10", [](double x, double) { return std::log10(x); }, 1},  {"Sqrt", [](double x, double) { return std::sqrt(x); }, 1},
      {"Abs", [](double x, double) { return std::fabs(x); }, 1},     {"Floor", [](double x, double) { return std::floor(x); }, 1},
      {"Ceil", [](double x, double) { return std::ceil(x); }, 1},    {"Round", [](double x, double) { return std::round(x); }, 1},
      {"Trunc", [](double x, double) { return std::trunc(x); }, 1},  {"Max", [](double x, double y) { return std::fmax(x, y); }, 2},
      {"Min", [](double x, double y) { return std::fmin(x, y); }, 2},
  };
  const bool is_infinite = name == "Inf" && a.size() == 1 && a[0]->Is(ValueKind::kNumber) && a[0]->number >= 0;  // a last bound, as some write it
  if (is_infinite) return e_.values_.Real(std::numeric_limits<double>::infinity());
  const auto row = std::find_if(std::begin(kFunctions), std::end(kFunctions), [&](const Row& one) { return one.name == name; });
  if (row == std::end(kFunctions) || a.size() != row->operands) return nullptr;
  return e_.values_.Lift(a, [&](const std::vector<Value>& v) -> Value {
    if (std::any_of(v.begin(), v.end(), [](Value x) { return !x->Is(ValueKind::kNumber); })) return e_.values_.Unknown(std::string(name), Reason::kRuntimeData);
    const double result = row->apply(v[0]->number, v.back()->number);
    return std::isfinite(result) ? e_.values_.Real(result) : e_.values_.Unknown(std::string(name), Reason::kRuntimeData);
  });
}

Value StandardLibrary::Flag(std::string_view name, const std::vector<Value>& a) {
  if (name == "Flag" || name == "Arg") return e_.values_.Native(NativeKind::kFlag, 0, "", {a.empty() ? e_.values_.EmptyText() : a[0], e_.values_.EmptyText()});
  Value result = nullptr;
  return Flags(e_).CallMethod(name, a, result) ? result : nullptr;
}

}  // namespace mdg::evaluate
