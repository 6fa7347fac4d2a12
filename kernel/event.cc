// What an action does to a state and to minds: D4, D5.

#include <algorithm>

#include "step.h"

namespace vervain {

Node Step::happen(Node state, int action) {
  begin();
  action_ = action;
  const Node root = make(Mode::kActs, state, kNone, 0);
  while (!todo_.empty()) {
    const Node n = todo_.back();
    todo_.pop_back();
    expand_act(n);
  }
  const Node after = keeper_.keep(root);
  for (Node n = kBrief; n < kBrief + static_cast<Node>(cells_.size()); ++n) {
    const Node kept = keeper_.kept(n);
    if (cell(n).mode != Mode::kActs || kept == kNone) continue;
    graph_.resembles(kept, cell(n).from);
    if (cell(n).list == 0) acts_.put(cell(n).from, action, kept);
  }
  return after;
}

// The action happens in a mind that is told nothing, as a rule, and often in one that is known.
Node Step::act(Node mind, int32_t agent, int32_t list) {
  const Node* known = list == 0 ? acts_.find(mind, action_) : nullptr;
  return known ? *known : make(Mode::kActs, mind, agent, list);
}

void Step::expand_act(Node n) {
  const Cell c = cell(n);
  for (const Effect& e : model_.effects(action_)) {
    if (e.chain != 0 && holds(graph_, c.from, e.cond)) tell(c.from, e);
  }
  std::ranges::fill(observes_, 0);
  for (const Observer& o : model_.observers(action_)) {
    observes_[o.agent] = holds(graph_, c.from, o.cond);
  }
  Node* minds = scratch_.take(model_.agents);
  for (int32_t i = 0; i < model_.agents; ++i) {
    const int32_t list = join(said_to(i), handed_on(c.list, c.agent, i));
    minds[i] = observes_[i] ? act(surprised(c.from, i), i, list)
                            : told(graph_.minds(c.from)[i], i, list);
  }
  begin_settings();
  for (const Effect& e : model_.effects(action_)) {
    if (e.chain == 0 && holds(graph_, c.from, e.cond)) set_first(e.fluent, value(c.from, e));
  }
  fill(n, minds);
}

// D5.1: the mind of the agent, corrected if it holds the action impossible.
Node Step::surprised(Node state, int32_t agent) {
  const Node mind = graph_.minds(state)[agent];
  const int32_t cond = model_.event_cond[action_];
  return holds(graph_, mind, cond) ? mind : corrected(cond, state, mind, agent);
}

// D5.1, D5.5: `mind` set right in whatever of the condition holds in `state`.
Node Step::corrected(int32_t cond, Node state, Node mind, int32_t agent) {
  if (!holds(graph_, state, cond)) return mind;
  for (int32_t part : model_.cond_args[cond]) mind = corrected(part, state, mind, agent);
  const Cond& atom = model_.cond[cond];
  if (atom.kind != CondKind::kAtom) return mind;
  for (int32_t side : {atom.left, atom.right}) {
    const Term& term = model_.term[side];
    if (term.kind != TermKind::kFluent || holds(graph_, mind, cond)) continue;
    int32_t code = kUnknown;
    if (atom.op == Op::kEq) code = graph_.values(graph_.follow(state, term.chain))[term.fluent];
    gathered_.assign(1, {term.chain, term.fluent, code});
    mind = told(mind, agent, intern(gathered_));
  }
  return mind;
}

}  // namespace vervain
