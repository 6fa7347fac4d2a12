// What comes of a valuation: S10, S12.1. Neither reads a mind.

#include <algorithm>

#include "sequence.h"

namespace vervain {

namespace {
constexpr int32_t kNotAsked = -2;
}

bool Sequence::holds(int32_t valuation, int32_t cond) const {
  return holds_in(graph_, graph_.values_of(valuation), cond);
}

int32_t Sequence::code(int32_t valuation, const Effect& effect) const {
  return model_.encode(effect.fluent,
                       term_value_in(graph_, graph_.values_of(valuation), effect.term));
}

int32_t Sequence::after(int32_t valuation, Change change) {
  return change.what >= 0 ? after_event(valuation, change.what)
                          : after_set(valuation, change.fluent, change.code);
}

// All effects are judged before; of several on one fluent the first counts.
int32_t Sequence::after_event(int32_t valuation, int event) {
  if (event >= model_.actions) {  // most often the next reaction
    const Next next = look_up(valuation);
    if (next.reaction == event - model_.actions) return next.after;
  }
  if (const int32_t* known = after_.find(valuation, static_cast<uint64_t>(event))) return *known;
  const int32_t found = apply(valuation, event);
  after_.put(valuation, static_cast<uint64_t>(event), found);
  return found;
}

int32_t Sequence::apply(int32_t valuation, int event) {
  const int32_t* old = graph_.values_of(valuation);
  uint64_t hash = graph_.valuation_hash(valuation);
  bool changed = false;
  ++set_now_;
  for (const Effect& e : model_.effects(event)) {
    if (e.chain != 0 || set_epoch_[e.fluent] == set_now_ || !holds(valuation, e.cond)) continue;
    if (!changed) std::copy_n(old, model_.fluents, values_.begin());
    changed = true;
    set_epoch_[e.fluent] = set_now_;
    values_[e.fluent] = code(valuation, e);
    hash += Graph::hash_of(e.fluent, values_[e.fluent]) - Graph::hash_of(e.fluent, old[e.fluent]);
  }
  return changed ? graph_.intern_valuation(values_.data(), hash) : valuation;
}

int32_t Sequence::after_set(int32_t valuation, int32_t fluent, int32_t code) {
  const uint64_t key = uint64_t{1} << 63 | static_cast<uint64_t>(fluent) << 32 |
                       static_cast<uint32_t>(code);
  if (const int32_t* known = after_.find(valuation, key)) return *known;
  const int32_t* old = graph_.values_of(valuation);
  std::copy_n(old, model_.fluents, values_.begin());
  values_[fluent] = code;
  const uint64_t hash = graph_.valuation_hash(valuation) + Graph::hash_of(fluent, code) -
                        Graph::hash_of(fluent, old[fluent]);
  const int32_t found = graph_.intern_valuation(values_.data(), hash);
  after_.put(valuation, key, found);
  return found;
}

Sequence::Next Sequence::look_up(int32_t valuation) {
  if (model_.tree.empty()) return {kNone, valuation};
  while (next_.size() <= static_cast<size_t>(valuation)) {
    next_.reserve(1);
    *next_.add() = {kNotAsked, kNone};
  }
  Next& next = *next_[valuation];
  if (next.reaction == kNotAsked) {
    const int32_t reaction = find_reaction(graph_.values_of(valuation));
    const int32_t after = reaction == kNone ? valuation : apply(valuation, model_.actions + reaction);
    next = {reaction, after};
  }
  return next;
}

// S10. A node is [0, reaction], [1, fluent, rest, otherwise, n, n codes, n nodes] or
// [2, condition, rest, yes, no].
int32_t Sequence::find_reaction(const int32_t* values) {
  rests_.clear();
  for (int32_t at = 0;;) {
    while (at == kNone) {
      if (rests_.empty()) return kNone;
      at = rests_.back();
      rests_.pop_back();
    }
    const int32_t* node = &model_.tree[at];
    if (node[0] == 0) {
      if (node[1] != kNone) return node[1];
      at = kNone;
      continue;
    }
    if (node[2] != kNone) rests_.push_back(node[2]);
    if (node[0] == 1) {
      const int32_t *codes = node + 5, *end = codes + node[4];
      const int32_t* found = std::find(codes, end, values[node[1]]);
      at = found == end ? node[3] : found[node[4]];
    } else {
      at = holds_in(graph_, values, node[1]) ? node[3] : node[4];
    }
  }
}

}  // namespace vervain
