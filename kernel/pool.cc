#include "pool.h"

#include "eval.h"
#include "step.h"

namespace vervain {

// Everything in `meter` order: what charges it is destroyed before it.
struct Pool::Inside {
  Inside(const Model& m, size_t limit)
      : model(m), meter(limit), graph(m, meter), step(graph, meter), rows(meter, 1),
        memo(meter), action_lists(meter), memo_items(meter, 1) {}

  struct Row {
    const int32_t* actions = nullptr;
    int32_t count = kNone;  // kNone: not asked yet
  };
  struct Memo {
    Node node;
    int32_t action;
    Node after;
  };

  const Model& model;
  Node start = kNone;
  Meter meter;
  Graph graph;
  Step step;
  Chunks<Row> rows;  // per state, as far as asked
  IndexTable memo;
  Scratch action_lists;  // never cleared
  Chunks<Memo> memo_items;
  std::vector<int32_t> gathered;
};

Pool::Pool(const Model& model, size_t limit) {
  inside_ = std::make_unique<Inside>(model, limit);
  inside_->meter.charge(model.bytes());
  inside_->start = inside_->step.start();
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

std::span<const int32_t> Pool::applicable_all(Node n) {
  Inside& in = *inside_;
  while (in.rows.size() <= static_cast<size_t>(n)) {
    in.rows.reserve(1);
    *in.rows.add() = {};
  }
  Inside::Row& row = *in.rows[n];
  if (row.count == kNone) {
    in.gathered.clear();
    for (int32_t a = 0; a < in.model.actions; ++a) {
      if (applicable(n, a)) in.gathered.push_back(a);
    }
    int32_t* kept = in.action_lists.take(in.gathered.size());
    std::copy(in.gathered.begin(), in.gathered.end(), kept);
    row = {kept, static_cast<int32_t>(in.gathered.size())};
  }
  return {row.actions, static_cast<size_t>(row.count)};
}

Node Pool::successor(Node n, int action) {
  Inside& in = *inside_;
  const auto hash = static_cast<uint32_t>(
      mix(static_cast<uint64_t>(n) << 32 | static_cast<uint32_t>(action)));
  const int32_t found = in.memo.find(hash, [&](int32_t i) {
    return in.memo_items[i]->node == n && in.memo_items[i]->action == action;
  });
  if (found != kNone) return in.memo_items[found]->after;
  if (!applicable(n, action)) return kImpossible;
  try {
    const Node after = in.step.take(n, action);
    in.memo.reserve(1);
    in.memo_items.reserve(1);
    const auto fresh = static_cast<int32_t>(in.memo_items.size());
    *in.memo_items.add() = {n, action, after};
    in.memo.insert(hash, fresh);
    return after;
  } catch (const OutOfMemory&) {
    in.step.shrink();
    throw;
  }
}

std::vector<int32_t> Pool::fired(Node n, int action) {
  if (!applicable(n, action)) return {};
  return inside_->step.fired(n, action);
}

size_t Pool::size() const { return inside_->graph.size(); }
size_t Pool::transitions() const { return inside_->memo_items.size(); }
size_t Pool::bytes() const { return inside_->meter.used(); }
size_t Pool::limit() const { return inside_->meter.limit(); }
void Pool::set_limit(size_t bytes) { inside_->meter.set_limit(bytes); }
void Pool::charge(size_t bytes) { inside_->meter.charge(bytes); }
void Pool::release(size_t bytes) { inside_->meter.release(bytes); }

}  // namespace vervain
