// Everything about what agents would do that is kept for as long as a pool: reasons above all.

#pragma once

#include "explain.h"
#include "guide.h"
#include "influence.h"

namespace vervain {

struct Thinking {
  Thinking(Pool& pool, Named name)
      : influence(pool.model()), guide(pool, name), exact(pool, guide, influence),
        hasty(pool, guide, influence, kPatience) {}
  static constexpr int64_t kPatience = 1024;
  Influence influence;
  Guide guide;
  Explainer exact, hasty;
};

}  // namespace vervain
