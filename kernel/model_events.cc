// Events, who sees them, and what can be seen by looking: D4, D8.

#include "check.h"

namespace vervain {

void Model::read_events(const Tables& t) {
  const int32_t events = actions + reactions;
  check_length("event_cond", t.event_cond, events);
  check_all("event_cond", t.event_cond, 0, conds);
  event_cond.assign(t.event_cond.begin(), t.event_cond.end());

  const size_t effects = t.effect_cond.size();
  check_length("effect_fluent", t.effect_fluent, static_cast<int64_t>(effects));
  check_length("effect_term", t.effect_term, static_cast<int64_t>(effects));
  check_all("effect_cond", t.effect_cond, 0, conds);
  check_all("effect_fluent", t.effect_fluent, 0, fluents);
  check_all("effect_term", t.effect_term, 0, terms);
  check_all("chain", t.chain, 0, agents);
  effect_start = check_rows("effect_start", t.effect_start, events, effects);
  const auto chain_start =
      check_rows("chain_start", t.chain_start, static_cast<int64_t>(effects), t.chain.size());
  for (size_t i = 0; i < effects; ++i) {
    const auto row = t.chain.subspan(chain_start[i], chain_start[i + 1] - chain_start[i]);
    effect.push_back({t.effect_cond[i], t.effect_fluent[i], t.effect_term[i], chain_of(row)});
  }

  consent.start = check_rows("consent_start", t.consent_start, actions, t.consent.size());
  check_all("consent", t.consent, 0, agents);
  consent.items.assign(t.consent.begin(), t.consent.end());

  check_length("observe_cond", t.observe_cond, static_cast<int64_t>(t.observe_agent.size()));
  observe_start =
      check_rows("observe_start", t.observe_start, actions, t.observe_agent.size());
  check_all("observe_agent", t.observe_agent, 0, agents);
  check_all("observe_cond", t.observe_cond, 0, conds);
  std::vector<int32_t> seen_by(agents, kNone);
  for (int32_t a = 0; a < actions; ++a) {
    for (int32_t i = observe_start[a]; i < observe_start[a + 1]; ++i) {
      const int32_t agent = t.observe_agent[i];
      if (seen_by[agent] == a) refuse("observe_agent names an agent twice for one action");
      seen_by[agent] = a;
      observer.push_back({agent, t.observe_cond[i]});
    }
  }

  check_length("agent_where", t.agent_where, agents);
  check_length("agent_sight", t.agent_sight, agents);
  check_length("entity_where", t.entity_where, entities);
  check_all("agent_where", t.agent_where, kNone, fluents);
  check_all("agent_sight", t.agent_sight, 0, conds);
  check_all("entity_where", t.entity_where, kNone, fluents);
  agent_where.assign(t.agent_where.begin(), t.agent_where.end());
  agent_sight.assign(t.agent_sight.begin(), t.agent_sight.end());
  entity_where.assign(t.entity_where.begin(), t.entity_where.end());

  const auto rows = static_cast<int64_t>(t.seen_fluent.size());
  check_length("seen_subject", t.seen_subject, rows);
  check_length("seen_is_place", t.seen_is_place, rows);
  check_all("seen_fluent", t.seen_fluent, 0, fluents);
  check_all("seen_subject", t.seen_subject, 0, entities);
  check_all("seen_is_place", t.seen_is_place, 0, 2);
  for (int64_t i = 0; i < rows; ++i) {
    shown.push_back({t.seen_fluent[i], t.seen_subject[i], t.seen_is_place[i] == 1});
  }
}

}  // namespace vervain
