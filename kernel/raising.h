// What it takes to raise a term, in a relaxation that has grown until that is possible.

#pragma once

#include <cstdint>

#include "relaxation.h"

namespace vervain {

class Raising {
 public:
  Raising(const RelaxedModel& tables, const Pool& pool);
  virtual ~Raising() = default;

  // Asks for all that raises the term by `amount` (0: at all) from what it is in `state`.
  void raise(Relaxation& relaxation, Node state, int32_t term, double amount);

 protected:
  virtual void need(int32_t cond, bool holds) = 0;
  virtual void need_slot(int32_t slot) = 0;  // what it has been given last

  const RelaxedModel& tables_;
  const Model& model_;
  const Pool& pool_;
  Relaxation* relaxation_ = nullptr;
  Node state_ = 0;

 private:
  void shift(int32_t term, bool up, double amount);
  void shift_choice(int32_t term, bool up, double amount);
  void shift_sum(int32_t term, bool up, double amount);
  void shift_product(int32_t term, bool up);
  float price(int32_t term, bool up);
  float branch_price(int32_t term, size_t branch);
  double gain(int32_t term, bool up);
};

}  // namespace vervain
