// Says whether a text holds any of a few strings.
//
// In: the needles once, then texts. Out: yes or no, for each text in one pass at about the speed of memory where the
// processor has AVX2 (asked at run time), by memmem otherwise. Deliberately does not say which or where.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mdg::discover {

class Needles {
 public:
  explicit Needles(std::vector<std::string> needles);

  // Always false without needles; an empty needle is ignored.
  bool AnyIn(std::string_view text) const;
  // The same without vector instructions; for processors that have none, and for tests.
  bool AnyInPortable(std::string_view text) const;

 private:
  static constexpr size_t kBuckets = 8;      // as many as a byte has bits
  static constexpr size_t kFingerprint = 3;  // bytes of a needle that are compared in the first step

  bool AnyInVectors(std::string_view text) const;
  bool AnyOfBucketsAt(std::string_view text, size_t position, uint32_t buckets) const;

  std::vector<std::string> needles_;
  std::array<std::vector<uint32_t>, kBuckets> buckets_;  // needle numbers
  // For each fingerprint byte and each value of its low and its high half: the buckets with a needle that has it there.
  std::array<std::array<uint8_t, 16>, kFingerprint> low_{};
  std::array<std::array<uint8_t, 16>, kFingerprint> high_{};
  bool use_vectors_ = false;
};

}  // namespace mdg::discover
