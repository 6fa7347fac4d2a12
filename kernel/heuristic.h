// How far a state is from a utility, at least and roughly, by the delete relaxation.

#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <unordered_map>
#include <vector>

#include "pool.h"
#include "relaxation.h"
#include "relaxed_model.h"
#include "relaxed_plan.h"

namespace vervain {

// What is to be reached: the utility better (D10.3) than `from` and at least `least`.
struct Aim {
  int32_t utility;
  double from;
  double least = -std::numeric_limits<double>::infinity();
  bool by_consent = true;  // D10: unknown is better, too; only actions that somebody consents to
};

inline constexpr int32_t kFar = std::numeric_limits<int32_t>::max();

struct Estimate {
  int32_t steps = 1;                    // never more than are needed; kFar: not within the limit
  int32_t rough = 1;                    // steps of a relaxed plan
  std::span<const int32_t> helpful{};   // those that can be taken now; valid until the next call
};

class Guide {
 public:
  explicit Guide(Pool& pool);
  ~Guide();
  // A state that has not reached the aim, and the steps that may be taken from it.
  Estimate estimate(Node state, const Aim& aim, int limit);

 private:
  struct Key {
    Node state;
    int32_t utility;
    double from, least;
    bool by_consent;
    bool operator==(const Key&) const = default;
  };
  struct Hash {
    size_t operator()(const Key& key) const;
  };
  struct Entry {
    int32_t steps;  // kFar: more than `limit`
    int32_t limit;
    int32_t rough;
    uint32_t helpful, count;  // where they are in helpful_
  };

  const Entry& look(Node state, const Aim& aim, int limit);
  Entry compute(Node state, const Aim& aim, int limit);
  bool reached(const Aim& aim);

  Pool& pool_;
  RelaxedModel tables_;
  Relaxation relaxation_;
  RelaxedPlan plan_;
  std::unordered_map<Key, Entry, Hash> memo_;
  std::vector<int32_t> helpful_;
  size_t charged_ = 0;
};

}  // namespace vervain
