// Prospects: hope and fear, and how they close.

#pragma once

#include <map>
#include <vector>

#include "feel_praise.h"

namespace vervain::feel {

// A stake would be worth `worth`, by a way of acts: itself, or, below 0, a plan that is kept.
struct Prospect {
  int32_t stake;
  int32_t term, sign;
  double worth, credence;
  int32_t way;
};

// What somebody reckons with: by term and sign, ascending.
using Reckoned = std::vector<Prospect>;

const Prospect* find(const Reckoned& found, int32_t term, int32_t sign);

class Prospects {
 public:
  Prospects(Inner& inner, Book& book, Deeds& deeds, Praise& praise);

  void prepare();  // what can be done next in all that anybody believes while they feel
  Reckoned reckon(int32_t agent, int32_t k);
  // Take up the plans of those who agreed to event k - 1; drop what is done or undone.
  void plan_on(int32_t k);
  bool planned(int32_t agent) const { return planned_[agent]; }  // the last event changed their plans
  // Close what has come out in state k, by how it came out.
  void settle(int32_t agent, int32_t k, const Reckoned& found);
  // Open what is newly reckoned with; what rests on another belief now is opened again.
  void expect(int32_t agent, int32_t k, const Reckoned& found);
  // How likely they hold it that an act is done next.
  double expected(const Reckoned& found, int32_t action) const;

 private:
  using Plan = std::vector<int32_t>;
  struct Next {
    int32_t action;
    Node end;
    double gain;
  };
  const Plan& plan(int32_t way) const { return kept_[-1 - way]; }
  int32_t first(int32_t way) const { return way >= 0 ? way : plan(way)[0]; }
  int32_t way_of(const Plan& plan);
  Reckoned next_acts(int32_t agent, Node node, int32_t k);
  std::vector<Next> moving(int32_t agent, Node node);
  double credence(int32_t agent, Node node, int32_t action);
  void note(Reckoned& found, int32_t agent, Node node, Node end, double credence, int32_t way);
  Node end_of(Node node, const Plan& plan);  // below 0: it cannot be done there
  void close(int32_t number, const Prospect& prospect, Emotion emotion, double part, int32_t k);
  void open(int32_t agent, int32_t k, const Prospect& prospect);
  Few<int32_t, 4> grounds(int32_t agent, const Prospect& prospect, int32_t k);
  const std::vector<Reading>& needed(Node node, int32_t action);
  void owed(Node node, int32_t cond, std::vector<Reading>& into);
  bool is_something(int32_t belief) const;

  Inner& inner_;
  Book& book_;
  Deeds& deeds_;
  Praise& praise_;
  bool few_ = false;  // there are too many next acts to think of more than those of the story
  std::vector<bool> done_;
  std::vector<std::vector<Plan>> plans_;
  std::vector<bool> planned_;
  std::map<Plan, int32_t> ways_;
  std::vector<Plan> kept_;
  std::map<std::pair<int32_t, Node>, Reckoned> by_node_;
  std::map<std::pair<Node, int32_t>, bool> reasons_;
  std::map<std::pair<Node, int32_t>, std::vector<Reading>> needs_;
  std::vector<Prospect> opened_;
};

}  // namespace vervain::feel
