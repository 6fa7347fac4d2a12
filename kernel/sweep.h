// Every plan in a graph: all ways to all goals, without those that cannot be plans or are known.

#pragma once

#include <cstdint>
#include <unordered_set>
#include <vector>

#include "search.h"

namespace vervain {

// Goes back from each goal. A rest that is idle by itself, or that does not end above where it
// begins, makes every path idle or too low that ends with it (D10.5 holds for every j), so such
// rests are not followed; nor are those that can only end in plans with acts that are known (D13).
class Sweep {
 public:
  // Paths of at most (`exactly`: of just) `length` steps.
  Sweep(Quest& quest, int32_t length, bool exactly);
  // Visits at most `most` ways of each goal; true: enough plans are found, or all were visited.
  bool run(int64_t most);

 private:
  void spread();
  bool back(int32_t way, int32_t left, uint64_t acts, int64_t& most);
  bool may_be_plan(Node from, double utility);
  bool known(int32_t place, uint64_t acts) const;

  Quest& quest_;
  StoryGraph& graph_;
  int32_t length_;
  bool exactly_;
  double end_ = 0;
  std::vector<int32_t> steps_;  // of the rest, last first
  std::vector<char> on_path_;
  std::vector<std::vector<uint64_t>> before_;  // per place: sums of acts that lead there
  std::vector<char> many_;                     // per place: too many to list
};

}  // namespace vervain
