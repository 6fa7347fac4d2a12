#include "idle.h"

#include <unordered_map>

#include "settled.h"

namespace vervain {
namespace {

// Subsequences that begin with the same state, position and number of kept steps have the same
// ends, so the tree of all of them is walked as a graph. Ends come first: reasons are asked for only
// where leaving something out does give the same utility, which is rare; and a way on is not followed
// where the utility is settled already, which keeps a plan of many needed acts from being cut in all ways.
class Leaving {
 public:
  Leaving(Pool& pool, std::span<const int32_t> plan, int utility, double end, const Kept& kept)
      : pool_(pool), plan_(plan), utility_(utility), end_(end), kept_(kept),
        settled_(pool, plan, utility) {}

  bool reaches(Node state, size_t at, size_t taken) {
    if (pool_.model().schedule == Schedule::kSequence) state = pool_.bare(state);
    if (at == plan_.size()) return taken < at && pool_.utility(state, utility_) == end_;
    if (const auto end = settled_.end(state, at); end && *end != end_) return false;
    const uint64_t key = (static_cast<uint64_t>(state) << 32) | (at << 16) | taken;
    if (auto known = reaches_.find(key); known != reaches_.end()) return known->second;
    bool found = reaches(state, at + 1, taken);
    if (!found) {
      const Node next = pool_.glance(state, plan_[at]);
      found = next >= 0 && reaches(next, at + 1, taken + 1);
    }
    return reaches_[key] = found;
  }

  Answer explained(Node state, size_t at, std::vector<int32_t>& steps) {
    if (!reaches(state, at, steps.size())) return Answer::kNo;
    if (at == plan_.size()) return Answer::kYes;
    const Answer without = explained(state, at + 1, steps);
    if (without == Answer::kYes) return without;
    const Answer with = keep(state, at, steps);
    if (with == Answer::kYes) return with;
    return without == Answer::kUnknown ? without : with;
  }

 private:
  Answer keep(Node state, size_t at, std::vector<int32_t>& steps) {
    const Node next = pool_.successor(state, plan_[at]);
    if (next < 0 || !reaches(next, at + 1, steps.size() + 1)) return Answer::kNo;
    const Answer here = kept_(state, plan_[at], static_cast<int>(steps.size()) + 1);
    if (here == Answer::kNo) return here;
    const size_t taken = steps.size();
    steps.push_back(plan_[at]);
    const Answer after = explained(next, at + 1, steps);
    if (after == Answer::kYes && here == Answer::kYes) return after;
    steps.resize(taken);
    return after == Answer::kNo ? after : Answer::kUnknown;
  }

  Pool& pool_;
  std::span<const int32_t> plan_;
  int utility_;
  double end_;
  const Kept& kept_;
  Settled settled_;
  std::unordered_map<uint64_t, bool> reaches_;
};

}  // namespace

Answer idle(Pool& pool, Node start, std::span<const int32_t> plan, int utility, const Kept& kept,
            std::vector<int32_t>* rest) {
  Node state = start;
  for (const int32_t action : plan) state = pool.successor(state, action);
  Leaving leaving(pool, plan, utility, pool.utility(state, utility), kept);
  std::vector<int32_t> steps;
  const Answer answer = leaving.explained(start, 0, steps);
  if (rest && answer == Answer::kYes) *rest = steps;
  return answer;
}

}  // namespace vervain
