// YAML as the machine formats write it, by yaml-cpp: the one place that includes its emitter.
// In: what to write. Out: text. Deliberately no reading.
#pragma once

#include <string>
#include <string_view>
#include <yaml-cpp/yaml.h>

namespace mdg::formats {

// A text is quoted, so that `1.30`, `yes` and `null` stay texts in every reader.
inline void PutText(YAML::Emitter& out, const std::string& text) { out << YAML::DoubleQuoted << text; }
inline void PutKey(YAML::Emitter& out, const char* key) { out << YAML::Key << key << YAML::Value; }
inline void PutPair(YAML::Emitter& out, const char* key, const std::string& text) {
  PutKey(out, key);
  PutText(out, text);
}
inline std::string TextOf(const YAML::Emitter& out) { return std::string(out.c_str()) + '\n'; }

}  // namespace mdg::formats
