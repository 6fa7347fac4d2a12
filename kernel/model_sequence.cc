// What worlds whose reactions come one at a time have besides: S10, S11.

#include "check.h"

namespace vervain {

namespace {

// Where the node at `at` begins the list of nodes that it leads to, and where it ends. Every node
// comes behind those that lead to it, so a look-up ends.
void check_node(const Model& m, size_t at, size_t& end) {
  const auto& tree = m.tree;
  const auto size = static_cast<int64_t>(tree.size());
  const auto need = [&](int64_t count) {
    if (static_cast<int64_t>(at) + count > size) refuse("the last node of the tree is cut off");
    end = at + static_cast<size_t>(count);
  };
  const auto check_next = [&](size_t place) {
    if (tree[place] != kNone) check_range("tree", place, tree[place], static_cast<int64_t>(end), size);
  };
  check_range("tree", at, tree[at], 0, 3);
  need(tree[at] == 0 ? 2 : 5);
  if (tree[at] == 0) return check_range("tree", at + 1, tree[at + 1], kNone, m.reactions);
  if (tree[at] == 2) {
    check_range("tree", at + 1, tree[at + 1], 0, m.conds);
    for (size_t i = 2; i < 5; ++i) check_next(at + i);
    return;
  }
  check_range("tree", at + 1, tree[at + 1], 0, m.fluents);
  check_range("tree", at + 4, tree[at + 4], 0, size);
  need(5 + 2 * int64_t{tree[at + 4]});
  check_next(at + 2);
  check_next(at + 3);
  for (size_t i = at + 5 + static_cast<size_t>(tree[at + 4]); i < end; ++i) check_next(i);
}

}  // namespace

void Model::read_sequence(const Tables& t) {
  mirror_agent.assign(t.mirror_agent.begin(), t.mirror_agent.end());
  mirror_fluent.assign(t.mirror_fluent.begin(), t.mirror_fluent.end());
  tree.assign(t.tree.begin(), t.tree.end());
  for (const Term& one : term) {
    if (one.kind == TermKind::kFluent && one.chain != 0) alone = false;
  }
  if (schedule != Schedule::kSequence) return;
  if (!alone) refuse("a term reads in a mind");
  for (int32_t f = 0; f < fluents; ++f) {
    if (mirror_agent[f] != kNone) check_range("mirror_fluent", f, mirror_fluent[f], 0, fluents);
  }
  for (const Effect& e : effect) {
    if (chains[e.chain].tail > 0) refuse("an effect tells somebody in a mind");
  }
  if (!shown.empty()) refuse("something is seen by looking");
  // Nodes may stand anywhere behind what leads to them: they are visited as look-ups do.
  std::vector<bool> begins(tree.size());
  if (!tree.empty()) begins[0] = true;
  for (size_t at = 0; at < tree.size(); ++at) {
    if (!begins[at]) continue;
    size_t end = 0;
    check_node(*this, at, end);
    const bool is_leaf = tree[at] == 0;
    for (size_t i = at + 2; !is_leaf && i < end; ++i) {
      const bool is_code = tree[at] == 1 && i > at + 3 && i < at + 5 + static_cast<size_t>(tree[at + 4]);
      if (!is_code && tree[i] != kNone) begins[static_cast<size_t>(tree[i])] = true;
    }
  }
}

}  // namespace vervain
