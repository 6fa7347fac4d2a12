// One question for a reason under way: a search through what an agent believes could happen.

#pragma once

#include <cstdint>
#include <queue>
#include <span>
#include <unordered_map>
#include <vector>

#include "explain.h"

namespace vervain {

// Looks for an end first, asking only whether the others would do their part; then goes back over
// the way that led there, asking whether the agent would do its own. When nothing is left to look
// at, all ways to all ends are gone through, so that "no" is a proof.
class Inquiry {
 public:
  Inquiry(Explainer& explainer, const Question& question, int64_t& work, Control& control);
  Explainer::Verdict run();

 private:
  struct Place {
    Node state;
    int32_t taken;         // steps from the believed state
    int32_t ways = kNone;  // how it can be reached, newest first
    bool end = false;
  };
  struct Way {
    int32_t from, to, action;
    int32_t next;       // the way to the same place found before
    bool dead = false;  // the agent itself has no reason for this step here
  };
  struct Offer {
    int32_t key;
    uint32_t order;
    int32_t from, action;
    int32_t tries = 0;  // how often it was too hard to say whether the others would
    bool operator<(const Offer& other) const {
      return key != other.key ? key > other.key : order > other.order;
    }
  };

  bool hopeless(int32_t most);
  bool far(Node state, int32_t left);
  void search();
  void look(const Offer& offer);
  void postpone(Offer offer, int64_t most);
  void expand(int32_t place, const Estimate& estimate, int32_t late);
  int32_t place_of(Node state, int32_t taken) const;
  bool attempt(int32_t way, int64_t& most);
  bool may_be_reason(int32_t end, int32_t from);
  bool try_path();
  Answer own_reasons();
  Answer sound(const Question& question, Node start, std::span<const int32_t> steps);
  Answer kept(const Question& question, Node state, int action, int place);
  Answer own(const Question& question, std::span<const int32_t> steps);
  Answer others(Node state, int action, int32_t agent, int32_t levels, int32_t steps,
                int64_t most = std::numeric_limits<int64_t>::max());
  Answer ask(const Question& question,
             int64_t most = std::numeric_limits<int64_t>::max());
  bool can_change(double now, int action) const;
  void spend();

  Explainer& x_;
  Pool& pool_;
  const Question q_;
  int64_t& work_;
  Control& control_;
  double start_;  // the utility to be bettered
  std::vector<Place> places_;
  std::vector<Way> ways_;
  std::unordered_map<uint64_t, int32_t> index_;       // state and steps taken: place
  std::unordered_map<Node, int32_t> soonest_;
  std::priority_queue<Offer> offers_;
  uint32_t order_ = 0;
  std::vector<int32_t> path_;  // ways of the path under examination, last first
  std::vector<int32_t> plan_;
  bool unknown_ = false;       // something was not settled, so the answer cannot be "no"
  bool plain_ = true;          // no end was met, and nothing failed only for being idle
};

}  // namespace vervain
