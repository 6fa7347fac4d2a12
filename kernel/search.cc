#include "search.h"

#include <algorithm>

#include "sweep.h"

namespace vervain {
namespace {

constexpr size_t kStride = 1 << 16;            // bytes told to the pool at a time

}  // namespace

Quest::Quest(Explainer& x, Guide& g, Control& c, const Task& t)
    : explainer(x), guide(g), control(c), task(t), pool(x.pool()),
      worth(pool.utility(t.start, t.goal)) {
  graph.add(t.start, 0, worth, false);
}

Quest::~Quest() { pool.release(charged_); }

Estimate Quest::estimate(Node state, double utility, int left) {
  const double from = utility > worth ? utility : worth;
  return guide.estimate(state, {task.goal, from, task.threshold, false}, left);
}

Answer Quest::explained(Node state, int action, int64_t& work) {
  ++asked;
  return explainer.explained(state, action, task.minds, work, control);
}

bool Quest::offer(std::span<const int32_t> actions) {
  control.tick();
  Node state = task.start;
  double most = worth;
  for (size_t i = 0; i < actions.size(); ++i) {
    const double now = pool.utility(state, task.goal);
    if (now != now) return false;  // nothing is greater than unknown
    most = std::max(most, now);
    state = pool.successor(state, actions[i]);
  }
  const double end = pool.utility(state, task.goal);
  if (!(end >= task.threshold) || !(end > most)) return false;
  uint64_t what = 0;
  for (const int32_t action : actions) what += sum_of(action);
  if (sums.count(what)) return false;
  std::vector<int32_t> rest;
  const Answer left_out = idle_rest(task.start, actions, &rest);
  if (left_out == Answer::kYes) return offer(rest);
  if (left_out == Answer::kUnknown) return false;  // an idle plan must not pass
  sums.insert(what);
  plans.emplace_back(actions.begin(), actions.end());
  return enough();
}

Answer Quest::idle_rest(Node from, std::span<const int32_t> actions, std::vector<int32_t>* rest) {
  const Kept kept = [this](Node at, int action, int) {
    int64_t work = care;
    return explained(at, action, work);
  };
  const Answer answer = idle(pool, from, actions, task.goal, kept, rest);
  if (answer == Answer::kUnknown) unknown = true;
  return answer;
}

void Quest::settle(int32_t length, bool exactly) {
  const int64_t usual = care;
  for (bool again = true; again && !enough(); again = unknown, care *= 16) {
    unknown = false;
    Sweep(*this, length, exactly).run(std::numeric_limits<int64_t>::max());
  }
  care = usual;
}

void Quest::account() {
  const size_t now = graph.bytes();
  if (now < charged_ + kStride) return;
  pool.charge(now - charged_);
  charged_ = now;
}

Found search(Explainer& explainer, Guide& guide, Control& control, const Task& task) {
  Quest quest(explainer, guide, control, task);
  Outcome outcome = Outcome::kBudget;
  try {
    // D12.1: doing nothing reaches a goal that is reached already.
    if (quest.worth >= task.threshold) quest.plans.emplace_back();
    if (!quest.enough() && quest.worth == quest.worth)
      task.shortest ? search_by_length(quest) : search_by_promise(quest);
    outcome = Outcome::kNone;
  } catch (const Stopped& stopped) {
    outcome = stopped.why;
  } catch (const OutOfMemory&) {
    outcome = Outcome::kBudget;
  }
  const bool complete = outcome == Outcome::kNone && !quest.enough();
  if (!quest.plans.empty() && outcome != Outcome::kInterrupted) outcome = Outcome::kFound;
  return {outcome, complete, std::move(quest.plans), quest.asked};
}

}  // namespace vervain
