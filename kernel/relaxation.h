// Layers of a relaxed state: what could be so after one action, after two …

#pragma once

#include <cstdint>
#include <vector>

#include "pool.h"
#include "relaxed.h"
#include "relaxed_model.h"

namespace vervain {

class Relaxation {
 public:
  Relaxation(const RelaxedModel& tables, Pool& pool);

  // Starts from a state; `by_consent`: without actions that nobody consents to.
  void start(Node state, const Relevance& relevance, bool by_consent);
  // One more layer; false: nothing can come about that could not before.
  bool grow();

  Relaxed& now() { return now_; }
  const RelaxedModel& tables() const { return tables_; }
  // The action could be taken in the first layer.
  bool at_once(int32_t action) const { return first_[action] == run_; }

 private:
  struct Pending {
    int32_t effect;
    float cost;
    Range outcome;
  };

  void fire(int32_t event);
  void propose(int32_t event, float cost);
  bool commit();
  void changed(int32_t slot);
  void whatever_happens();
  void react();

  const RelaxedModel& tables_;
  const Model& model_;
  Pool& pool_;
  Relaxed now_;
  Node state_ = 0;
  const Relevance* relevance_ = nullptr;
  bool by_consent_ = false;
  bool fresh_ = true;
  uint32_t run_ = 0;
  std::vector<uint32_t> first_;                 // per action: the run that could start with it
  std::vector<bool> is_woken_;                  // per event
  std::vector<int32_t> actions_, reactions_;    // woken
  std::vector<Pending> pending_;
};

}  // namespace vervain
