// One step of a world whose reactions come one at a time: S10-S13 of semantics.md.
//
// What becomes of a state is described by the state and the changes that it takes, and so is what
// becomes of every mind in it. Which changes those are depends on valuations only; so valuations are
// numbered, and what comes of one is remembered: how it comes to rest, what it takes, and what a mind
// learns of it. What comes of a state and its changes is remembered, too.

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
  // It will be taken presently: what that needs is fetched.
  void expect(Node state, int action) const;
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
    std::vector<Change> changes;
  };
  // What has been taken: a list of changes, and the valuation after it; kNone: it never rests.
  struct Taken {
    int32_t list = 0, valuation = kNone;
  };
  struct Cell {  // a brief node
    Node from;
    int32_t list;
    int32_t owner;      // whose mind it is; kNone: nobody's
    int32_t valuation;  // after the list
    int32_t way;        // under which it is remembered: the list, or ~the event that it began with
  };
  struct List {
    const Change* items;
    int32_t count;
    const int32_t* agents = nullptr;  // whose minds it may matter to, each once
    int32_t concerned = 0;            // how many
    bool plain = true;                // all there is to learn is that the first event happens
    std::span<const Change> span() const { return {items, static_cast<size_t>(count)}; }
    std::span<const int32_t> who() const { return {agents, static_cast<size_t>(concerned)}; }
  };
  // S13 for a valuation: the reaction that comes next, and the valuation after it.
  struct Next {
    int32_t reaction, after;
  };

  Taken world(int32_t valuation, int event);  // what takes an event, and comes to rest
  Node describe(const Cell& cell);
  Node find_cell(const Cell& cell);
  bool expand(Node brief);
  std::span<const Concern> concerned(int event) const {
    return {concerns_.data() + concern_start_[event], concerns_.data() + concern_start_[event + 1]};
  }
  bool see_event(const Cell& cell, Node brief, Node* minds);
  bool change_mind(const Cell& cell, Node brief, int32_t agent, Node& mind, int event);
  int32_t intern(const std::vector<Change>& changes);
  void note_concerned(List& list);

  // learning.cc: S12.2, S13
  Taken learn(int32_t valuation, int32_t list, int32_t agent, int32_t mind);
  void expect_learnt(int32_t valuation, int32_t list, int32_t agent, int32_t mind) const;
  bool learn_all(int32_t valuation, int32_t list, int32_t agent);
  const Concern* concern(int event, int32_t agent) const;
  int32_t on_the_way(int32_t valuation, int32_t list, size_t place);
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
  int32_t apply(int32_t valuation, int event);
  int32_t after_set(int32_t valuation, int32_t fluent, int32_t code);
  Next look_up(int32_t valuation);
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
  Chunks<Next> next_;       // per valuation, as far as it has been asked for
  Cache<int32_t> after_;
  Cache<Taken> rested_, learnt_;
  Cache<Node> known_;
  std::vector<int32_t> concern_start_, tells_;
  std::vector<Concern> concerns_;
  Taking taking_, mind_;
  std::vector<int32_t> way_;  // valuations on the way through a list, as far as they were asked for
  int32_t way_from_ = kNone, way_list_ = kNone;
  std::vector<int32_t> concerned_;
  std::vector<int32_t> values_, set_epoch_, rests_;  // for one event, one look-up
  int32_t set_now_ = 0;
};

}  // namespace vervain
