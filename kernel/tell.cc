// Tellings: D4, D5.3, D5.6.

#include <algorithm>

#include "step.h"

namespace vervain {

int32_t Step::value(Node n, const Effect& e) const {
  return model_.encode(e.fluent, term_value(graph_, n, e.term));
}

void Step::tell(Node n, const Effect& e) {
  const Chain& chain = model_.chains[e.chain];
  tellings_[chain.head].push_back({chain.tail, e.fluent, value(n, e)});
}

// The list of what the agent has been told so far; it begins anew.
int32_t Step::said_to(int32_t agent) {
  if (tellings_[agent].empty()) return 0;
  const int32_t id = intern(tellings_[agent]);
  tellings_[agent].clear();
  return id;
}

// Equal lists get equal numbers. Of several tellings with one address the last counts.
int32_t Step::intern(std::vector<Telling>& items) {
  if (items.empty()) return 0;
  if (items.size() > 1) {
    seen_.clear();
    size_t kept = items.size();  // from the back
    for (size_t i = items.size(); i-- > 0;) {
      const Telling t = items[i];
      const auto hash = static_cast<uint32_t>(mix(t.chain, t.fluent));
      const int32_t later = seen_.find(hash, [&](int32_t k) {
        return items[k].chain == t.chain && items[k].fluent == t.fluent;
      });
      if (later != kNone) continue;
      items[--kept] = t;
      seen_.insert(hash, static_cast<int32_t>(kept));
    }
    items.erase(items.begin(), items.begin() + static_cast<std::ptrdiff_t>(kept));
  }
  uint64_t hash = items.size();
  bool flat = true;
  for (const Telling& t : items) {
    hash = mix(mix(hash, static_cast<uint32_t>(t.chain)),
               static_cast<uint64_t>(t.fluent) << 32 | static_cast<uint32_t>(t.code));
    flat = flat && t.chain == 0;
  }
  const auto tag = static_cast<uint32_t>(hash);
  const int32_t found = list_table_.find(tag, [&](int32_t id) {
    return std::ranges::equal(list(id), items, [](const Telling& a, const Telling& b) {
      return a.chain == b.chain && a.fluent == b.fluent && a.code == b.code;
    });
  });
  if (found != kNone) return found;
  static_assert(sizeof(Telling) == 3 * sizeof(int32_t));
  auto* kept = reinterpret_cast<Telling*>(scratch_.take(3 * items.size()));
  std::copy(items.begin(), items.end(), kept);
  const auto fresh = static_cast<int32_t>(lists_.size());
  lists_.reserve(1);
  *lists_.add() = {kept, static_cast<int32_t>(items.size()), flat};
  list_table_.insert(tag, fresh);
  return fresh;
}

int32_t Step::join(int32_t first, int32_t second) {
  if (first == 0 || first == second) return second;
  if (second == 0) return first;
  gathered_.assign(list(first).begin(), list(first).end());
  gathered_.insert(gathered_.end(), list(second).begin(), list(second).end());
  return intern(gathered_);
}

// What of a list told to `agent` is told to the mind of `inner` in it.
int32_t Step::handed_on(int32_t list, int32_t agent, int32_t inner) {
  if (list == 0) return 0;
  if (lists_[list]->flat) return inner == agent ? list : 0;
  gathered_.clear();
  for (const Telling& t : this->list(list)) {
    if (t.chain != 0 && model_.chains[t.chain].head == inner) {
      gathered_.push_back({model_.chains[t.chain].tail, t.fluent, t.code});
    } else if (inner == agent) {
      gathered_.push_back(t);
    }
  }
  return intern(gathered_);
}

// Whether telling `agent`, whose mind is `mind`, makes a difference anywhere: D7.1. The nodes told
// are walked as if they were made; if no value changes in any of them, they are what they were.
bool Step::changes(Node mind, int32_t agent, int32_t list) {
  if (list == 0) return false;
  visits_.assign(1, {mind, agent, list});
  for (size_t i = 0; i < visits_.size(); ++i) {
    const Visit v = visits_[i];
    const int32_t* values = graph_.values(v.node);
    const auto items = this->list(v.list);
    for (const Telling& t : items) {
      if (t.chain == 0 && values[t.fluent] != t.code) return true;
    }
    for (int32_t inner = 0; inner < model_.agents; ++inner) {
      const int32_t handed = handed_on(v.list, v.agent, inner);
      if (handed == 0) continue;
      const Node next = graph_.minds(v.node)[inner];
      const bool met = std::ranges::any_of(visits_, [&](const Visit& w) {
        return w.node == next && w.agent == inner && w.list == handed;
      });
      if (!met) visits_.push_back({next, inner, handed});
    }
  }
  return false;
}

// The mind of `agent` after it is told a list.
Node Step::told(Node mind, int32_t agent, int32_t list) {
  if (list == 0) return mind;
  if (lists_[list]->flat && graph_.minds(mind)[agent] == mind) {
    return told_flat(mind, agent, this->list(list));
  }
  if (!changes(mind, agent, list)) return mind;
  const Node root = make(Mode::kTold, mind, agent, list);
  while (!told_todo_.empty()) {
    const Node n = told_todo_.back();
    told_todo_.pop_back();
    expand_told(n);
  }
  const Node state = keeper_.keep(root);
  graph_.resembles(state, mind);
  return state;
}

// As a rule somebody's mind is also what they believe of themselves, and then it is the only one
// that is told.
Node Step::told_flat(Node mind, int32_t agent, std::span<const Telling> items) {
  ++made_;
  const int32_t* old = graph_.values(mind);
  const auto differs = [&](const Telling& t) { return old[t.fluent] != t.code; };
  if (std::ranges::none_of(items, differs)) return mind;
  const Telling first = items[0];
  const uint64_t key = static_cast<uint64_t>(mind) << 32 | static_cast<uint32_t>(agent);
  const uint64_t more = static_cast<uint64_t>(first.fluent) << 32 | static_cast<uint32_t>(first.code);
  if (items.size() == 1) {
    const Node* known = told_.find(key, more);
    if (known) return *known;
  }
  int32_t* values = scratch_.take(model_.fluents);
  std::copy_n(old, model_.fluents, values);
  uint64_t hash = graph_.values_hash(mind);
  for (const Telling& t : items) {
    hash += Graph::hash_of(t.fluent, t.code) - Graph::hash_of(t.fluent, values[t.fluent]);
    values[t.fluent] = t.code;
  }
  std::copy_n(graph_.minds(mind), model_.agents, told_minds_.begin());
  told_minds_[agent] = Keeper::kSelf;
  const Node state =
      keeper_.single(graph_.intern_valuation(values, hash), told_minds_.data());
  graph_.resembles(state, mind);
  if (items.size() == 1) told_.put(key, more, state);
  return state;
}

void Step::expand_told(Node n) {
  ++made_;
  const Cell c = cell(n);
  Node* minds = scratch_.take(model_.agents);
  for (int32_t i = 0; i < model_.agents; ++i) {
    minds[i] = make(Mode::kTold, graph_.minds(c.from)[i], i, handed_on(c.list, c.agent, i));
  }
  begin_settings();
  fill(n, minds);
}

}  // namespace vervain
