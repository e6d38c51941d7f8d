// Exposition text that a program writes itself, with a format and a writer.
//
//     io.WriteString(w, "# TYPE app_up gauge\napp_up 1\n")
//     b.WriteString(name + "{host=\"" + host + "\"} 1\n")         the format `%s{host="%s"} 1\n`
//
// In: the format. Out: whether it is exposition text, and what in it says which family it is. Source: the text exposition format,
// https://prometheus.io/docs/instrumenting/exposition_formats/. Deliberately knows no values: evaluate/ fills the format in.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "libraries/library.h"

namespace mdg::libraries {

enum class ExpositionEvidence : uint8_t {
  kNone,
  kWeak,    // `name %d\n` may as well be a message
  kStrong,  // a comment with HELP or TYPE, or labels: nothing else looks like that
};
ExpositionEvidence FindExposition(std::string_view format);

// True when a sample is among the lines.
bool HasSample(std::string_view format);

// Which of the format's operands (from 0) are part of a name, a help or a type; the rest are label values and samples.
std::vector<size_t> TellingOperands(std::string_view format);

// Where a function of the standard library takes its format or text; -1: it writes no text.
int TextArgument(std::string_view package, std::string_view name);
// The same for methods of writers: strings.Builder, bytes.Buffer, bufio.Writer, http.ResponseWriter.
int TextArgumentOfMethod(std::string_view name);

// The row a family written as text is made by; with its help as second argument where that is known.
Match ExpositionText(MetricType type);

}  // namespace mdg::libraries
