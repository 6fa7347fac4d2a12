#include "inquiry.h"

#include <algorithm>

namespace vervain {
namespace {

constexpr int32_t kAgain = 1000;     // a state met before with fewer steps
constexpr int32_t kBeyond = 100000;  // beyond an end: only if that end will not do
constexpr int64_t kFewPaths = 4;
constexpr int64_t kFirstAsk = 32;    // for whether others would take a step; each try four times as much
constexpr int32_t kLater = 6;        // steps that a try which is not enough is worth

}  // namespace

Inquiry::Inquiry(Explainer& explainer, const Question& question, int64_t& work, Control& control)
    : x_(explainer), pool_(explainer.pool()), q_(question), work_(work), control_(control),
      start_(pool_.utility(question.believed, question.agent)) {}

Explainer::Verdict Inquiry::run() {
  const bool one_step = q_.steps == 1 || q_.levels == 0;
  const bool touches = can_change(start_, q_.action);
  if ((one_step && !touches) || !pool_.applicable(q_.believed, q_.action))
    return {Answer::kNo, true, {}};
  if (hopeless(one_step ? 1 : q_.steps)) return {Answer::kNo, true, {}};
  spend();
  Node first = pool_.glance(q_.believed, q_.action);
  if (first < 0) return {Answer::kNo, true, {}};
  const bool enough = touches && better(pool_.utility(first, q_.agent), start_);
  if (!enough && (one_step || far(first, q_.steps - 1))) return {Answer::kNo, true, {}};
  first = pool_.successor(q_.believed, q_.action);
  if (first < 0) return {Answer::kNo, true, {}};
  if (enough) return {Answer::kYes, false, {q_.action}};
  places_.push_back({first, 1});
  search();
  if (!plan_.empty()) return {Answer::kYes, false, plan_};
  return {unknown_ ? Answer::kUnknown : Answer::kNo, plain_, {}};
}

// Whatever is done, nothing gets better for the agent. Known for all actions at once.
bool Inquiry::hopeless(int32_t most) {
  if (start_ != start_ || pool_.model().consent[q_.action].empty()) return false;
  return x_.guide_.estimate(q_.believed, {q_.agent, start_}, most).steps > most;
}

// The agent cannot get anything better within so many steps.
bool Inquiry::far(Node state, int32_t left) {
  return left < 1 || x_.guide_.estimate(state, {q_.agent, start_}, left).steps > left;
}

void Inquiry::search() {
  expand(0, x_.guide_.estimate(places_[0].state, {q_.agent, start_}, q_.steps - 1), 0);
  while (plan_.empty() && !offers_.empty()) {
    if (work_ <= 0) {
      unknown_ = true;
      return;
    }
    const Offer offer = offers_.top();
    offers_.pop();
    look(offer);
  }
  for (size_t p = 0; p < places_.size() && plan_.empty(); ++p) {
    if (!places_[p].end) continue;
    int64_t most = std::numeric_limits<int64_t>::max();
    for (int32_t w = places_[p].ways; w != kNone && plan_.empty(); w = ways_[w].next)
      attempt(w, most);
  }
}

// Takes an offered step, if everybody else would take their part in it.
void Inquiry::look(const Offer& offer) {
  spend();
  const auto [from, taken] = std::pair{places_[offer.from].state, places_[offer.from].taken};
  const Node glance = pool_.glance(from, offer.action);
  if (glance < 0) return;
  const bool end = better(pool_.utility(glance, q_.agent), start_);
  const int32_t left = q_.steps - taken - 1;
  if (!end && far(glance, left)) return;
  const int64_t most = kFirstAsk << 2 * offer.tries;
  const Answer would = others(from, offer.action, q_.agent, q_.levels - 1, q_.steps - taken, most);
  if (would == Answer::kUnknown) postpone(offer, most);
  if (would != Answer::kYes) return;
  const Node state = pool_.successor(from, offer.action);
  if (state < 0) return;
  int32_t place = place_of(state, taken + 1);
  const bool fresh = place == kNone;
  if (fresh) {
    place = static_cast<int32_t>(places_.size());
    places_.push_back({state, taken + 1, kNone, end});
    index_[static_cast<uint64_t>(state) << 16 | static_cast<uint64_t>(taken + 1)] = place;
  }
  const auto way = static_cast<int32_t>(ways_.size());
  ways_.push_back({offer.from, place, offer.action, places_[place].ways});
  places_[place].ways = way;
  if (end) {
    plain_ = false;
    int64_t few = kFewPaths;
    if (attempt(way, few)) return;
  }
  if (!fresh) return;
  const auto [met, is_new] = soonest_.try_emplace(state, taken + 1);
  const Estimate estimate =
      end ? Estimate{} : x_.guide_.estimate(state, {q_.agent, start_}, left);
  expand(place, estimate, (is_new ? 0 : kAgain) + (end ? kBeyond : 0));
}

void Inquiry::expand(int32_t place, const Estimate& estimate, int32_t late) {
  const auto [state, taken] = std::pair{places_[place].state, places_[place].taken};
  if (taken >= q_.steps) return;
  const Model& model = pool_.model();
  const bool last = taken + 1 == q_.steps;
  const double now = pool_.utility(state, q_.agent);
  for (const int32_t action : pool_.applicable_all(state)) {
    if (model.consent[action].empty()) continue;     // D10.2
    if (last && !can_change(now, action)) continue;  // D10.3: the end differs from all before
    const auto& list = estimate.helpful;
    const bool helps = std::find(list.begin(), list.end(), action) != list.end();
    const int32_t rough = estimate.rough - (helps ? 1 : 0);
    offers_.push({taken + 2 * rough + late, order_++, place, action});
  }
}

int32_t Inquiry::place_of(Node state, int32_t taken) const {
  auto known = index_.find(static_cast<uint64_t>(state) << 16 | static_cast<uint64_t>(taken));
  return known == index_.end() ? kNone : known->second;
}

// Tries the ways to an end, this one last, until one is a reason or `most` have been tried.
bool Inquiry::attempt(int32_t way, int64_t& most) {
  if (most <= 0 || ways_[way].dead) return false;
  if (work_ <= 0) {
    unknown_ = true;
    return false;
  }
  path_.push_back(way);
  bool found = false;
  if (most > kFewPaths && !may_be_reason(ways_[path_.front()].to, ways_[way].from)) {
    path_.pop_back();
    return false;
  }
  if (ways_[way].from == 0) {
    --most;
    found = try_path();
  } else {
    for (int32_t w = places_[ways_[way].from].ways; w != kNone && !found; w = ways_[w].next)
      found = attempt(w, most);
  }
  path_.pop_back();
  return found;
}

// Whether the rest that is on the path could be the end of a reason: if leaving out some of it gives
// the same utility, that is so whatever comes before (D10.5 holds for every j).
bool Inquiry::may_be_reason(int32_t end, int32_t from) {
  spend();
  const Place& here = places_[from];
  if (pool_.utility(here.state, q_.agent) == pool_.utility(places_[end].state, q_.agent))
    return false;
  std::vector<int32_t> rest;
  for (size_t i = path_.size(); i-- > 0;) rest.push_back(ways_[path_[i]].action);
  const auto [state, taken] = std::pair{here.state, here.taken};
  return idle(pool_, state, rest, q_.agent, [&](Node at, int action, int place) {
    return kept(q_, at, action, taken + place);
  }) != Answer::kYes;
}

bool Inquiry::try_path() {
  spend();
  std::vector<int32_t> steps{q_.action};
  for (size_t i = path_.size(); i-- > 0;) steps.push_back(ways_[path_[i]].action);
  Answer answer = sound(q_, q_.believed, steps);
  if (answer != Answer::kNo) {
    const Answer mine = own_reasons();
    if (mine != Answer::kYes) answer = mine;
  }
  if (answer == Answer::kUnknown) unknown_ = true;
  if (answer == Answer::kYes) plan_ = steps;
  return answer == Answer::kYes;
}

// D10.4 for the agent itself: from the last step back, as what follows is then known to be explained.
Answer Inquiry::own_reasons() {
  std::vector<int32_t> steps;
  Answer all = Answer::kYes;
  for (const int32_t w : path_) {
    const Way& way = ways_[w];
    const Place& from = places_[way.from];
    steps.insert(steps.begin(), way.action);
    const auto who = pool_.model().consent[way.action];
    if (std::find(who.begin(), who.end(), q_.agent) == who.end()) continue;
    const Answer one =
        own({from.state, way.action, q_.agent, q_.levels, q_.steps - from.taken}, steps);
    if (one == Answer::kNo) {
      ways_[w].dead = true;
      return one;
    }
    if (one == Answer::kUnknown) all = one;
  }
  return all;
}

// The rest of a path is most often the reason for its first step, too.
Answer Inquiry::own(const Question& question, std::span<const int32_t> steps) {
  bool plain;
  if (const auto* entry = x_.recall(question, work_ / 2, plain)) return entry->answer;
  if (sound(question, question.believed, steps) == Answer::kYes) {
    x_.keep(question, {Answer::kYes, false, {steps.begin(), steps.end()}}, work_);
    return Answer::kYes;
  }
  return ask(question);
}

// D10.3 and D10.5 for possible steps that are explained.
Answer Inquiry::sound(const Question& question, Node start, std::span<const int32_t> steps) {
  std::vector<double> before;
  Node state = start;
  for (const int32_t action : steps) {
    before.push_back(pool_.utility(state, question.agent));
    state = pool_.successor(state, action);
  }
  const double end = pool_.utility(state, question.agent);
  if (!better(end, before[0])) return Answer::kNo;
  for (const double value : before)
    if (value == end) return Answer::kNo;
  const Answer left_out =
      idle(pool_, start, steps, question.agent,
           [&](Node at, int action, int place) { return kept(question, at, action, place); });
  if (left_out == Answer::kUnknown) return left_out;
  return left_out == Answer::kYes ? Answer::kNo : Answer::kYes;
}

// D10.6: whether a step that is kept is explained at the place that it then has.
Answer Inquiry::kept(const Question& question, Node state, int action, int place) {
  if (place == 1 && action == question.action) return Answer::kYes;
  const int32_t left = question.steps - place + 1;
  const Answer all =
      x_.kept(others(state, action, question.agent, question.levels - 1, left, x_.patience()));
  if (all == Answer::kNo || place == 1) return all;
  const auto who = pool_.model().consent[action];
  if (std::find(who.begin(), who.end(), question.agent) == who.end()) return all;
  const Answer mine =
      x_.kept(ask({state, action, question.agent, question.levels, left}, x_.patience()));
  return mine == Answer::kYes ? all : mine;
}

// Whether the others would was too hard to say with so much work: easier steps come first.
void Inquiry::postpone(Offer offer, int64_t most) {
  if (most >= work_ / 2) {
    unknown_ = true;
    return;
  }
  ++offer.tries;
  offer.key += kLater;
  offer.order = order_++;
  offers_.push(offer);
}

Answer Inquiry::others(Node state, int action, int32_t agent, int32_t levels, int32_t steps,
                       int64_t most) {
  Answer all = Answer::kYes;
  for (const int32_t other : pool_.model().consent[action]) {
    if (other == agent) continue;
    const Answer one = ask({pool_.mind(state, other), action, other, levels, steps}, most);
    if (one == Answer::kNo) return one;
    if (one == Answer::kUnknown) all = one;
  }
  return all;
}

// A question inside this one gets half of the work that is left: if it is hard, there may be
// another way.
Answer Inquiry::ask(const Question& question, int64_t most) {
  const int64_t allowed = std::min(std::max<int64_t>(work_ / 2, 2), most);
  int64_t rest = allowed;
  bool plain;
  const Answer answer = x_.ask(question, rest, control_, plain);
  work_ -= allowed - rest;
  if (answer == Answer::kNo && !plain) plain_ = false;
  return answer;
}

// Whether the utility can be another after the action than before. Unknown always is (D10.3).
bool Inquiry::can_change(double now, int action) const {
  return now != now || x_.influence_.touches(action, q_.agent);
}

void Inquiry::spend() {
  --work_;
  control_.tick();
}

}  // namespace vervain
