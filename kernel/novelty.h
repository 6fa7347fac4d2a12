// Novelty of a state (best-first width search): whether a fact, or a pair of facts, is new among the
// states that seemed as far from the goal.

#pragma once

#include <cstdint>
#include <vector>

namespace vervain {

inline uint64_t mix(uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

class Novelty {
 public:
  explicit Novelty(int32_t fluents) : fluents_(fluents), seen_(size_t{1} << kBits) {}

  // 1, 2, or 3 for more. Only facts that differ from the state before can be new. Facts are kept as
  // hashes in a table of fixed size: now and then something new is taken for known.
  int of(const int32_t* values, const int32_t* before, int32_t rough) {
    bool single = false, pair = false;
    const uint64_t part = mix(static_cast<uint64_t>(rough) + 1);
    for (int32_t f = 0; f < fluents_; ++f) {
      if (values[f] == before[f]) continue;
      const uint64_t fact = fact_of(f, values[f]);
      single |= add(part ^ fact);
      for (int32_t g = 0; g < fluents_; ++g)
        if (g != f) pair |= add(part + (fact ^ fact_of(g, values[g])) * 3);
    }
    return single ? 1 : pair ? 2 : 3;
  }

 private:
  static constexpr int kBits = 24;

  static uint64_t fact_of(int32_t fluent, int32_t value) {
    return mix(static_cast<uint64_t>(fluent) << 32 | static_cast<uint32_t>(value));
  }
  bool add(uint64_t hash) {
    const uint64_t bit = mix(hash) >> (64 - kBits);
    if (seen_[bit]) return false;
    return seen_[bit] = true;
  }

  int32_t fluents_;
  std::vector<bool> seen_;
};

}  // namespace vervain
