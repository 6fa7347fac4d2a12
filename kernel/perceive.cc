// What somebody sees by being there: D8.

#include <algorithm>

#include "step.h"

namespace vervain {

namespace {

// The value of the entity's `place`; kNone if it has none or that is unknown.
int32_t place(const Model& m, const int32_t* values, int32_t entity) {
  const int32_t where = m.entity_where[entity];
  return where == kNone || values[where] == kUnknown ? kNone : values[where];
}

// It is the place, is there, or is with somebody who is there.
bool is_at(const Model& m, const int32_t* values, int32_t subject, int32_t here) {
  if (subject == here) return true;
  const int32_t at = place(m, values, subject);
  if (at == kNone) return false;
  return at == here || (at >= 0 && at < m.agents && place(m, values, at) == here);
}

}  // namespace

// Adds to the tellings what `agent` is told by its own eyes in a state.
void Step::perceive(Node state, int32_t agent) {
  const int32_t where = model_.agent_where[agent];
  if (where == kNone || model_.shown.empty()) return;
  const int32_t* values = graph_.values(state);
  const int32_t here = values[where];
  if (here == kUnknown || !holds(graph_, state, model_.agent_sight[agent])) return;
  const Node mind = graph_.minds(state)[agent];
  const int32_t* believed = graph_.values(mind);
  for (const Shown& s : model_.shown) {
    int32_t code = kUnknown;
    if (is_at(model_, values, s.subject, here)) {
      code = values[s.fluent];
    } else if (!s.is_place || !is_at(model_, believed, s.subject, here)) {
      continue;
    }
    // Most of what is seen is known; and what is known need not be told, unless it takes back
    // what was told before.
    const bool known = believed[s.fluent] == code && graph_.minds(mind)[agent] == mind;
    auto& tellings = tellings_[agent];
    if (known && std::ranges::none_of(tellings, [&](const Telling& t) {
          return t.fluent == s.fluent;
        })) {
      continue;
    }
    tellings.push_back({0, s.fluent, code});
  }
}

}  // namespace vervain
