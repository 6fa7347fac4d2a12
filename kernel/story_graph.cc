#include "story_graph.h"

namespace vervain {
namespace {

uint64_t pair_of(int32_t place, int32_t action) {
  return static_cast<uint64_t>(place) << 32 | static_cast<uint32_t>(action);
}

}  // namespace

int32_t StoryGraph::find(Node state) const {
  auto known = index_.find(state);
  return known == index_.end() ? kNone : known->second;
}

int32_t StoryGraph::add(Node state, int32_t steps, double utility, bool goal) {
  const auto place = static_cast<int32_t>(places_.size());
  places_.push_back({state, steps, kNone, {}, utility, goal});
  on_path_.push_back(false);
  index_[state] = place;
  if (goal) goals_.push_back(place);
  return place;
}

bool StoryGraph::has_way(int32_t from, int32_t action) const {
  return taken_.count(pair_of(from, action)) > 0;
}

int32_t StoryGraph::connect(int32_t from, int32_t action, int32_t to,
                            std::vector<int32_t>& nearer) {
  taken_.insert(pair_of(from, action));
  const auto way = static_cast<int32_t>(ways_.size());
  ways_.push_back({from, to, action, places_[to].ways});
  places_[to].ways = way;
  places_[from].onward.push_back(way);
  std::vector<int32_t> todo{from};
  while (!todo.empty()) {
    const int32_t place = todo.back();
    todo.pop_back();
    for (const int32_t onward : places_[place].onward) {
      const int32_t next = ways_[onward].to;
      if (places_[next].steps <= places_[place].steps + 1) continue;
      places_[next].steps = places_[place].steps + 1;
      nearer.push_back(next);
      todo.push_back(next);
    }
  }
  return way;
}

size_t StoryGraph::bytes() const {
  return places_.size() * (sizeof(StoryPlace) + 48) +
         ways_.size() * (sizeof(StoryWay) + sizeof(int32_t) + 40);
}

bool StoryGraph::paths(int32_t way, int32_t length, bool exactly, int64_t& most,
                       const Visit& visit) {
  on_path_[ways_[way].to] = true;
  const bool done = back(way, length, exactly, most, visit);
  on_path_[ways_[way].to] = false;
  return done;
}

bool StoryGraph::back(int32_t way, int32_t left, bool exactly, int64_t& most, const Visit& visit) {
  const auto [from, to, action, next] = ways_[way];
  if (left < 1 || places_[from].steps > left - 1 || on_path_[from] || most <= 0) return false;
  steps_.push_back(action);
  bool done = false;
  if (from == 0) {
    if (!exactly || left == 1) {
      --most;
      done = visit(std::vector<int32_t>(steps_.rbegin(), steps_.rend()));
    }
  } else {
    on_path_[from] = true;
    for (int32_t w = places_[from].ways; w != kNone && !done && most > 0; w = ways_[w].next)
      done = back(w, left - 1, exactly, most, visit);
    on_path_[from] = false;
  }
  steps_.pop_back();
  return done;
}

}  // namespace vervain
