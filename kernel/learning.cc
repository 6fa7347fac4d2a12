// What minds make of a change around them, and how a state comes to rest: S12.2, S13.

#include "sequence.h"

namespace vervain {

namespace {
constexpr int kMostReactions = 1000;  // S13.2

uint64_t pair(int32_t first, int32_t second) {
  return static_cast<uint64_t>(first) << 32 | static_cast<uint32_t>(second);
}
}

// What an agent whose mind has a valuation takes, when a state with a valuation takes a list.
Sequence::Taken Sequence::learn(int32_t valuation, int32_t list, int32_t agent, int32_t mind) {
  const uint64_t what = pair(valuation, list), who = pair(agent, mind);
  if (const Taken* known = learnt_.find(what, who)) return *known;
  mind_.valuation = mind;
  mind_.changes.clear();
  Taken taken;
  if (learn_all(valuation, list, agent)) taken = {intern(mind_.changes), mind_.valuation};
  learnt_.put(what, who, taken);
  return taken;
}

void Sequence::expect_learnt(int32_t valuation, int32_t list, int32_t agent, int32_t mind) const {
  learnt_.expect(pair(valuation, list), pair(agent, mind));
}

// Into mind_. False: it never rests.
bool Sequence::learn_all(int32_t valuation, int32_t list, int32_t agent) {
  const auto changes = lists_[list]->span();
  for (size_t i = 0; i < changes.size(); ++i) {
    const Change& change = changes[i];
    if (change.what >= 0) {
      const Concern* one = concern(change.what, agent);
      if (one && !learn_event(*one, change.what, on_the_way(valuation, list, i))) return false;
    } else if ((~change.what == agent || model_.mirror_agent[change.fluent] == agent) &&
               !learn_set(agent, change)) {
      return false;
    }
  }
  return true;
}

const Sequence::Concern* Sequence::concern(int event, int32_t agent) const {
  for (const Concern& one : concerned(event)) {
    if (one.agent == agent) return &one;
  }
  return nullptr;
}

// The valuation before a change of a list.
int32_t Sequence::on_the_way(int32_t valuation, int32_t list, size_t place) {
  if (valuation != way_from_ || list != way_list_) {
    way_.assign(1, valuation);
    way_from_ = valuation;
    way_list_ = list;
  }
  while (way_.size() <= place) {
    way_.push_back(after(way_.back(), lists_[list]->items[way_.size() - 1]));
  }
  return way_[place];
}

// S12.2.1, S12.2.3: they see it, and are told by it. False: the mind never rests.
bool Sequence::learn_event(const Concern& concern, int event, int32_t valuation) {
  Taking& mind = mind_;
  const size_t before = mind.changes.size();
  if (concern.seen != kNone && holds(valuation, concern.seen)) {
    const int32_t cond = model_.event_cond[event];
    if (!holds(mind.valuation, cond)) correct(mind, concern.agent, valuation, cond);
    take(mind, {event});
  }
  for (int32_t i = concern.first; i < concern.last; ++i) {
    const Effect& e = model_.effect[tells_[i]];
    if (holds(valuation, e.cond)) take(mind, {~concern.agent, e.fluent, code(valuation, e)});
  }
  return mind.changes.size() == before || come_to_rest(mind);
}

// S12.2.2, S12.2.4: what they learn themselves, and what the stored belief is about.
bool Sequence::learn_set(int32_t agent, Change change) {
  Taking& mind = mind_;
  const size_t before = mind.changes.size();
  if (~change.what == agent) take(mind, change);
  if (model_.mirror_agent[change.fluent] == agent) {
    take(mind, {~agent, model_.mirror_fluent[change.fluent], change.code});
  }
  return mind.changes.size() == before || come_to_rest(mind);
}

// S12.2.1: every clause that holds in fact.
void Sequence::correct(Taking& mind, int32_t agent, int32_t valuation, int32_t cond) {
  if (model_.cond[cond].kind != CondKind::kOr) {
    if (holds(valuation, cond)) correct_clause(mind, agent, valuation, cond);
    return;
  }
  for (int32_t clause : model_.cond_args[cond]) {
    if (holds(valuation, clause)) correct_clause(mind, agent, valuation, clause);
  }
}

void Sequence::correct_clause(Taking& mind, int32_t agent, int32_t valuation, int32_t clause) {
  const auto correct_atom = [&](int32_t id) {
    const Cond& atom = model_.cond[id];
    if (atom.kind != CondKind::kAtom || holds(mind.valuation, id)) return;
    if (model_.term[atom.left].kind != TermKind::kFluent) return;
    const int32_t fluent = model_.term[atom.left].fluent;
    const int32_t code = atom.op == Op::kEq ? graph_.values_of(valuation)[fluent] : kUnknown;
    take(mind, {~agent, fluent, code});
  };
  if (model_.cond[clause].kind != CondKind::kAnd) return correct_atom(clause);
  for (int32_t atom : model_.cond_args[clause]) correct_atom(atom);
}

// S12.3: one more change; to learn what is so already is none.
void Sequence::take(Taking& taking, Change change) {
  if (change.what < 0 && graph_.values_of(taking.valuation)[change.fluent] == change.code) return;
  taking.valuation = after(taking.valuation, change);
  taking.changes.push_back(change);
}

// S13: reactions, one at a time. False: it never rests.
bool Sequence::come_to_rest(Taking& taking) {
  for (int taken = 0;; ++taken) {
    const Next next = look_up(taking.valuation);
    if (next.reaction == kNone) return true;
    if (taken == kMostReactions) return false;
    taking.valuation = next.after;
    taking.changes.push_back({model_.actions + next.reaction});
  }
}

}  // namespace vervain
