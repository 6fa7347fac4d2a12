#include "relaxed.h"

#include <algorithm>

namespace vervain {

void Range::add(double value) {
  if (value != value) {
    unknown = true;
    return;
  }
  low = std::min(low, value);
  high = std::max(high, value);
}

void Range::add(const Range& other) {
  unknown |= other.unknown;
  low = std::min(low, other.low);
  high = std::max(high, other.high);
}

bool possible(Op op, const Range& l, const Range& r, bool holds) {
  const bool numbers = l.known() && r.known(), unknown = l.unknown || r.unknown;
  const bool both_unknown = l.unknown && r.unknown;
  const bool single = l.low == l.high && r.low == r.high && l.low == r.low;
  switch (op) {
    case Op::kEq:
      if (holds) return both_unknown || (numbers && l.low <= r.high && r.low <= l.high);
      return (unknown && (numbers || l.known() || r.known())) || (numbers && !single);
    case Op::kNe: return possible(Op::kEq, l, r, !holds);
    case Op::kGt: return holds ? numbers && l.high > r.low : unknown || l.low <= r.high;
    case Op::kGe:
      return holds ? both_unknown || (numbers && l.high >= r.low) : unknown || l.low < r.high;
    case Op::kLt: return possible(Op::kGt, r, l, holds);
    case Op::kLe: return possible(Op::kGe, r, l, holds);
  }
  return true;
}

namespace {

Range combine(TermKind kind, const Range& a, const Range& b) {
  Range out;
  out.unknown = a.unknown || b.unknown;
  if (!a.known() || !b.known()) return out;
  if (kind == TermKind::kAdd || kind == TermKind::kSub) {
    const bool add = kind == TermKind::kAdd;
    out.add(add ? a.low + b.low : a.low - b.high);
    out.add(add ? a.high + b.high : a.high - b.low);
    return out;
  }
  if (kind == TermKind::kDiv && b.low <= 0 && b.high >= 0)
    return {-std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity(), true};
  for (const double x : {a.low, a.high})
    for (const double y : {b.low, b.high}) out.add(kind == TermKind::kMul ? x * y : x / y);
  return out;
}

}  // namespace

Relaxed::Relaxed(const RelaxedModel& tables, const Pool& pool)
    : tables_(tables), model_(tables.model), pool_(pool), held_(tables.slots.size()),
      facts_(tables.facts), chain_node_(tables.model.chains.size()) {}

void Relaxed::start(Node state) {
  state_ = state;
  ++stamp_;
}

Node Relaxed::follow(int32_t chain) {
  if (chain == 0) return state_;
  auto& [stamp, node] = chain_node_[chain];
  if (stamp != stamp_) {
    Node at = state_;
    for (int32_t c = chain; c != 0; c = model_.chains[c].tail)
      at = pool_.mind(at, model_.chains[c].head);
    stamp = stamp_;
    node = at;
  }
  return node;
}

int32_t Relaxed::current(int32_t slot) {
  const auto& s = tables_.slots[slot];
  return pool_.values(follow(s.chain))[s.fluent];
}

Relaxed::Held& Relaxed::held(int32_t slot) {
  Held& h = held_[slot];
  if (h.stamp != stamp_) {
    h = Held{};
    h.stamp = stamp_;
    h.range.add(model_.decode(tables_.slots[slot].fluent, current(slot)));
  }
  return h;
}

Relaxed::Fact& Relaxed::fact(int32_t slot, int32_t code) {
  Fact& f = facts_[tables_.fact(slot, code)];
  if (f.stamp != stamp_) f = {stamp_, current(slot) == code ? 0.0f : kNever, kNone};
  return f;
}

float Relaxed::fact_cost(int32_t slot, int32_t code) {
  return std::min(fact(slot, code).cost, held(slot).any_cost);
}

int32_t Relaxed::fact_by(int32_t slot, int32_t code) {
  const Fact& f = fact(slot, code);
  return f.cost <= held(slot).any_cost ? f.by : held(slot).any_by;
}

float Relaxed::other_cost(int32_t slot, int32_t code) {
  if (current(slot) != code) return 0;
  const Held& h = held(slot);
  return h.has_other ? fact_cost(slot, h.other) : h.any_cost;
}

int32_t Relaxed::other_by(int32_t slot, int32_t code) {
  if (current(slot) != code) return kNone;
  const Held& h = held(slot);
  return h.has_other ? fact_by(slot, h.other) : h.any_by;
}

int32_t Relaxed::last_code(int32_t slot) const {
  const bool entity = model_.fluent_type[tables_.slots[slot].fluent] == FluentType::kEntity;
  return entity ? model_.entities - 1 : 1;
}

Range Relaxed::full(int32_t slot) const {
  const int32_t fluent = tables_.slots[slot].fluent;
  Range range;
  range.unknown = true;
  if (tables_.is_number(slot)) {
    range.add(model_.decode(fluent, model_.fluent_low[fluent]));
    range.add(model_.decode(fluent, model_.fluent_high[fluent]));
  } else {
    range.add(0);
    range.add(last_code(slot));
  }
  return range;
}

bool Relaxed::grow(int32_t slot, const Range& range, float cost, int32_t effect) {
  Held& h = held(slot);
  Range wider = h.range;
  wider.add(range);
  if (wider == h.range) return false;
  h.range = wider;
  h.cost = cost;
  h.by = effect;
  return true;
}

bool Relaxed::achieve_any(int32_t slot, float cost, int32_t effect) {
  Held& h = held(slot);
  if (h.any_cost < kNever) return false;
  h.any_cost = cost;
  h.any_by = effect;
  grow(slot, full(slot), cost, effect);
  return true;
}

bool Relaxed::achieve_code(int32_t slot, int32_t code, float cost, int32_t effect) {
  Range range;
  range.add(model_.decode(tables_.slots[slot].fluent, code));
  const bool number = tables_.is_number(slot);
  if (!number && code != kUnknown && (code < 0 || code > last_code(slot)))
    return achieve_any(slot, cost, effect);
  const bool wider = grow(slot, range, cost, effect);
  if (number) return wider;
  Fact& f = fact(slot, code);
  if (f.cost < kNever) return false;
  f.cost = cost;
  f.by = effect;
  Held& h = held(slot);
  if (!h.has_other) {
    h.has_other = true;
    h.other = code;
  }
  return h.any_cost == kNever;
}

Range Relaxed::outcome(int32_t effect) {
  const RelaxedEffect& e = tables_.effects[effect];
  Range stored;
  if (!tables_.is_number(e.slot)) return stored;
  if (e.term == kAnything) return full(e.slot);
  if (e.term == kToUnknown) {
    stored.unknown = true;
    return stored;
  }
  const int32_t fluent = tables_.slots[e.slot].fluent;
  const Range range = this->range(e.term);
  stored.unknown = range.unknown;
  for (const double value : {range.low, range.high})
    if (range.known()) stored.add(model_.decode(fluent, model_.encode(fluent, value)));
  return stored;
}

bool Relaxed::achieve(int32_t effect, float cost, const Range& outcome) {
  return achieve_effect(tables_.effects[effect].slot, effect, cost, outcome);
}

bool Relaxed::mirror(int32_t slot, int32_t effect, float cost, const Range& outcome) {
  return achieve_effect(slot, effect, cost, outcome);
}

bool Relaxed::see(int32_t slot, int32_t code, float cost) {
  return achieve_code(slot, code, cost, kNone);
}

bool Relaxed::achieve_effect(int32_t slot, int32_t effect, float cost, const Range& outcome) {
  const RelaxedEffect& e = tables_.effects[effect];
  if (tables_.is_number(slot)) return grow(slot, outcome, cost, effect);
  if (e.term == kAnything) return achieve_any(slot, cost, effect);
  if (e.term == kToUnknown) return achieve_code(slot, kUnknown, cost, effect);
  const Term& term = model_.term[e.term];
  if (term.kind == TermKind::kConst) {
    const int32_t fluent = tables_.slots[slot].fluent;
    return achieve_code(slot, model_.encode(fluent, term.value), cost, effect);
  }
  const Range range = this->range(e.term);
  bool found = range.unknown && achieve_code(slot, kUnknown, cost, effect);
  if (!range.known()) return found;
  if (range.low < 0 || range.high > last_code(slot)) return achieve_any(slot, cost, effect);
  const int32_t from = tables_.term_slot[e.term];
  for (auto code = static_cast<int32_t>(range.low); code <= range.high; ++code)
    if (from == kNone || tables_.is_number(from) || fact_cost(from, code) < kNever)
      found |= achieve_code(slot, code, cost, effect);
  return found;
}

bool Relaxed::is_fact_atom(int32_t cond, int32_t& slot, int32_t& code) const {
  const Cond& c = model_.cond[cond];
  if (c.op != Op::kEq && c.op != Op::kNe) return false;
  const bool left = model_.term[c.left].kind == TermKind::kFluent;
  const Term& other = model_.term[left ? c.right : c.left];
  slot = tables_.term_slot[left ? c.left : c.right];
  if (slot == kNone || other.kind != TermKind::kConst || tables_.is_number(slot)) return false;
  const bool unknown = other.value != other.value;
  code = unknown ? kUnknown : static_cast<int32_t>(other.value);
  return unknown || (code == other.value && code >= 0 && code <= last_code(slot));
}

float Relaxed::atom_cost(const Cond& cond, bool holds) {
  if (!possible(cond.op, range(cond.left), range(cond.right), holds)) return kNever;
  const bool now = pool_.holds(state_, static_cast<int32_t>(&cond - model_.cond.data()));
  if (now == holds) return 0;
  float most = 0;  // of what was achieved last by the slots on both sides; a guess
  for (const int32_t side : {cond.left, cond.right})
    if (const int32_t slot = tables_.term_slot[side]; slot != kNone)
      most = std::max(most, held(slot).cost);
  return std::max(most, 1.0f);
}

float Relaxed::cost(int32_t id, bool holds) {
  const Cond& cond = model_.cond[id];
  if (cond.kind == CondKind::kTrue || cond.kind == CondKind::kFalse)
    return (cond.kind == CondKind::kTrue) == holds ? 0 : kNever;
  if (cond.kind == CondKind::kAtom) {
    int32_t slot, code;
    if (!is_fact_atom(id, slot, code)) return atom_cost(cond, holds);
    return (cond.op == Op::kEq) == holds ? fact_cost(slot, code) : other_cost(slot, code);
  }
  const bool all = (cond.kind == CondKind::kAnd) == holds;
  float total = all ? 0 : kNever;
  for (const int32_t arg : model_.cond_args[id]) {
    const float one = cost(arg, holds);
    total = all ? total + one : std::min(total, one);
    if (all && total == kNever) break;
  }
  return total;
}

Range Relaxed::range(int32_t id) {
  const Term& term = model_.term[id];
  const auto args = model_.term_args[id];
  Range out;
  if (term.kind == TermKind::kConst) {
    out.add(term.value);
  } else if (term.kind == TermKind::kFluent) {
    out = held(tables_.term_slot[id]).range;
  } else if (term.kind == TermKind::kChoice) {
    for (size_t i = 0; i + 1 < args.size(); i += 2) {
      if (cost(args[i], true) < kNever) out.add(range(args[i + 1]));
      if (cost(args[i], false) == kNever) return out;
    }
    out.add(range(args.back()));
  } else {
    const bool sum = term.kind == TermKind::kAdd, product = term.kind == TermKind::kMul;
    if (sum || product) out.add(product ? 1 : 0);
    for (size_t i = 0; i < args.size(); ++i)
      out = i == 0 && !sum && !product ? range(args[i]) : combine(term.kind, out, range(args[i]));
  }
  return out;
}

}  // namespace vervain
