// The author's search, D12: plans of explained actions that reach a goal.

#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <unordered_set>
#include <vector>

#include "control.h"
#include "explain.h"
#include "novelty.h"
#include "story_graph.h"
#include "thinking.h"

namespace vervain {

struct Task {
  Node start = 0;
  int32_t goal = 0;       // index of a utility
  double threshold = 0;
  int32_t author = 0;     // steps
  Minds minds{};          // limits of the characters
  int64_t count = 1;
  bool shortest = false;
  std::vector<bool> banned;  // per action
  uint64_t seed = 0;
};

// What happens in a plan, whatever its order (D13), as a sum over its acts.
inline uint64_t sum_of(int32_t action) { return mix(static_cast<uint64_t>(action) + 1); }

struct Found {
  Outcome outcome;
  bool complete = false;  // everything within the limits was looked at
  std::vector<std::vector<int32_t>> plans;
  int64_t explanations = 0;  // how often it was asked whether an action is explained
  int64_t unsettled = 0;     // plans of which it is not settled that nothing in them is idle
};

// Looks in order of length (`shortest`), or where it seems best. Stops of any kind end in an
// outcome; what was found stays.
Found search(Thinking& thinking, Control& control, const Task& task);

// What all searches share: the graph, and the plans that passed every check of D12.
class Quest {
 public:
  Quest(Explainer& explainer, Guide& guide, Control& control, const Task& task);

  // D12 but for the order of looking. `actions` are possible and explained. True: enough are found.
  bool offer(std::span<const int32_t> actions);
  bool enough() const { return static_cast<int64_t>(plans.size()) >= task.count; }
  bool banned(int action) const { return !task.banned.empty() && task.banned[action]; }
  bool is_goal(double utility) const { return utility >= task.threshold && utility > worth; }
  // The fewest steps in which a plan could end from here; kFar if not within `left`.
  Estimate estimate(Node state, double utility, int left);
  Answer explained(Node state, int action, int64_t& work);
  // D10.5 for steps that are explained, taken from any state.
  Answer idle_rest(Node from, std::span<const int32_t> actions, std::vector<int32_t>* rest = nullptr);
  // Offers every plan in the graph that has at most (`exactly`: just) `length` steps.
  void settle(int32_t length, bool exactly);
  void account();  // tells the pool what the graph has grown by
  // kNo: it is no plan after all; kUnknown: with so much work (for each question) that is open.
  Answer check(std::span<const int32_t> actions, int64_t work);
  // Takes over the plans of another search of the same task.
  void take_over(const Quest& other);

  Explainer& explainer;
  Guide& guide;
  Control& control;
  const Task& task;
  Pool& pool;
  double worth;  // the utility at the start
  StoryGraph graph;
  std::vector<std::vector<int32_t>> plans;
  std::unordered_set<uint64_t> sums;  // of the acts of each plan
  int64_t asked = 0;
  int64_t care = 20000;  // work for a reason on which it depends whether a plan has an idle step
  Quest* checked_by = nullptr;  // has the last word on what is offered
  int64_t unsettled = 0;        // plans of which that left something open
  bool unknown = false;  // something was not settled, so nothing is proved
  ~Quest();

 private:
  size_t charged_ = 0;
};

void search_by_length(Quest& quest);

// A search that can be left and gone on with.
class Seeker {
 public:
  virtual ~Seeker() = default;
  // True: enough plans are found, or there are no more.
  virtual bool go_on(int64_t work) = 0;
};

std::unique_ptr<Seeker> by_promise(Quest& quest);

}  // namespace vervain
