#include "feel_inner.h"

#include <algorithm>
#include <cmath>

namespace vervain::feel {

Inner::Inner(const Asked& a, Pool& p, const Numbers& numbers, Explain explain_)
    : asked(a), pool(p), model(p.model()), explain(std::move(explain_)), people(model.agents),
      last(static_cast<int32_t>(a.actions.size())), nodes_(people), of_agent_(people),
      worth_(people), readings_(model.terms) {
  for (int32_t number : a.states) states_.push_back(numbers.state(number));
  for (int32_t agent = 0; agent < people; ++agent) {
    for (Node n : states_) nodes_[agent].push_back(pool.mind(n, agent));
    for (int64_t s = a.stake_start[agent]; s < a.stake_start[agent + 1]; ++s) {
      const Stake stake{agent, a.stake_want[s], a.stake_term[s]};
      auto same = std::ranges::find_if(of_agent_[agent], [&](int32_t other) {
        return stakes_[other].want == stake.want && stakes_[other].term == stake.term;
      });
      const auto place = static_cast<int32_t>(of_agent_[agent].size());
      of_agent_[agent].push_back(same == of_agent_[agent].end() ? static_cast<int32_t>(s) : *same);
      stakes_.push_back(stake);
      column_.push_back(place);
    }
  }
  any_felt_ = std::ranges::any_of(a.felt, [](int32_t is) { return is != 0; });
}

int32_t Inner::place(int32_t agent, int32_t who, int32_t fixed, int32_t k) const {
  const int32_t fluent = asked.place_fluent[who];
  return fluent == kNone ? fixed : pool.values(node(agent, k))[fluent];
}

// ------------------------------------------------------------------------------------------ worth

const std::vector<double>& Inner::row(int32_t agent, Node node) {
  auto [at, fresh] = worth_[agent].try_emplace(node);
  if (fresh) {
    at->second.reserve(of_agent_[agent].size());
    for (int32_t s : of_agent_[agent]) at->second.push_back(pool.term(node, stakes_[s].term));
  }
  return at->second;
}

double Inner::worth(int32_t stake, Node node) {
  return row(stakes_[stake].agent, node)[column_[stake]];
}

double Inner::gain(int32_t stake, Node before, Node after) {
  if (before == after) return 0;
  const double gain = worth(stake, after) - worth(stake, before);
  return std::isnan(gain) ? 0 : gain;
}

const std::vector<Gain>& Inner::gains(int32_t agent, Node before, Node after) {
  auto [at, fresh] = gains_.try_emplace({agent, before, after});
  if (fresh && before != after) {
    const std::vector<double>&now = row(agent, before), &then = row(agent, after);
    for (size_t i = 0; i < now.size(); ++i) {
      const double by = then[i] - now[i];
      if (by == 0 || std::isnan(by)) continue;
      const int32_t stake = of_agent_[agent][i];
      if (!stirred(stake, before, after)) at->second.push_back({stake, by});
    }
  }
  return at->second;
}

// A feeling has changed what the stake weighs: that is neither luck nor misfortune.
bool Inner::stirred(int32_t stake, Node before, Node after) {
  if (!any_felt_) return false;
  return std::ranges::any_of(readings(stakes_[stake].term), [&](Reading r) {
    return asked.felt[r.fluent] && read(before, r) != read(after, r);
  });
}

double Inner::share(int32_t agent, double gain) const {
  return std::min(1.0, std::fabs(gain) / asked.most[agent]);
}

bool Inner::gains_of(int32_t agent, int32_t fluent, Node before, Node after) {
  if (before == after) return false;
  return std::ranges::any_of(of_agent_[agent], [&](int32_t s) {
    const auto& reads = readings(stakes_[s].term);
    return std::ranges::any_of(reads, [&](Reading r) { return r.fluent == fluent; }) &&
           gain(s, before, after) > 0;
  });
}

// ---------------------------------------------------------------------------------------- beliefs

const std::vector<Reading>& Inner::readings(int32_t term) {
  auto& known = readings_[term];
  if (!known) {
    std::vector<Reading> found;
    read_term(term, found);
    known = std::move(found);
  }
  return *known;
}

// Each once, in order; of a choice first what its conditions read.
void Inner::read_term(int32_t term, std::vector<Reading>& into) {
  const Term& t = model.term[term];
  const auto row = model.term_args[term];
  if (t.kind == TermKind::kFluent) {
    add_new(into, Reading{t.fluent, t.chain});
  } else if (t.kind == TermKind::kChoice) {
    for (size_t i = 0; i + 1 < row.size(); i += 2) read_cond(row[i], into);
    for (size_t i = 1; i < row.size(); i += 2) read_term(row[i], into);
    read_term(row.back(), into);
  } else {
    for (int32_t part : row) read_term(part, into);
  }
}

void Inner::read_cond(int32_t cond, std::vector<Reading>& into) {
  const Cond& c = model.cond[cond];
  if (c.kind == CondKind::kAtom) {
    read_term(c.left, into);
    read_term(c.right, into);
  }
  for (int32_t part : model.cond_args[cond]) read_cond(part, into);
}

Readings Inner::shown(int32_t term) {
  Readings found;
  for (Reading r : readings(term)) {
    if (asked.shown[r.fluent]) found.push_back(r);
  }
  return found;
}

Readings Inner::moved(int32_t term, Node before, Node after) {
  Readings found;
  for (Reading r : readings(term)) {
    if (asked.shown[r.fluent] && read(before, r) != read(after, r)) found.push_back(r);
  }
  return found;
}

int32_t Inner::intern(const Belief& belief) {
  auto [at, fresh] = index_.try_emplace(belief, static_cast<int32_t>(beliefs_.size()));
  if (fresh) beliefs_.push_back(belief);
  return at->second;
}

int32_t Inner::as_past(int32_t belief) {
  Belief past = beliefs_[belief];
  past.past = true;
  return intern(past);
}

bool Inner::holds(int32_t belief, int32_t k) const {
  const Belief& b = beliefs_[belief];
  return b.reading.fluent < 0 || read(node(b.agent, k), b.reading) == b.code;
}

bool Inner::was_so(int32_t belief, int32_t since, int32_t k) const {
  const Belief& b = beliefs_[belief];
  if (b.reading.fluent < 0) return true;
  for (int32_t s = since; s <= k; ++s) {
    if (read(states_[s], b.reading) == b.code) return true;
  }
  return false;
}

std::span<const int32_t> Inner::about(int32_t fluent) const {
  return row_of(asked.about_start, asked.about, fluent);
}

std::optional<int32_t> Inner::chain(std::span<const int32_t> minds) const {
  for (size_t c = 0; c < model.chains.size(); ++c) {
    size_t i = 0;
    auto at = static_cast<int32_t>(c);
    while (at && i < minds.size() && model.chains[at].head == minds[i]) {
      at = model.chains[at].tail;
      ++i;
    }
    if (!at && i == minds.size()) return static_cast<int32_t>(c);
  }
  return std::nullopt;
}

size_t Inner::Hash::operator()(const Pair& p) const {
  uint64_t x = static_cast<uint64_t>(static_cast<uint32_t>(p.before)) << 32 |
               static_cast<uint32_t>(p.after);
  x = (x ^ static_cast<uint64_t>(p.agent) * 0x9e3779b97f4a7c15) * 0xbf58476d1ce4e5b9;
  return x ^ x >> 31;
}

size_t Inner::Hash::operator()(const Belief& b) const {
  uint64_t x = static_cast<uint64_t>(static_cast<uint32_t>(b.reading.fluent)) << 32 |
               static_cast<uint32_t>(b.code);
  x += (static_cast<uint64_t>(b.agent) << 24 ^ static_cast<uint64_t>(b.reading.chain) << 1 ^
        static_cast<uint64_t>(b.past)) *
       0x9e3779b97f4a7c15;
  x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
  return x ^ x >> 31;
}

}  // namespace vervain::feel
