// A world as the kernel holds it: the tables of model/ground.py, checked, and what follows from them.
//
// Names and meanings are those of the tables; D1-D12 are the definitions of semantics.md.

#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <unordered_map>
#include <vector>

namespace vervain {

inline constexpr int32_t kUnknown = std::numeric_limits<int32_t>::min();  // code of unknown
inline constexpr int32_t kNone = -1;                                      // no fluent, no agent

enum class TermKind : int32_t { kConst, kFluent, kAdd, kMul, kSub, kDiv, kChoice };
enum class CondKind : int32_t { kFalse, kTrue, kAtom, kAnd, kOr };
enum class Op : int32_t { kEq, kNe, kGt, kGe, kLt, kLe };
enum class FluentType : int32_t { kYesNo, kEntity, kNumber };
enum class Schedule : int32_t { kRounds, kSequence };

// The arrays as they come in, in the order of `Tables` in model/ground.py.
struct Tables {
  using Ints = std::span<const int32_t>;
  using Longs = std::span<const int64_t>;
  using Floats = std::span<const double>;
  Longs counts;
  Ints fluent_type, fluent_low, fluent_high, mirror_agent, mirror_fluent;
  Ints term_kind;
  Floats term_value;
  Ints term_fluent;
  Longs term_start;
  Ints term_args;
  Ints cond_kind, cond_op, cond_left, cond_right;
  Longs cond_start;
  Ints cond_args;
  Ints event_cond;
  Longs effect_start;
  Ints effect_cond, effect_fluent, effect_term;
  Longs chain_start;
  Ints chain;
  Longs consent_start;
  Ints consent;
  Longs observe_start;
  Ints observe_agent, observe_cond;
  Ints agent_where, agent_sight, entity_where;
  Ints seen_fluent, seen_subject, seen_is_place;
  Ints utility;
  Ints start_values, start_minds, tree;
};

// Compressed rows: row i is items[start[i]] up to items[start[i + 1]].
struct Rows {
  std::vector<int32_t> start{0};
  std::vector<int32_t> items;
  std::span<const int32_t> operator[](size_t i) const {
    return {items.data() + start[i], static_cast<size_t>(start[i + 1] - start[i])};
  }
  size_t size() const { return start.size() - 1; }
  void close() { start.push_back(static_cast<int32_t>(items.size())); }  // ends the last row
};

// Chains of minds as a linked list: 0 is the empty one, every tail of a chain is a chain.
struct Chain {
  int32_t head;  // the outermost agent
  int32_t tail;
};

struct Term {
  TermKind kind;
  int32_t fluent;  // kFluent only
  int32_t chain;   // kFluent only
  double value;    // kConst only
};

struct Cond {
  CondKind kind;
  Op op;
  int32_t left, right;
};

// A condition made ready to be tested. A comparison of a fluent with a constant becomes a range of
// codes; one of two fluents that are coded alike compares the codes.
struct Test {
  enum Kind : uint8_t { kFalse, kTrue, kRange, kCodes, kTerms, kAnd, kOr } kind = kFalse;
  bool negated = false;  // kRange only
  Op op = Op::kEq;       // kCodes and kTerms
  int32_t left = kNone, left_chain = 0;    // a fluent; kTerms: a term
  int32_t right = kNone, right_chain = 0;
  int32_t low = 0, high = 0;  // kRange: the codes it holds for; kAnd: its row of Model::ranges
};

// A kRange about the node itself.
struct CodeRange {
  int32_t fluent, low, high;
  bool negated;
  bool holds(const int32_t* values) const {
    return (low <= values[fluent] && values[fluent] <= high) != negated;
  }
};

struct Effect {
  int32_t cond, fluent, term;
  int32_t chain;  // 0: sets the fluent; else tells
};

struct Observer {
  int32_t agent, cond;
};

struct Shown {  // a fluent marked seen there, D8
  int32_t fluent, subject;
  bool is_place;
};

struct Model {
  explicit Model(const Tables&);  // throws std::invalid_argument: what is wrong, and where

  int32_t agents, entities, fluents, terms, conds, actions, reactions, utilities, starts;
  double scale;
  Schedule schedule;
  bool alone = true;  // no term reads in a mind: what can be read from a state is its valuation

  std::vector<FluentType> fluent_type;
  std::vector<int32_t> fluent_low, fluent_high;
  std::vector<Chain> chains;
  std::vector<Term> term;
  Rows term_args;  // empty for kFluent: see `chain`
  std::vector<Cond> cond;
  Rows cond_args;                      // empty but for kAnd and kOr
  std::vector<Test> test;              // per condition
  std::vector<CodeRange> ranges;       // the parts of kAnds that are ranges: see `Test`
  Rows others;                         // per condition: the parts of a kAnd that are not
  std::vector<int32_t> event_cond;     // actions, then reactions
  std::vector<int32_t> effect_start;   // per event
  std::vector<Effect> effect;
  Rows consent;
  std::vector<int32_t> observe_start;  // per action
  std::vector<Observer> observer;
  std::vector<int32_t> agent_where, agent_sight, entity_where;
  std::vector<Shown> shown;
  std::vector<int32_t> utility;
  std::vector<int32_t> start_values, start_minds;
  std::vector<int32_t> mirror_agent, mirror_fluent, tree;  // S11, S10

  // Which reactions to look at again where a state differs from one in which they did not fire:
  // those that read or set a fluent (row per fluent) …
  Rows readers;
  // … those that read or tell one in the mind of an agent (an entry per agent and such fluent) …
  std::vector<int32_t> mind_reads_start, mind_reads;  // per agent: fluents
  Rows mind_readers;                                  // per entry of mind_reads
  // … and, per agent, those that read or tell a mind within that agent's, and those that tell it.
  Rows deep_readers, tellers;

  // Actions by a value that a fluent must have for them: a row of `keyed` for each of `keys`, then
  // one for those that ask for no value.
  struct Key {
    int32_t fluent, code;
    auto operator<=>(const Key&) const = default;
  };
  std::vector<Key> keys;
  Rows keyed;

  std::span<const Effect> effects(int event) const {
    return {effect.data() + effect_start[event],
            static_cast<size_t>(effect_start[event + 1] - effect_start[event])};
  }
  std::span<const Observer> observers(int action) const {
    return {observer.data() + observe_start[action],
            static_cast<size_t>(observe_start[action + 1] - observe_start[action])};
  }
  // D3.1, D3.2: the value of a code as a term, and of a term as a code.
  double decode(int32_t fluent, int32_t code) const;
  int32_t encode(int32_t fluent, double value) const;
  size_t bytes() const;

 private:
  void read_terms(const Tables&);   // model_terms.cc
  void read_events(const Tables&);  // model_events.cc
  void read_sequence(const Tables&);  // model_sequence.cc
  void compile();                   // compile.cc: `test`
  void index_readers();             // readers.cc
  void index_actions();             // compile.cc: `keys`, `keyed`
  int32_t chain_of(std::span<const int32_t> agents);
  std::unordered_map<uint64_t, int32_t> chain_ids_;
};

}  // namespace vervain
