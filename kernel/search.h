// The author's search, D12: plans of explained actions that reach a goal.

#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <vector>

#include "control.h"
#include "explain.h"
#include "story_graph.h"

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

struct Found {
  Outcome outcome;
  std::vector<std::vector<int32_t>> plans;
  int64_t explanations = 0;  // how often it was asked whether an action is explained
};

// Looks in order of length (`shortest`), or where it seems best. Stops of any kind end in an
// outcome; what was found stays.
Found search(Explainer& explainer, Guide& guide, Control& control, const Task& task);

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
  // All paths to all goals, `most` to each; false if some were left out.
  bool sweep(int32_t length, bool exactly, int64_t most);
  // The same without a limit, and until every doubt is settled.
  void settle(int32_t length, bool exactly);
  void account();  // tells the pool what the graph has grown by

  Explainer& explainer;
  Guide& guide;
  Control& control;
  const Task& task;
  Pool& pool;
  double worth;  // the utility at the start
  StoryGraph graph;
  std::vector<std::vector<int32_t>> plans;
  int64_t asked = 0;
  int64_t care = 20000;  // work for a reason on which it depends whether a plan has an idle step
  bool unknown = false;  // something was not settled, so nothing is proved
  ~Quest();

 private:
  std::set<std::vector<int32_t>> acts_;  // of each plan, sorted: what happens in it (D13)
  size_t charged_ = 0;
};

void search_by_promise(Quest& quest);
void search_by_length(Quest& quest);

}  // namespace vervain
