// `max`: the layer in which the aim can be reached, if nothing were ever lost. Admissible: what some
// steps bring about is in the layer of that number, and a layer has all that its steps could do.

#include "layered.h"

namespace vervain {
namespace {

class Max : public Layered {
 public:
  using Layered::Layered;

 private:
  int32_t rough(Node, const Aim&, std::vector<int32_t>&) override { return 0; }
};

}  // namespace

std::unique_ptr<Heuristic> max_heuristic(Pool& pool) { return std::make_unique<Max>(pool); }

}  // namespace vervain
