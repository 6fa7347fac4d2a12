#include "feel_praise.h"

#include <algorithm>
#include <cmath>

namespace vervain::feel {

namespace {

// A weight without bounds as 0 to 1: one half where it is as great as the scale.
double saturating(double weight, double scale) {
  return weight > 0 ? weight / (weight + scale) : 0;
}

}  // namespace

void Praise::by_values(int32_t agent, const Known& known, int32_t k, double surprise,
                       std::vector<int32_t>& into) {
  std::vector<Norm> shared;
  bool first = true;
  for (int32_t action : deeds_.actions(known)) {
    const auto norms = deeds_.norms(action);
    if (first) {
      shared = norms;
    } else {
      std::erase_if(shared, [&](const Norm& n) { return !std::ranges::count(norms, n); });
    }
    first = false;
  }
  for (const Norm& norm : shared) {
    const double weight = this->weight(agent, norm.value, k);
    if (weight <= 0) continue;
    const double size = saturating(weight, inner_.asked.most[agent]) * surprise;
    const auto [part, others] = moved(agent, known, norm.doer, norm.sign);
    add(agent, known, norm.doer, norm.sign, size * (1.0 - part), k, {norm.value}, into);
    for (int32_t other : others) {
      add(agent, known, other, norm.sign, size * part, k, {norm.value}, into);
    }
  }
}

// How much of a judgement is not for the doer, and to whom blame goes instead.
std::pair<double, std::vector<int32_t>> Praise::moved(int32_t agent, const Known& known,
                                                      int32_t doer, int32_t sign) {
  const Pressed& pressed = theirs_.pressed(agent, known.deed, doer);
  if (sign < 0) return pressed.blame();
  return {pressed.degree, {}};
}

double Praise::weight(int32_t agent, int32_t value, int32_t k) const {
  const Asked& a = inner_.asked;
  const int32_t row = a.weight_row[static_cast<size_t>(agent) * a.counts[0] + value];
  return row == kNone ? 0 : a.weight[static_cast<size_t>(row) * (inner_.last + 1) + k];
}

double Praise::price(int32_t agent, int32_t action, int32_t k) const {
  double total = 0;
  for (const Norm& n : deeds_.norms(action)) {
    if (n.sign < 0) total += weight(agent, n.value, k);
  }
  return total;
}

void Praise::by_treatment(int32_t agent, const Known& known, Reading reading, int32_t cause,
                          double size, int32_t k, int32_t at, std::vector<int32_t>& into) {
  const int32_t sign = size > 0 ? 1 : -1;
  for (int32_t doer : deeds_.doers(known.deed)) {
    if (!counts(agent, known, doer, cause, sign, k)) continue;
    const double share = theirs_.share(agent, known, doer, reading, at);
    if (sign > 0 && share < kForeseen) continue;
    const auto [part, others] = moved(agent, known, doer, sign);
    const double free = std::fabs(size) * share * (1.0 - part);
    add(agent, known, doer, sign, free, k, {kNone, cause, share}, into);
    for (int32_t other : others) {
      add(agent, known, other, sign, std::fabs(size) * part, k, {kNone, cause, 1.0}, into);
    }
  }
}

// Who agreed to it has no complaint; what people do for themselves is nothing to thank them for; and
// oneself one blames for what becomes of those one likes, unless all that one did was to be rid of
// what they had laid on one.
bool Praise::counts(int32_t agent, const Known& known, int32_t doer, int32_t cause, int32_t sign,
                    int32_t k) {
  const auto doers = deeds_.doers(known.deed);
  const Draft& felt = book_[cause];
  const int32_t whose = felt.stake == kNone ? agent : inner_.stake(felt.stake).agent;
  auto rid_of = [&](int32_t other) {
    return std::ranges::count(theirs_.pressed(agent, known.deed, agent).rid_of, other) > 0;
  };
  if (whose != agent) {
    if (doer == agent && sign < 0 && rid_of(whose)) return false;
    return doer != whose && (sign > 0 || !contains(doers, whose));
  }
  if (doer == agent) {
    const int32_t other = felt.toward;
    if (other == kNone || contains(doers, other) || rid_of(other)) return false;
    return sign < 0 && hurt(agent, other, k);
  }
  return sign > 0 || !contains(doers, agent);
}

// Somebody whom the agent likes is worse off, in the agent's eyes, by event k - 1.
bool Praise::hurt(int32_t agent, int32_t other, int32_t k) {
  if (bonds_.liking(agent, other, k) < kLeastLiking) return false;
  double total = 0;
  for (const Gain& g : inner_.gains(other, inner_.node(agent, k - 1), inner_.node(agent, k))) {
    total += g.by;
  }
  return total < 0;
}

// The judgement, unless it is too weak to be felt.
void Praise::add(int32_t agent, const Known& known, int32_t doer, int32_t sign, double size,
                 int32_t k, Judged by, std::vector<int32_t>& into) {
  if (book_.too_weak(size)) return;
  const bool mine = doer == agent;
  Draft draft{agent, mine ? (sign > 0 ? kPride : kShame) : (sign > 0 ? kAdmiration : kReproach),
              mine ? kNone : doer, size, {}, k, k - 1};
  if (known.held != kNone) draft.beliefs.push_back(inner_.as_past(known.held));
  draft.deed = known.deed;
  draft.value = by.value;
  draft.share = by.share;
  if (by.cause != kNone) {
    const Draft& cause = book_[by.cause];
    for (int32_t b : cause.beliefs) draft.beliefs.push_back(inner_.as_past(b));
    draft.stake = cause.stake;
    draft.parts = {by.cause};
    draft.falls_with = true;
    if (mine && cause.stake != kNone) {
      const int32_t whose = inner_.stake(cause.stake).agent;
      draft.toward = whose == agent ? cause.toward : whose;
    }
  }
  const int32_t number = book_.add(std::move(draft));
  if (number != kNone) into.push_back(number);
}

}  // namespace vervain::feel
