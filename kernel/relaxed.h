// A relaxed state: every value that each slot could have by now, and the least it costs.

#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "pool.h"
#include "relaxed_model.h"

namespace vervain {

inline constexpr float kNever = std::numeric_limits<float>::infinity();

// Values that a term could have: numbers (or codes) from low to high, unknown, or both.
struct Range {
  double low = std::numeric_limits<double>::infinity();
  double high = -std::numeric_limits<double>::infinity();
  bool unknown = false;
  bool known() const { return low <= high; }
  void add(double value);
  void add(const Range& other);
  bool operator==(const Range&) const = default;
};

class Relaxed {
 public:
  Relaxed(const RelaxedModel& tables, const Pool& pool);

  // Starts again from what is so in a state.
  void start(Node state);
  // What a number would be after an effect, as things are now.
  Range outcome(int32_t effect);
  // Makes an effect's values possible (`outcome`: of a number); true if one of them is new.
  bool achieve(int32_t effect, float cost, const Range& outcome);
  // D8: a slot in a mind takes the value of its fluent at the start, or after an effect on it.
  bool see(int32_t slot, int32_t code, float cost);
  bool mirror(int32_t slot, int32_t effect, float cost, const Range& outcome);
  // What it costs to make the condition hold, or (false) not hold; kNever if that is not possible.
  float cost(int32_t cond, bool holds);
  Range range(int32_t term);

  bool is_fact_atom(int32_t cond, int32_t& slot, int32_t& code) const;  // a slot and a constant
  float fact_cost(int32_t slot, int32_t code);
  float other_cost(int32_t slot, int32_t code);  // any value but this one
  int32_t fact_by(int32_t slot, int32_t code);   // the effect that achieved it; kNone: so from the start
  int32_t other_by(int32_t slot, int32_t code);
  int32_t current(int32_t slot);  // the code at the start

  struct Held {
    uint32_t stamp = 0;
    Range range;       // numbers: terms; others: codes
    float cost = 0;    // of what was achieved last
    int32_t by = kNone;
    float any_cost = kNever;  // any value at all
    int32_t any_by = kNone;
    int32_t other = kUnknown;  // the first value achieved that is not the one at the start
    bool has_other = false;
  };
  Held& held(int32_t slot);

 private:
  struct Fact {
    uint32_t stamp = 0;
    float cost = kNever;
    int32_t by = kNone;
  };
  Fact& fact(int32_t slot, int32_t code);
  bool grow(int32_t slot, const Range& range, float cost, int32_t effect);
  bool achieve_effect(int32_t slot, int32_t effect, float cost, const Range& outcome);
  bool achieve_code(int32_t slot, int32_t code, float cost, int32_t effect);
  bool achieve_any(int32_t slot, float cost, int32_t effect);
  float atom_cost(const Cond& cond, bool holds);
  Range full(int32_t slot) const;
  int32_t last_code(int32_t slot) const;

  const RelaxedModel& tables_;
  const Model& model_;
  const Pool& pool_;
  Node state_ = 0;
  uint32_t stamp_ = 0;
  std::vector<Held> held_;
  std::vector<Fact> facts_;
  std::vector<std::pair<uint32_t, Node>> chain_node_;
  Node follow(int32_t chain);
};

// Whether `left op right` could hold, or fail to hold.
bool possible(Op op, const Range& left, const Range& right, bool holds);

}  // namespace vervain
