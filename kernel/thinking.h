// Everything about what agents would do that is kept for as long as a pool: reasons above all.

#pragma once

#include "explain.h"
#include "heuristic.h"
#include "influence.h"

namespace vervain {

struct Thinking {
  explicit Thinking(Pool& pool)
      : influence(pool.model()), guide(pool), explainer(pool, guide, influence) {}
  Influence influence;
  Guide guide;
  Explainer explainer;
};

}  // namespace vervain
