// What the heuristics on the delete relaxation share: the layer in which an aim can be reached.

#pragma once

#include "heuristic.h"
#include "relaxation.h"
#include "relaxed_model.h"

namespace vervain {

class Layered : public Heuristic {
 public:
  explicit Layered(Pool& pool)
      : pool_(pool), tables_(pool.model()), relaxation_(tables_, pool) {}

  Distance distance(Node state, const Aim& aim, int limit, std::vector<int32_t>& helpful) override {
    relaxation_.start(state, tables_.relevance(aim.utility), aim.by_consent);
    for (int32_t layer = 1; layer <= limit; ++layer) {
      if (!relaxation_.grow()) return {kFar, 0, true};
      if (reached(aim)) return {layer, std::max(layer, rough(state, aim, helpful)), false};
    }
    return {kFar, 0, false};
  }

 protected:
  // In the layer that the relaxation has grown to.
  virtual int32_t rough(Node state, const Aim& aim, std::vector<int32_t>& helpful) = 0;

  int32_t term(const Aim& aim) const { return pool_.model().utility[aim.utility]; }
  // By how much the utility has to rise; 0: at all.
  double amount(Node state, const Aim& aim) const {
    return std::max(0.0, aim.least - pool_.term(state, term(aim)));
  }

  Pool& pool_;
  RelaxedModel tables_;
  Relaxation relaxation_;

 private:
  bool reached(const Aim& aim) {
    const Range range = relaxation_.now().range(term(aim));
    if (range.unknown && aim.by_consent) return true;
    return range.known() && range.high > aim.from && range.high >= aim.least;
  }
};

}  // namespace vervain
