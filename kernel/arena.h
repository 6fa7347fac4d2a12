// Memory that is counted: rows that never move, tables of row numbers, and maps that forget fast.

#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "pool.h"

namespace vervain {

// What has been taken, and how much may be.
class Meter {
 public:
  explicit Meter(size_t limit) : limit_(limit) {}
  void charge(size_t bytes) {
    if (bytes > limit_ || used_ > limit_ - bytes) throw OutOfMemory();
    used_ += bytes;
  }
  void release(size_t bytes) { used_ -= bytes; }
  bool has(size_t bytes) const { return used_ <= limit_ && bytes <= limit_ - used_; }
  size_t used() const { return used_; }
  size_t limit() const { return limit_; }
  void set_limit(size_t limit) { limit_ = limit; }

 private:
  size_t used_ = 0;
  size_t limit_;
};

inline uint64_t mix(uint64_t x) {  // the finaliser of splitmix64
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
  return x ^ (x >> 31);
}

inline uint64_t mix(uint64_t x, uint64_t y) { return mix(x * 0x9e3779b97f4a7c15 + y); }

// Rows of equal width at addresses that stay.
template <class T>
class Chunks {
 public:
  Chunks(Meter& meter, size_t width) : meter_(meter), width_(width ? width : 1) {
    while (shift_ < 12 && (width_ << (shift_ + 1)) * sizeof(T) <= kChunkBytes) ++shift_;
  }
  T* operator[](size_t i) const {
    return chunks_[i >> shift_].get() + (i & ((size_t{1} << shift_) - 1)) * width_;
  }
  size_t size() const { return size_; }
  // Makes room for more rows; after this, add() does not throw.
  void reserve(size_t more) {
    while ((chunks_.size() << shift_) < size_ + more) {
      const size_t items = width_ << shift_;
      chunks_.reserve(chunks_.size() + 1);
      meter_.charge(items * sizeof(T));
      chunks_.push_back(std::make_unique_for_overwrite<T[]>(items));
    }
  }
  T* add() { return (*this)[size_++]; }
  void clear() { size_ = 0; }
  void shrink() {  // gives everything back
    meter_.release(chunks_.size() * (width_ << shift_) * sizeof(T));
    chunks_.clear();
    size_ = 0;
  }

 private:
  static constexpr size_t kChunkBytes = 8192;
  Meter& meter_;
  size_t width_;
  int shift_ = 0;
  size_t size_ = 0;
  std::vector<std::unique_ptr<T[]>> chunks_;
};

// Pieces of memory of any length, all given back at once.
class Scratch {
 public:
  explicit Scratch(Meter& meter) : meter_(meter) {}
  int32_t* take(size_t items) {
    while (current_ < blocks_.size() && position_ + items > blocks_[current_].size) {
      ++current_;
      position_ = 0;
    }
    if (current_ == blocks_.size()) {
      const size_t size = items > kBlock ? items : kBlock;
      blocks_.reserve(blocks_.size() + 1);
      meter_.charge(size * sizeof(int32_t));
      blocks_.push_back({std::make_unique_for_overwrite<int32_t[]>(size), size});
      position_ = 0;
    }
    int32_t* found = blocks_[current_].items.get() + position_;
    position_ += items;
    return found;
  }
  void clear() { current_ = position_ = 0; }
  void shrink() {  // gives everything back
    for (const Block& block : blocks_) meter_.release(block.size * sizeof(int32_t));
    blocks_.clear();
    clear();
  }

 private:
  static constexpr size_t kBlock = 2048;
  struct Block {
    std::unique_ptr<int32_t[]> items;
    size_t size;
  };
  Meter& meter_;
  std::vector<Block> blocks_;
  size_t current_ = 0, position_ = 0;
};

// A hash table of numbers; what they stand for is kept, and compared, elsewhere.
class IndexTable {
 public:
  explicit IndexTable(Meter& meter) : meter_(meter) { grow(64); }
  // The first number under `hash` that `same` accepts, or kNone.
  template <class Same>
  int32_t find(uint32_t hash, Same same) const {
    for (size_t i = hash & mask();; i = (i + 1) & mask()) {
      if (slots_[i].index == kNone) return kNone;
      if (slots_[i].hash == hash && same(slots_[i].index)) return slots_[i].index;
    }
  }
  // Makes room for more entries; after this, insert() does not throw.
  void reserve(size_t more) {
    size_t wanted = slots_.size();
    while ((used_ + more) * 3 > wanted * 2) wanted *= 2;
    if (wanted > slots_.size()) grow(wanted);
  }
  void insert(uint32_t hash, int32_t index) {
    size_t i = hash & mask();
    while (slots_[i].index != kNone) i = (i + 1) & mask();
    slots_[i] = {hash, index};
    ++used_;
  }

 private:
  struct Slot {
    uint32_t hash = 0;
    int32_t index = kNone;
  };
  size_t mask() const { return slots_.size() - 1; }
  void grow(size_t size) {
    meter_.charge(size * sizeof(Slot));
    std::vector<Slot> old(size);
    old.swap(slots_);
    used_ = 0;
    for (const Slot& slot : old) {
      if (slot.index != kNone) insert(slot.hash, slot.index);
    }
    meter_.release(old.size() * sizeof(Slot));
  }
  Meter& meter_;
  std::vector<Slot> slots_;
  size_t used_ = 0;
};

// What follows from a state and an action.
class StepTable {
 public:
  explicit StepTable(Meter& meter) : meter_(meter) { grow(64); }
  // kNotThere, or what follows.
  Node find(Node node, int32_t action) const {
    for (size_t i = place(node, action);; i = (i + 1) & mask()) {
      if (slots_[i].node == kNone) return kNotThere;
      if (slots_[i].node == node && slots_[i].action == action) return slots_[i].after;
    }
  }
  void expect(Node node, int32_t action) const {  // it will be asked for presently
#ifdef __GNUC__
    __builtin_prefetch(&slots_[place(node, action)]);
#endif
  }
  void reserve() {
    if ((used_ + 1) * 3 > slots_.size() * 2) grow(slots_.size() * 2);
  }
  void insert(Node node, int32_t action, Node after) {
    size_t i = place(node, action);
    while (slots_[i].node != kNone) i = (i + 1) & mask();
    slots_[i] = {node, action, after};
    ++used_;
  }
  size_t size() const { return used_; }
  static constexpr Node kNotThere = -3;

 private:
  struct Slot {
    Node node = kNone;
    int32_t action = kNone;
    Node after = kNone;
  };
  size_t mask() const { return slots_.size() - 1; }
  // The steps from one state, which are asked for together, are close to one another.
  size_t place(Node node, int32_t action) const {
    return (mix(static_cast<uint64_t>(node)) + static_cast<size_t>(action)) & mask();
  }
  void grow(size_t size) {
    meter_.charge(size * sizeof(Slot));
    std::vector<Slot> old(size);
    old.swap(slots_);
    used_ = 0;
    for (const Slot& slot : old) {
      if (slot.node != kNone) insert(slot.node, slot.action, slot.after);
    }
    meter_.release(old.size() * sizeof(Slot));
  }
  Meter& meter_;
  std::vector<Slot> slots_;
  size_t used_ = 0;
};

// What was found lately, by two numbers. It grows up to a size, and then forgets.
template <class Value>
class Cache {
 public:
  explicit Cache(Meter& meter) : meter_(meter) {}
  void open(size_t most) {  // a power of two
    most_ = most;
    const size_t first = most < kFirst ? most : kFirst;
    meter_.charge(first * sizeof(Entry));
    entries_.assign(first, {});
  }
  // It will be asked for presently.
  void expect(uint64_t key, uint64_t more) const {
#ifdef __GNUC__
    __builtin_prefetch(&entries_[place(key, more)]);
#endif
  }
  // Valid until the next put(); nullptr: not there.
  const Value* find(uint64_t key, uint64_t more) const {
    const Entry& e = entries_[place(key, more)];
    return e.key == key && e.more == more ? &e.value : nullptr;
  }
  void put(uint64_t key, uint64_t more, Value value) {
    if (++puts_ > entries_.size() && entries_.size() < most_) grow();
    entries_[place(key, more)] = {key, more, value};
  }

 private:
  static constexpr size_t kFirst = 1 << 10;
  struct Entry {
    uint64_t key = ~uint64_t{0}, more = 0;
    Value value{};
  };
  void grow() {  // stays as it is where memory is short
    const size_t size = entries_.size() * 4 < most_ ? entries_.size() * 4 : most_;
    if (!meter_.has(size * sizeof(Entry))) return;
    meter_.charge(size * sizeof(Entry));
    std::vector<Entry> old(size);
    old.swap(entries_);
    for (const Entry& e : old) {
      if (e.key != ~uint64_t{0}) entries_[place(e.key, e.more)] = e;
    }
    meter_.release(old.size() * sizeof(Entry));
  }
  size_t place(uint64_t key, uint64_t more) const {
    return mix(key + more * 0x9e3779b97f4a7c15) & (entries_.size() - 1);
  }
  Meter& meter_;
  size_t most_ = 0, puts_ = 0;
  std::vector<Entry> entries_;
};

// A hash table for the length of one step: clear() costs nothing.
class BriefTable {
 public:
  explicit BriefTable(Meter& meter) : meter_(meter) { grow(64); }
  template <class Same>
  int32_t find(uint32_t hash, Same same) const {
    for (size_t i = hash & mask();; i = (i + 1) & mask()) {
      if (slots_[i].epoch != epoch_) return kNone;
      if (slots_[i].hash == hash && same(slots_[i].index)) return slots_[i].index;
    }
  }
  void insert(uint32_t hash, int32_t index) {
    if ((used_ + 1) * 2 > slots_.size()) grow(slots_.size() * 2);
    put({epoch_, hash, index});
  }
  void clear() {
    used_ = 0;
    if (++epoch_ == 0) {  // after 2^32 steps: what looks recent is not
      for (Slot& slot : slots_) slot.epoch = 0;
      epoch_ = 1;
    }
  }

 private:
  struct Slot {
    uint32_t epoch = 0, hash = 0;
    int32_t index = kNone;
  };
  size_t mask() const { return slots_.size() - 1; }
  void put(Slot slot) {
    size_t i = slot.hash & mask();
    while (slots_[i].epoch == epoch_) i = (i + 1) & mask();
    slots_[i] = slot;
    ++used_;
  }
  void grow(size_t size) {
    meter_.charge(size * sizeof(Slot));
    std::vector<Slot> old(size);
    old.swap(slots_);
    used_ = 0;
    for (const Slot& slot : old) {
      if (slot.epoch == epoch_) put(slot);
    }
    meter_.release(old.size() * sizeof(Slot));
  }
  Meter& meter_;
  std::vector<Slot> slots_;
  uint32_t epoch_ = 1;
  size_t used_ = 0;
};

}  // namespace vervain
