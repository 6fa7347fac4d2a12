// A relaxed plan: actions that together could raise a utility, if nothing were ever lost.

#pragma once

#include <cstdint>
#include <vector>

#include "raising.h"

namespace vervain {

class RelaxedPlan : public Raising {
 public:
  RelaxedPlan(const RelaxedModel& tables, const Pool& pool);

  // What it takes to raise the term by `amount` (0: at all) from what it is in `state`. The
  // relaxation has been grown until that is possible.
  void find(Relaxation& relaxation, Node state, int32_t term, double amount);
  const std::vector<int32_t>& actions() const { return actions_; }

 private:
  void need(int32_t cond, bool holds) override;
  void need_slot(int32_t slot) override;
  void need_atom(int32_t cond, bool holds);
  void need_effect(int32_t effect);

  uint32_t run_ = 0;
  std::vector<uint32_t> event_seen_, effect_seen_;
  std::vector<int32_t> actions_;
};

}  // namespace vervain
