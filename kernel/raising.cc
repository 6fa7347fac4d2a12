#include "raising.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace vervain {

Raising::Raising(const RelaxedModel& tables, const Pool& pool)
    : tables_(tables), model_(tables.model), pool_(pool) {}

void Raising::raise(Relaxation& relaxation, Node state, int32_t term, double amount) {
  relaxation_ = &relaxation;
  state_ = state;
  shift(term, true, amount);
}

// By how much a term could be more (or less) than it is; unknown counts as a little.
double Raising::gain(int32_t term, bool up) {
  const double before = pool_.term(state_, term);
  const Range range = relaxation_->now().range(term);
  if (before != before) return 1;
  const double most = !range.known() ? 0 : up ? range.high - before : before - range.low;
  return most > 0 ? most : range.unknown ? 1e-9 : 0;
}

void Raising::shift(int32_t id, bool up, double amount) {
  const Term& term = model_.term[id];
  if (gain(id, up) <= 0) return;
  switch (term.kind) {
    case TermKind::kConst: return;
    case TermKind::kFluent: return need_slot(tables_.term_slot[id]);
    case TermKind::kChoice: return shift_choice(id, up, amount);
    case TermKind::kAdd: return shift_sum(id, up, amount);
    case TermKind::kSub:
      shift(model_.term_args[id][0], up, 0);
      return shift(model_.term_args[id][1], !up, 0);
    default: return shift_product(id, up);
  }
}

void Raising::shift_product(int32_t id, bool up) {
  for (const int32_t arg : model_.term_args[id]) {
    bool same = up;
    for (const int32_t other : model_.term_args[id])
      if (other != arg && pool_.term(state_, other) < 0) same = !same;
    shift(arg, same, 0);
  }
}

// The cheapest part that does it alone; else the greatest, until it is enough.
void Raising::shift_sum(int32_t id, bool up, double amount) {
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
float Raising::branch_price(int32_t id, size_t branch) {
  const auto args = model_.term_args[id];
  float total = 0;
  for (size_t i = 0; i < branch; i += 2) total += relaxation_->now().cost(args[i], false);
  if (branch + 1 < args.size()) total += relaxation_->now().cost(args[branch], true);
  return total;
}

void Raising::shift_choice(int32_t id, bool up, double amount) {
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

float Raising::price(int32_t id, bool up) {
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

}  // namespace vervain
