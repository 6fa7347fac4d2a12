// Rounds of reactions and perception until nothing changes: D7.

#include <algorithm>
#include <unordered_set>

#include "step.h"

namespace vervain {

namespace {
constexpr int kMostRounds = 64;
constexpr int64_t kMostWeight = std::numeric_limits<uint16_t>::max();
}  // namespace

Node Step::rest_in_rounds(Node state, std::vector<int32_t>* fired) {
  before_rounds_ = state;
  made_ = most_ = 0;
  for (int round = 0; round < kMostRounds; ++round) {
    const Node after = this->round(state);
    if (after == kRestless || multiplies(state)) return kRestless;
    if (fired) {
      find_firing(state);
      for (int32_t r : firing_) {
        if (std::ranges::find(*fired, r) == fired->end()) fired->push_back(r);
      }
    }
    if (after == state) return state;
    state = after;
  }
  return kRestless;
}

// D7.4: the state after one round, which only depends on the state before it.
Node Step::round(Node state) {
  if (graph_.rest(state).after != kNone) {
    made_ += graph_.rest(state).weight;
    return graph_.rest(state).after;
  }
  begin();
  round_changes_ = false;
  round_multiplies_ = false;
  const Node root = make(Mode::kRound, state, kNone, 0);
  while (!todo_.empty() && !round_multiplies_) {
    const Node n = todo_.back();
    todo_.pop_back();
    expand_round(n);
  }
  if (round_multiplies_) return kRestless;
  find_calm();
  const Node after = round_changes_ ? keeper_.keep(root) : state;
  for (Node n = kBrief; n < kBrief + static_cast<Node>(cells_.size()); ++n) {
    const Cell& c = cell(n);
    if (c.mode != Mode::kRound) continue;
    Graph::Rest& rest = graph_.rest(c.from);
    rest.after = round_changes_ ? keeper_.kept(n) : c.from;
    rest.weight = c.calm ? 0 : static_cast<uint16_t>(std::min(weigh(n), kMostWeight));
    graph_.resembles(rest.after, c.from);
  }
  return after;
}

// The round in a state, or what is known to come of it.
Node Step::make_round(Node state) {
  const Graph::Rest& rest = graph_.rest(state);
  if (rest.after == kNone) return make(Mode::kRound, state, kNone, 0);
  made_ += rest.weight;
  if (rest.after != state) round_changes_ = true;
  return rest.after;
}

// Calm is where nothing happens, as long as all minds are. Such states need not be counted again: one
// can only get there from states that were made, or were there before.
void Step::find_calm() {
  auto is_calm = [&](Node mind) {
    if (mind >= kBrief) return cell(mind).calm;
    return graph_.rest(mind).after == mind && graph_.rest(mind).weight == 0;
  };
  for (bool again = true; again;) {
    again = false;
    for (Node n = kBrief; n < kBrief + static_cast<Node>(cells_.size()); ++n) {
      if (!cell(n).calm) continue;
      const Node* minds = graph_.minds(n);
      if (std::all_of(minds, minds + model_.agents, is_calm)) continue;
      cell(n).calm = false;
      again = true;
    }
  }
}

// How much was made for a round and for those in minds.
int64_t Step::weigh(Node n) {
  constexpr size_t kMany = 64;
  if (cells_.size() > kMany) return made_;
  int64_t total = 0;
  uint64_t met = uint64_t{1} << (n - kBrief);
  weigh_todo_.assign(1, n);
  while (!weigh_todo_.empty()) {
    const Node at = weigh_todo_.back();
    weigh_todo_.pop_back();
    total += cell(at).weight;
    for (int32_t c = 0; c < model_.agents; ++c) {
      const Node mind = graph_.minds(at)[c];
      if (mind < kBrief || (met >> (mind - kBrief) & 1)) continue;
      met |= uint64_t{1} << (mind - kBrief);
      weigh_todo_.push_back(mind);
    }
  }
  return total;
}

void Step::expand_round(Node n) {
  const Node state = cell(n).from;
  const int64_t made_before = made_++;
  find_firing(state);
  graph_.rest(state).quiet = firing_.empty();
  Node* minds = scratch_.take(model_.agents);
  const bool quiet = firing_.empty();
  bool calm = !tell_minds(state, minds) && quiet;
  for (int32_t i = 0; i < model_.agents; ++i) minds[i] = make_round(minds[i]);
  begin_settings();
  for (int32_t r : firing_) {
    for (const Effect& e : model_.effects(model_.actions + r)) {
      if (e.chain == 0 && holds(graph_, state, e.cond)) set_first(e.fluent, value(state, e));
    }
  }
  if (fill(n, minds)) calm = false;
  cell(n).calm = calm;
  cell(n).weight = static_cast<int32_t>(std::min(made_ - made_before, kMostWeight));
  if (!calm) round_changes_ = true;
  if (static_cast<int64_t>(cells_.size()) > 64 + 16 * int64_t{model_.agents} * model_.agents) {
    round_multiplies_ = multiplies_already();
  }
}

// What the minds of a state are told in a round: by what fires, then by looking. True if it changes
// any of them.
bool Step::tell_minds(Node state, Node* minds) {
  for (int32_t r : firing_) {
    for (const Effect& e : model_.effects(model_.actions + r)) {
      if (e.chain != 0 && holds(graph_, state, e.cond)) tell(state, e);
    }
  }
  bool changed = false;
  for (int32_t i = 0; i < model_.agents; ++i) {
    perceive(state, i);
    const Node mind = graph_.minds(state)[i];
    minds[i] = told(mind, i, said_to(i));
    changed = changed || minds[i] != mind;
  }
  return changed;
}

// D7.2. All states that this step has made, and those that it began with, are too few for most steps.
bool Step::multiplies(Node state) {
  if (made_ <= 64 + 16 * int64_t{model_.agents} * model_.agents) return false;
  limit_states();
  std::vector<Node> todo{state};
  std::unordered_set<Node> met{state};
  std::vector<Node> minds(static_cast<size_t>(model_.agents));
  for (size_t i = 0; i < todo.size(); ++i) {
    begin();
    find_firing(todo[i]);
    tell_minds(todo[i], minds.data());
    for (Node mind : minds) {
      if (met.insert(mind).second) todo.push_back(mind);
    }
    if (static_cast<int64_t>(met.size()) > most_) return true;
  }
  return false;
}

// The same while a round is being made: the states it has to happen in so far.
bool Step::multiplies_already() {
  limit_states();
  int64_t rounds = 0;
  for (size_t i = 0; i < cells_.size(); ++i) rounds += cells_[i]->mode == Mode::kRound;
  return rounds > most_;
}

void Step::limit_states() {
  if (most_ != 0) return;
  std::vector<Node> todo{before_rounds_};
  std::unordered_set<Node> met{before_rounds_};
  for (size_t i = 0; i < todo.size(); ++i) {
    for (int32_t c = 0; c < model_.agents; ++c) {
      const Node mind = graph_.minds(todo[i])[c];
      if (met.insert(mind).second) todo.push_back(mind);
    }
  }
  most_ = 64 + 16 * int64_t{model_.agents} * model_.agents + 4 * static_cast<int64_t>(met.size());
}

}  // namespace vervain
