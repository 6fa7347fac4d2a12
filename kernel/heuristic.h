// How far a state is from a utility, at least and roughly, by the delete relaxation.

#pragma once

#include <cstdint>
#include <limits>
#include <span>

#include "pool.h"

namespace vervain {

// What is to be reached: the utility better (D10.3) than `from` and at least `least`.
struct Aim {
  int32_t utility;
  double from;
  double least = -std::numeric_limits<double>::infinity();
  bool by_consent = true;  // only actions that somebody consents to (D10.2)
};

inline constexpr int32_t kFar = std::numeric_limits<int32_t>::max();

struct Estimate {
  int32_t steps = 1;                 // never more than are needed; kFar: not within the limit
  int32_t rough = 1;                 // steps of a relaxed plan
  std::span<const int32_t> helpful;  // its actions that can be taken now; valid until the next call
};

class Guide {
 public:
  explicit Guide(Pool& pool) : pool_(pool) {}
  // A state that has not reached the aim, and the steps that may be taken from it.
  Estimate estimate(Node state, const Aim& aim, int limit);

 private:
  Pool& pool_;
};

}  // namespace vervain
