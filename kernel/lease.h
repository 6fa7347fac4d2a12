// What every call that looks ahead needs: a memory limit of its own, and an ear for Ctrl-C.

#pragma once

#include <nanobind/nanobind.h>

#include <memory>

#include "bound.h"
#include "control.h"

namespace vervain {

// True if Ctrl-C is pending; the exception is swallowed, as the outcome tells it.
bool interrupted();

// The memory limit is its own, and the states it makes are counted.
class Lease {
 public:
  Lease(Bound& bound, int64_t bytes)
      : bound_(bound), limit_(bound.pool.limit()), states_(bound.pool.size()) {
    if (bytes >= 0) bound.pool.set_limit(static_cast<size_t>(bytes));
  }
  ~Lease() {
    bound_.pool.set_limit(limit_);
    bound_.searched += static_cast<int64_t>(bound_.pool.size() - states_);
  }
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;

 private:
  Bound& bound_;
  size_t limit_, states_;
};

Thinking& thinking(Bound& bound, int32_t heuristic);

}  // namespace vervain
