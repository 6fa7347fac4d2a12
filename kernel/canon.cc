// The brief part of the graph is cut into components (nodes that lead to one another), innermost
// first; what a component leads to is settled by then. Within one, nodes are told apart by refinement
// (Moore). Then either all of its nodes are known, or none: a known node leads to known ones. A single
// one is looked up by what it leads to. Of several each leads to the others, and so do those they may
// be, which must have been added together: they are looked up by their looks, and the two graphs
// walked side by side.

#include "canon.h"

#include <algorithm>

namespace vervain {

Keeper::Keeper(Graph& graph, Meter& meter)
    : graph_(graph), agents_(graph.model().agents), row_table_(meter) {
  for (int32_t c = 0; c < agents_; ++c) factors_.push_back(look_factor(c));
  single_.resize(static_cast<size_t>(agents_));
}

// Tarjan's algorithm, with a stack of its own.
Node Keeper::keep(Node root) {
  if (root < kBrief) return root;
  if (++epoch_ == 0) locals_.assign(locals_.size(), {}), epoch_ = 1;
  met_ = 0;
  if (locals_.size() < graph_.brief_size()) locals_.resize(graph_.brief_size());
  stack_.clear();
  frames_.clear();
  enter(root);
  while (!frames_.empty()) {
    Frame& frame = frames_.back();
    const Node n = frame.node;
    Local& here = local(n);
    if (frame.next < agents_) {
      const Node mind = graph_.minds(n)[frame.next++];
      if (mind < kBrief || mind == n) continue;
      if (local(mind).epoch != epoch_) {
        enter(mind);
      } else if (local(mind).settled == kNone) {  // still on the stack
        here.low = std::min(here.low, local(mind).order);
      }
      continue;
    }
    frames_.pop_back();
    if (!frames_.empty()) {
      Local& outer = local(frames_.back().node);
      outer.low = std::min(outer.low, here.low);
    }
    if (here.low != here.order) continue;
    if (stack_.back() == n) {
      stack_.pop_back();
      settle_one(n);
    } else {
      const auto first = std::ranges::find(stack_, n);
      members_.assign(first, stack_.end());
      stack_.erase(first, stack_.end());
      settle();
    }
  }
  return local(root).settled;
}

void Keeper::enter(Node brief) {
  int32_t valuation = graph_.brief(brief).valuation;
  if (valuation == kNone) {
    valuation = graph_.intern_valuation(graph_.values(brief), graph_.values_hash(brief));
  }
  ++met_;
  local(brief) = {epoch_, met_, met_, kNone, 0, valuation, {}};
  stack_.push_back(brief);
  frames_.push_back({brief, 0});
}

void Keeper::settle_one(Node brief) {
  const Node* minds = graph_.minds(brief);
  for (int32_t c = 0; c < agents_; ++c) {
    const Node mind = minds[c];
    single_[static_cast<size_t>(c)] =
        mind < kBrief ? mind : mind == brief ? kSelf : local(mind).settled;
  }
  local(brief).settled = single(local(brief).valuation, single_.data());
}

Node Keeper::single(int32_t valuation, const Node* minds) {
  const auto same = [&](Node n) {
    if (graph_.valuation(n) != valuation) return false;
    const Node* known = graph_.minds(n);
    for (int32_t c = 0; c < agents_; ++c) {
      if (known[c] != (minds[c] == kSelf ? n : minds[c])) return false;
    }
    return true;
  };
  for (int32_t c = 0; c < agents_; ++c) {
    if (minds[c] >= 0 && same(minds[c])) return minds[c];  // it believes in what it is itself
  }
  const uint32_t hash = exact_hash(valuation, minds, kSelf);
  const Node found = graph_.find_exactly(hash, same);
  if (found != kNone) return found;
  graph_.reserve(1);
  const Node fresh = graph_.add(valuation);
  graph_.note_exactly(hash, fresh);
  Node* to = graph_.minds_of_new(fresh);
  for (int32_t c = 0; c < agents_; ++c) to[c] = minds[c] == kSelf ? fresh : minds[c];
  return fresh;
}

// Of what makes a state itself: `self` stands for it among its minds.
uint32_t Keeper::exact_hash(int32_t valuation, const Node* minds, Node self) const {
  uint64_t sum = mix(static_cast<uint64_t>(valuation));
  for (int32_t c = 0; c < agents_; ++c) {
    sum += factors_[c] * mix(static_cast<uint32_t>(minds[c] == self ? kSelf : minds[c]));
  }
  return static_cast<uint32_t>(mix(sum));
}

// Where an edge of a member leads: a state, or -1 - the label of a member.
int32_t Keeper::target(Node brief, int32_t agent) {
  const Node mind = graph_.minds(brief)[agent];
  if (mind < kBrief) return mind;
  const Local& there = local(mind);
  return there.settled != kNone ? there.settled : -1 - there.label;
}

void Keeper::settle() {
  refine();
  classes_.clear();
  for (Node m : members_) {
    if (local(m).label == static_cast<int32_t>(classes_.size())) classes_.push_back(m);
  }
  if (classes_.size() == 1) {
    for (int32_t c = 0; c < agents_; ++c) {
      const int32_t to = target(members_[0], c);
      single_[static_cast<size_t>(c)] = to >= 0 ? to : kSelf;
    }
    same_.assign(1, single(local(members_[0]).valuation, single_.data()));
  } else {
    look();
    const Local& first = local(members_[0]);
    auto fits = [&](Node known) { return walk(first.label, known); };
    if (!leads_to_itself(fits) && graph_.find(first.looks, fits) == kNone) add_all();
  }
  for (Node m : members_) local(m).settled = same_[static_cast<size_t>(local(m).label)];
}

// All members are one state that is known, believes in itself, and is what one of them leads to.
template <class Fits>
bool Keeper::leads_to_itself(Fits fits) {
  for (Node m : members_) {
    for (int32_t c = 0; c < agents_; ++c) {
      const int32_t to = target(m, c);
      if (to >= 0 && graph_.valuation(to) == local(m).valuation && fits(to)) return true;
    }
  }
  return false;
}

// Labels, by first appearance: equal for members that cannot be told apart.
void Keeper::refine() {
  const size_t count = members_.size(), width = static_cast<size_t>(agents_) + 2;
  for (Node m : members_) local(m).label = 0;
  labels_.resize(count);
  for (size_t parts = 0;;) {
    rows_.clear();
    for (Node m : members_) {
      rows_.push_back(local(m).valuation);
      rows_.push_back(local(m).label);
      for (int32_t c = 0; c < agents_; ++c) rows_.push_back(target(m, c));
    }
    row_table_.clear();
    size_t found = 0;
    for (size_t i = 0; i < count; ++i) {
      const int32_t* row = &rows_[i * width];
      uint64_t hash = 0;
      for (size_t k = 0; k < width; ++k) hash = hash * 0x9e3779b97f4a7c15 + row[k];
      const auto tag = static_cast<uint32_t>(mix(hash));
      const int32_t like = row_table_.find(tag, [&](int32_t j) {
        return std::equal(row, row + width, &rows_[static_cast<size_t>(j) * width]);
      });
      if (like != kNone) {
        labels_[i] = labels_[static_cast<size_t>(like)];
        continue;
      }
      labels_[i] = static_cast<int32_t>(found++);
      row_table_.insert(tag, static_cast<int32_t>(i));
    }
    for (size_t i = 0; i < count; ++i) local(members_[i]).label = labels_[i];
    if (found == parts) return;
    parts = found;
  }
}

void Keeper::look() {
  for (Node m : members_) {
    Local& here = local(m);
    here.looks[0] = static_cast<uint32_t>(graph_.valuation_hash(here.valuation));
  }
  for (int i = 1; i < kLooks; ++i) {
    for (Node m : members_) {
      uint64_t sum = graph_.valuation_hash(local(m).valuation);
      for (int32_t c = 0; c < agents_; ++c) {
        const Node mind = graph_.minds(m)[c];
        const Node settled = mind < kBrief ? mind : local(mind).settled;
        sum += factors_[c] * (settled == kNone ? local(mind).looks[i - 1] : graph_.look(settled, i - 1));
      }
      local(m).looks[i] = static_cast<uint32_t>(mix(sum));
    }
  }
}

// Walks the component from a class, and what is known from a state, side by side; `same_` is then
// what each class is.
bool Keeper::walk(int32_t label, Node known) {
  same_.assign(classes_.size(), kNone);
  todo_.assign(1, label);
  same_[static_cast<size_t>(label)] = known;
  while (!todo_.empty()) {
    const auto at = static_cast<size_t>(todo_.back());
    todo_.pop_back();
    const Node node = same_[at];
    if (graph_.valuation(node) != local(classes_[at]).valuation) return false;
    for (int32_t c = 0; c < agents_; ++c) {
      const Node mind = graph_.minds(node)[c];
      const int32_t to = target(classes_[at], c);
      if (to >= 0) {
        if (mind != to) return false;
        continue;
      }
      Node& met = same_[static_cast<size_t>(-1 - to)];
      if (met == kNone) {
        met = mind;
        todo_.push_back(-1 - to);
      } else if (met != mind) {
        return false;
      }
    }
  }
  return true;
}

void Keeper::add_all() {
  graph_.reserve(classes_.size());
  same_.clear();
  for (Node m : classes_) {
    same_.push_back(graph_.add(local(m).valuation));
    graph_.note_looks(same_.back(), local(m).looks);
  }
  for (size_t i = 0; i < classes_.size(); ++i) {
    Node* minds = graph_.minds_of_new(same_[i]);
    for (int32_t c = 0; c < agents_; ++c) {
      const int32_t to = target(classes_[i], c);
      minds[c] = to >= 0 ? to : same_[static_cast<size_t>(-1 - to)];
    }
    graph_.note_exactly(exact_hash(graph_.valuation(same_[i]), minds, same_[i]), same_[i]);
  }
}

}  // namespace vervain
