// Memory that knows how much of it was ever in use at once.
// In: requests. Out: memory, and the peak in bytes as requested (what the allocator of the system adds is not seen). Deliberately
// not for several threads.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory_resource>

namespace agents_exporter {

class CountingMemory : public std::pmr::memory_resource {
 public:
  std::size_t peak() const { return peak_; }
  std::size_t in_use() const { return in_use_; }

 private:
  void* do_allocate(std::size_t bytes, std::size_t alignment) override {
    void* memory = std::pmr::new_delete_resource()->allocate(bytes, alignment);
    in_use_ += bytes;
    peak_ = std::max(peak_, in_use_);
    return memory;
  }
  void do_deallocate(void* memory, std::size_t bytes, std::size_t alignment) override {
    in_use_ -= bytes;
    std::pmr::new_delete_resource()->deallocate(memory, bytes, alignment);
  }
  bool do_is_equal(const std::pmr::memory_resource& other) const noexcept override { return this == &other; }

  std::size_t in_use_ = 0;
  std::size_t peak_ = 0;
};

}  // namespace agents_exporter
