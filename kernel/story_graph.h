// What the author's search has found to be possible and explained: states and the ways between them.

#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "pool.h"

namespace vervain {

struct StoryPlace {
  Node state;
  int32_t steps;         // fewest from the start, as far as is known
  int32_t ways = kNone;  // how it can be reached, newest first
  std::vector<int32_t> onward;  // ways on from here
  double utility;
  bool goal = false;     // reaches the goal, and is greater than the start
  bool open = false;     // has been expanded
};

struct StoryWay {
  int32_t from, to, action;
  int32_t next;  // the way to the same place found before
};

class StoryGraph {
 public:
  int32_t find(Node state) const;
  int32_t add(Node state, int32_t steps, double utility, bool goal);
  bool has_way(int32_t from, int32_t action) const;
  // The new way. Places that can now be reached in fewer steps go to `nearer`.
  int32_t connect(int32_t from, int32_t action, int32_t to, std::vector<int32_t>& nearer);

  StoryPlace& operator[](int32_t place) { return places_[place]; }
  size_t size() const { return places_.size(); }
  size_t ways() const { return ways_.size(); }
  const StoryWay& way(int32_t id) const { return ways_[id]; }
  const std::vector<int32_t>& goals() const { return goals_; }
  size_t bytes() const;

  // Every path from the start that ends with the way, of at most (`exactly`: of just) `length` steps
  // and through no place twice, until `visit` returns true or `most` have been visited.
  using Visit = std::function<bool(std::span<const int32_t> actions)>;
  bool paths(int32_t way, int32_t length, bool exactly, int64_t& most, const Visit& visit);

 private:
  bool back(int32_t way, int32_t left, bool exactly, int64_t& most, const Visit& visit);

  std::vector<StoryPlace> places_;
  std::vector<StoryWay> ways_;
  std::vector<int32_t> goals_;
  std::unordered_map<Node, int32_t> index_;
  std::unordered_set<uint64_t> taken_;  // place and action
  std::vector<int32_t> steps_;          // of the path under way, last first
  std::vector<bool> on_path_;
};

}  // namespace vervain
