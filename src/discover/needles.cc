// In: needles and texts. Out: whether one is in the other. The method is "Teddy": 32 positions of the text are looked
// at in one go, and the few whose three bytes could begin a needle are then compared in full.
#include "discover/needles.h"

#include <algorithm>
#include <cstring>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define MDG_HAVE_AVX2 1
#else
#define MDG_HAVE_AVX2 0
#endif

namespace mdg::discover {

Needles::Needles(std::vector<std::string> needles) : needles_(std::move(needles)) {
  std::erase_if(needles_, [](const std::string& needle) { return needle.empty(); });
#if MDG_HAVE_AVX2
  use_vectors_ = !needles_.empty() && __builtin_cpu_supports("avx2") != 0;
#endif
  for (uint32_t i = 0; i < needles_.size(); ++i) {
    if (needles_[i].size() < kFingerprint) use_vectors_ = false;
    const size_t bucket = i % kBuckets;
    buckets_[bucket].push_back(i);
    for (size_t at = 0; at < std::min(kFingerprint, needles_[i].size()); ++at) {
      const auto byte = static_cast<uint8_t>(needles_[i][at]);
      low_[at][byte & 15] = static_cast<uint8_t>(low_[at][byte & 15] | (1u << bucket));
      high_[at][byte >> 4] = static_cast<uint8_t>(high_[at][byte >> 4] | (1u << bucket));
    }
  }
}

bool Needles::AnyIn(std::string_view text) const { return use_vectors_ ? AnyInVectors(text) : AnyInPortable(text); }

bool Needles::AnyInPortable(std::string_view text) const {
  return std::any_of(needles_.begin(), needles_.end(), [&](const std::string& needle) {
    return memmem(text.data(), text.size(), needle.data(), needle.size()) != nullptr;
  });
}

bool Needles::AnyOfBucketsAt(std::string_view text, size_t position, uint32_t buckets) const {
  for (size_t bucket = 0; bucket < kBuckets; ++bucket) {
    if (!(buckets & (1u << bucket))) continue;
    for (uint32_t needle : buckets_[bucket]) {
      if (text.substr(position).starts_with(needles_[needle])) return true;
    }
  }
  return false;
}

#if MDG_HAVE_AVX2
namespace {

// Byte i: the buckets that have a needle with byte i of `text` at the place in the fingerprint the tables are for.
__attribute__((target("avx2"), always_inline)) inline __m256i BucketsOf(__m256i text, __m256i low, __m256i high) {
  const __m256i half = _mm256_set1_epi8(15);
  const __m256i low_half = _mm256_and_si256(text, half);
  const __m256i high_half = _mm256_and_si256(_mm256_srli_epi16(text, 4), half);
  return _mm256_and_si256(_mm256_shuffle_epi8(low, low_half), _mm256_shuffle_epi8(high, high_half));
}

__attribute__((target("avx2"), always_inline)) inline __m256i LoadTable(const std::array<uint8_t, 16>& table) {
  return _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(table.data())));
}

__attribute__((target("avx2"), always_inline)) inline __m256i LoadText(const char* from) {
  return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from));
}

}  // namespace

__attribute__((target("avx2"))) bool Needles::AnyInVectors(std::string_view text) const {
  constexpr size_t kStep = 32;
  constexpr size_t kLooked = kStep + kFingerprint - 1;  // bytes that one step reads
  if (text.size() < kLooked) return AnyInPortable(text);
  __m256i low[kFingerprint];
  __m256i high[kFingerprint];
  for (size_t i = 0; i < kFingerprint; ++i) {
    low[i] = LoadTable(low_[i]);
    high[i] = LoadTable(high_[i]);
  }
  const size_t last = text.size() - kLooked;  // the last step may look at some positions again
  for (size_t position = 0;; position = position + kStep < last ? position + kStep : last) {
    const char* at = text.data() + position;
    __m256i buckets = BucketsOf(LoadText(at), low[0], high[0]);
    buckets = _mm256_and_si256(buckets, BucketsOf(LoadText(at + 1), low[1], high[1]));
    buckets = _mm256_and_si256(buckets, BucketsOf(LoadText(at + 2), low[2], high[2]));
    if (!_mm256_testz_si256(buckets, buckets)) {
      alignas(32) uint8_t buckets_at[kStep];
      _mm256_store_si256(reinterpret_cast<__m256i*>(buckets_at), buckets);
      auto candidates =
          ~static_cast<uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(buckets, _mm256_setzero_si256())));
      for (; candidates != 0; candidates &= candidates - 1) {
        const auto offset = static_cast<size_t>(__builtin_ctz(candidates));
        if (AnyOfBucketsAt(text, position + offset, buckets_at[offset])) return true;
      }
    }
    if (position == last) return false;
  }
}
#else
bool Needles::AnyInVectors(std::string_view text) const { return AnyInPortable(text); }
#endif

}  // namespace mdg::discover
