// What an appraisal is asked about, and what it finds: arrays, as they come in and go out.
//
// Names and meanings are those of `Asked` and `Found` in native/feeling.py.

#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model.h"

namespace vervain::feel {

struct Asked {
  using Ints = std::span<const int32_t>;
  using Longs = std::span<const int64_t>;
  using Floats = std::span<const double>;
  // The story: n acts, n + 1 states. `values` is how many different values there are to hold dear.
  Longs counts;  // values, steps of a character, depth of minds
  Floats scale;      // threshold, then of moods: their share, half-life and pull; minutes of a year
  Floats half_life;  // [emotions]; 0: it lasts as long as what it is about
  Ints states, actions;
  Longs minutes;
  Ints feels, alive;  // [agents, n + 1]
  // Facts and people.
  Ints shown, felt;  // [fluents]
  Longs about_start;
  Ints about;         // rows of fluents: the people whom they are about
  Ints alive_fluent, place_fluent;  // [agents]; kNone: it never changes
  Ints own_place;     // [agents]: where they are, if that never changes; else kNone
  // What people want, and what lies between them.
  Longs stake_start;  // rows of agents
  Ints stake_want, stake_term;
  Floats most;        // [agents]
  Ints bond_agent, bond_other, bond_fears, bond_fluent, bond_sign;
  Floats bond_full, bond_fixed;
  Ints bond_alive, bond_place;  // of the other, if it never changes
  Ints weight_row;    // [agents, values]: a row of weight, or kNone
  Floats weight;      // [rows, n + 1]
  // Events.
  Ints seen;          // [n, agents]
  Longs agreed_start;
  Ints agreed;
  Longs role_start;
  Ints role;          // who did or underwent it
  Longs saw_start;    // rows of events: what somebody came to believe by seeing it
  Ints saw_fluent;
  Longs saw_mind_start;
  Ints saw_mind;
  Longs cause_start;
  Ints cause_event, cause_fluent, cause_code;
  Longs reason_start;
  Ints reason_agent;
  Longs plan_start;
  Ints plan;          // what is left of the plan after the act
  // Acts.
  Ints stirs;         // [actions]: a feeling comes or goes by it
  Floats chance;      // [actions]: how likely it is held, if nobody chooses it
  Longs norm_start;
  Ints norm_value, norm_sign, norm_doer;
  Longs sets_start;
  Ints sets_fluent, sets_code, sets_any;
  Ints trace_fluent, trace_code;
  Longs trace_start;
  Ints trace_action;
};

struct Found {
  std::vector<int32_t> agent, emotion, toward, deed_action, deed_event, value, want, whose, event,
      since, until, ended, by;
  std::vector<double> intensity, moods;
  std::vector<int64_t> part_start{0}, belief_start{0}, mind_start{0};
  std::vector<int32_t> part, belief;
  // Every belief once: below 0, `held_fluent` is -1 - i for the i-th fact that never changes.
  std::vector<int32_t> held_fluent, held_code, held_past, mind;
};

enum Emotion : int32_t {
  kJoy, kDistress, kHope, kFear, kSatisfaction, kDisappointment, kFearsConfirmed, kRelief,
  kHappyFor, kPity, kResentment, kGloating, kPride, kShame, kAdmiration, kReproach,
  kGratification, kRemorse, kGratitude, kAnger, kLove, kHate, kEmotions
};

enum Ended : int32_t { kVoid, kPast, kChanged, kCameOut, kFaded, kDead, kNumb };

constexpr bool pleasant(Emotion e) {
  return e == kJoy || e == kHope || e == kSatisfaction || e == kRelief || e == kHappyFor ||
         e == kGloating || e == kPride || e == kAdmiration || e == kGratification ||
         e == kGratitude || e == kLove;
}
constexpr bool judges(Emotion e) {
  return e == kPride || e == kShame || e == kAdmiration || e == kReproach;
}
constexpr bool lasts(Emotion e) { return e == kLove || e == kHate; }

}  // namespace vervain::feel
