// `add`: what the conditions cost that together raise the utility, added up. Not admissible: a step
// that serves two conditions is counted twice.

#include "layered.h"
#include "raising.h"

namespace vervain {
namespace {

constexpr float kMost = 0xfff;

class Sum : public Raising {
 public:
  using Raising::Raising;
  float total = 0;

 private:
  void need(int32_t cond, bool holds) override { total += relaxation_->now().cost(cond, holds); }
  void need_slot(int32_t slot) override { total += relaxation_->now().held(slot).cost; }
};

class Add : public Layered {
 public:
  explicit Add(Pool& pool) : Layered(pool), sum_(tables_, pool) {}

 private:
  int32_t rough(Node state, const Aim& aim, std::vector<int32_t>&) override {
    sum_.total = 0;
    sum_.raise(relaxation_, state, term(aim), amount(state, aim));
    return static_cast<int32_t>(std::min(sum_.total, kMost));
  }

  Sum sum_;
};

}  // namespace

std::unique_ptr<Heuristic> add_heuristic(Pool& pool) { return std::make_unique<Add>(pool); }

}  // namespace vervain
