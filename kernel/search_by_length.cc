// Plans in order of length: one layer of states after the other, every explanation settled.

#include <algorithm>

#include "search.h"

namespace vervain {
namespace {

constexpr int64_t kFirstWork = 64;

struct Step {
  int32_t from, action;
  Node to;
};

class Layers {
 public:
  explicit Layers(Quest& quest) : quest_(quest), graph_(quest.graph) {}

  void run() {
    std::vector<int32_t> layer{0};
    for (int32_t length = 1; length <= quest_.task.author && !quest_.enough(); ++length) {
      std::vector<int32_t> next;
      if (take(offered(layer, length), length, next)) return;
      quest_.settle(length, true);
      if (next.empty() && !longer_ways(length)) return;
      layer = std::move(next);
    }
  }

 private:
  // What could happen in a layer, as far as a goal can still be reached from there.
  std::vector<Step> offered(const std::vector<int32_t>& layer, int32_t length) {
    std::vector<Step> steps;
    const int32_t left = quest_.task.author - length;
    for (const int32_t place : layer) {
      const StoryPlace& here = graph_[place];
      if (quest_.estimate(here.state, here.utility, left + 1).steps > left + 1) continue;
      const auto actions = quest_.pool.applicable_all(here.state);
      for (size_t i = 0; i < actions.size(); ++i) {
        const int32_t action = actions[i];
        if (i + 1 < actions.size()) quest_.pool.expect(here.state, actions[i + 1]);
        if (quest_.banned(action)) continue;
        quest_.control.tick();
        const Node to = quest_.pool.successor(here.state, action);
        if (to < 0) continue;
        const double utility = quest_.pool.utility(to, quest_.task.goal);
        if (quest_.is_goal(utility) || quest_.estimate(to, utility, left).steps <= left)
          steps.push_back({place, action, to});
      }
    }
    return steps;
  }

  // Takes the steps that are explained, easy ones first; true: enough plans are found.
  bool take(std::vector<Step> steps, int32_t length, std::vector<int32_t>& next) {
    for (int64_t most = kFirstWork; !steps.empty(); most *= 8) {
      std::vector<Step> hard;
      for (const Step& step : steps) {
        int64_t work = most;
        const Answer answer = quest_.explained(graph_[step.from].state, step.action, work);
        if (answer == Answer::kUnknown) hard.push_back(step);
        if (answer == Answer::kYes && connect(step, length, next)) return true;
      }
      steps = std::move(hard);
    }
    return false;
  }

  bool connect(const Step& step, int32_t length, std::vector<int32_t>& next) {
    int32_t to = graph_.find(step.to);
    if (to == kNone) {
      const double utility = quest_.pool.utility(step.to, quest_.task.goal);
      to = graph_.add(step.to, length, utility, quest_.is_goal(utility));
      next.push_back(to);
    }
    std::vector<int32_t> nearer;
    const int32_t way = graph_.connect(step.from, step.action, to, nearer);
    quest_.account();
    int64_t most = 8;
    return graph_[to].goal && graph_.paths(way, length, true, most, [&](auto actions) {
      return quest_.offer(actions);
    });
  }

  // A goal may be reached by a longer way through places that are all known.
  bool longer_ways(int32_t length) const {
    return !graph_.goals().empty() && length < quest_.task.author;
  }

  Quest& quest_;
  StoryGraph& graph_;
};

}  // namespace

void search_by_length(Quest& quest) { Layers(quest).run(); }

}  // namespace vervain
