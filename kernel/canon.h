// From brief nodes to states: D2, one number for what cannot be told apart. See canon.cc.

#pragma once

#include <map>
#include <unordered_map>
#include <vector>

#include "graph.h"

namespace vervain {

class Keeper {
 public:
  Keeper(Graph& graph, Meter& meter);
  // The state at a node; new ones are made as needed, breadth first. No brief node may lead to an
  // unfinished one.
  Node keep(Node root);
  // What a brief node that the last root leads to has become; kNone for others.
  Node kept(Node brief) const;

 private:
  struct Local {  // a brief node
    Node brief;
    int32_t valuation;
    int32_t low;         // the first node of its component met so far
    Node settled;        // what it is: a state, or fresh from kBrief on; kNone: not known yet
    int32_t label = 0;   // within its component
    Looks looks{};
  };
  struct Fresh {  // a node to be made
    int32_t valuation;
    Looks looks;
    Node number;
  };
  struct Frame {
    int32_t node, next;
  };

  void components(Node root);
  void enter(Node brief);
  int32_t target(int32_t u, int32_t agent) const;
  void settle();
  void refine();
  void look();
  const Looks& looks_of(Node mind) const;
  bool recognise();
  bool walk(int32_t label, Node known);
  int32_t valuation_of(Node settled) const;
  const Node* minds_of(Node settled) const;
  void add_fresh();
  void number(Node root);

  Graph& graph_;
  const int32_t agents_;
  std::vector<Local> nodes_;
  std::unordered_map<Node, int32_t> place_;
  std::vector<int32_t> stack_, members_, classes_, todo_;
  std::vector<Frame> frames_;
  std::vector<Node> same_, order_, numbered_;
  std::vector<Fresh> fresh_;
  std::vector<Node> fresh_minds_;
  BriefTable fresh_table_;
};

}  // namespace vervain
