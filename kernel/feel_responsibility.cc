#include <algorithm>

#include "feel_deeds.h"

namespace vervain::feel {

namespace {

constexpr double kOrdered = 0.5;    // of the blame goes to who ordered it
constexpr int32_t kFurthest = 8;    // happenings between an act and what came of it, at most
constexpr int64_t kLook = 200'000;  // states for one look into a mind

}  // namespace

std::pair<double, std::vector<int32_t>> Pressed::blame() const {
  std::vector<int32_t> others = by;
  for (int32_t bidder : bidders) add_new(others, bidder);
  return {std::min(1.0, degree + kOrdered * bid), std::move(others)};
}

Responsibility::Responsibility(Inner& inner, Deeds& deeds)
    : trails(inner.people), inner_(inner), deeds_(deeds), saw_(inner.last) {
  const Asked& a = inner.asked;
  for (int32_t event = 0; event < inner.last; ++event) {
    for (int64_t i = a.saw_start[event]; i < a.saw_start[event + 1]; ++i) {
      const auto minds = row_of(a.saw_mind_start, a.saw_mind, i);
      if (minds.empty()) continue;
      const auto chain = inner.chain(minds.subspan(1));
      if (chain) saw_[event].emplace_back(minds[0], *chain, a.saw_fluent[i]);
    }
    std::ranges::sort(saw_[event]);
  }
}

// -------------------------------------------------------------------------- who brought it about

bool Responsibility::saw(int32_t agent, Reading reading, int32_t event) const {
  return std::ranges::binary_search(saw_[event], std::tuple(agent, reading.chain, reading.fluent));
}

Culprits Responsibility::behind(int32_t agent, Reading reading, int32_t k) {
  const int32_t code = inner_.read(inner_.node(agent, k), reading);
  const auto seen = deeds_.seen(agent, k);
  if (seen && !deeds_.doers(seen->deed).empty() && saw(agent, reading, k - 1) &&
      deeds_.may_set(seen->deed.action, reading, code)) {
    return {*seen};
  }
  Culprits could;
  Few<int32_t, 2> which;
  for (size_t t = 0; t < trails[agent].size(); ++t) {
    const auto actions = deeds_.actions(trails[agent][t]);
    if (std::ranges::any_of(actions, [&](int32_t a) { return deeds_.may_set(a, reading, code); })) {
      could.push_back(trails[agent][t]);
      which.push_back(static_cast<int32_t>(t));
    }
  }
  const bool adds = inner_.is_number(reading.fluent);  // several acts may each have a part in it
  if (inner_.read(inner_.state(k), reading) == code) {
    const int32_t first = since(reading, k);
    int32_t trail = kNone;
    if (first != kNone) {
      if (const auto found = origin(agent, first, kFurthest, trail)) {
        if (adds && trail != kNone && std::ranges::count(which, trail)) return could;
        return {*found};
      }
    }
  }
  if (!adds && could.size() > 1) return {could[0]};
  return could;
}

// The event that gave the value there is in state k; kNone: it was so from the start.
int32_t Responsibility::since(Reading reading, int32_t k) const {
  const int32_t code = inner_.read(inner_.state(k), reading);
  for (int32_t i = k - 1; i >= 0; --i) {
    if (inner_.read(inner_.state(i), reading) != code) return i;
  }
  return kNone;
}

// The deed from which an event comes: itself, or, where nobody chose it, what made it possible, as
// far as the agent believes in that. `trail`: which of what they have found out it is.
std::optional<Known> Responsibility::origin(int32_t agent, int32_t event, int32_t left,
                                            int32_t& trail) const {
  const Asked& a = inner_.asked;
  if (!deeds_.agreed(event).empty()) {
    const int32_t action = a.actions[event];
    if (inner_.seen(agent, event + 1)) return Known{{action, event}, kNone, kNone, event};
    for (size_t t = 0; t < trails[agent].size(); ++t) {
      if (contains(deeds_.actions(trails[agent][t]), action)) {
        trail = static_cast<int32_t>(t);
        return trails[agent][t];
      }
    }
  } else if (left) {
    for (int64_t i = a.cause_start[event]; i < a.cause_start[event + 1]; ++i) {
      if (inner_.read(inner_.node(agent, event), {a.cause_fluent[i]}) == a.cause_code[i]) {
        if (auto found = origin(agent, a.cause_event[i], left - 1, trail)) return found;
      }
    }
  }
  return std::nullopt;
}

// --------------------------------------------------------------------------- how far it is theirs

double Responsibility::share(int32_t agent, const Known& known, int32_t doer, Reading reading,
                             int32_t k) {
  const Node after = inner_.node(agent, k);
  const int32_t code = inner_.read(after, reading);
  if (known.deed.event != kNone) {
    const int32_t action = known.deed.action;
    const Node start = mind(agent, doer, known.state), end = inner_.pool.successor(start, action);
    if (end >= 0 && inner_.read(start, reading) != code && inner_.read(end, reading) == code) {
      return inner_.gains_of(doer, reading.fluent, start, end) ? kMeant : kForeseen;
    }
    if (end >= 0 && deeds_.may_set(action, reading, code)) return kNeither;
  }
  const Node before = inner_.node(agent, k - 1);
  return inner_.gains_of(doer, reading.fluent, before, after) ? kMeant : kForeseen;
}

// What the agent, in state k, takes the other to believe.
Node Responsibility::mind(int32_t agent, int32_t other, int32_t k) const {
  const Node node = inner_.node(agent, k);
  return other == agent ? node : inner_.mind(node, other);
}

// ------------------------------------------------------------------------------- under pressure

const Pressed& Responsibility::pressed(int32_t agent, const Deed& deed, int32_t doer) {
  static const Pressed kFree;
  if (deed.event == kNone) return kFree;
  const std::tuple key(agent, deed.event, doer);
  auto at = pressed_.find(key);
  if (at == pressed_.end()) {
    at = pressed_.emplace(key, pressure(agent, deed.event, doer)).first;
  }
  return at->second;
}

Pressed Responsibility::pressure(int32_t agent, int32_t event, int32_t doer) {
  const int32_t action = inner_.asked.actions[event];
  const Node start = mind(agent, doer, event);
  const Node end = aimed(inner_.node(agent, event), start, action, doer);
  if (end < 0) return {};
  double total = 0, forced = 0, shed = 0, bid = 0;
  Pressed found;
  for (const auto [stake, gain] : std::vector<Gain>(inner_.gains(doer, start, end))) {
    if (gain <= 0) continue;
    total += gain;
    const int32_t earlier = laid_on(agent, stake, event);
    bool laid = false, began = false, others = false;
    for (int32_t c : earlier == kNone ? std::span<const int32_t>{} : deeds_.agreed(earlier)) {
      if (c == doer) continue;
      laid = true;
      if (pays(agent, c, event)) {
        others = true;
        add_new(found.by, c);
      }
      if (!answers(agent, earlier, c, doer)) {
        began = true;
        add_new(found.rid_of, c);
      }
    }
    shed += began ? gain : 0;
    forced += others ? gain : 0;
    const auto asked = laid ? std::vector<int32_t>{} : bidding(agent, stake, action, event);
    bid += asked.empty() ? 0 : gain;
    for (int32_t c : asked) add_new(found.bidders, c);
  }
  if (total == 0) return {};
  if (shed == 0 || shed != total) found.rid_of.clear();
  found.degree = forced / total;
  found.bid = bid / total;
  return found;
}

// Where the plan behind an act was to lead, in the mind of its doer; below 0: nowhere.
Node Responsibility::aimed(Node node, Node start, int32_t action, int32_t other) {
  auto [at, fresh] = aims_.try_emplace({node, start, action, other}, kImpossible);
  if (fresh) {
    auto plan = inner_.explain(node, action, other, kLook);
    if (plan.empty()) plan.push_back(action);
    for (int32_t step : plan) {
      start = inner_.pool.successor(start, step);
      if (start < 0) break;
      at->second = start;
    }
  }
  return at->second;
}

// Event `earlier` was itself nothing but to be rid of what the doer had laid on them.
bool Responsibility::answers(int32_t agent, int32_t earlier, int32_t who, int32_t doer) {
  const auto known = deeds_.seen(agent, earlier + 1);
  return known && std::ranges::count(pressed(agent, known->deed, who).rid_of, doer);
}

// The last event before `event` that changed this stake of another, if it lowered it, and the agent
// knows of it.
int32_t Responsibility::laid_on(int32_t agent, int32_t stake, int32_t event) {
  const int32_t other = inner_.stake(stake).agent;
  for (int32_t s = event - 1; s >= 0; --s) {
    if (inner_.node(agent, s) == inner_.node(agent, s + 1)) continue;
    const double lost = inner_.gain(stake, mind(agent, other, s), mind(agent, other, s + 1));
    if (lost != 0) return lost < 0 && inner_.seen(agent, s + 1) ? s : kNone;
  }
  return kNone;
}

// Who made the act worth doing for another, for whom it had not been so, and gains.
std::vector<int32_t> Responsibility::bidding(int32_t agent, int32_t stake, int32_t action,
                                             int32_t event) {
  const auto [other, want, term] = inner_.stake(stake);
  for (int32_t s = event - 1; s >= 0; --s) {
    const Node before = mind(agent, other, s), after = mind(agent, other, s + 1);
    if (before == after || inner_.moved(term, before, after).empty()) continue;
    if (!inner_.seen(agent, s + 1)) return {};
    const Node end = inner_.pool.successor(before, action);
    if (end >= 0 && inner_.gain(stake, before, end) > 0) return {};
    std::vector<int32_t> found;
    for (int32_t c : deeds_.agreed(s)) {
      if (c != other && pays(agent, c, event)) found.push_back(c);
    }
    return found;
  }
  return {};
}

// As the agent sees it, the event brings that person something that they want.
bool Responsibility::pays(int32_t agent, int32_t who, int32_t event) {
  const auto& gains = inner_.gains(who, inner_.node(agent, event), inner_.node(agent, event + 1));
  return std::ranges::any_of(gains, [](const Gain& g) { return g.by > 0; });
}

}  // namespace vervain::feel
