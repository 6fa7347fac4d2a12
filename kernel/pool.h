// The states of one world, made on demand: every state has one number, every step is taken once.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <stdexcept>
#include <vector>

#include "model.h"

namespace vervain {

using Node = int32_t;  // a state, D2

inline constexpr Node kImpossible = -1;  // the action's condition does not hold
inline constexpr Node kRestless = -2;    // its reactions never rest

// The memory a pool may use is spent. The pool stays as it was before the call.
struct OutOfMemory : std::runtime_error {
  OutOfMemory() : std::runtime_error("the memory limit is reached") {}
};

class Pool {
 public:
  // `limit` is in bytes. Throws std::invalid_argument if the start never rests (D7.2).
  // The model has to outlive the pool.
  explicit Pool(const Model& model, size_t limit = size_t{1} << 30);
  ~Pool();
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  const Model& model() const;
  Node start() const;  // at rest

  // Reading. Pointers and references stay valid for the life of the pool.
  const int32_t* values(Node) const;    // F codes
  int32_t valuation(Node) const;        // equal for two states if and only if their values are
  Node mind(Node, int agent) const;
  bool holds(Node, int cond) const;     // D3; chains follow minds
  double term(Node, int term) const;    // D3; NaN: unknown; numbers unscaled
  double utility(Node, int index) const;
  bool applicable(Node, int action) const;
  bool observes(Node, int action, int agent) const;

  // A node from which the same can be read as from a state, its minds apart, and that many states
  // share: where no term reads in a mind (Model::alone), its valuation; else itself.
  Node bare(Node) const;

  // Making. These may throw OutOfMemory.
  std::span<const int32_t> applicable_all(Node);  // remembered; ascending
  Node successor(Node, int action);               // remembered; or kImpossible, kRestless
  // The successor will be asked for presently: a hint, which costs little and hides waiting.
  void expect(Node, int action) const;
  // What can be read from the successor: its bare node, or itself where reactions come in rounds.
  // One at a time, they can be foretold for a bare node, too.
  Node glance(Node, int action);
  // The reactions that fire in the world after the action, in order, each once; not remembered.
  std::vector<int32_t> fired(Node, int action);

  size_t size() const;         // states, those between rounds included; they are 0 … size - 1
  size_t transitions() const;  // steps remembered
  size_t bytes() const;        // everything
  size_t limit() const;
  void set_limit(size_t bytes);

  // For what others keep beside the pool (memo tables of a search): counted in bytes(), and refused
  // by OutOfMemory beyond the limit. A release never fails.
  void charge(size_t bytes);
  void release(size_t bytes);

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace vervain
