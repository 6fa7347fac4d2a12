#include "feel_prospects.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>

namespace vervain::feel {

namespace {

constexpr double kReason = 0.5, kOwn = 0.7;  // what others have a reason for, and one's own plan
constexpr int64_t kLook = 20'000;            // states for one reason
constexpr int64_t kMostThoughtOf = 200'000;  // next acts, over all believed states of a story

auto place(auto& found, int32_t term, int32_t sign) {
  return std::ranges::lower_bound(found, std::pair(term, sign), {},
                                  [](const Prospect& p) { return std::pair(p.term, p.sign); });
}

}  // namespace

const Prospect* find(const Reckoned& found, int32_t term, int32_t sign) {
  auto at = place(found, term, sign);
  return at != found.end() && at->term == term && at->sign == sign ? &*at : nullptr;
}

Prospects::Prospects(Inner& inner, Book& book, Deeds& deeds, Praise& praise)
    : inner_(inner), book_(book), deeds_(deeds), praise_(praise), done_(inner.model.actions),
      plans_(inner.people), planned_(inner.people) {
  for (int32_t action : inner.asked.actions) done_[action] = true;
}

void Prospects::prepare() {
  std::unordered_set<Node> nodes;
  int64_t total = 0;
  for (int32_t agent = 0; agent < inner_.people; ++agent) {
    if (inner_.stakes(agent).empty()) continue;
    for (int32_t k = 0; k <= inner_.last; ++k) {
      const Node node = inner_.node(agent, k);
      if (!inner_.feels(agent, k) || !nodes.insert(node).second) continue;
      for (int32_t action : inner_.pool.applicable_all(node)) total += !inner_.asked.stirs[action];
    }
  }
  few_ = total > kMostThoughtOf;
}

// --------------------------------------------------------------------------- what one reckons with

Reckoned Prospects::reckon(int32_t agent, int32_t k) {
  const Node node = inner_.node(agent, k);
  auto at = by_node_.find({agent, node});
  if (at == by_node_.end()) {
    at = by_node_.emplace(std::pair(agent, node), next_acts(agent, node, k)).first;
  }
  Reckoned found = at->second;
  for (const Plan& plan : plans_[agent]) {
    const Node end = end_of(node, plan);
    if (end >= 0) note(found, agent, node, end, kOwn, way_of(plan));
  }
  return found;
}

int32_t Prospects::way_of(const Plan& plan) {
  if (plan.size() == 1) return plan[0];
  auto [at, fresh] = ways_.try_emplace(plan, -1 - static_cast<int32_t>(kept_.size()));
  if (fresh) kept_.push_back(plan);
  return at->second;
}

// The acts that would make the agent better or worse off.
std::vector<Prospects::Next> Prospects::moving(int32_t agent, Node node) {
  std::vector<Next> found;
  const double now = inner_.pool.utility(node, agent);
  const auto can = inner_.pool.applicable_all(node);
  for (int32_t action : std::vector(can.begin(), can.end())) {
    if (inner_.asked.stirs[action] || (few_ && !done_[action])) continue;
    const Node end = inner_.pool.successor(node, action);
    if (end < 0) continue;
    const double gain = inner_.pool.utility(end, agent) - now;
    if (gain != 0) found.push_back({action, end, gain});
  }
  return found;
}

Reckoned Prospects::next_acts(int32_t agent, Node node, int32_t k) {
  Reckoned found;
  if (inner_.stakes(agent).empty()) return found;
  for (const auto [action, end, gain] : moving(agent, node)) {
    // What one could only have by an act that one holds to be too wrong, one does not hope for …
    if (gain > 0 && gain <= praise_.price(agent, action, k)) continue;
    // … and who has to agree to what brings nothing but harm need not fear it.
    if (contains(inner_.model.consent[action], agent) &&
        std::ranges::all_of(inner_.gains(agent, node, end), [](const Gain& g) { return g.by < 0; })) {
      continue;
    }
    const double credence = this->credence(agent, node, action);
    if (credence != 0) note(found, agent, node, end, credence, action);
  }
  return found;
}

// How likely the agent holds it that the act is done next; 0: nobody would.
double Prospects::credence(int32_t agent, Node node, int32_t action) {
  const auto doers = inner_.model.consent[action];
  if (doers.empty()) return inner_.asked.chance[action];
  auto at = reasons_.find({node, action});
  if (at == reasons_.end()) {
    const bool all = std::ranges::all_of(doers, [&](int32_t doer) {
      return !inner_.explain(node, action, doer, kLook).empty();
    });
    at = reasons_.emplace(std::pair(node, action), all).first;
  }
  if (!at->second) return 0;
  return contains(doers, agent) ? kOwn : kReason;
}

// Enter what a way leads to; of several ways the likeliest counts, then the best.
void Prospects::note(Reckoned& found, int32_t agent, Node node, Node end, double credence,
                     int32_t way) {
  const bool own = contains(inner_.model.consent[first(way)], agent);
  for (const auto [stake, gain] : inner_.gains(agent, node, end)) {
    if (gain < 0 && own) continue;
    const int32_t term = inner_.stake(stake).term, sign = gain > 0 ? 1 : -1;
    const Prospect fresh{stake, term, sign, inner_.worth(stake, end), credence, way};
    auto at = place(found, term, sign);
    if (at == found.end() || at->term != term || at->sign != sign) {
      found.insert(at, fresh);
      continue;
    }
    const double old = std::fabs(at->worth - inner_.worth(at->stake, node));
    if (std::pair(credence, std::fabs(gain)) > std::pair(at->credence, old)) *at = fresh;
  }
}

void Prospects::plan_on(int32_t k) {
  const Asked& a = inner_.asked;
  const int32_t done = a.actions[k - 1];
  const auto before = plans_;
  auto keep = [&](int32_t agent, std::vector<Plan>& kept, Plan plan) {
    if (!plan.empty() && end_of(inner_.node(agent, k), plan) >= 0) add_new(kept, plan);
  };
  for (int32_t agent = 0; agent < inner_.people; ++agent) {
    const bool seen = inner_.seen(agent, k);
    std::vector<Plan> kept;
    for (Plan& plan : plans_[agent]) {
      if (seen && plan[0] == done) plan.erase(plan.begin());
      keep(agent, kept, std::move(plan));
    }
    plans_[agent] = std::move(kept);
  }
  for (int64_t i = a.reason_start[k - 1]; i < a.reason_start[k]; ++i) {
    const auto row = row_of(a.plan_start, a.plan, i);
    keep(a.reason_agent[i], plans_[a.reason_agent[i]], {row.begin(), row.end()});
  }
  for (int32_t agent = 0; agent < inner_.people; ++agent) {
    planned_[agent] = plans_[agent] != before[agent];
  }
}

Node Prospects::end_of(Node node, const Plan& plan) {
  for (int32_t action : plan) {
    node = inner_.pool.successor(node, action);
    if (node < 0) break;
  }
  return node;
}

double Prospects::expected(const Reckoned& found, int32_t action) const {
  double most = 0;
  for (const Prospect& p : found) {
    if (first(p.way) == action) most = std::max(most, p.credence);
  }
  return most;
}

// -------------------------------------------------------------------------------- hopes and fears

void Prospects::settle(int32_t agent, int32_t k, const Reckoned& found) {
  const Node before = inner_.node(agent, k - 1), after = inner_.node(agent, k);
  for (int32_t number : book_.open_of(agent, kHope, kFear)) {
    const Draft& d = book_[number];
    if (d.prospect == kNone) continue;
    const Prospect prospect = opened_[d.prospect];
    if (inner_.stirred(prospect.stake, before, after)) {
      book_.close(number, k, kChanged);
      continue;
    }
    const bool hope = d.emotion == kHope;
    const double came = (inner_.worth(prospect.stake, after) - d.base) * prospect.sign;
    if (came > 0) {
      const double realised = std::min(1.0, came / std::fabs(prospect.worth - d.base));
      close(number, prospect, hope ? kSatisfaction : kFearsConfirmed, realised, k);
    } else if (!find(found, prospect.term, prospect.sign)) {
      close(number, prospect, hope ? kDisappointment : kRelief, 1.0, k);
    }
  }
}

void Prospects::close(int32_t number, const Prospect& prospect, Emotion emotion, double part,
                      int32_t k) {
  book_.close(number, k, kCameOut);
  const Draft& d = book_[number];
  const int32_t agent = d.agent;
  const Node node = inner_.node(agent, k);
  auto readings = inner_.moved(prospect.term, inner_.node(agent, k - 1), node);
  if (readings.empty()) {  // of what it rested on, what is no longer so
    for (int32_t b : d.beliefs) {
      if (!inner_.holds(b, k)) readings.push_back(inner_.belief(b).reading);
    }
  }
  if (readings.empty()) readings = inner_.shown(prospect.term);
  Draft fresh{agent, emotion, d.toward, std::min(1.0, d.intensity / prospect.credence) * part, {},
              k,     k - 1};
  for (Reading r : readings) fresh.beliefs.push_back(inner_.held(agent, r, node, true));
  fresh.stake = prospect.stake;
  fresh.parts = {number};
  book_.add(std::move(fresh));
}

void Prospects::expect(int32_t agent, int32_t k, const Reckoned& found) {
  std::map<std::pair<int32_t, int32_t>, int32_t> held;  // the last of each
  for (int32_t number : book_.open_of(agent, kHope, kFear)) {
    const int32_t p = book_[number].prospect;
    if (p != kNone) held[{opened_[p].term, opened_[p].sign}] = number;
  }
  std::vector<int32_t> touched;
  for (const Prospect& prospect : found) {
    const auto at = held.find({prospect.term, prospect.sign});
    if (at != held.end()) {
      const Draft& old = book_[at->second];
      const Prospect& same = opened_[old.prospect];
      if (same.way == prospect.way && same.worth == prospect.worth) {
        if (touched.empty()) touched = book_.touched(agent, k);
        if (!std::ranges::binary_search(touched, at->second) ||
            std::ranges::all_of(old.beliefs, [&](int32_t b) { return inner_.holds(b, k); })) {
          continue;
        }
      }
      book_.close(at->second, k, kChanged);
    }
    open(agent, k, prospect);
  }
}

void Prospects::open(int32_t agent, int32_t k, const Prospect& prospect) {
  const double now = inner_.worth(prospect.stake, inner_.node(agent, k));
  const double size = inner_.share(agent, prospect.worth - now) * prospect.credence;
  const int32_t action = first(prospect.way);
  int32_t toward = kNone;
  for (int32_t doer : inner_.model.consent[action]) {
    if (toward == kNone && doer != agent) toward = doer;
  }
  Draft draft{agent, prospect.sign > 0 ? kHope : kFear, toward, size, grounds(agent, prospect, k),
              k,     k - 1};
  draft.deed = {action, kNone};
  draft.stake = prospect.stake;
  draft.base = now;
  draft.prospect = static_cast<int32_t>(opened_.size());
  if (book_.add(std::move(draft)) != kNone) opened_.push_back(prospect);
}

// What there is, as the agent believes, that makes it possible; else how the stake stands.
Few<int32_t, 4> Prospects::grounds(int32_t agent, const Prospect& prospect, int32_t k) {
  const Node node = inner_.node(agent, k);
  Few<int32_t, 4> found;
  for (Reading r : needed(node, first(prospect.way))) {
    const int32_t belief = inner_.held(agent, r, node);
    if (is_something(belief)) found.push_back(belief);
  }
  if (found.empty()) {
    for (Reading r : inner_.shown(prospect.term)) found.push_back(inner_.held(agent, r, node));
  }
  return found;
}

// Neither unknown, nor no, nor 0.
bool Prospects::is_something(int32_t belief) const {
  const auto& [agent, reading, code, past] = inner_.belief(belief);
  if (code == kUnknown) return false;
  return code != 0 || inner_.model.fluent_type[reading.fluent] == FluentType::kEntity;
}

// What makes an act possible in a believed state.
const std::vector<Reading>& Prospects::needed(Node node, int32_t action) {
  auto [at, fresh] = needs_.try_emplace({node, action});
  if (fresh) {
    const int32_t cond = inner_.model.event_cond[action];
    std::vector<Reading> all;
    if (inner_.pool.holds(node, cond)) owed(node, cond, all);
    std::erase_if(all, [&](Reading r) { return !inner_.asked.shown[r.fluent]; });
    at->second = std::move(all);
  }
  return at->second;
}

// What the comparisons read to which a condition owes that it holds.
void Prospects::owed(Node node, int32_t cond, std::vector<Reading>& into) {
  const Cond& c = inner_.model.cond[cond];
  if (c.kind == CondKind::kAtom) {
    for (int32_t side : {c.left, c.right}) {
      for (Reading r : inner_.readings(side)) add_new(into, r);
    }
  }
  for (int32_t part : inner_.model.cond_args[cond]) {
    if (c.kind == CondKind::kAnd || inner_.pool.holds(node, part)) owed(node, part, into);
  }
}

}  // namespace vervain::feel
