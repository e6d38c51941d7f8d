// Every diagnostic code, once. Each has a section in docs/diagnostics.md and a test (tools/check_codes.sh sees to both).
#pragma once

namespace mdg::code {

inline constexpr char kUnreadableFile[] = "unreadable-file";
inline constexpr char kFileTooLarge[] = "file-too-large";
inline constexpr char kBinaryFile[] = "binary-file";
inline constexpr char kVendored[] = "vendored-left-out";
inline constexpr char kSyntaxError[] = "syntax-error";
inline constexpr char kLargeTree[] = "large-tree";
inline constexpr char kUnresolved[] = "unresolved-metric";
inline constexpr char kGathererChanges[] = "changed-when-gathered";
inline constexpr char kContradiction[] = "contradiction";
inline constexpr char kNoSink[] = "no-prometheus-sink";
inline constexpr char kNeverExposed[] = "never-exposed";
inline constexpr char kUncalledHelper[] = "uncalled-helper";
inline constexpr char kUnknownRule[] = "unknown-rule";
inline constexpr char kNoHelp[] = "metric-without-help";
inline constexpr char kHandKeptLine[] = "hand-kept-line";
inline constexpr char kHandKeptDiffers[] = "hand-kept-differs";
inline constexpr char kHandKeptRedundant[] = "hand-kept-redundant";
inline constexpr char kHandKeptOrphan[] = "hand-kept-orphan";
inline constexpr char kAnnotation[] = "annotation-without-metric";
inline constexpr char kScrapeLine[] = "scrape-line";
inline constexpr char kMarkers[] = "markers";
inline constexpr char kStale[] = "stale-document";

}  // namespace mdg::code
