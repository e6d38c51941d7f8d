// Many small objects of one type that stay where they are made and go all at once.
//
// In: what an object is made of. Out: the object, at an address that never changes. Memory comes in blocks that grow to the size of
// a huge page and are offered to the system as one: objects by the million otherwise cost a page fault for every few of them.
// Deliberately no removal of one object: Reuse looks at all.
#pragma once

#include <sys/mman.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <utility>
#include <vector>

namespace mdg {

template <typename T>
class Pool {
 public:
  Pool() = default;
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;
  ~Pool() {
    for (const Block& block : blocks_) {
      std::destroy_n(block.objects, block.size);
      ::operator delete(block.objects, block.alignment);
    }
  }

  template <typename... Parts>
  T& Add(Parts&&... parts) {
    if (!free_.empty()) {
      const auto [block, at] = free_.back();
      free_.pop_back();
      blocks_[block].is_free[at] = false;
      T* object = blocks_[block].objects + at;
      object->~T();
      return *new (object) T{std::forward<Parts>(parts)...};
    }
    if (blocks_.empty() || blocks_.back().size == blocks_.back().capacity) AddBlock();
    Block& block = blocks_.back();
    T* object = new (block.objects + block.size) T{std::forward<Parts>(parts)...};
    ++block.size;
    return *object;
  }

  // Empties the objects for which `goes`, and gives their places to the next ones. How many stay.
  template <typename Goes>
  size_t Reuse(const Goes& goes) {
    size_t stay = 0;
    for (size_t b = 0; b < blocks_.size(); ++b) {
      Block& block = blocks_[b];
      block.is_free.resize(block.size, false);
      for (size_t at = 0; at < block.size; ++at) {
        if (block.is_free[at]) continue;
        if (!goes(block.objects[at])) {
          ++stay;
          continue;
        }
        block.objects[at] = T{};
        block.is_free[at] = true;
        free_.emplace_back(b, at);
      }
    }
    return stay;
  }

 private:
  struct Block {
    T* objects;
    size_t size;
    size_t capacity;
    std::align_val_t alignment;
    std::vector<bool> is_free;  // of those there were at the last Reuse
  };
  static constexpr size_t kHugePage = size_t{2} << 20, kFirstBlock = size_t{32} << 10;

  void AddBlock() {
    const size_t bytes = std::min(kFirstBlock << std::min<size_t>(blocks_.size(), 10), kHugePage);
    const auto alignment = static_cast<std::align_val_t>(bytes == kHugePage ? kHugePage : alignof(T));
    void* memory = ::operator new(bytes, alignment);
    if (bytes == kHugePage) madvise(memory, bytes, MADV_HUGEPAGE);  // advice: nothing is lost where it is not taken
    blocks_.push_back({static_cast<T*>(memory), 0, bytes / sizeof(T), alignment, {}});
  }

  std::vector<Block> blocks_;
  std::vector<std::pair<uint32_t, uint32_t>> free_;  // block, and where in it, of empty objects
};

}  // namespace mdg
