#include "sweep.h"

#include <algorithm>

namespace vervain {
namespace {

constexpr size_t kMostBefore = 16;

}  // namespace

Sweep::Sweep(Quest& quest, int32_t length, bool exactly)
    : quest_(quest), graph_(quest.graph), length_(length), exactly_(exactly),
      on_path_(graph_.size()), before_(graph_.size()), many_(graph_.size()) {
  spread();
}

// For every place the sums of acts of all walks that lead there, as long as they are few.
void Sweep::spread() {
  before_[0] = {0};
  std::vector<int32_t> todo{0};
  while (!todo.empty()) {
    const int32_t from = todo.back();
    todo.pop_back();
    for (const int32_t id : graph_[from].onward) {
      const StoryWay& way = graph_.way(id);
      auto& there = before_[way.to];
      if (many_[way.to] || way.to == 0 || way.to == from) continue;
      const size_t had = there.size();
      for (const uint64_t acts : before_[from]) {
        const uint64_t sum = acts + sum_of(way.action);
        if (std::find(there.begin(), there.end(), sum) == there.end()) there.push_back(sum);
      }
      many_[way.to] = many_[from] || there.size() > kMostBefore;
      if (there.size() > had || many_[way.to]) todo.push_back(way.to);
    }
  }
}

bool Sweep::run(int64_t most) {
  bool all = true;
  for (size_t g = 0; g < graph_.goals().size() && !quest_.enough(); ++g) {
    const int32_t place = graph_.goals()[g];
    int64_t left = most;
    end_ = graph_[place].utility;
    on_path_[place] = 1;
    for (int32_t w = graph_[place].ways; w != kNone && left > 0; w = graph_.way(w).next)
      if (back(w, length_, 0, left)) return true;
    on_path_[place] = 0;
    all = all && left > 0;
  }
  return all || quest_.enough();
}

// Whether the rest, from here, could be the end of a plan.
bool Sweep::may_be_plan(Node from, double utility) {
  if (!(utility < end_)) return false;
  const std::vector<int32_t> rest(steps_.rbegin(), steps_.rend());
  return quest_.idle_rest(from, rest) != Answer::kYes;
}

bool Sweep::known(int32_t place, uint64_t acts) const {
  const auto& before = before_[place];
  return !many_[place] && std::all_of(before.begin(), before.end(), [&](uint64_t sum) {
    return quest_.sums.count(sum + acts) > 0;
  });
}

bool Sweep::back(int32_t id, int32_t left, uint64_t acts, int64_t& most) {
  const StoryWay way = graph_.way(id);
  acts += sum_of(way.action);
  if (left < 1 || graph_[way.from].steps > left - 1 || on_path_[way.from]) return false;
  if (known(way.from, acts)) return false;
  --most;
  quest_.control.tick();
  steps_.push_back(way.action);
  if (may_be_plan(graph_[way.from].state, graph_[way.from].utility)) {
    if (way.from == 0 && (!exactly_ || left == 1))
      quest_.offer(std::vector<int32_t>(steps_.rbegin(), steps_.rend()));
    on_path_[way.from] = 1;
    for (int32_t w = way.from == 0 ? kNone : graph_[way.from].ways;
         w != kNone && most > 0 && !quest_.enough(); w = graph_.way(w).next)
      back(w, left - 1, acts, most);
    on_path_[way.from] = 0;
  }
  steps_.pop_back();
  return quest_.enough();
}

}  // namespace vervain
