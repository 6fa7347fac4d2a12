#include "relaxed_plan.h"

#include <algorithm>
#include <utility>

namespace vervain {

RelaxedPlan::RelaxedPlan(const RelaxedModel& tables, const Pool& pool)
    : tables_(tables), model_(tables.model), pool_(pool),
      event_seen_(model_.actions + model_.reactions), effect_seen_(tables.effects.size()) {}

void RelaxedPlan::find(Relaxation& relaxation, Node state, int32_t term, double amount) {
  relaxation_ = &relaxation;
  state_ = state;
  ++run_;
  actions_.clear();
  shift(term, true, amount);
}

// By how much a term could be more (or less) than it is; unknown counts as a little.
double RelaxedPlan::gain(int32_t term, bool up) {
  const double before = pool_.term(state_, term);
  const Range range = relaxation_->now().range(term);
  if (before != before) return 1;
  const double most = !range.known() ? 0 : up ? range.high - before : before - range.low;
  return most > 0 ? most : range.unknown ? 1e-9 : 0;
}

void RelaxedPlan::shift(int32_t id, bool up, double amount) {
  const Term& term = model_.term[id];
  if (gain(id, up) <= 0) return;
  switch (term.kind) {
    case TermKind::kConst: return;
    case TermKind::kFluent: {
      const int32_t by = relaxation_->now().held(tables_.term_slot[id]).by;
      if (by != kNone) need_effect(by);
      return;
    }
    case TermKind::kChoice: return shift_choice(id, up, amount);
    case TermKind::kAdd: return shift_sum(id, up, amount);
    case TermKind::kSub:
      shift(model_.term_args[id][0], up, 0);
      return shift(model_.term_args[id][1], !up, 0);
    default: return shift_product(id, up);
  }
}

void RelaxedPlan::shift_product(int32_t id, bool up) {
  for (const int32_t arg : model_.term_args[id]) {
    bool same = up;
    for (const int32_t other : model_.term_args[id])
      if (other != arg && pool_.term(state_, other) < 0) same = !same;
    shift(arg, same, 0);
  }
}

// The cheapest part that does it alone; else the greatest, until it is enough.
void RelaxedPlan::shift_sum(int32_t id, bool up, double amount) {
  struct Part {
    int32_t term;
    double gain;
    float price;
  };
  std::vector<Part> parts;
  for (const int32_t arg : model_.term_args[id])
    if (const double by = gain(arg, up); by > 0) parts.push_back({arg, by, price(arg, up)});
  auto cheaper = [&](const Part& a, const Part& b) {
    const bool left = a.gain >= amount, right = b.gain >= amount;
    if (left != right) return left;
    return left ? a.price < b.price : a.gain > b.gain;
  };
  std::stable_sort(parts.begin(), parts.end(), cheaper);
  for (const Part& part : parts) {
    shift(part.term, up, amount);
    amount -= part.gain;
    if (amount <= 0) return;
  }
}

// What it costs that this branch of a choice counts (the last: otherwise).
float RelaxedPlan::branch_price(int32_t id, size_t branch) {
  const auto args = model_.term_args[id];
  float total = 0;
  for (size_t i = 0; i < branch; i += 2) total += relaxation_->now().cost(args[i], false);
  if (branch + 1 < args.size()) total += relaxation_->now().cost(args[branch], true);
  return total;
}

void RelaxedPlan::shift_choice(int32_t id, bool up, double amount) {
  const auto args = model_.term_args[id];
  const double before = pool_.term(state_, id);
  size_t best = args.size();
  std::pair<bool, float> best_key{true, kNever};
  for (size_t branch = 0; branch < args.size(); branch += 2) {
    const float cost = branch_price(id, branch);
    if (cost == kNever) continue;
    const bool last = branch + 1 == args.size();
    const Range range = relaxation_->now().range(args[last ? branch : branch + 1]);
    const double by = up ? range.high - before : before - range.low;
    const std::pair<bool, float> key{!(by > 0 && by >= amount), cost};
    if (best == args.size() || key < best_key) std::tie(best, best_key) = std::pair{branch, key};
  }
  if (best == args.size()) return;
  for (size_t i = 0; i < best; i += 2) need(args[i], false);
  const bool last = best + 1 == args.size();
  if (!last) need(args[best], true);
  shift(args[last ? best : best + 1], up, 0);
}

float RelaxedPlan::price(int32_t id, bool up) {
  const Term& term = model_.term[id];
  if (term.kind == TermKind::kFluent)
    return relaxation_->now().held(tables_.term_slot[id]).cost;
  float best = kNever;
  const auto args = model_.term_args[id];
  if (term.kind == TermKind::kChoice) {
    for (size_t branch = 0; branch < args.size(); branch += 2)
      if (const float cost = branch_price(id, branch); cost > 0) best = std::min(best, cost);
    return best;
  }
  for (const int32_t arg : args)
    if (gain(arg, up) > 0 || gain(arg, !up) > 0) best = std::min(best, price(arg, up));
  return best;
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
