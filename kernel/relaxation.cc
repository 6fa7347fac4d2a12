#include "relaxation.h"

namespace vervain {
namespace {

constexpr int kRounds = 64;  // D7: nothing comes to rest later

}  // namespace

Relaxation::Relaxation(const RelaxedModel& tables, Pool& pool)
    : tables_(tables), model_(tables.model), pool_(pool), now_(tables, pool),
      first_(model_.actions), is_woken_(model_.actions + model_.reactions) {}

void Relaxation::start(Node state, const Relevance& relevance, bool by_consent) {
  for (const int32_t event : actions_) is_woken_[event] = false;
  for (const int32_t event : reactions_) is_woken_[event] = false;
  actions_.clear();
  reactions_.clear();
  pending_.clear();
  now_.start(state);
  state_ = state;
  relevance_ = &relevance;
  by_consent_ = by_consent;
  fresh_ = true;
  ++run_;
  for (const int32_t action : pool_.applicable_all(state)) {
    first_[action] = run_;
    if (!relevance.event[action]) continue;
    actions_.push_back(action);
    is_woken_[action] = true;
  }
}

bool Relaxation::grow() {
  const std::vector<int32_t> actions = std::move(actions_);
  actions_.clear();
  for (const int32_t action : actions) {
    is_woken_[action] = false;
    if (!by_consent_ || !model_.consent[action].empty()) fire(action);
  }
  bool more = commit();
  if (fresh_) {
    whatever_happens();
    commit();
    more = true;
  }
  fresh_ = false;
  react();
  return more;
}

void Relaxation::fire(int32_t event) {
  const float cost = now_.cost(model_.event_cond[event], true);
  if (cost == kNever) return;
  const float step = event < model_.actions ? 1.0f : 0.0f;
  propose(event, cost + step);
}

void Relaxation::propose(int32_t event, float cost) {
  for (const int32_t e : relevance_->effects[event]) {
    const int32_t cond = tables_.effects[e].cond;
    const float more = cond == kNone ? 0 : now_.cost(cond, true);
    if (more < kNever) pending_.push_back({e, cost + more, now_.outcome(e)});
  }
}

bool Relaxation::commit() {
  bool more = false;
  for (const auto& [effect, cost, outcome] : pending_) {
    if (!now_.achieve(effect, cost, outcome)) continue;
    more = true;
    changed(tables_.effects[effect].slot);
    const int32_t slot = tables_.effects[effect].slot;
    if (slot >= model_.fluents) continue;
    for (const int32_t mirror : tables_.mirrors[slot])  // D8: who is there sees it
      if (relevance_->slot[mirror] && now_.mirror(mirror, effect, cost, outcome)) changed(mirror);
  }
  pending_.clear();
  return more;
}

void Relaxation::changed(int32_t slot) {
  for (const int32_t event : relevance_->watchers[slot]) {
    if (is_woken_[event]) continue;
    is_woken_[event] = true;
    (event < model_.actions ? actions_ : reactions_).push_back(event);
  }
}

// What any action may bring about in minds, and what reactions may make of it.
void Relaxation::whatever_happens() {
  propose(model_.actions + model_.reactions, 1);
  for (int32_t f = 0; f < model_.fluents; ++f)
    for (const int32_t mirror : tables_.mirrors[f])
      if (relevance_->slot[mirror] && now_.see(mirror, now_.current(f), 1)) changed(mirror);
}

void Relaxation::react() {
  for (int round = 0; round < kRounds && !reactions_.empty(); ++round) {
    const std::vector<int32_t> reactions = std::move(reactions_);
    reactions_.clear();
    for (const int32_t event : reactions) {
      is_woken_[event] = false;
      fire(event);
    }
    commit();
  }
}

}  // namespace vervain
