#include "pool.h"

#include <algorithm>
#include <optional>

#include "eval.h"
#include "sequence.h"
#include "step.h"

namespace vervain {

// Everything in `meter` order: what charges it is destroyed before it.
struct Pool::Inside {
  Inside(const Model& m, size_t limit)
      : model(m), meter(limit), graph(m, meter), rows(meter, 1), memo(meter), action_lists(meter) {
    if (m.schedule == Schedule::kSequence) {
      sequence.emplace(graph, meter);
    } else {
      rounds.emplace(graph, meter);
    }
  }

  // Calls what takes the steps of this world.
  template <class Call>
  auto step(Call call) {
    return sequence ? call(*sequence) : call(*rounds);
  }

  struct Row {
    const int32_t* actions = nullptr;
    int32_t count = kNone;  // kNone: not asked yet
  };
  const Model& model;
  Node start = kNone;
  Meter meter;
  Graph graph;
  std::optional<Step> rounds;
  std::optional<Sequence> sequence;
  Chunks<Row> rows;  // per state (per valuation, if no term reads in a mind), as far as asked
  StepTable memo;
  Scratch action_lists;  // never cleared
  std::vector<int32_t> gathered;
};

Pool::Pool(const Model& model, size_t limit) {
  inside_ = std::make_unique<Inside>(model, limit);
  inside_->meter.charge(model.bytes());
  inside_->start = inside_->step([](auto& step) { return step.start(); });
  if (inside_->start == kRestless) {
    throw std::invalid_argument("the start never rests: its reactions chase one another");
  }
}

Pool::~Pool() = default;

const Model& Pool::model() const { return inside_->model; }
Node Pool::start() const { return inside_->start; }
const int32_t* Pool::values(Node n) const { return inside_->graph.values(n); }
int32_t Pool::valuation(Node n) const { return inside_->graph.valuation(n); }
Node Pool::mind(Node n, int agent) const { return inside_->graph.minds(n)[agent]; }
bool Pool::holds(Node n, int cond) const { return vervain::holds(inside_->graph, n, cond); }
double Pool::term(Node n, int term) const { return term_value(inside_->graph, n, term); }
double Pool::utility(Node n, int index) const { return term(n, model().utility[index]); }
bool Pool::applicable(Node n, int action) const { return holds(n, model().event_cond[action]); }

bool Pool::observes(Node n, int action, int agent) const {
  for (const Observer& o : model().observers(action)) {
    if (o.agent == agent) return holds(n, o.cond);
  }
  return false;
}

Node Pool::bare(Node n) const {
  return model().alone && n < kBare ? kBare + inside_->graph.valuation(n) : n;
}

std::span<const int32_t> Pool::applicable_all(Node n) {
  Inside& in = *inside_;
  const auto at = static_cast<size_t>(in.model.alone ? in.graph.valuation(n) : n);
  while (in.rows.size() <= at) {
    in.rows.reserve(1);
    *in.rows.add() = {};
  }
  Inside::Row& row = *in.rows[at];
  if (row.count == kNone) {
    in.gathered.clear();
    auto try_all = [&](std::span<const int32_t> actions) {
      for (int32_t a : actions) {
        if (applicable(n, a)) in.gathered.push_back(a);
      }
    };
    const int32_t* values = this->values(n);
    const auto& keys = in.model.keys;
    for (size_t i = 0; i < keys.size(); ++i) {
      if (values[keys[i].fluent] == keys[i].code) try_all(in.model.keyed[i]);
    }
    try_all(in.model.keyed[keys.size()]);
    std::ranges::sort(in.gathered);
    int32_t* kept = in.action_lists.take(in.gathered.size());
    std::copy(in.gathered.begin(), in.gathered.end(), kept);
    row = {kept, static_cast<int32_t>(in.gathered.size())};
  }
  return {row.actions, static_cast<size_t>(row.count)};
}

Node Pool::successor(Node n, int action) {
  Inside& in = *inside_;
  const Node known = in.memo.find(n, action);
  if (known != StepTable::kNotThere) return known;
  if (!applicable(n, action)) return kImpossible;
  try {
    in.memo.reserve();
    const Node after = in.step([&](auto& step) { return step.take(n, action); });
    in.memo.insert(n, action, after);
    return after;
  } catch (const OutOfMemory&) {
    in.step([](auto& step) { step.shrink(); });
    throw;
  }
}

void Pool::expect(Node n, int action) const {
  const Inside& in = *inside_;
  in.memo.expect(n, action);
  if (in.sequence) in.sequence->expect(n, action);
}

Node Pool::glance(Node n, int action) {
  Inside& in = *inside_;
  if (!in.sequence) return successor(n, action);
  if (!applicable(n, action)) return kImpossible;
  const int32_t after = in.sequence->glance(in.graph.valuation(n), action);
  return after == kNone ? kRestless : kBare + after;
}

std::vector<int32_t> Pool::fired(Node n, int action) {
  if (!applicable(n, action)) return {};
  return inside_->step([&](auto& step) { return step.fired(n, action); });
}

size_t Pool::size() const { return inside_->graph.size(); }
size_t Pool::transitions() const { return inside_->memo.size(); }
size_t Pool::bytes() const { return inside_->meter.used(); }
size_t Pool::limit() const { return inside_->meter.limit(); }
void Pool::set_limit(size_t bytes) { inside_->meter.set_limit(bytes); }
void Pool::charge(size_t bytes) { inside_->meter.charge(bytes); }
void Pool::release(size_t bytes) { inside_->meter.release(bytes); }

}  // namespace vervain
