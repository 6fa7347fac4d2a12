#include "settled.h"

#include <cmath>
#include <limits>

namespace vervain {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

// D3.
bool compared(Op op, double left, double right) {
  const bool same = left == right || (left != left && right != right);
  switch (op) {
    case Op::kEq: return same;
    case Op::kNe: return !same;
    case Op::kGt: return left > right;
    case Op::kGe: return same || left > right;
    case Op::kLt: return left < right;
    case Op::kLe: return same || left < right;
  }
  return false;
}

}  // namespace

Settled::Settled(Pool& pool, std::span<const int32_t> plan, int utility)
    : pool_(pool), model_(pool.model()), term_(model_.utility[utility]) {
  std::vector<bool> fluents(model_.fluents, false);
  for (int reaction = 0; reaction < model_.reactions; ++reaction)
    open(model_.actions + reaction, fluents);
  open_.assign(plan.size() + 1, fluents);
  for (size_t at = plan.size(); at-- > 0;) {
    open(plan[at], fluents);
    open_[at] = fluents;
  }
}

void Settled::open(int event, std::vector<bool>& fluents) const {
  for (int32_t i = model_.effect_start[event]; i < model_.effect_start[event + 1]; ++i)
    if (model_.effect[i].chain == 0) fluents[model_.effect[i].fluent] = true;
}

std::optional<double> Settled::end(Node state, size_t at) {
  return value(term_, pool_.values(state), at);
}

std::optional<double> Settled::value(int32_t id, const int32_t* values, size_t at) const {
  const Term& term = model_.term[id];
  switch (term.kind) {
    case TermKind::kConst:
      return term.value;
    case TermKind::kFluent: {
      if (term.chain != 0 || open_[at][term.fluent]) return std::nullopt;
      const int32_t code = values[term.fluent];
      if (code == kUnknown) return kNaN;
      const bool number = model_.fluent_type[term.fluent] == FluentType::kNumber;
      return number ? code / model_.scale : code;
    }
    case TermKind::kChoice:
      return chosen(id, values, at);
    default:
      return folded(id, values, at);
  }
}

std::optional<double> Settled::folded(int32_t id, const int32_t* values, size_t at) const {
  const TermKind kind = model_.term[id].kind;
  const auto items = model_.term_args[id];
  double result = kind == TermKind::kMul ? 1 : 0;
  for (size_t i = 0; i < items.size(); ++i) {
    const auto item = value(items[i], values, at);
    if (!item) return std::nullopt;
    if (kind == TermKind::kAdd) result += *item;
    else if (kind == TermKind::kMul) result *= *item;
    else if (i == 0) result = *item;
    else if (kind == TermKind::kSub) result -= *item;
    else result = *item == 0 ? kNaN : result / *item;
  }
  return result;
}

std::optional<double> Settled::chosen(int32_t id, const int32_t* values, size_t at) const {
  const auto items = model_.term_args[id];
  for (size_t i = 0; i + 1 < items.size(); i += 2) {
    const Truth truth_here = truth(items[i], values, at);
    if (truth_here == Truth::kOpen) return std::nullopt;
    if (truth_here == Truth::kYes) return value(items[i + 1], values, at);
  }
  return value(items.back(), values, at);
}

Settled::Truth Settled::truth(int32_t id, const int32_t* values, size_t at) const {
  const Cond& cond = model_.cond[id];
  if (cond.kind == CondKind::kFalse) return Truth::kNo;
  if (cond.kind == CondKind::kTrue) return Truth::kYes;
  if (cond.kind == CondKind::kAtom) {
    const auto left = value(cond.left, values, at);
    const auto right = left ? value(cond.right, values, at) : std::nullopt;
    if (!right) return Truth::kOpen;
    return compared(cond.op, *left, *right) ? Truth::kYes : Truth::kNo;
  }
  const Truth decides = cond.kind == CondKind::kAnd ? Truth::kNo : Truth::kYes;
  Truth result = decides == Truth::kNo ? Truth::kYes : Truth::kNo;
  for (const int32_t item : model_.cond_args[id]) {
    const Truth here = truth(item, values, at);
    if (here == decides) return here;
    if (here == Truth::kOpen) result = here;
  }
  return result;
}

}  // namespace vervain
