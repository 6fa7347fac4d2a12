// One step of a world whose reactions come one at a time: S10-S13 of semantics.md.
//
// What becomes of a state is described by the state and the changes that it takes, and so is what
// becomes of every mind in it. Which changes those are depends on valuations only; so valuations are
// numbered, and what comes of one is remembered. What comes of a state and its changes is, too.

#pragma once

#include <vector>

#include "canon.h"
#include "eval.h"
#include "graph.h"

namespace vervain {

// S12: an event, or something that an agent has to learn.
struct Change {
  int32_t what;  // an event, or ~agent
  int32_t fluent = 0, code = 0;
  bool operator==(const Change&) const = default;
};

class Sequence {
 public:
  Sequence(Graph& graph, Meter& meter);

  // The state after an action whose condition holds, or kRestless.
  Node take(Node state, int action);
  // The valuation after it; kNone if the world never rests. (A mind may not, even so.)
  int32_t glance(int32_t valuation, int action);
  // The reactions that fire in the world on the way, in order, each once; none if it never rests.
  std::vector<int32_t> fired(Node state, int action);
  // S8: the start, which is given at rest.
  Node start();
  // Forgets the step in progress.
  void shrink();

 private:
  // What an event means to somebody: whether they see it, and what it tells them.
  struct Concern {
    int32_t agent;
    int32_t seen;  // a condition; kNone: they do not see it
    int32_t first, last;  // of tells_: its effects that tell them
  };
  // A state that takes changes: its valuation so far, and the changes.
  struct Taking {
    int32_t valuation = 0;
    uint32_t epoch = 0;  // of being expanded
    std::vector<Change> changes;
  };
  struct Cell {  // a brief node
    Node from;
    int32_t list;
    int32_t owner;  // whose mind it is; kNone: nobody's
  };
  struct List {
    const Change* items;
    int32_t count;
    std::span<const Change> span() const { return {items, static_cast<size_t>(count)}; }
  };

  bool begin(int32_t valuation, int action);  // into world_: what the world takes; false: it never rests
  Node make(Node from, int32_t list, int32_t owner);
  Node mind_of(Node brief, int32_t agent, int32_t valuation);
  bool expand(Node brief);
  Taking& mind(int32_t agent);
  int32_t intern(const std::vector<Change>& changes);

  // learning.cc: S12.2, S13
  bool learn_event(const Concern& concern, int event, int32_t valuation);
  bool learn_set(int32_t agent, Change change);
  void correct(Taking& mind, int32_t agent, int32_t valuation, int32_t cond);
  void correct_clause(Taking& mind, int32_t agent, int32_t valuation, int32_t clause);
  void take(Taking& taking, Change change);
  bool come_to_rest(Taking& taking);

  // valuations.cc: S10, S12.1
  bool holds(int32_t valuation, int32_t cond) const;
  int32_t code(int32_t valuation, const Effect& effect) const;
  int32_t after(int32_t valuation, Change change);
  int32_t after_event(int32_t valuation, int event);
  int32_t after_set(int32_t valuation, int32_t fluent, int32_t code);
  int32_t look_up(int32_t valuation);
  int32_t find_reaction(const int32_t* values);

  void index_concerns();

  Graph& graph_;
  const Model& model_;
  Keeper keeper_;
  Scratch minds_;           // of the brief nodes
  Chunks<Cell> cells_;
  BriefTable cell_table_;
  Scratch items_;           // of the lists; never cleared
  Chunks<List> lists_;      // each once
  IndexTable list_table_;
  Chunks<int32_t> reactions_;  // per valuation: S10, as far as it has been asked for
  Cache after_, rested_, known_;
  std::vector<int32_t> concern_start_, tells_;
  std::vector<Concern> concerns_;
  Taking world_;
  std::vector<Taking> takings_;  // per agent, in the state being expanded
  std::vector<int32_t> touched_;
  Node expanded_ = kNone;
  uint32_t epoch_ = 0;
  std::vector<int32_t> values_, set_epoch_, rests_;  // for one event, one look-up
  int32_t set_now_ = 0;
};

}  // namespace vervain
