// How far a state is from a utility: heuristics by name, each in a file of its own.
//
//   none     heuristic_none.cc     admissible: says one step of everything
//   max      heuristic_max.cc      admissible: the layer in which the aim can be reached
//   add      heuristic_add.cc      not admissible: what conditions cost, added up
//   relaxed  heuristic_relaxed.cc  not admissible: a plan in which nothing is ever lost
//
// Two numbers, as they serve two ends. Whatever the name, `steps` is admissible, never more than are
// needed: by it places are given up, and on it proofs rest that there is no plan. `rough` only says
// where to look first; that it is or is not admissible is what is stated above.

#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

#include "pool.h"

namespace vervain {

// What is to be reached: the utility better (D10.3) than `from` and at least `least`.
struct Aim {
  int32_t utility;
  double from;
  double least = -std::numeric_limits<double>::infinity();
  bool by_consent = true;  // D10: unknown is better, too; only actions that somebody consents to
};

inline constexpr int32_t kFar = std::numeric_limits<int32_t>::max();

// In the order of `HEURISTICS` in native/engine.py.
enum class Named : int32_t { kRelaxed, kAdd, kMax, kNone };
inline constexpr int32_t kHeuristics = 4;

struct Distance {
  int32_t steps = kFar;  // kFar: not within the limit
  int32_t rough = 0;
  bool never = false;    // nor within any other
};

class Heuristic {
 public:
  virtual ~Heuristic() = default;
  // Of a state that has not reached the aim; `helpful` gets steps that can be taken now, if the
  // heuristic knows any.
  virtual Distance distance(Node state, const Aim& aim, int limit,
                            std::vector<int32_t>& helpful) = 0;
};

std::unique_ptr<Heuristic> relaxed_heuristic(Pool& pool);
std::unique_ptr<Heuristic> add_heuristic(Pool& pool);
std::unique_ptr<Heuristic> max_heuristic(Pool& pool);
std::unique_ptr<Heuristic> no_heuristic();

}  // namespace vervain
