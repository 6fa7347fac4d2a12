// A relaxed plan: actions that together could raise a utility, if nothing were ever lost.

#pragma once

#include <cstdint>
#include <vector>

#include "relaxation.h"

namespace vervain {

class RelaxedPlan {
 public:
  RelaxedPlan(const RelaxedModel& tables, const Pool& pool);

  // What it takes to raise the term by `amount` (0: at all) from what it is in `state`. The
  // relaxation has been grown until that is possible.
  void find(Relaxation& relaxation, Node state, int32_t term, double amount);
  const std::vector<int32_t>& actions() const { return actions_; }

 private:
  void shift(int32_t term, bool up, double amount);
  void shift_choice(int32_t term, bool up, double amount);
  void shift_sum(int32_t term, bool up, double amount);
  void shift_product(int32_t term, bool up);
  float price(int32_t term, bool up);
  float branch_price(int32_t term, size_t branch);
  double gain(int32_t term, bool up);
  void need(int32_t cond, bool holds);
  void need_atom(int32_t cond, bool holds);
  void need_effect(int32_t effect);

  const RelaxedModel& tables_;
  const Model& model_;
  const Pool& pool_;
  Relaxation* relaxation_ = nullptr;
  Node state_ = 0;
  uint32_t run_ = 0;
  std::vector<uint32_t> event_seen_, effect_seen_;
  std::vector<int32_t> actions_;
};

}  // namespace vervain
