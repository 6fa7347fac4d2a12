// Which reactions fire in a state: D7.1.

#include <algorithm>

#include "step.h"

namespace vervain {

// Into firing_: the reactions whose condition holds and that would change something, in order.
void Step::find_firing(Node state) {
  firing_.clear();
  if (graph_.rest(state).quiet || model_.reactions == 0) return;
  const Node like = judged_like(state);
  if (like == kNone) {
    for (int32_t r = 0; r < model_.reactions; ++r) firing_.push_back(r);
  } else {
    find_candidates(state, like);
  }
  std::erase_if(firing_, [&](int32_t r) {
    return !holds(graph_, state, model_.event_cond[model_.actions + r]);
  });
  std::ranges::sort(firing_);
  const auto repeated = std::ranges::unique(firing_);
  firing_.erase(repeated.begin(), repeated.end());
  std::erase_if(firing_, [&](int32_t r) { return !would_change(state, r); });
}

// A state in which nothing fires, among those this one comes from.
Node Step::judged_like(Node state) {
  constexpr int kFarthest = 4;
  for (int i = 0; i < kFarthest && state != kNone; ++i) {
    if (graph_.rest(state).quiet) return state;
    state = graph_.rest(state).like;
  }
  return kNone;
}

// Only what reads something that differs can fire here and not there. Some may be found twice.
void Step::find_candidates(Node state, Node like) {
  auto add = [&](std::span<const int32_t> reactions) {
    firing_.insert(firing_.end(), reactions.begin(), reactions.end());
  };
  const int32_t *values = graph_.values(state), *others = graph_.values(like);
  if (values != others) {
    for (int32_t f = 0; f < model_.fluents; ++f) {
      if (values[f] != others[f]) add(model_.readers[f]);
    }
  }
  for (int32_t c = 0; c < model_.agents; ++c) {
    const Node mind = graph_.minds(state)[c], other = graph_.minds(like)[c];
    if (mind == other) continue;
    add(model_.deep_readers[c]);
    // A telling also reaches the agent's mind of itself, as a rule the same.
    if (graph_.minds(mind)[c] != mind || graph_.minds(other)[c] != other) add(model_.tellers[c]);
    const int32_t *believed = graph_.values(mind), *other_believed = graph_.values(other);
    const int32_t end = model_.mind_reads_start[c + 1];
    for (int32_t i = model_.mind_reads_start[c]; i < end; ++i) {
      const int32_t f = model_.mind_reads[i];
      if (believed[f] != other_believed[f]) add(model_.mind_readers[i]);
    }
  }
}

// The reaction, happening in this state alone, would make another state of it.
bool Step::would_change(Node state, int32_t reaction) {
  const auto effects = model_.effects(model_.actions + reaction);
  const int32_t* values = graph_.values(state);
  begin_settings();
  for (const Effect& e : effects) {
    if (e.chain == 0 && holds(graph_, state, e.cond)) set_first(e.fluent, value(state, e));
  }
  for (int32_t f : set_fluents_) {
    if (set_code_[f] != values[f]) return true;
  }
  for (size_t i = 0; i < effects.size(); ++i) {
    if (effects[i].chain == 0) continue;
    const int32_t agent = model_.chains[effects[i].chain].head;
    auto tells_agent = [&](const Effect& e) {
      return e.chain != 0 && model_.chains[e.chain].head == agent;
    };
    if (std::ranges::any_of(effects.first(i), tells_agent)) continue;  // done with the first
    gathered_.clear();
    for (const Effect& e : effects.subspan(i)) {
      if (!tells_agent(e) || !holds(graph_, state, e.cond)) continue;
      gathered_.push_back({model_.chains[e.chain].tail, e.fluent, value(state, e)});
    }
    if (changes(graph_.minds(state)[agent], agent, intern(gathered_))) return true;
  }
  return false;
}

}  // namespace vervain
