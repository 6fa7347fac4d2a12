// From brief nodes to states: D2, one number for what cannot be told apart. See canon.cc.

#pragma once

#include <vector>

#include "graph.h"

namespace vervain {

class Keeper {
 public:
  Keeper(Graph& graph, Meter& meter);
  // The state at a node; new ones are made as needed. It may not lead to an unfinished one.
  Node keep(Node root);
  // What a brief node that the last root leads to has become; kNone for others.
  Node kept(Node brief) const {
    const auto i = static_cast<size_t>(brief - kBrief);
    return i < locals_.size() && locals_[i].epoch == epoch_ ? locals_[i].settled : kNone;
  }
  // The state with these values, where everybody believes in the states given; kSelf: in itself.
  Node single(int32_t valuation, const Node* minds);
  static constexpr Node kSelf = -2;

 private:
  struct Local {  // a brief node
    uint32_t epoch = 0;
    int32_t order;    // of being met; the first is 1
    int32_t low;      // the first node on the stack that it leads to
    Node settled;     // what it is; kNone: not known yet
    int32_t label;    // within its component
    int32_t valuation;
    Looks looks;
  };
  struct Frame {
    Node node;
    int32_t next;
  };

  Local& local(Node n) { return locals_[static_cast<size_t>(n - kBrief)]; }
  void enter(Node brief);
  void settle();
  void settle_one(Node brief);
  int32_t target(Node brief, int32_t agent);
  template <class Fits>
  bool leads_to_itself(Fits fits);
  void refine();
  void look();
  bool walk(int32_t label, Node known);
  void add_all();
  uint32_t exact_hash(int32_t valuation, const Node* minds, Node self) const;

  Graph& graph_;
  const int32_t agents_;
  std::vector<uint64_t> factors_;  // per agent, odd
  uint32_t epoch_ = 0;
  int32_t met_ = 0;
  std::vector<Local> locals_;
  std::vector<Frame> frames_;
  std::vector<Node> stack_;
  std::vector<Node> members_, classes_;  // of a component: brief nodes; one for each label
  std::vector<Node> same_, single_;
  std::vector<int32_t> todo_, rows_, labels_;
  BriefTable row_table_;
};

}  // namespace vervain
