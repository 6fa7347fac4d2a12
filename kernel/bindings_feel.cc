// The call `appraise`: what is asked about as arrays in, feelings as arrays out.

#include "bound.h"
#include "feed.h"
#include "feel.h"
#include "lease.h"

using namespace nanobind::literals;

namespace vervain {
namespace {

constexpr int64_t kBytes = int64_t{1} << 30;  // what one look into a mind may use
constexpr int32_t kHeuristic = 0;

feel::Asked asked(nb::tuple arrays) {
  Feed feed(std::move(arrays));
  feel::Asked a;
  auto ints = [&](auto&... into) { (feed.take(into), ...); };
  ints(a.counts, a.scale, a.half_life, a.states, a.actions, a.minutes, a.feels, a.alive, a.shown,
       a.felt, a.about_start, a.about, a.alive_fluent, a.place_fluent, a.own_place);
  ints(a.stake_start, a.stake_want, a.stake_term, a.most, a.bond_agent, a.bond_other, a.bond_fears,
       a.bond_fluent, a.bond_sign, a.bond_full, a.bond_fixed, a.bond_alive, a.bond_place,
       a.weight_row, a.weight);
  ints(a.seen, a.agreed_start, a.agreed, a.role_start, a.role, a.saw_start, a.saw_fluent,
       a.saw_mind_start, a.saw_mind, a.cause_start, a.cause_event, a.cause_fluent, a.cause_code,
       a.reason_start, a.reason_agent, a.plan_start, a.plan);
  ints(a.stirs, a.chance, a.norm_start, a.norm_value, a.norm_sign, a.norm_doer, a.sets_start,
       a.sets_fluent, a.sets_code, a.sets_any, a.trace_fluent, a.trace_code, a.trace_start,
       a.trace_action);
  feed.end();
  return a;
}

template <class... Columns>
nb::tuple columns(Columns&... all) {
  return nb::make_tuple(array_of(std::move(all))...);
}

// None if Ctrl-C ended it.
nb::object appraise(Bound& bound, const nb::tuple& arrays) {
  const feel::Asked a = asked(arrays);
  feel::Found f;
  {
    nb::gil_scoped_release release;
    std::lock_guard lock(bound.mutex);
    feel::check(a, bound.model);
    Thinking& mind = thinking(bound, kHeuristic);
    const auto steps = static_cast<int32_t>(a.counts[1]), levels = static_cast<int32_t>(a.counts[2]);
    auto explain = [&](Node state, int32_t action, int32_t agent, int64_t states) {
      const Lease lease(bound, kBytes);
      Allowance allowed;
      allowed.nodes = states;
      allowed.interrupted = interrupted;
      Control control(bound.pool, std::move(allowed));
      const Node believed = bound.pool.mind(state, agent);
      auto [outcome, plan] =
          settle(mind.exact, mind.hasty, {believed, action, agent, levels, steps}, control);
      if (outcome == Outcome::kInterrupted) throw Stopped{outcome};
      return plan;
    };
    Control waiting(bound.pool, {.interrupted = interrupted});
    try {
      f = feel::appraise(a, bound.pool, bound.numbers, explain, [&] { waiting.tick(); });
    } catch (const Stopped&) {
      return nb::none();
    }
  }
  return columns(f.agent, f.emotion, f.toward, f.intensity, f.deed_action, f.deed_event, f.value,
                 f.want, f.whose, f.event, f.since, f.until, f.ended, f.by, f.part_start, f.part,
                 f.belief_start, f.belief, f.held_fluent, f.held_code, f.held_past, f.mind_start,
                 f.mind, f.moods);
}

}  // namespace

void bind_feel(nb::class_<Bound>& pool) {
  pool.def("appraise", &appraise, "asked"_a,
           nb::sig("def appraise(self, asked: tuple[object, ...]) -> tuple[object, ...] | None"),
           "All that is felt in a story: the arrays of Asked in their order in, those of Found out; "
           "None if Ctrl-C ended it.");
}

}  // namespace vervain
