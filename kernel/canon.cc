// The brief part of the graph is cut into components (nodes that lead to one another), innermost
// first; what a component leads to is settled by then. Within one, nodes are told apart by refinement
// (Moore). Then either all of its nodes are known, or none: a known node leads to known ones. Those
// are looked up by their looks, and the two graphs walked side by side.

#include "canon.h"

#include <algorithm>

namespace vervain {

Keeper::Keeper(Graph& graph, Meter& meter)
    : graph_(graph), agents_(graph.model().agents), fresh_table_(meter) {}

Node Keeper::keep(Node root) {
  if (root < kBrief) return root;
  nodes_.clear();
  place_.clear();
  fresh_.clear();
  fresh_minds_.clear();
  fresh_table_.clear();
  components(root);
  const Node settled = nodes_[place_.at(root)].settled;
  if (settled >= kBrief) number(settled);
  return kept(root);
}

Node Keeper::kept(Node brief) const {
  const auto met = place_.find(brief);
  if (met == place_.end()) return kNone;
  const Node settled = nodes_[met->second].settled;
  return settled < kBrief ? settled : fresh_[settled - kBrief].number;
}

// Tarjan's algorithm, with a stack of its own.
void Keeper::components(Node root) {
  stack_.clear();
  frames_.clear();
  enter(root);
  while (!frames_.empty()) {
    Frame& frame = frames_.back();
    const int32_t u = frame.node;
    if (frame.next < agents_) {
      const Node mind = graph_.minds(nodes_[u].brief)[frame.next++];
      if (mind < kBrief) continue;
      const auto met = place_.find(mind);
      if (met == place_.end()) {
        enter(mind);
      } else if (nodes_[met->second].settled == kNone) {  // still on the stack
        nodes_[u].low = std::min(nodes_[u].low, met->second);
      }
      continue;
    }
    frames_.pop_back();
    if (!frames_.empty()) {
      Local& outer = nodes_[frames_.back().node];
      outer.low = std::min(outer.low, nodes_[u].low);
    }
    if (nodes_[u].low == u) {
      const auto first = std::ranges::find(stack_, u);
      members_.assign(first, stack_.end());
      stack_.erase(first, stack_.end());
      settle();
    }
  }
}

void Keeper::enter(Node brief) {
  const auto u = static_cast<int32_t>(nodes_.size());
  const int32_t valuation =
      graph_.intern_valuation(graph_.values(brief), graph_.values_hash(brief));
  nodes_.push_back({brief, valuation, u, kNone});
  place_.emplace(brief, u);
  stack_.push_back(u);
  frames_.push_back({u, 0});
}

// Where an edge leads: a settled node (kept, or fresh from kBrief on), or -1 - class in members_.
int32_t Keeper::target(int32_t u, int32_t agent) const {
  const Node mind = graph_.minds(nodes_[u].brief)[agent];
  if (mind < kBrief) return mind;
  const Local& local = nodes_[place_.at(mind)];
  return local.settled != kNone ? local.settled : -1 - local.label;
}

void Keeper::settle() {
  refine();
  look();
  classes_.clear();  // one member for each label
  for (int32_t m : members_) {
    const auto label = static_cast<size_t>(nodes_[m].label);
    if (label >= classes_.size()) classes_.resize(label + 1, kNone);
    if (classes_[label] == kNone) classes_[label] = m;
  }
  if (!recognise()) add_fresh();
  for (int32_t m : members_) nodes_[m].settled = same_[static_cast<size_t>(nodes_[m].label)];
}

// Labels: equal for members that cannot be told apart, from 0 without gaps.
void Keeper::refine() {
  if (members_.size() == 1) {
    nodes_[members_[0]].label = 0;
    return;
  }
  for (int32_t m : members_) nodes_[m].label = 0;
  for (size_t parts = 0;;) {
    std::map<std::vector<int32_t>, int32_t> labels;
    std::vector<int32_t> next;
    for (int32_t m : members_) {
      std::vector<int32_t> row{nodes_[m].valuation, nodes_[m].label};
      for (int32_t c = 0; c < agents_; ++c) row.push_back(target(m, c));
      next.push_back(
          labels.try_emplace(std::move(row), static_cast<int32_t>(labels.size())).first->second);
    }
    for (size_t i = 0; i < next.size(); ++i) nodes_[members_[i]].label = next[i];
    if (labels.size() == parts) return;
    parts = labels.size();
  }
}

void Keeper::look() {
  for (int32_t m : members_) {
    nodes_[m].looks[0] = static_cast<uint32_t>(graph_.valuation_hash(nodes_[m].valuation));
  }
  for (int i = 1; i < kLooks; ++i) {
    for (int32_t m : members_) {
      uint64_t hash = nodes_[m].looks[0];
      for (int32_t c = 0; c < agents_; ++c) {
        const Node mind = graph_.minds(nodes_[m].brief)[c];
        hash = mix(hash, looks_of(mind)[i - 1]);
      }
      nodes_[m].looks[i] = static_cast<uint32_t>(hash >> 32);
    }
  }
}

const Looks& Keeper::looks_of(Node mind) const {
  return mind < kBrief ? graph_.looks(mind) : nodes_[place_.at(mind)].looks;
}

// Whether the component is known already; `same_` says as what.
bool Keeper::recognise() {
  const int32_t first = members_[0];
  const Looks& looks = nodes_[first].looks;
  auto fits = [&](Node known) { return walk(nodes_[first].label, known); };
  if (graph_.find(looks, fits) != kNone) return true;
  return fresh_table_.find(looks[kLooks - 1], fits) != kNone;
}

// Walks the component from a class, and what is known from a node, side by side.
bool Keeper::walk(int32_t label, Node known) {
  same_.assign(classes_.size(), kNone);
  todo_.assign(1, label);
  same_[static_cast<size_t>(label)] = known;
  while (!todo_.empty()) {
    const auto at = static_cast<size_t>(todo_.back());
    todo_.pop_back();
    const Node node = same_[at];
    if (valuation_of(node) != nodes_[classes_[at]].valuation) return false;
    for (int32_t c = 0; c < agents_; ++c) {
      const Node mind = minds_of(node)[c];
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

int32_t Keeper::valuation_of(Node settled) const {
  return settled < kBrief ? graph_.valuation(settled) : fresh_[settled - kBrief].valuation;
}

const Node* Keeper::minds_of(Node settled) const {
  return settled < kBrief ? graph_.minds(settled)
                          : &fresh_minds_[static_cast<size_t>(settled - kBrief) * agents_];
}

void Keeper::add_fresh() {
  same_.clear();
  const auto first = static_cast<Node>(fresh_.size());
  for (size_t i = 0; i < classes_.size(); ++i) {
    same_.push_back(kBrief + first + static_cast<Node>(i));
  }
  for (size_t i = 0; i < classes_.size(); ++i) {
    const Local& local = nodes_[classes_[i]];
    for (int32_t c = 0; c < agents_; ++c) {
      const int32_t to = target(classes_[i], c);
      fresh_minds_.push_back(to >= 0 ? to : same_[static_cast<size_t>(-1 - to)]);
    }
    fresh_.push_back({local.valuation, local.looks, kNone});
    fresh_table_.insert(local.looks[kLooks - 1], same_[i]);
  }
}

// Fresh nodes get their numbers breadth first from the root.
void Keeper::number(Node root) {
  graph_.reserve(fresh_.size());
  order_.assign(1, root);
  fresh_[root - kBrief].number = static_cast<Node>(graph_.size());
  for (size_t i = 0; i < order_.size(); ++i) {
    for (int32_t c = 0; c < agents_; ++c) {
      const Node mind = minds_of(order_[i])[c];
      if (mind < kBrief || fresh_[mind - kBrief].number != kNone) continue;
      fresh_[mind - kBrief].number = static_cast<Node>(graph_.size() + order_.size());
      order_.push_back(mind);
    }
  }
  for (Node fresh : order_) {
    const Fresh& f = fresh_[fresh - kBrief];
    numbered_.clear();
    for (int32_t c = 0; c < agents_; ++c) {
      const Node mind = minds_of(fresh)[c];
      numbered_.push_back(mind < kBrief ? mind : fresh_[mind - kBrief].number);
    }
    graph_.add(f.valuation, numbered_.data(), f.looks);
  }
}

}  // namespace vervain
