// Which actions can change what, at all: facts about the tables, true in every state.

#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "model.h"

namespace vervain {

// What a term or condition reads: fluents of the state itself, and fluents in minds.
struct Reads {
  std::vector<int32_t> fluents;                     // each once
  std::vector<std::pair<int32_t, int32_t>> minds;   // chain, fluent; each once
};

// Collects reads. Terms and conditions share parts, so each is walked once per collection.
class Reader {
 public:
  explicit Reader(const Model& model);
  void term(int32_t id);
  void cond(int32_t id);
  Reads take();  // what was read since the last call

 private:
  const Model& model_;
  Reads reads_;
  uint32_t round_ = 1;
  std::vector<uint32_t> term_seen_, cond_seen_;
};

class Influence {
 public:
  explicit Influence(const Model& model);
  // False: the utility is the same before and after the action, wherever it happens.
  bool touches(int action, int utility) const {
    return touches_[static_cast<size_t>(action) * utilities_ + utility];
  }
  size_t bytes() const { return touches_.size() / 8; }

 private:
  size_t utilities_;
  std::vector<bool> touches_;
};

}  // namespace vervain
