#include "feel_fortunes.h"

#include <algorithm>
#include <cmath>

namespace vervain::feel {

// ------------------------------------------------------------------------------------ one's own

void Desires::appraise(int32_t agent, int32_t k, const Reckoned& before_,
                       std::vector<int32_t>& into) {
  const Node before = inner_.node(agent, k - 1), after = inner_.node(agent, k);
  for (const Gain& gained : inner_.gains(agent, before, after)) {
    double base = inner_.worth(gained.stake, before);
    const int32_t sign = gained.by > 0 ? 1 : -1;
    for (int32_t old : Few<int32_t, 4>::of(book_.about(gained.stake, agent))) {
      const Emotion emotion = book_[old].emotion;
      if (emotion != kJoy && emotion != kDistress) continue;
      if ((emotion == kJoy) == (gained.by > 0)) {  // more of the same
        base = book_[old].base;
        book_.close(old, k, kChanged);
      } else {
        book_.end(old, k);
      }
    }
    const Prospect* foreseen = find(before_, inner_.stake(gained.stake).term, sign);
    const int32_t number = open(gained, base, k, foreseen ? foreseen->credence : 0);
    if (number != kNone) into.push_back(number);
  }
}

int32_t Desires::open(const Gain& gained, double base, int32_t k, double credence) {
  const auto [agent, want, term] = inner_.stake(gained.stake);
  const Node before = inner_.node(agent, k - 1), after = inner_.node(agent, k);
  const double gain = inner_.worth(gained.stake, after) - base;
  if (book_.too_weak(inner_.share(agent, gain)) || gain == 0) return kNone;
  const auto moved = inner_.moved(term, before, after);
  if (moved.empty()) return kNone;
  const double surprise = unexpected(credence);
  Draft draft{agent, gain > 0 ? kJoy : kDistress, kNone, inner_.share(agent, gain) * surprise, {},
              k,     k - 1};
  for (Reading r : moved) draft.beliefs.push_back(inner_.held(agent, r, after));
  draft.toward = other_in(agent, draft.beliefs);
  draft.step = inner_.share(agent, inner_.gain(gained.stake, before, after)) * surprise;
  draft.stake = gained.stake;
  draft.base = base;
  return book_.add(std::move(draft));
}

// The one other person whom the beliefs are about, if it is one.
int32_t Desires::other_in(int32_t agent, std::span<const int32_t> beliefs) const {
  std::vector<int32_t> named;
  for (int32_t number : beliefs) {
    const Belief& b = inner_.belief(number);
    for (int32_t person : inner_.about(b.reading.fluent)) add_new(named, person);
    for (int32_t c = b.reading.chain; c; c = inner_.model.chains[c].tail) {
      add_new(named, inner_.model.chains[c].head);
    }
    const bool entity = inner_.model.fluent_type[b.reading.fluent] == FluentType::kEntity;
    if (entity && b.code >= 0 && b.code < inner_.people) add_new(named, b.code);
  }
  std::erase(named, agent);
  return named.size() == 1 ? named[0] : kNone;
}

// ---------------------------------------------------------------------------- that of others

// What others want of oneself is felt for oneself where it touches oneself, and not for them; what
// they want of third people is felt for these, where one feels anything for them.
void Fortunes::appraise(int32_t agent, int32_t k, std::vector<int32_t>& into) {
  const Node before = inner_.node(agent, k - 1), after = inner_.node(agent, k);
  if (before == after) return;
  std::vector<std::pair<int32_t, double>> likings;
  std::vector<bool> met(inner_.people);
  for (int32_t other : bonds_.known(agent)) {
    const double liking = bonds_.liking(agent, other, k);
    if (std::fabs(liking) < kLeastLiking || !bonds_.thinks_alive(agent, other, k - 1)) continue;
    likings.emplace_back(other, liking);
    met[other] = !inner_.gains(other, before, after).empty();
  }
  if (!inner_.gains(agent, before, after).empty()) met[agent] = true;
  for (const auto& [other, liking] : likings) {
    for (const Gain& gained : inner_.gains(other, before, after)) {
      if (of_others(agent, gained.stake, met)) continue;
      end(agent, gained.stake, k);
      const int32_t number = open(agent, gained, liking, k);
      if (number != kNone) into.push_back(number);
    }
  }
}

// What somebody wants is something about the agent, or about third people only; and these are met by
// it themselves.
bool Fortunes::of_others(int32_t agent, int32_t stake, const std::vector<bool>& met) {
  const auto& named = people_in(stake);
  auto names = [&](int32_t who) { return std::ranges::count(named, who) > 0; };
  if (met[agent] && names(agent)) return true;
  return !named.empty() && !names(inner_.stake(stake).agent) &&
         std::ranges::all_of(named, [&](int32_t who) { return bool{met[who]}; });
}

// The people whom a stake is about.
const std::vector<int32_t>& Fortunes::people_in(int32_t stake) {
  auto& known = named_[stake];
  if (!known) {
    known.emplace();
    for (Reading r : inner_.readings(inner_.stake(stake).term)) {
      for (int32_t person : inner_.about(r.fluent)) add_new(*known, person);
    }
  }
  return *known;
}

// What was felt about the same stake before is over.
void Fortunes::end(int32_t agent, int32_t stake, int32_t k) {
  for (int32_t number : Few<int32_t, 4>::of(book_.about(stake, agent))) {
    const Emotion emotion = book_[number].emotion;
    if (emotion >= kHappyFor && emotion <= kGloating) book_.end(number, k);
  }
}

int32_t Fortunes::open(int32_t agent, const Gain& gained, double liking, int32_t k) {
  const int32_t other = inner_.stake(gained.stake).agent;
  const bool good = gained.by > 0;
  const double deserved = merit(agent, other, good);
  Emotion emotion = good ? kHappyFor : kPity;
  double part = good ? 0.5 + 0.5 * deserved : 1.0 - 0.5 * deserved;
  if (liking <= 0) {
    emotion = good ? kResentment : kGloating;
    part = good ? 1.0 - deserved : 0.5 + 0.5 * deserved;
  }
  const double size = inner_.share(other, gained.by) * std::fabs(liking) * part;
  if (book_.too_weak(size)) return kNone;
  const Node before = inner_.node(agent, k - 1), after = inner_.node(agent, k);
  const auto moved = inner_.moved(inner_.stake(gained.stake).term, before, after);
  if (moved.empty()) return kNone;
  Draft draft{agent, emotion, other, size, {}, k, k - 1};
  for (Reading r : moved) draft.beliefs.push_back(inner_.held(agent, r, after));
  draft.stake = gained.stake;
  return book_.add(std::move(draft));
}

// How far the agent thinks that the other has deserved it, 0 to 1: by what the agent admires or
// blames them for.
double Fortunes::merit(int32_t agent, int32_t other, bool good) {
  const double lean =
      (book_.most(agent, kAdmiration, other) - book_.most(agent, kReproach, other)) / 2;
  return 0.5 + (good ? lean : -lean);
}

// -------------------------------------------------------------------------------- compounds

namespace {

// What a judgement and what came of the deed make together, or kEmotions.
Emotion joined(Emotion judgement, bool glad) {
  if (judgement == kPride && glad) return kGratification;
  if (judgement == kShame && !glad) return kRemorse;
  if (judgement == kAdmiration && glad) return kGratitude;
  if (judgement == kReproach && !glad) return kAnger;
  return kEmotions;
}

// How far the one judged is to be held to what came of it; 0: not at all, or it did not come to
// oneself. A judgement of just this has it in its strength already.
double share(Inner& inner, Book& book, int32_t end, int32_t judgement,
             const std::vector<int32_t>& judgements) {
  const Draft& came = book[end];
  if (came.stake == kNone || inner.stake(came.stake).agent != came.agent) return 0;
  double most = 0;
  for (int32_t j : judgements) {
    if (book[j].toward != book[judgement].toward || !std::ranges::count(book[j].parts, end)) continue;
    if (j == judgement) return 1.0;
    most = std::max(most, book[j].share);
  }
  return most;
}

}  // namespace

void join(Inner& inner, Book& book, int32_t end, const std::vector<int32_t>& judgements, int32_t k,
          std::vector<Done>& done) {
  const Draft& came = book[end];
  const bool glad = came.emotion == kJoy || came.emotion == kHappyFor;
  std::vector<std::pair<Emotion, int32_t>> best;
  for (int32_t j : judgements) {
    const Draft& judgement = book[j];
    const Emotion emotion = joined(judgement.emotion, glad);
    if (emotion == kEmotions || !judgement.open()) continue;
    auto at = std::ranges::find_if(best, [&](const auto& known) {
      return known.first == emotion && book[known.second].toward == judgement.toward;
    });
    if (at == best.end()) {
      best.emplace_back(emotion, j);
    } else if (book[at->second].intensity < judgement.intensity) {
      at->second = j;
    }
  }
  for (const auto& [emotion, j] : best) {
    const Draft& judgement = book[j];
    const Done key{judgement.deed, emotion, judgement.toward};
    const bool own = emotion == kGratification || emotion == kRemorse;
    const double part = own ? 1.0 : share(inner, book, end, j, judgements);
    if (!judgement.deed.known() || part == 0 || std::ranges::count(done, key)) continue;
    const double size = std::pow(judgement.intensity * came.fresh(), 0.5) * part;
    if (book.too_weak(size)) continue;
    Draft draft{came.agent, emotion, judgement.toward, size, {}, k, k - 1};
    for (int32_t b : judgement.beliefs) add_new(draft.beliefs, b);
    for (int32_t b : came.beliefs) add_new(draft.beliefs, inner.as_past(b));
    draft.deed = judgement.deed;
    draft.value = judgement.value;
    draft.stake = came.stake;
    draft.parts = {j, end};
    draft.falls_with = true;
    if (book.add(std::move(draft)) != kNone) done.push_back(key);
  }
}

}  // namespace vervain::feel
