// What everybody believes in every state of a story, and what it is worth to them.

#pragma once

#include <functional>
#include <optional>
#include <unordered_map>
#include <vector>

#include "feel_tables.h"
#include "few.h"
#include "numbers.h"

namespace vervain::feel {

// A fluent, read in the mind reached by a chain of Model::chains.
struct Reading {
  int32_t fluent, chain = 0;
  bool operator==(const Reading&) const = default;
};
using Readings = Few<Reading, 4>;

// 0.5 to 1: what was foreseen as certain moves half as much as what nobody thought of.
constexpr double unexpected(double credence) { return 0.5 + 0.5 * (1.0 - credence); }

// A part of one want of somebody: a term.
struct Stake {
  int32_t agent, want, term;
};

struct Gain {
  int32_t stake;
  double by;
};

// A fact is `code`, as its bearer believes; `past`: that it was so. A fluent below 0 is -1 - i for
// the i-th fact that never changes.
struct Belief {
  int32_t agent;
  Reading reading;
  int32_t code;
  bool past;
  bool operator==(const Belief&) const = default;
};

// The plan of the agent for an act, as seen from a state, with so many states to look at; empty:
// there is none.
using Explain =
    std::function<std::vector<int32_t>(Node state, int32_t action, int32_t agent, int64_t states)>;

class Inner {
 public:
  Inner(const Asked& asked, Pool& pool, const Numbers& numbers, Explain explain);

  const Asked& asked;
  Pool& pool;
  const Model& model;
  const Explain explain;
  const int32_t people, last;

  Node state(int32_t k) const { return states_[k]; }
  Node node(int32_t agent, int32_t k) const { return nodes_[agent][k]; }
  Node mind(Node node, int32_t agent) const { return pool.mind(node, agent); }
  bool feels(int32_t agent, int32_t k) const { return asked.feels[at(agent, k)] != 0; }
  bool alive(int32_t agent, int32_t k) const { return asked.alive[at(agent, k)] != 0; }
  bool seen(int32_t agent, int32_t k) const {  // event k - 1
    return asked.seen[static_cast<size_t>(k - 1) * people + agent] != 0;
  }
  // Where the agent believes somebody to be, whose place `fixed` is if it never changes; or below 0.
  int32_t place(int32_t agent, int32_t who, int32_t fixed, int32_t k) const;

  // --- worth ---------------------------------------------------------------------------------------

  const Stake& stake(int32_t s) const { return stakes_[s]; }
  std::span<const int32_t> stakes(int32_t agent) const { return of_agent_[agent]; }
  double worth(int32_t stake, Node node);  // NaN: unknown
  // How much better off it is in the second state; what is unknown moves nothing.
  double gain(int32_t stake, Node before, Node after);
  const std::vector<Gain>& gains(int32_t agent, Node before, Node after);
  bool stirred(int32_t stake, Node before, Node after);
  double share(int32_t agent, double gain) const;
  // Something that they want and that reads this fluent is worth more in the second state.
  bool gains_of(int32_t agent, int32_t fluent, Node before, Node after);

  // --- beliefs -------------------------------------------------------------------------------------

  int32_t read(Node n, Reading r) const {
    for (int32_t c = r.chain; c; c = model.chains[c].tail) n = pool.mind(n, model.chains[c].head);
    return pool.values(n)[r.fluent];
  }
  const std::vector<Reading>& readings(int32_t term);
  Readings shown(int32_t term);
  Readings moved(int32_t term, Node before, Node after);
  int32_t held(int32_t agent, Reading reading, Node node, bool past = false) {
    return intern({agent, reading, read(node, reading), past});
  }
  int32_t intern(const Belief& belief);
  int32_t as_past(int32_t belief);
  const Belief& belief(int32_t b) const { return beliefs_[b]; }
  const std::vector<Belief>& beliefs() const { return beliefs_; }
  bool holds(int32_t belief, int32_t k) const;
  // What was believed was so at some time from state `since` until state k.
  bool was_so(int32_t belief, int32_t since, int32_t k) const;
  bool is_number(int32_t fluent) const { return model.fluent_type[fluent] == FluentType::kNumber; }
  std::span<const int32_t> about(int32_t fluent) const;  // the people in it
  // The chain of these minds, outermost first, if anything is read in it.
  std::optional<int32_t> chain(std::span<const int32_t> minds) const;

 private:
  size_t at(int32_t agent, int32_t k) const {
    return static_cast<size_t>(agent) * (static_cast<size_t>(last) + 1) + k;
  }
  const std::vector<double>& row(int32_t agent, Node node);
  void read_term(int32_t term, std::vector<Reading>& into);
  void read_cond(int32_t cond, std::vector<Reading>& into);

  struct Pair {
    int32_t agent;
    Node before, after;
    bool operator==(const Pair&) const = default;
  };
  struct Hash {
    size_t operator()(const Pair& p) const;
    size_t operator()(const Belief& b) const;
  };
  std::vector<Node> states_;
  std::vector<std::vector<Node>> nodes_;
  std::vector<Stake> stakes_;
  std::vector<std::vector<int32_t>> of_agent_;
  std::vector<int32_t> column_;  // per stake: its place in a row of worths
  std::vector<std::unordered_map<Node, std::vector<double>>> worth_;
  std::unordered_map<Pair, std::vector<Gain>, Hash> gains_;
  std::vector<std::optional<std::vector<Reading>>> readings_;
  std::vector<Belief> beliefs_;
  std::unordered_map<Belief, int32_t, Hash> index_;
  bool any_felt_ = false;
};

template <class List, class T>
void add_new(List& items, const T& item) {
  for (const auto& other : items) {
    if (other == item) return;
  }
  items.push_back(item);
}

template <class T>
bool contains(std::span<const T> items, T item) {
  for (const T& other : items) {
    if (other == item) return true;
  }
  return false;
}

// Row i of compressed rows.
inline std::span<const int32_t> row_of(std::span<const int64_t> start,
                                       std::span<const int32_t> items, size_t i) {
  return items.subspan(static_cast<size_t>(start[i]), static_cast<size_t>(start[i + 1] - start[i]));
}

}  // namespace vervain::feel
