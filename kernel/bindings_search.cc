// The calls `explain` and `search`: limits in, plans as compressed rows out.

#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/tuple.h>

#include <memory>
#include <tuple>
#include <vector>

#include "bound.h"
#include "feed.h"
#include "lease.h"
#include "search.h"
#include "walk.h"

namespace nb = nanobind;
using namespace nb::literals;

namespace vervain {

bool interrupted() {
  nb::gil_scoped_acquire hold;
  if (PyErr_CheckSignals() == 0) return false;
  if (PyErr_ExceptionMatches(PyExc_KeyboardInterrupt)) {
    PyErr_Clear();
    return true;
  }
  throw nb::python_error();
}

Thinking& thinking(Bound& bound, int32_t heuristic) {
  if (heuristic < 0 || heuristic >= kHeuristics)
    throw nb::index_error("there is no such heuristic");
  auto& mind = bound.thinking[heuristic];
  if (!mind) mind = std::make_unique<Thinking>(bound.pool, static_cast<Named>(heuristic));
  return *mind;
}

namespace {

using Ints = Array<int32_t>;
using Limits = std::tuple<int64_t, double, int64_t>;  // states, seconds, bytes; below 0: none
using Reached = std::tuple<int32_t, int32_t, int32_t>;  // steps of author, of characters; depth

Allowance allowance(const Limits& limits) {
  const auto [nodes, seconds, bytes] = limits;
  Allowance allowed;
  if (nodes >= 0) allowed.nodes = nodes;
  if (seconds >= 0) allowed.seconds = seconds;
  allowed.interrupted = interrupted;
  return allowed;
}

void check(const Reached& reach) {
  const auto [author, character, belief] = reach;
  if (author < 0 || character < 0 || belief < 0 || author > 0xfff || character > 0xfff ||
      belief > 0xfff)
    throw nb::value_error("limits are between 0 and 4095");
}

// The least and the rough number of steps until the utility is better, or -1: not within `limit`.
auto estimate(Bound& bound, int32_t state, int32_t utility, int32_t limit, int32_t heuristic) {
  nb::gil_scoped_release release;
  std::lock_guard lock(bound.mutex);
  if (utility < 0 || utility >= bound.model.utilities)
    throw nb::index_error("there is no such utility");
  const Node node = bound.numbers.state(state);
  const Aim aim{utility, bound.pool.utility(node, utility),
                -std::numeric_limits<double>::infinity(), false};
  const Estimate found = thinking(bound, heuristic).guide.estimate(node, aim, limit);
  return found.steps == kFar ? std::tuple(-1, -1) : std::tuple(found.steps, found.rough);
}

// Outcome, steps, states of the world, states in all.
auto walk_all(Bound& bound, int64_t most, const Limits& limits) {
  nb::gil_scoped_release release;
  std::lock_guard lock(bound.mutex);
  const Lease lease(bound, std::get<2>(limits));
  Control control(bound.pool, allowance(limits));
  Walk walked;
  Outcome outcome = Outcome::kNone;
  try {
    walked = walk(bound.pool, control, most);
  } catch (const Stopped& stopped) {
    outcome = stopped.why;
  } catch (const OutOfMemory&) {
    outcome = Outcome::kBudget;
  }
  return std::tuple(static_cast<int32_t>(outcome), walked.steps, walked.stories,
                    static_cast<int64_t>(bound.pool.size()));
}

auto explain(Bound& bound, int32_t state, int32_t action, int32_t agent, const Reached& reach,
             const Limits& limits, int32_t heuristic) {
  const Model& model = bound.model;
  Outcome outcome;
  std::vector<int32_t> plan;
  {
    nb::gil_scoped_release release;
    std::lock_guard lock(bound.mutex);
    check(reach);
    if (action < 0 || action >= model.actions || agent < 0 || agent >= model.agents)
      throw nb::index_error("there is no such action or agent");
    Thinking& mind = thinking(bound, heuristic);
    const Lease lease(bound, std::get<2>(limits));
    Control control(bound.pool, allowance(limits));
    const auto [author, character, belief] = reach;
    const Node believed = bound.pool.mind(bound.numbers.state(state), agent);
    std::tie(outcome, plan) =
        settle(mind.exact, mind.hasty,
               {believed, action, agent, belief, character}, control);
  }
  return std::tuple(static_cast<int32_t>(outcome), array_of(std::move(plan)));
}

auto search_for(Bound& bound, int32_t state, int32_t goal, double threshold, const Reached& reach,
                const Limits& limits, uint64_t seed, int64_t count, bool shortest, Ints banned,
                int32_t heuristic) {
  Found found;
  std::vector<int64_t> start{0}, used;
  std::vector<int32_t> steps;
  Task task{state, goal, threshold, std::get<0>(reach), {}, count, shortest, {}, seed};
  task.minds = {std::get<2>(reach), std::get<1>(reach)};
  task.banned.assign(banned.data(), banned.data() + banned.size());
  {
    nb::gil_scoped_release release;
    std::lock_guard lock(bound.mutex);
    check(reach);
    task.start = bound.numbers.state(state);
    if (goal < 0 || goal >= bound.model.utilities) throw nb::index_error("there is no such goal");
    if (!task.banned.empty() && task.banned.size() != static_cast<size_t>(bound.model.actions))
      throw nb::value_error("banned has one entry for each action");
    const Lease lease(bound, std::get<2>(limits));
    const size_t states = bound.pool.size(), transitions = bound.pool.transitions();
    Control control(bound.pool, allowance(limits));
    Thinking& mind = thinking(bound, heuristic);
    found = search(mind, control, task);
    used = {static_cast<int64_t>(bound.pool.size() - states),
            static_cast<int64_t>(bound.pool.transitions() - transitions), found.explanations,
            static_cast<int64_t>(bound.pool.bytes()), found.complete, found.unsettled};
  }
  for (const auto& plan : found.plans) {
    steps.insert(steps.end(), plan.begin(), plan.end());
    start.push_back(static_cast<int64_t>(steps.size()));
  }
  return std::tuple(static_cast<int32_t>(found.outcome), array_of(std::move(start)),
                    array_of(std::move(steps)), array_of(std::move(used)));
}

}  // namespace

void bind_search(nb::module_&, nb::class_<Bound>& pool) {
  pool.def("explain", &explain, "state"_a, "action"_a, "agent"_a, "reach"_a, "limits"_a,
           "heuristic"_a,
           "Outcome and plan (D10). reach: author, character, belief; limits: states, seconds, "
           "bytes, below 0 for none.");
  pool.def("search", &search_for, "state"_a, "goal"_a, "threshold"_a, "reach"_a, "limits"_a,
           "seed"_a, "count"_a, "shortest"_a, "banned"_a.noconvert(), "heuristic"_a,
           "Outcome, rows of plans (D12), and states, transitions, explanations, bytes used; 1 if "
           "there are no more; plans of which it is not settled that nothing is idle.");
  pool.def("walk", &walk_all, "most"_a, "limits"_a,
           "Breadth first from the start: outcome, steps, states of the world, states in all.");
  pool.def("estimate", &estimate, "state"_a, "utility"_a, "limit"_a, "heuristic"_a,
           "The least and the rough number of steps until the utility is better; -1: not within "
           "the limit.");
  pool.def(
      "explanations",
      [](const Bound& bound) {
        size_t all = 0;
        for (const auto& mind : bound.thinking)
          if (mind) all += mind->exact.settled();
        return all;
      },
      "How many questions for reasons are remembered.");
  pool.def_prop_ro("searched", [](const Bound& bound) { return bound.searched; },
                   "States made while looking ahead; most of them have no number.");
}

}  // namespace vervain
