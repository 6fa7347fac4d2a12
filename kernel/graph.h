// The nodes of the graph of minds: states, which stay, and brief nodes, of which states are made.
//
// Every state that is met is kept, those between the rounds too: two that cannot be told apart (D2)
// are one node, so what follows from one is worked out once.

#pragma once

#include <array>

#include "arena.h"
#include "model.h"

namespace vervain {

inline constexpr Node kBare = Node{1} << 29;   // from here on: valuations, for what reads no mind
inline constexpr Node kBrief = Node{1} << 30;  // from here on: brief nodes

// Hashes that only depend on what can be read from a node: in itself, in minds, in minds in minds …
// Nodes that cannot be told apart (D2) have equal ones.
inline constexpr int kLooks = 4;
using Looks = std::array<uint32_t, kLooks>;
inline uint64_t look_factor(int32_t agent) { return mix(agent + 1) | 1; }

class Graph {
 public:
  Graph(const Model& model, Meter& meter)
      : model_(model),
        valuations_(meter, model.fluents),
        valuation_table_(meter),
        valuation_hash_(meter, 1),
        kept_(meter, 1),
        rows_(meter, static_cast<size_t>(model.agents) + 1),
        table_(meter),
        exact_(meter),
        brief_(meter, 1) {}

  const Model& model() const { return model_; }
  const int32_t* values(Node n) const {
    if (n < kBare) return valuations_[*rows_[n]];
    return n < kBrief ? valuations_[n - kBare] : brief_[n - kBrief]->values;
  }
  const Node* minds(Node n) const { return n < kBrief ? rows_[n] + 1 : brief_[n - kBrief]->minds; }
  Node follow(Node n, int32_t chain) const {
    for (; chain; chain = model_.chains[chain].tail) n = minds(n)[model_.chains[chain].head];
    return n;
  }
  // Hash of a valuation: a sum over fluents, so that it can be kept up to date.
  static uint64_t hash_of(int32_t fluent, int32_t code) {
    return mix(static_cast<uint64_t>(fluent) << 32 | static_cast<uint32_t>(code));
  }
  uint64_t values_hash(Node n) const {
    return n < kBrief ? *valuation_hash_[*rows_[n]] : brief_[n - kBrief]->hash;
  }

  // --- brief nodes: from kBrief on, until clear_brief() -------------------------------------------

  struct Brief {
    const int32_t* values;
    const Node* minds;
    uint64_t hash;
    int32_t valuation = kNone;  // if it is known
  };
  Node add_brief() {
    brief_.reserve(1);
    *brief_.add() = {};
    return kBrief + static_cast<Node>(brief_.size()) - 1;
  }
  Brief& brief(Node n) { return *brief_[n - kBrief]; }
  size_t brief_size() const { return brief_.size(); }
  // The start as given, as brief nodes; the first is the world.
  void add_start(Scratch& scratch);
  void clear_brief() { brief_.clear(); }
  void shrink_brief() { brief_.shrink(); }

  // --- states ------------------------------------------------------------------------------------

  int32_t intern_valuation(const int32_t* values, uint64_t hash);
  const int32_t* values_of(int32_t valuation) const { return valuations_[valuation]; }
  int32_t valuation(Node n) const { return n < kBare ? *rows_[n] : n - kBare; }
  uint64_t valuation_hash(int32_t valuation) const { return *valuation_hash_[valuation]; }
  // Of a state, worked out when it is asked for.
  uint32_t look(Node n, int depth);
  // What is known about the round that happens in a state (D7).
  struct Rest {
    Node after = kNone;   // the state after it; itself: at rest; kNone: not known yet
    Node like = kNone;    // a state that this one comes from, if any
    uint16_t weight = 0;  // at least as many brief nodes as were made to find that out
    bool quiet = false;   // no reaction fires in it (minds apart)
  };
  Rest& rest(Node n) { return kept_[n]->rest; }
  void resembles(Node n, Node other) {
    if (rest(n).like == kNone && n > other) rest(n).like = other;
  }

  // A state with these looks that `same` accepts, or kNone.
  template <class Same>
  Node find(const Looks& looks, Same same) const {
    return table_.find(looks[kLooks - 1], same);
  }
  void reserve(size_t more) {
    kept_.reserve(more);
    rows_.reserve(more);
    table_.reserve(more);
    exact_.reserve(more);
  }
  // After reserve; its minds are to be filled in.
  Node add(int32_t valuation);
  // From now on find can find it.
  void note_looks(Node n, const Looks& looks);
  // The same by a hash of its valuation and minds: many states may share their looks.
  template <class Same>
  Node find_exactly(uint32_t hash, Same same) const {
    return exact_.find(hash, same);
  }
  void note_exactly(uint32_t hash, Node n) { exact_.insert(hash, n); }  // after reserve
  Node* minds_of_new(Node n) { return rows_[n] + 1; }
  size_t size() const { return kept_.size(); }

 private:
  struct Kept {
    Rest rest;
    int32_t looked;  // so many of its looks are known
    Looks looks;
  };
  const Model& model_;
  Chunks<int32_t> valuations_;
  IndexTable valuation_table_;
  Chunks<uint64_t> valuation_hash_;
  Chunks<Kept> kept_;
  Chunks<Node> rows_;  // its valuation, then its minds
  IndexTable table_, exact_;
  Chunks<Brief> brief_;
};

}  // namespace vervain
