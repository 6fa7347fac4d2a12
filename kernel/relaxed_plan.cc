#include "relaxed_plan.h"

#include <algorithm>
#include <utility>

namespace vervain {

RelaxedPlan::RelaxedPlan(const RelaxedModel& tables, const Pool& pool)
    : Raising(tables, pool), event_seen_(model_.actions + model_.reactions),
      effect_seen_(tables.effects.size()) {}

void RelaxedPlan::find(Relaxation& relaxation, Node state, int32_t term, double amount) {
  ++run_;
  actions_.clear();
  raise(relaxation, state, term, amount);
}

void RelaxedPlan::need_slot(int32_t slot) {
  const int32_t by = relaxation_->now().held(slot).by;
  if (by != kNone) need_effect(by);
}

void RelaxedPlan::need(int32_t id, bool holds) {
  const Cond& cond = model_.cond[id];
  if (cond.kind == CondKind::kAtom) return need_atom(id, holds);
  if (cond.kind == CondKind::kTrue || cond.kind == CondKind::kFalse) return;
  const auto args = model_.cond_args[id];
  if ((cond.kind == CondKind::kAnd) == holds) {
    for (const int32_t arg : args) need(arg, holds);
    return;
  }
  if (args.empty()) return;
  need(*std::min_element(args.begin(), args.end(), [&](int32_t a, int32_t b) {
    return relaxation_->now().cost(a, holds) < relaxation_->now().cost(b, holds);
  }), holds);
}

void RelaxedPlan::need_atom(int32_t id, bool holds) {
  Relaxed& now = relaxation_->now();
  const Cond& cond = model_.cond[id];
  int32_t slot, code;
  if (now.is_fact_atom(id, slot, code)) {
    const bool is = (cond.op == Op::kEq) == holds;
    const int32_t by = is ? now.fact_by(slot, code) : now.other_by(slot, code);
    if (by != kNone) need_effect(by);
    return;
  }
  if (pool_.holds(state_, id) == holds) return;
  for (const int32_t side : {cond.left, cond.right})
    if (const int32_t s = tables_.term_slot[side]; s != kNone && now.held(s).by != kNone)
      need_effect(now.held(s).by);
}

void RelaxedPlan::need_effect(int32_t effect) {
  if (std::exchange(effect_seen_[effect], run_) == run_) return;
  const RelaxedEffect& e = tables_.effects[effect];
  if (e.cond != kNone) need(e.cond, true);
  if (e.event == kNone || std::exchange(event_seen_[e.event], run_) == run_) return;
  if (e.event < model_.actions) actions_.push_back(e.event);
  need(model_.event_cond[e.event], true);
}

}  // namespace vervain
