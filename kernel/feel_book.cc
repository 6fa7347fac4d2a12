#include "feel_book.h"

#include <algorithm>
#include <cmath>

namespace vervain::feel {

namespace {

void erase(std::vector<int32_t>& numbers, int32_t number) {
  auto at = std::ranges::lower_bound(numbers, number);
  if (at != numbers.end() && *at == number) numbers.erase(at);
}

}  // namespace

double Book::fading(Emotion emotion, double minutes) const {
  const double half = inner_.asked.half_life[emotion];
  return half == 0 ? 1.0 : std::pow(0.5, minutes / half);
}

Book::Book(Inner& inner)
    : inner_(inner), threshold_(inner.asked.scale[0]), mood_share_(inner.asked.scale[1]),
      mood_half_life_(inner.asked.scale[2]), mood_pull_(inner.asked.scale[3]),
      year_(inner.asked.scale[4]), kinds_(static_cast<size_t>(inner.people) * kEmotions),
      spots_(inner.people), spot_index_(inner.people), fading_(inner.people), faded_(inner.people), mood_(inner.people) {}

uint64_t Book::key(int32_t one, int32_t two) {
  return static_cast<uint64_t>(one) << 32 | static_cast<uint32_t>(two);
}

uint64_t Book::key(int32_t agent, Deed deed) {
  const uint64_t what = deed.event != kNone ? static_cast<uint64_t>(deed.event)
                                            : uint64_t{1} << 31 | static_cast<uint32_t>(deed.action);
  return static_cast<uint64_t>(agent) << 32 | what;
}

uint64_t Book::key(int32_t agent, Emotion emotion, int32_t toward) {
  return (static_cast<uint64_t>(agent) * kEmotions + emotion) << 32 |
         static_cast<uint32_t>(toward);
}

std::vector<int32_t> Book::open_of(int32_t agent, Emotion one, Emotion two) const {
  std::vector<int32_t> found;
  std::ranges::merge(open_of(agent, one), open_of(agent, two), std::back_inserter(found));
  return found;
}

const std::vector<int32_t>& Book::judgements(int32_t agent, Deed deed) {
  return judged_[key(agent, deed)];
}

const std::vector<int32_t>& Book::about(int32_t stake, int32_t agent) {
  return stakes_[key(agent, stake)];
}

double Book::most(int32_t agent, Emotion emotion, int32_t toward) {
  auto [at, fresh] = most_.try_emplace(key(agent, emotion, toward), 0.0);
  if (fresh) {
    for (int32_t d : open_of(agent, emotion)) {
      if (drafts_[d].toward == toward) at->second = std::max(at->second, drafts_[d].intensity);
    }
  }
  return at->second;
}

bool Book::too_weak(double size) const { return size * (1.0 + mood_pull_) < threshold_; }

// The mood lends to what agrees with it and takes from what does not.
int32_t Book::add(Draft draft) {
  const int32_t agent = draft.agent;
  if (!inner_.feels(agent, draft.since)) return kNone;
  const double sign = pleasant(draft.emotion) ? 1 : -1, mood = mood_[agent];
  draft.intensity = std::min(1.0, draft.intensity * (1.0 + mood_pull_ * mood * sign));
  if (draft.intensity < threshold_) return kNone;
  const double gain = mood_share_ * draft.intensity;
  const Emotion emotion = draft.emotion;
  drafts_.push_back(std::move(draft));
  enter(static_cast<int32_t>(drafts_.size()) - 1);
  if (!lasts(emotion)) {
    mood_[agent] += sign * gain * (mood * sign > 0 ? 1.0 - std::fabs(mood) : 1.0);
    mood_[agent] = std::max(-1.0, std::min(1.0, mood_[agent]));
  }
  return static_cast<int32_t>(drafts_.size()) - 1;
}

int32_t Book::spot(int32_t agent, Reading reading) {
  auto [at, fresh] = spot_index_[agent].try_emplace(key(reading.chain, reading.fluent),
                                                    static_cast<int32_t>(spots_[agent].size()));
  if (fresh) spots_[agent].push_back({reading, {}});
  return at->second;
}

void Book::enter(int32_t number) {
  Draft& d = drafts_[number];
  kind(d).push_back(number);
  most_.erase(key(d.agent, d.emotion, d.toward));
  if (d.stake != kNone) stakes_[key(d.agent, d.stake)].push_back(number);
  if (d.deed.known() && judges(d.emotion)) judged_[key(d.agent, d.deed)].push_back(number);
  for (int32_t b : d.beliefs) {
    const Reading reading = inner_.belief(b).reading;
    if (reading.fluent < 0) continue;
    const int32_t at = spot(d.agent, reading);
    d.watched.push_back({at, inner_.read(inner_.node(d.agent, d.since), reading), b});
    auto& watchers = spots_[d.agent][at].watchers;
    if (watchers.empty() || watchers.back() != number) watchers.push_back(number);
  }
  if (d.falls_with) {
    for (int32_t part : d.parts) drafts_[part].dependents.push_back(number);
  }
  if (const double half = inner_.asked.half_life[d.emotion]; half != 0) {
    const double lasts = half * std::log2(d.intensity / threshold_);
    fading_[d.agent].push({static_cast<double>(inner_.asked.minutes[d.since]) + lasts, number});
  }
}

void Book::leave(int32_t number) {
  const Draft& d = drafts_[number];
  erase(kind(d), number);
  most_.erase(key(d.agent, d.emotion, d.toward));
  if (d.stake != kNone) erase(stakes_[key(d.agent, d.stake)], number);
  if (d.deed.known() && judges(d.emotion)) erase(judged_[key(d.agent, d.deed)], number);
}

// Live through a faded joy or sorrow again in state k: half of it for each year.
int32_t Book::relive(int32_t number, int32_t k) {
  const Draft& old = drafts_[number];
  for (int32_t b : old.beliefs) {
    if (!inner_.holds(b, k)) return kNone;
  }
  const auto passed = inner_.asked.minutes[k] - inner_.asked.minutes[old.since];
  Draft again = old;
  again.intensity = old.intensity * std::pow(0.5, static_cast<double>(passed) / year_);
  again.since = k;
  again.event = k - 1;
  again.parts = {number};
  again.watched.clear();
  again.dependents.clear();
  again.until = again.ended = again.by = kNone;
  return add(std::move(again));
}

// What is void takes with it what rests on it.
void Book::close(int32_t number, int32_t k, Ended ended) {
  Draft& d = drafts_[number];
  if (!d.open()) return;
  d.until = k;
  d.ended = ended;
  d.by = k - 1;  // kNone in the first state
  leave(number);
  if (ended == kFaded && (d.emotion == kJoy || d.emotion == kDistress)) {
    auto& faded = faded_[d.agent];
    faded.insert(std::ranges::upper_bound(faded, number), number);
  }
  if (ended == kVoid) {
    for (size_t i = 0; i < d.dependents.size(); ++i) {
      const int32_t other = d.dependents[i];
      if (!drafts_[other].retracted) close(other, k, kVoid);
    }
  }
}

void Book::end(int32_t number, int32_t k) {
  const Draft& old = drafts_[number];
  const bool never = std::ranges::any_of(old.beliefs, [&](int32_t b) {
    return !inner_.holds(b, k) && !inner_.was_so(b, old.since, k);
  });
  close(number, k, never ? kVoid : kPast);
}

void Book::retract(int32_t number) {
  leave(number);
  drafts_[number].retracted = true;
}

void Book::pass_to(int32_t k) {
  const auto& minutes = inner_.asked.minutes;
  for (int32_t agent = 0; agent < inner_.people; ++agent) {
    age(agent, k);
    if (k) {
      const auto passed = static_cast<double>(minutes[k] - minutes[k - 1]);
      mood_[agent] *= std::pow(0.5, passed / mood_half_life_);
    }
  }
}

void Book::note_moods() { moods_.insert(moods_.end(), mood_.begin(), mood_.end()); }

// End what has worn down to nothing; everything, if its bearer feels no longer.
void Book::age(int32_t agent, int32_t k) {
  std::vector<int32_t> due;
  if (!inner_.feels(agent, k)) {
    for (int32_t e = 0; e < kEmotions; ++e) {
      const auto& open = open_of(agent, static_cast<Emotion>(e));
      due.insert(due.end(), open.begin(), open.end());
    }
    if (due.empty()) return;
    mood_[agent] = 0;
    std::ranges::sort(due);
    for (int32_t d : due) close(d, k, inner_.alive(agent, k) ? kNumb : kDead);
    return;
  }
  const auto now = static_cast<double>(inner_.asked.minutes[k]);
  auto& heap = fading_[agent];
  for (; !heap.empty() && heap.top().first <= now; heap.pop()) due.push_back(heap.top().second);
  std::ranges::sort(due);
  for (int32_t number : due) {
    const Draft& d = drafts_[number];
    if (!d.open() || d.retracted) continue;
    const auto passed = now - static_cast<double>(inner_.asked.minutes[d.since]);
    if (d.intensity * fading(d.emotion, passed) < threshold_) {
      close(number, k, kFaded);
    } else {  // to the minute
      heap.push({now + 1, number});
    }
  }
}

std::vector<int32_t> Book::touched(int32_t agent, int32_t k) {
  std::vector<int32_t> found;
  if (!k || inner_.node(agent, k - 1) == inner_.node(agent, k)) return found;
  for (size_t s = 0; s < spots_[agent].size(); ++s) {
    Spot& spot = spots_[agent][s];
    const Node before = inner_.node(agent, k - 1), after = inner_.node(agent, k);
    if (spot.watchers.empty() || inner_.read(before, spot.reading) == inner_.read(after, spot.reading)) {
      continue;
    }
    std::erase_if(spot.watchers, [&](int32_t number) {
      const Draft& d = drafts_[number];
      return !d.open() || d.retracted || std::ranges::none_of(d.watched, [&](const Draft::Spot& w) {
        return w.spot == static_cast<int32_t>(s);
      });
    });
    found.insert(found.end(), spot.watchers.begin(), spot.watchers.end());
  }
  std::ranges::sort(found);
  found.erase(std::ranges::unique(found).begin(), found.end());
  return found;
}

// End what rests on a belief that the agent has no longer in state k.
void Book::drop_fallen(int32_t agent, int32_t k) {
  for (int32_t number : touched(agent, k)) {
    Draft& d = drafts_[number];
    if (!d.open()) continue;
    bool fallen = false, unfounded = false, present = false;
    auto has_fallen = [&](const Draft::Spot& w) {
      return inner_.read(inner_.node(agent, k), spots_[agent][w.spot].reading) != w.code;
    };
    for (const Draft::Spot& w : d.watched) {
      if (!has_fallen(w)) continue;
      fallen = true;
      unfounded = unfounded || !inner_.was_so(w.belief, d.since, k);
      present = present || !inner_.belief(w.belief).past;
    }
    if (unfounded) {
      close(number, k, kVoid);
    } else if (present) {
      close(number, k, kPast);
    } else if (fallen) {
      d.watched.remove_if(has_fallen);
    }
  }
}

}  // namespace vervain::feel
