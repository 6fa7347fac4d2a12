// The numbers that states have outside: by first appearance, D2.1.

#pragma once

#include <stdexcept>
#include <vector>

#include "pool.h"

namespace vervain {

class Numbers {
 public:
  explicit Numbers(Pool& pool) : pool_(pool) { number(pool.start()); }
  ~Numbers() { pool_.release(charged_); }
  Numbers(const Numbers&) = delete;
  Numbers& operator=(const Numbers&) = delete;

  // The state of a number. Throws std::invalid_argument.
  Node state(int64_t number) const {
    if (number < 0 || number >= static_cast<int64_t>(states_.size())) {
      throw std::invalid_argument("there is no state " + std::to_string(number));
    }
    return states_[static_cast<size_t>(number)];
  }
  // The number of a state; it and what it leads to, breadth first, get the next ones if new.
  int32_t number(Node);
  size_t size() const { return states_.size(); }

 private:
  Pool& pool_;
  std::vector<Node> states_;
  std::vector<int32_t> numbers_;  // kNone: none yet
  size_t charged_ = 0;
};

}  // namespace vervain
