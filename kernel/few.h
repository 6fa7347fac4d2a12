// A list that keeps its first few items in place: most lists are short, and there are very many.

#pragma once

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <memory>
#include <span>
#include <type_traits>

namespace vervain {

template <class T, size_t N>
class Few {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  Few() = default;
  Few(std::initializer_list<T> items) { append(items.begin(), items.end()); }
  Few(const Few& other) { append(other.begin(), other.end()); }
  Few(Few&& other) noexcept : more_(std::move(other.more_)), size_(other.size_), room_(other.room_) {
    std::copy(other.few_, other.few_ + N, few_);
    other.size_ = 0;
    other.room_ = N;
  }
  Few& operator=(Few other) noexcept {
    std::copy(other.few_, other.few_ + N, few_);
    std::swap(more_, other.more_);
    std::swap(size_, other.size_);
    std::swap(room_, other.room_);
    return *this;
  }

  T* begin() { return more_ ? more_.get() : few_; }
  T* end() { return begin() + size_; }
  const T* begin() const { return more_ ? more_.get() : few_; }
  const T* end() const { return begin() + size_; }
  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T& operator[](size_t i) { return begin()[i]; }
  const T& operator[](size_t i) const { return begin()[i]; }
  const T& back() const { return begin()[size_ - 1]; }
  void clear() { size_ = 0; }

  void push_back(const T& item) {
    if (size_ == room_) grow();
    begin()[size_++] = item;
  }
  template <class List>
  static Few of(const List& items) {
    Few few;
    few.append(items.begin(), items.end());
    return few;
  }
  template <class It>
  void append(It first, It last) {
    for (; first != last; ++first) push_back(*first);
  }
  template <class Test>
  void remove_if(Test test) {
    size_ = static_cast<uint32_t>(std::remove_if(begin(), end(), test) - begin());
  }

 private:
  void grow() {
    auto more = std::make_unique<T[]>(size_t{room_} * 2);
    std::copy(begin(), end(), more.get());
    more_ = std::move(more);
    room_ *= 2;
  }
  T few_[N] = {};
  std::unique_ptr<T[]> more_;
  uint32_t size_ = 0, room_ = N;
};

}  // namespace vervain
