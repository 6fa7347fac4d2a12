#include "numbers.h"

namespace vervain {

int32_t Numbers::number(Node root) {
  if (static_cast<size_t>(root) < numbers_.size() && numbers_[root] != kNone) {
    return numbers_[root];
  }
  // What has a number leads to what has one, so only new states are walked. They are counted first:
  // if memory is spent, none has got a number.
  const size_t room = pool_.size() * 2 * sizeof(int32_t) * 2;  // both lists, as vectors grow
  if (room > charged_) {
    pool_.charge(2 * room - charged_);
    charged_ = 2 * room;
  }
  if (numbers_.size() < pool_.size()) numbers_.resize(pool_.size(), kNone);
  auto take = [&](Node n) {
    if (numbers_[n] != kNone) return;
    numbers_[n] = static_cast<int32_t>(states_.size());
    states_.push_back(n);
  };
  size_t next = states_.size();
  for (take(root); next < states_.size(); ++next) {
    for (int32_t c = 0; c < pool_.model().agents; ++c) take(pool_.mind(states_[next], c));
  }
  return numbers_[root];
}

}  // namespace vervain
