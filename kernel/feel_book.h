// The feelings of one story while it is appraised; each is opened and closed once.

#pragma once

#include <deque>
#include <queue>
#include <unordered_map>
#include <utility>
#include <vector>

#include "feel_inner.h"

namespace vervain::feel {

// A deed as somebody knows it: seen (its event), or inferred (kNone).
struct Deed {
  int32_t action = kNone, event = kNone;
  bool operator==(const Deed&) const = default;
  bool known() const { return action != kNone; }
};

// A feeling that may still change, as `Draft` of story/feel/book.py.
struct Draft {
  int32_t agent;
  Emotion emotion;
  int32_t toward;  // or kNone
  double intensity;
  Few<int32_t, 4> beliefs;
  int32_t since;
  int32_t event;  // or kNone
  Deed deed = {};
  int32_t value = kNone, stake = kNone;
  double share = 0, step = 0;
  double base = 0;            // of a joy, sorrow or prospect: what the stake was worth before it
  int32_t prospect = kNone;   // of a hope or fear, an index of Prospects
  Few<int32_t, 2> parts = {};
  bool falls_with = false;    // with its parts
  int32_t until = kNone, ended = kNone, by = kNone;

  bool open() const { return until == kNone; }
  double fresh() const { return step != 0 ? step : intensity; }  // by what was new in it

  struct Spot {
    int32_t spot, code, belief;
  };
  Few<Spot, 4> watched = {};
  Few<int32_t, 2> dependents = {};
  bool retracted = false;
};

class Book {
 public:
  explicit Book(Inner& inner);

  Draft& operator[](int32_t number) { return drafts_[number]; }
  const std::deque<Draft>& all() const { return drafts_; }
  const std::vector<double>& moods() const { return moods_; }

  // The open feelings of one person of one kind, in order.
  const std::vector<int32_t>& open_of(int32_t agent, Emotion e) const {
    return kinds_[static_cast<size_t>(agent) * kEmotions + e];
  }
  std::vector<int32_t> open_of(int32_t agent, Emotion one, Emotion two) const;
  const std::vector<int32_t>& judgements(int32_t agent, Deed deed);
  const std::vector<int32_t>& about(int32_t stake, int32_t agent);
  // How strong the strongest open feeling of this kind toward somebody began.
  double most(int32_t agent, Emotion emotion, int32_t toward);
  const std::vector<int32_t>& faded(int32_t agent) const { return faded_[agent]; }

  bool too_weak(double size) const;   // no mood could make so little felt
  int32_t add(Draft draft);           // kNone: it is too weak to be felt
  int32_t relive(int32_t old, int32_t k);
  void close(int32_t number, int32_t k, Ended ended);
  void end(int32_t number, int32_t k);  // what pleased or hurt is gone: it was so, or it never was
  void retract(int32_t number);

  void pass_to(int32_t k);
  void note_moods();
  void drop_fallen(int32_t agent, int32_t k);
  // The open feelings that rest on anything that event k - 1 has changed, in order.
  std::vector<int32_t> touched(int32_t agent, int32_t k);

 private:
  struct Spot {
    Reading reading;
    std::vector<int32_t> watchers;  // those that are closed, or watch it no more, are swept out late
  };
  void enter(int32_t number);
  void leave(int32_t number);
  void age(int32_t agent, int32_t k);
  double fading(Emotion emotion, double minutes) const;  // what is left after so long, 0 to 1
  int32_t spot(int32_t agent, Reading reading);
  std::vector<int32_t>& kind(const Draft& d) {
    return kinds_[static_cast<size_t>(d.agent) * kEmotions + d.emotion];
  }
  static uint64_t key(int32_t one, int32_t two);
  static uint64_t key(int32_t agent, Deed deed);
  static uint64_t key(int32_t agent, Emotion emotion, int32_t toward);

  Inner& inner_;
  const double threshold_, mood_share_, mood_half_life_, mood_pull_, year_;
  std::deque<Draft> drafts_;
  std::vector<std::vector<int32_t>> kinds_;
  std::unordered_map<uint64_t, std::vector<int32_t>> judged_, stakes_;
  std::unordered_map<uint64_t, double> most_;
  std::vector<std::vector<Spot>> spots_;
  std::vector<std::unordered_map<uint64_t, int32_t>> spot_index_;
  using Due = std::pair<double, int32_t>;
  std::vector<std::priority_queue<Due, std::vector<Due>, std::greater<>>> fading_;
  std::vector<std::vector<int32_t>> faded_;
  std::vector<double> mood_, moods_;
};

}  // namespace vervain::feel
