#include "step.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace vervain {

Step::Step(Graph& graph, Meter& meter)
    : graph_(graph),
      model_(graph.model()),
      keeper_(graph, meter),
      scratch_(meter),
      cells_(meter, 1),
      cell_table_(meter),
      lists_(meter, 1),
      list_table_(meter),
      seen_(meter),
      acts_(meter),
      told_(meter) {
  const auto fluents = static_cast<size_t>(model_.fluents);
  const auto agents = static_cast<size_t>(model_.agents);
  meter.charge(fluents * 8 + agents * (sizeof(std::vector<Telling>) + 1));
  set_epoch_.resize(fluents);
  set_code_.resize(fluents);
  tellings_.resize(agents);
  observes_.resize(agents);
  told_minds_.resize(agents);
  // A sixteenth of the memory each, at most.
  const size_t entries = std::bit_floor(std::clamp<size_t>(meter.limit() / 512, 64, 1 << 15));
  acts_.open(entries);
  told_.open(entries);
}

Node Step::take(Node state, int action) { return rest_in_rounds(happen(state, action), nullptr); }

std::vector<int32_t> Step::fired(Node state, int action) {
  std::vector<int32_t> found;
  if (rest_in_rounds(happen(state, action), &found) == kRestless) found.clear();
  return found;
}

Node Step::start() {
  begin();
  graph_.add_start(scratch_);
  return rest_in_rounds(keeper_.keep(kBrief), nullptr);
}

void Step::begin() {
  graph_.clear_brief();
  scratch_.clear();
  cells_.clear();
  cell_table_.clear();
  lists_.clear();
  lists_.reserve(1);
  *lists_.add() = {nullptr, 0, true};  // 0: nothing
  list_table_.clear();
  todo_.clear();
  told_todo_.clear();
  for (auto& tellings : tellings_) tellings.clear();  // an exception may have left some
}

void Step::shrink() {
  begin();
  scratch_.shrink();
  cells_.shrink();
  lists_.shrink();
  graph_.shrink_brief();
}

Node Step::make(Mode mode, Node from, int32_t agent, int32_t list) {
  if (mode == Mode::kTold && list == 0) return from;
  if (list == 0) agent = kNone;
  const uint64_t key = mix(static_cast<uint64_t>(from) << 32 | static_cast<uint32_t>(list),
                           static_cast<uint64_t>(agent) << 2 | static_cast<uint64_t>(mode));
  const auto hash = static_cast<uint32_t>(key);
  const int32_t found = cell_table_.find(hash, [&](int32_t n) {
    const Cell& c = cell(n);
    return c.from == from && c.list == list && c.agent == agent && c.mode == mode;
  });
  if (found != kNone) return found;
  cells_.reserve(1);
  const Node fresh = graph_.add_brief();
  *cells_.add() = {from, agent, list, mode};
  cell_table_.insert(hash, fresh);
  (mode == Mode::kTold ? told_todo_ : todo_).push_back(fresh);
  return fresh;
}

void Step::begin_settings() {
  ++epoch_;
  set_fluents_.clear();
}

void Step::set_first(int32_t fluent, int32_t code) {
  if (set_epoch_[fluent] == epoch_) return;
  set_epoch_[fluent] = epoch_;
  set_code_[fluent] = code;
  set_fluents_.push_back(fluent);
}

void Step::set_last(int32_t fluent, int32_t code) {
  set_first(fluent, code);
  set_code_[fluent] = code;
}

// Finishes a node: its values are those of the state it comes from, but for what has been set and
// what it is told. True if any differ.
bool Step::fill(Node n, const Node* minds) {
  const Cell& c = cell(n);
  for (const Telling& t : list(c.list)) {
    if (t.chain == 0) set_last(t.fluent, t.code);
  }
  const int32_t* old = graph_.values(c.from);
  uint64_t hash = graph_.values_hash(c.from);
  int32_t* values = nullptr;
  for (int32_t f : set_fluents_) {
    if (set_code_[f] == old[f]) continue;
    if (!values) {
      values = scratch_.take(model_.fluents);
      std::memcpy(values, old, model_.fluents * sizeof(int32_t));
    }
    values[f] = set_code_[f];
    hash += Graph::hash_of(f, values[f]) - Graph::hash_of(f, old[f]);
  }
  graph_.brief(n) = {values ? values : old, minds, hash};
  return values != nullptr;
}

}  // namespace vervain
