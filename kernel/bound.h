// What Python holds: a model, its pool, and the lock that lets one thread in at a time.

#pragma once

#include <nanobind/nanobind.h>

#include <array>
#include <memory>
#include <mutex>

#include "model.h"
#include "numbers.h"
#include "pool.h"
#include "thinking.h"

namespace vervain {

struct Bound {
  Bound(const Tables& tables, size_t limit)
      : model(tables), pool(model, limit), numbers(pool) {}
  Model model;
  Pool pool;
  Numbers numbers;  // states are known by these outside, by Node inside
  // One for each heuristic, made when something is explained by it for the first time.
  std::array<std::unique_ptr<Thinking>, kHeuristics> thinking;
  int64_t searched = 0;                // states made while looking ahead
  // Every call takes it after it has released the GIL, never before.
  std::mutex mutex;
};

// bindings.cc makes the class `Pool`; bindings_search.cc adds `explain` and `search` to it, and
// bindings_feel.cc `appraise`.
void bind_search(nanobind::module_& module, nanobind::class_<Bound>& pool);
void bind_feel(nanobind::class_<Bound>& pool);

}  // namespace vervain
