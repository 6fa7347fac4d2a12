// `relaxed`: the actions of a plan in which nothing is ever lost, each counted once. Not admissible,
// as it is not the shortest of such plans. Those of its actions that can be taken now are helpful.

#include "layered.h"
#include "relaxed_plan.h"

namespace vervain {
namespace {

class ByPlan : public Layered {
 public:
  explicit ByPlan(Pool& pool) : Layered(pool), plan_(tables_, pool) {}

 private:
  int32_t rough(Node state, const Aim& aim, std::vector<int32_t>& helpful) override {
    plan_.find(relaxation_, state, term(aim), amount(state, aim));
    for (const int32_t action : plan_.actions())
      if (relaxation_.at_once(action)) helpful.push_back(action);
    return static_cast<int32_t>(plan_.actions().size());
  }

  RelaxedPlan plan_;
};

}  // namespace

std::unique_ptr<Heuristic> relaxed_heuristic(Pool& pool) { return std::make_unique<ByPlan>(pool); }

}  // namespace vervain
