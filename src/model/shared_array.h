// A growable array whose copies share its elements until one of them changes: values are copied far more often than changed.
//
// In: elements. Out: what std::vector offers as far as values need it, in eight bytes instead of twenty-four. A copy costs a counter,
// the first change of a shared one a copy of its elements. Deliberately for one thread: the counter is no atomic.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>
#include <vector>

namespace mdg {

template <typename T>
class SharedArray {
 public:
  using value_type = T;
  using iterator = T*;
  using const_iterator = const T*;
  using const_reverse_iterator = std::reverse_iterator<const T*>;

  SharedArray() = default;
  SharedArray(std::initializer_list<T> elements) { Append(elements.begin(), elements.size()); }
  SharedArray(const std::vector<T>& elements) { Append(elements.data(), elements.size()); }  // NOLINT: as the vector it stands for
  SharedArray(const SharedArray& other) : block_(other.block_) {
    if (block_ != nullptr) ++block_->references;
  }
  SharedArray(SharedArray&& other) noexcept : block_(std::exchange(other.block_, nullptr)) {}
  SharedArray& operator=(SharedArray other) noexcept {
    std::swap(block_, other.block_);
    return *this;
  }
  ~SharedArray() { Release(block_); }
  operator std::vector<T>() const { return {begin(), end()}; }  // NOLINT: a copy of one's own to change at will

  size_t size() const { return block_ == nullptr ? 0 : block_->size; }
  bool empty() const { return size() == 0; }
  const T* begin() const { return block_ == nullptr ? nullptr : block_->elements(); }
  const T* end() const { return begin() + size(); }
  const_reverse_iterator rbegin() const { return const_reverse_iterator(end()); }
  const_reverse_iterator rend() const { return const_reverse_iterator(begin()); }
  const T& operator[](size_t index) const { return begin()[index]; }
  const T& front() const { return *begin(); }
  const T& back() const { return end()[-1]; }

  // What may change the elements: they become this array's own first.
  T* begin() { return Own(size()), block_ == nullptr ? nullptr : block_->elements(); }
  T* end() { return begin() + size(); }
  T& operator[](size_t index) { return begin()[index]; }
  T& front() { return *begin(); }
  T& back() { return end()[-1]; }
  void push_back(T element) {
    const size_t count = size();
    const bool has_room = block_ != nullptr && block_->references == 1 && count < block_->capacity;  // a copy's room is another's
    Own(has_room ? count : count + count / 2 + 1);
    new (block_->elements() + count) T(std::move(element));
    ++block_->size;
  }
  void pop_back() {
    T* last = end() - 1;
    last->~T();
    --block_->size;
  }
  T* erase(const T* first, const T* last) {
    const auto from = first - std::as_const(*this).begin(), to = last - std::as_const(*this).begin();
    T* elements = begin();
    T* new_end = std::move(elements + to, end(), elements + from);
    std::destroy(new_end, end());
    if (block_ != nullptr) block_->size = static_cast<uint32_t>(new_end - elements);
    return elements + from;
  }

  template <typename Predicate>
  void EraseIf(const Predicate& goes) {
    erase(std::remove_if(begin(), end(), goes), end());
  }

  friend bool operator==(const SharedArray& a, const SharedArray& b) {
    return a.block_ == b.block_ || std::equal(a.begin(), a.end(), b.begin(), b.end());
  }
  friend bool operator==(const SharedArray& a, const std::vector<T>& b) { return std::equal(a.begin(), a.end(), b.begin(), b.end()); }

 private:
  struct Block {
    uint32_t references = 1;
    uint32_t size = 0;
    uint64_t capacity = 0;
    T* elements() { return std::launder(reinterpret_cast<T*>(reinterpret_cast<char*>(this) + kHeader)); }
  };
  static constexpr size_t kHeader = 16;
  static_assert(sizeof(Block) == kHeader && alignof(T) <= kHeader);

  static Block* NewBlock(size_t capacity) {
    auto* block = new (::operator new(kHeader + capacity * sizeof(T))) Block;
    block->capacity = static_cast<uint32_t>(capacity);
    return block;
  }

  static void Release(Block* block) {
    if (block == nullptr || --block->references > 0) return;
    std::destroy_n(block->elements(), block->size);
    ::operator delete(block);
  }

  void Append(const T* elements, size_t count) {
    if (count == 0) return;
    block_ = NewBlock(count);
    std::uninitialized_copy_n(elements, count, block_->elements());
    block_->size = static_cast<uint32_t>(count);
  }

  // Elements nobody else sees, with room for `capacity` of them.
  void Own(size_t capacity) {
    if (block_ == nullptr) {
      if (capacity > 0) block_ = NewBlock(capacity);
      return;
    }
    if (block_->references == 1 && capacity <= block_->capacity) return;
    Block* own = NewBlock(std::max<size_t>(capacity, block_->size));
    if (block_->references == 1) {
      std::uninitialized_move_n(block_->elements(), block_->size, own->elements());
    } else {
      std::uninitialized_copy_n(block_->elements(), block_->size, own->elements());
    }
    own->size = block_->size;
    Release(block_);
    block_ = own;
  }

  Block* block_ = nullptr;
};

}  // namespace mdg
