// One step: an event, then rounds until all is at rest (D4-D8). See sequence.h for the other way.
//
// What an event or a round makes of a state is a graph of brief nodes, each described by a cell: the
// state it comes from, and what becomes of that. The graph is then made states of (Keeper), which is
// where it ends: the next round starts from a state. A round that was worked out once is known.

#pragma once

#include <vector>

#include "canon.h"
#include "eval.h"
#include "graph.h"

namespace vervain {

// In the mind reached by `chain` from the mind that is told, the fluent takes the value.
struct Telling {
  int32_t chain, fluent, code;
};

class Step {
 public:
  Step(Graph& graph, Meter& meter);

  // The state after an action whose condition holds, or kRestless.
  Node take(Node state, int action);
  void expect(Node, int) const {}
  // The reactions that fire in the world on the way, in order, each once; none if it never rests.
  std::vector<int32_t> fired(Node state, int action);
  // D6: the start as given, after its rounds; or kRestless.
  Node start();
  // Forgets the step in progress, and gives back its memory.
  void shrink();

 private:
  enum class Mode : uint8_t {
    kGiven,  // a node of the start
    kTold,   // the state, told something
    kActs,   // the action happens in the state
    kRound,  // a round happens in the state
  };
  struct Cell {
    Node from = kNone;      // a state
    int32_t agent = kNone;  // whose mind it is; it is told what is in `list`, and so is the mind
    int32_t list = 0;       // that this agent has of itself there
    Mode mode = Mode::kGiven;
    bool calm = false;   // kRound: nothing happens here, nor in any mind
    int32_t weight = 1;  // kRound: see made_; what it leads to is not counted
  };
  struct List {
    const Telling* items;
    int32_t count;
    bool flat;  // no chains
    std::span<const Telling> span() const { return {items, static_cast<size_t>(count)}; }
  };
  struct Visit {
    Node node;
    int32_t agent, list;
  };

  Cell& cell(Node n) { return *cells_[n - kBrief]; }
  std::span<const Telling> list(int32_t id) const { return lists_[id]->span(); }

  // step.cc
  void begin();
  Node make(Mode mode, Node from, int32_t agent, int32_t list);
  void begin_settings();
  void set_first(int32_t fluent, int32_t code);
  void set_last(int32_t fluent, int32_t code);
  bool fill(Node n, const Node* minds);

  // tell.cc
  int32_t value(Node n, const Effect& e) const;
  void tell(Node n, const Effect& e);
  int32_t said_to(int32_t agent);
  int32_t intern(std::vector<Telling>& items);
  int32_t join(int32_t first, int32_t second);
  int32_t handed_on(int32_t list, int32_t agent, int32_t inner);
  bool changes(Node mind, int32_t agent, int32_t list);
  Node told(Node mind, int32_t agent, int32_t list);
  Node told_flat(Node mind, int32_t agent, std::span<const Telling> items);
  void expand_told(Node n);

  // event.cc
  Node happen(Node state, int action);
  Node act(Node mind, int32_t agent, int32_t list);
  void expand_act(Node n);
  Node surprised(Node state, int32_t agent);
  Node corrected(int32_t cond, Node state, Node mind, int32_t agent);

  // rounds.cc
  Node rest_in_rounds(Node state, std::vector<int32_t>* fired);
  Node round(Node state);
  Node make_round(Node state);
  void find_calm();
  int64_t weigh(Node n);
  void expand_round(Node n);
  bool tell_minds(Node state, Node* minds);
  bool multiplies(Node state);
  bool multiplies_already();
  void limit_states();

  // firing.cc
  void find_firing(Node state);
  void find_candidates(Node state, Node like);
  bool would_change(Node state, int32_t reaction);
  Node judged_like(Node state);
  void perceive(Node state, int32_t agent);  // perceive.cc

  Graph& graph_;
  const Model& model_;
  Keeper keeper_;
  Scratch scratch_;
  Chunks<Cell> cells_;
  BriefTable cell_table_;
  Chunks<List> lists_;
  BriefTable list_table_, seen_;
  std::vector<Node> todo_, told_todo_;
  int action_ = kNone;

  // What is being set in the node being filled.
  std::vector<uint32_t> set_epoch_;
  std::vector<int32_t> set_code_, set_fluents_;
  uint32_t epoch_ = 0;
  // Who is being told what in the state being looked at.
  std::vector<std::vector<Telling>> tellings_;
  std::vector<Telling> gathered_;
  std::vector<uint8_t> observes_;
  std::vector<int32_t> firing_;  // in the state being looked at
  std::vector<Visit> visits_;
  std::vector<Node> told_minds_, weigh_todo_;

  // Lately: what an action makes of a mind; what one thing told makes of it.
  Cache<Node> acts_, told_;

  // The step so far, D7.2.
  Node before_rounds_ = kNone;
  int64_t made_ = 0;    // no round of this step happens in more states than this, besides those
                        // that could be reached before the first round
  int64_t most_ = 0;    // the most states a round may happen in; 0: not worked out yet
  bool round_changes_ = false, round_multiplies_ = false;
};

}  // namespace vervain
