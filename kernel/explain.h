// Reasons and explanations, D10 and D11, for every search of one pool.
//
// An answer holds for ever: it depends on a believed state, an action, an agent, how many steps are
// left and how many levels of minds, so all searches share them. Levels are counted from the bottom:
// at 0 only a reason of one step counts (D10: depth k is belief limit + 1 - levels).

#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "control.h"
#include "guide.h"
#include "idle.h"
#include "influence.h"
#include "pool.h"

namespace vervain {

struct Question {
  Node believed;
  int32_t action;
  int32_t agent;
  int32_t levels;
  int32_t steps;
};

// Limits of characters, as D11 asks: what everybody has for the first step of a reason.
struct Minds {
  int32_t levels, steps;
};

class Explainer {
 public:
  // `patience`: the work for the question whether a step that is kept while others are left out
  // would be explained (D10.5); what that does not settle counts as not explained. kAll: nothing
  // does, and all answers are exact.
  Explainer(Pool& pool, Guide& guide, const Influence& influence, int64_t patience = kAll);
  ~Explainer();
  static constexpr int64_t kAll = std::numeric_limits<int64_t>::max();
  int64_t patience() const { return patience_; }
  Answer kept(Answer answer) const {
    return answer == Answer::kUnknown && patience_ != kAll ? Answer::kNo : answer;
  }

  // D10. `work` is the number of states that may be looked at, for the questions inside it as well;
  // it is lowered by what was used. kUnknown: it was not enough. Throws Stopped and OutOfMemory.
  Answer reason(const Question& question, int64_t& work, Control& control);
  // D11: everybody who consents to the action has a reason.
  Answer explained(Node state, int action, Minds minds, int64_t& work, Control& control);
  // The actions of a reason that was found, the explained one first. Valid until the next question.
  std::span<const int32_t> plan(const Question& question) const;

  Pool& pool() { return pool_; }
  size_t settled() const { return memo_.size(); }
  size_t bytes() const { return charged_; }

 private:
  friend class Inquiry;

  struct Key {
    uint64_t where, what;
    bool operator==(const Key&) const = default;
  };
  struct Hash {
    size_t operator()(const Key& key) const;
  };
  struct Entry {
    Answer answer = Answer::kUnknown;
    int64_t tried = 0;      // kUnknown: the work that was not enough
    uint32_t plan = 0;      // kYes: where it is in plans_, and how long
    uint32_t length = 0;
  };
  struct Verdict {
    Answer answer;
    bool plain;                  // kNo: not even idle plans were there, so none with fewer steps
    std::vector<int32_t> plan;
  };

  static Key key(const Question& question);
  static Key any_steps(Question question);
  const Entry* recall(const Question& question, int64_t work, bool& plain) const;
  void keep(const Question& question, const Verdict& verdict, int64_t work);
  Answer ask(const Question& question, int64_t& work, Control& control, bool& plain);

  Pool& pool_;
  Guide& guide_;
  const Influence& influence_;
  const int64_t patience_;
  std::unordered_map<Key, Entry, Hash> memo_;
  // The most steps with which a question is known to have no plan at all, idle ones included.
  std::unordered_map<Key, int32_t, Hash> hopeless_;
  std::vector<int32_t> plans_;
  size_t charged_ = 0;
};

// Asks with more and more work until the answer is known or the control stops it. Where an exact
// answer takes long, that of the hasty one is taken, if it found a reason.
std::pair<Outcome, std::vector<int32_t>> settle(Explainer& exact, Explainer& hasty,
                                                const Question& question, Control& control);

}  // namespace vervain
