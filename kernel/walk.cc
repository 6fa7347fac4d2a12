#include "walk.h"

#include <vector>

namespace vervain {

Walk walk(Pool& pool, Control& control, int64_t most) {
  std::vector<bool> met(pool.size());
  std::vector<Node> level, next{pool.start()};
  met[static_cast<size_t>(pool.start())] = true;
  Walk walked{0, 1};
  while (!next.empty() && walked.steps < most) {
    level.swap(next);
    next.clear();
    for (const Node state : level) {
      const auto actions = pool.applicable_all(state);
      for (size_t i = 0; i < actions.size(); ++i) {
        const int32_t action = actions[i];
        if (walked.steps == most) return walked;
        if (i + 1 < actions.size()) pool.expect(state, actions[i + 1]);
        control.tick();
        ++walked.steps;
        const Node after = pool.successor(state, action);
        if (after < 0) continue;
        const auto place = static_cast<size_t>(after);
        if (place >= met.size()) met.resize(2 * place);
        if (met[place]) continue;
        met[place] = true;
        ++walked.stories;
        next.push_back(after);
      }
    }
  }
  return walked;
}

}  // namespace vervain
