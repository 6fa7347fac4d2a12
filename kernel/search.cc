#include "search.h"

#include <algorithm>
#include <utility>

#include "sweep.h"

namespace vervain {
namespace {

constexpr size_t kStride = 1 << 16;  // bytes told to the pool at a time
constexpr int64_t kFirstTurn = 4000;
constexpr int64_t kCheck = 1000;  // work for each question about a plan found in haste

// Exact and hasty search take turns, each twice as long as its last. What is found in haste is
// looked at again; that there is no more is known when the exact one has come to its end.
void search_by_turns(Quest& exact, Quest& hasty) {
  const auto careful = by_promise(exact), bold = by_promise(hasty);
  bool over = false;
  for (int64_t work = kFirstTurn;; work *= 2) {
    if (careful->go_on(work)) return;
    over = over || bold->go_on(work);
    exact.take_over(hasty);
    if (exact.enough()) return;
  }
}

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
  if (checked_by) {
    const Answer checked = checked_by->check(actions, kCheck);
    if (checked == Answer::kNo) return false;
    if (checked == Answer::kUnknown) ++unsettled;
  }
  plans.emplace_back(actions.begin(), actions.end());
  return enough();
}

Answer Quest::idle_rest(Node from, std::span<const int32_t> actions, std::vector<int32_t>* rest) {
  const Kept kept = [this](Node at, int action, int) {
    int64_t work = std::min(care, explainer.patience());
    return explainer.kept(explained(at, action, work));
  };
  const Answer answer = idle(pool, from, actions, task.goal, kept, rest);
  if (answer == Answer::kUnknown) unknown = true;
  return answer;
}

Answer Quest::check(std::span<const int32_t> actions, int64_t work) {
  Node state = task.start;
  Answer all = Answer::kYes;
  for (const int32_t action : actions) {
    int64_t left = work;
    const Answer one = explained(state, action, left);
    if (one == Answer::kNo) return one;
    if (one == Answer::kUnknown) all = one;
    state = pool.successor(state, action);
  }
  const int64_t usual = std::exchange(care, work);
  const bool known = std::exchange(unknown, false);
  const Answer left_out = idle_rest(task.start, actions);
  care = usual;
  unknown = known;
  if (left_out == Answer::kYes) return Answer::kNo;
  return left_out == Answer::kUnknown ? left_out : all;
}

void Quest::take_over(const Quest& other) {
  for (const auto& plan : other.plans) {
    uint64_t what = 0;
    for (const int32_t action : plan) what += sum_of(action);
    if (!enough() && sums.insert(what).second) plans.push_back(plan);
  }
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

Found search(Thinking& thinking, Control& control, const Task& task) {
  Quest quest(thinking.exact, thinking.guide, control, task);
  Quest hasty(thinking.hasty, thinking.guide, control, task);
  hasty.checked_by = &quest;
  Outcome outcome = Outcome::kBudget;
  try {
    // D12.1: doing nothing reaches a goal that is reached already.
    if (quest.worth >= task.threshold) quest.plans.emplace_back();
    if (!quest.enough() && quest.worth == quest.worth)
      task.shortest ? search_by_length(quest) : search_by_turns(quest, hasty);
    outcome = Outcome::kNone;
  } catch (const Stopped& stopped) {
    outcome = stopped.why;
  } catch (const OutOfMemory&) {
    outcome = Outcome::kBudget;
  }
  quest.take_over(hasty);
  const bool complete = outcome == Outcome::kNone && !quest.enough();
  if (!quest.plans.empty() && outcome != Outcome::kInterrupted) outcome = Outcome::kFound;
  return {outcome, complete, std::move(quest.plans), quest.asked + hasty.asked,
          hasty.unsettled};
}

}  // namespace vervain
