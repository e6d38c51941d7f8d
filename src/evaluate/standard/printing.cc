// What Go's package fmt makes of its operands: verbs take them as text; widths and flags are honoured of whole numbers.
// In: formats and operands. Out: texts, in which what is not known is a hole. See standard_library.h.
#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "evaluate/standard/standard_library.h"
#include "evaluate/standard/written.h"

namespace mdg::evaluate {

namespace {

constexpr size_t kMaxWidth = 200;

// A whole number as `%[flags][width][.precision]verb` writes it: ("#02", 'x') makes 0x05 of 5, ("03", 'd') 005.
std::string FormatInteger(int64_t number, std::string_view flags, char verb) {
  const bool sharp = flags.find('#') != std::string_view::npos, plus = flags.find('+') != std::string_view::npos;
  const bool left = flags.find('-') != std::string_view::npos, space = flags.find(' ') != std::string_view::npos;
  const size_t numbers = std::min(flags.find_first_not_of("+-# 0"), flags.size()), dot = std::min(flags.find('.'), flags.size());
  const bool zero = flags.substr(0, numbers).find('0') != std::string_view::npos;
  const auto number_at = [&](size_t at) { return std::min<size_t>(kMaxWidth, static_cast<size_t>(std::atoi(std::string(flags.substr(at)).c_str()))); };
  const size_t width = number_at(numbers);
  const int base = verb == 'x' || verb == 'X' ? 16 : verb == 'o' ? 8 : verb == 'b' ? 2 : 10;
  const uint64_t magnitude = number < 0 ? ~static_cast<uint64_t>(number) + 1 : static_cast<uint64_t>(number);
  std::array<char, 64> buffer;  // as many binary digits as there can be
  std::string digits(buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), magnitude, base).ptr);
  if (verb == 'X') std::transform(digits.begin(), digits.end(), digits.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  const std::string sign = number < 0 ? "-" : plus ? "+" : space ? " " : "";
  size_t least = 0;
  if (dot < flags.size()) least = number_at(dot + 1);
  else if (zero && !left && width > sign.size()) least = width - sign.size();
  if (digits.size() < least) digits.insert(0, least - digits.size(), '0');
  if (sharp && base == 16) digits.insert(0, verb == 'X' ? "0X" : "0x");
  if (sharp && base == 8 && digits[0] != '0') digits.insert(0, "0");
  if (sharp && base == 2) digits.insert(0, "0b");
  digits.insert(0, sign);
  if (digits.size() < width) digits.insert(left ? digits.size() : 0, width - digits.size(), ' ');
  return digits;
}

}  // namespace

Value StandardLibrary::Print(std::string_view name, const std::vector<Value>& a) {
  if (name == "Sprintf") return FormatText(a, 0);
  if (name == "Errorf") return NotNil("error");
  if (name == "Sprint" || name == "Sprintln") return PrintAll(name == "Sprintln", a, 0);
  if (!name.starts_with("Fprint") || a.empty() || !Written(e_).IsText(a[0])) return nullptr;
  Written(e_).Append(a[0], name == "Fprintf" ? FormatText(a, 1) : PrintAll(name == "Fprintln", a, 1));
  return Written(e_).Result();
}

// Between two operands is a space when neither is a text (fmt, Print), on a line always.
Value StandardLibrary::PrintAll(bool line, const std::vector<Value>& a, size_t first) {
  Value printed = e_.values_.EmptyText();
  for (size_t i = first; i < a.size(); ++i) {
    const bool apart = i > first && (line || (a[i]->Is(ValueKind::kNumber) && a[i - 1]->Is(ValueKind::kNumber)));
    if (apart) printed = e_.values_.Concatenate(printed, e_.values_.Literal(" "));
    printed = e_.values_.Concatenate(printed, TextOf(a[i]));
  }
  return line ? e_.values_.Concatenate(printed, e_.values_.Literal("\n")) : printed;
}

// A whole number, or a part of one nobody knows, for %d, %x and their like; everything else as it is.
Value StandardLibrary::AsInteger(Value operand, const std::string& flags, char verb) {
  const bool plain = verb == 'd' && flags.empty();
  if (plain || std::string_view("dxXob").find(verb) == std::string_view::npos || flags.find_first_of("*[") != std::string::npos) return operand;
  return e_.values_.Lift({operand}, [&](const std::vector<Value>& v) -> Value {
    constexpr double kExact = 9007199254740992.0;  // as far as every whole number is itself
    const bool whole = v[0]->Is(ValueKind::kNumber) && std::abs(v[0]->number) < kExact && std::floor(v[0]->number) == v[0]->number;
    if (whole) return e_.values_.AsCertainAs(v[0], e_.values_.Literal(FormatInteger(static_cast<int64_t>(v[0]->number), flags, verb), v[0]->trail));
    const bool prefixed = (verb == 'x' || verb == 'X') && flags.find('#') != std::string::npos && v[0]->Is(ValueKind::kUnknown);
    return prefixed ? e_.values_.Concatenate(e_.values_.Literal(verb == 'x' ? "0x" : "0X"), e_.values_.Stringify(v[0])) : v[0];
  });
}

// fmt.Sprintf: verbs take their operand as text; widths and flags are honoured of whole numbers.
Value StandardLibrary::FormatText(const std::vector<Value>& arguments, size_t at) {
  if (at >= arguments.size()) return e_.values_.EmptyText();
  return e_.values_.Lift({arguments[at]}, [&](const std::vector<Value>& v) -> Value {
    if (!Values::IsKnownText(v[0])) return e_.values_.Stringify(v[0]);
    const std::string format = Values::KnownText(v[0]);
    Value result = e_.values_.EmptyText();
    std::string literal;
    size_t next = at + 1;
    for (size_t i = 0; i < format.size(); ++i) {
      if (format[i] != '%') {
        literal += format[i];
        continue;
      }
      size_t end = i + 1;
      while (end < format.size() && std::string_view("+-# 0123456789.[]*").find(format[end]) != std::string_view::npos) ++end;
      if (end >= format.size()) break;
      const char verb = format[end];
      const size_t bracket = format.find('[', i);
      if (bracket != std::string::npos && bracket < end) next = at + static_cast<size_t>(std::max(1, std::atoi(format.c_str() + bracket + 1)));
      const std::string flags = format.substr(i + 1, end - i - 1);
      i = end;
      if (verb == '%') {
        literal += '%';
        continue;
      }
      result = e_.values_.Concatenate(result, e_.values_.Literal(literal, v[0]->trail));
      literal.clear();
      Value operand = next < arguments.size() ? arguments[next] : e_.values_.Literal("%!" + std::string(1, verb) + "(MISSING)");
      ++next;
      if (verb == 'T') operand = TypeName(operand);
      else operand = AsInteger(operand, flags, verb);
      // only verbs for texts ask an object for its own (fmt, Printing)
      operand = std::string_view("svqxX").find(verb) != std::string_view::npos ? TextOf(operand) : e_.values_.Stringify(operand);
      if (verb == 'q') operand = e_.values_.Concatenate(e_.values_.Concatenate(e_.values_.Literal("\""), operand), e_.values_.Literal("\""));
      result = e_.values_.Concatenate(result, operand);
    }
    return e_.values_.Concatenate(result, e_.values_.Literal(literal, v[0]->trail));
  });
}

// What %T writes: the package's name and the type's, of objects whose type is certain.
Value StandardLibrary::TypeName(Value value) {
  return e_.values_.Lift({value}, [&](const std::vector<Value>& v) -> Value {
    const bool pointer = v[0]->type != nullptr && v[0]->type->kind == Type::Kind::kPointer;
    const Type* type = Types::Dereference(v[0]->type);
    const bool is_object = v[0]->Is(ValueKind::kPointer) || v[0]->Is(ValueKind::kRecord);
    if (!is_object || type == nullptr || type->kind != Type::Kind::kNamed || !type->arguments.empty()) return e_.values_.Unknown("type", Reason::kRuntimeData);
    return e_.values_.Literal((pointer ? "*" : "") + type->symbol->package->name + '.' + std::string(type->symbol->name));
  });
}

Value StandardLibrary::TextOf(Value value) {
  if (value->Is(ValueKind::kChoice)) {
    return e_.values_.Lift({value}, [&](const std::vector<Value>& v) { return TextOf(v[0]); });
  }
  if (value->type != nullptr && !value->Is(ValueKind::kNil) && e_.HasMethod(value->type, "String")) {
    if (const Value method = e_.Method(Types::Dereference(value->type), "String", value)) {
      if (method->symbol != nullptr && !e_.slice_.AsksForResults(method->symbol)) return e_.values_.Unknown("text", Reason::kUnsupported);
      return e_.Assumed(e_.values_.Stringify(e_.CallMethod(method, {}, e_.frame_ ? e_.frame_->call_site : Place{})));
    }
  }
  return e_.values_.Stringify(value);
}

}  // namespace mdg::evaluate
