// What the arrays of an appraisal have to pass before they are believed.

#include <limits>

#include "check.h"
#include "feel.h"

namespace vervain::feel {

namespace {

using Ints = Asked::Ints;
using Longs = Asked::Longs;

void each(const char* name, Ints items, int64_t wanted, int64_t low, int64_t end) {
  check_length(name, items, wanted);
  check_all(name, items, low, end);
}

void rows(const char* name, Longs start, Ints items, int64_t wanted, int64_t low, int64_t end) {
  check_rows(name, start, wanted, items.size());
  check_all(name, items, low, end);
}

constexpr int64_t kPlaces = std::numeric_limits<int32_t>::max();  // any symbol

void check_people(const Asked& a, const Model& m) {
  const int64_t people = m.agents, states = static_cast<int64_t>(a.states.size());
  each("feels", a.feels, people * states, 0, 2);
  each("alive", a.alive, people * states, 0, 2);
  each("shown", a.shown, m.fluents, 0, 2);
  each("felt", a.felt, m.fluents, 0, 2);
  rows("about", a.about_start, a.about, m.fluents, 0, people);
  each("alive_fluent", a.alive_fluent, people, kNone, m.fluents);
  each("place_fluent", a.place_fluent, people, kNone, m.fluents);
  each("own_place", a.own_place, people, kNone, kPlaces);
  rows("stake_term", a.stake_start, a.stake_term, people, 0, m.terms);
  check_length("stake_want", a.stake_want, static_cast<int64_t>(a.stake_term.size()));
  check_length("most", a.most, people);
  const auto bonds = static_cast<int64_t>(a.bond_agent.size());
  each("bond_agent", a.bond_agent, bonds, 0, people);
  each("bond_other", a.bond_other, bonds, 0, people);
  each("bond_fears", a.bond_fears, bonds, 0, 2);
  each("bond_fluent", a.bond_fluent, bonds, kNone, m.fluents);
  each("bond_sign", a.bond_sign, bonds, -1, 2);
  each("bond_alive", a.bond_alive, bonds, 0, 2);
  each("bond_place", a.bond_place, bonds, kNone, kPlaces);
  check_length("bond_full", a.bond_full, bonds);
  check_length("bond_fixed", a.bond_fixed, bonds);
  const auto weights = static_cast<int64_t>(a.weight.size());
  if (weights % states) refuse("weight has not an entry for each state");
  each("weight_row", a.weight_row, people * a.counts[0], kNone, weights / states);
}

void check_events(const Asked& a, const Model& m) {
  const int64_t people = m.agents, events = static_cast<int64_t>(a.actions.size());
  each("seen", a.seen, events * people, 0, 2);
  rows("agreed", a.agreed_start, a.agreed, events, 0, people);
  rows("role", a.role_start, a.role, events, 0, people);
  rows("saw_fluent", a.saw_start, a.saw_fluent, events, 0, m.fluents);
  rows("saw_mind", a.saw_mind_start, a.saw_mind, static_cast<int64_t>(a.saw_fluent.size()), 0,
       people);
  rows("cause_event", a.cause_start, a.cause_event, events, 0, events);
  each("cause_fluent", a.cause_fluent, static_cast<int64_t>(a.cause_event.size()), 0, m.fluents);
  check_length("cause_code", a.cause_code, static_cast<int64_t>(a.cause_event.size()));
  rows("reason_agent", a.reason_start, a.reason_agent, events, 0, people);
  rows("plan", a.plan_start, a.plan, static_cast<int64_t>(a.reason_agent.size()), 0, m.actions);
}

void check_acts(const Asked& a, const Model& m) {
  each("stirs", a.stirs, m.actions, 0, 2);
  check_length("chance", a.chance, m.actions);
  rows("norm_value", a.norm_start, a.norm_value, m.actions, 0, a.counts[0]);
  const auto norms = static_cast<int64_t>(a.norm_value.size());
  each("norm_sign", a.norm_sign, norms, -1, 2);
  each("norm_doer", a.norm_doer, norms, 0, m.agents);
  rows("sets_fluent", a.sets_start, a.sets_fluent, m.actions, 0, m.fluents);
  const auto sets = static_cast<int64_t>(a.sets_fluent.size());
  check_length("sets_code", a.sets_code, sets);
  each("sets_any", a.sets_any, sets, 0, 2);
  const auto traces = static_cast<int64_t>(a.trace_fluent.size());
  each("trace_fluent", a.trace_fluent, traces, 0, m.fluents);
  check_length("trace_code", a.trace_code, traces);
  rows("trace_action", a.trace_start, a.trace_action, traces, 0, m.actions);
  for (int64_t i = 0; i < traces; ++i) {
    if (a.trace_start[i] == a.trace_start[i + 1]) refuse("a trace is of no act");
  }
}

}  // namespace

void check(const Asked& a, const Model& m) {
  check_length("counts", a.counts, 3);
  check_range("counts", 0, a.counts[0], 0, int64_t{1} << 24);  // values
  for (size_t i : {1, 2}) check_range("counts", i, a.counts[i], 0, 0x1000);
  check_length("scale", a.scale, 5);
  check_length("half_life", a.half_life, kEmotions);
  if (a.states.empty()) refuse("there is no state");
  const auto events = static_cast<int64_t>(a.states.size()) - 1;
  each("actions", a.actions, events, 0, m.actions);
  check_length("minutes", a.minutes, events + 1);
  check_people(a, m);
  check_events(a, m);
  check_acts(a, m);
}

}  // namespace vervain::feel
