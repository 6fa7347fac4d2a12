#include "sequence.h"

#include <algorithm>
#include <bit>

namespace vervain {

namespace {

constexpr size_t kMostDescriptions = 20'000;  // S13.2
constexpr int32_t kFew = 8;                   // descriptions that are looked through

uint32_t hash_of(std::span<const Change> changes) {
  uint64_t hash = changes.size();
  for (const Change& c : changes) {
    hash = mix(mix(hash, static_cast<uint32_t>(c.what)),
               static_cast<uint64_t>(c.fluent) << 32 | static_cast<uint32_t>(c.code));
  }
  return static_cast<uint32_t>(hash);
}

uint64_t place(Node from, int32_t list) {
  return static_cast<uint64_t>(from) << 32 | static_cast<uint32_t>(list);
}

uint32_t hash_of(Node from, int32_t list, int32_t owner) {
  return static_cast<uint32_t>(mix(place(from, list), owner));
}

}  // namespace

Sequence::Sequence(Graph& graph, Meter& meter)
    : graph_(graph),
      model_(graph.model()),
      keeper_(graph, meter),
      minds_(meter),
      cells_(meter, 1),
      cell_table_(meter),
      items_(meter),
      lists_(meter, 1),
      list_table_(meter),
      next_(meter, 1),
      after_(meter),
      rested_(meter),
      learnt_(meter),
      known_(meter) {
  const auto fluents = static_cast<size_t>(model_.fluents);
  meter.charge(fluents * 8);
  values_.resize(fluents);
  set_epoch_.resize(fluents);
  // A fiftieth of the memory each, at most.
  const size_t entries = std::bit_floor(std::clamp<size_t>(meter.limit() / 1024, 64, 1 << 17));
  after_.open(entries);
  rested_.open(entries);
  learnt_.open(entries);
  known_.open(entries);
  lists_.reserve(1);
  *lists_.add() = {nullptr, 0};  // 0: no change
  index_concerns();
}

void Sequence::index_concerns() {
  concern_start_.push_back(0);
  for (int32_t event = 0; event < model_.actions + model_.reactions; ++event) {
    const auto first = static_cast<ptrdiff_t>(concerns_.size());
    if (event < model_.actions) {
      for (const Observer& o : model_.observers(event)) concerns_.push_back({o.agent, o.cond, 0, 0});
    }
    for (const Effect& e : model_.effects(event)) {
      if (e.chain == 0) continue;
      const int32_t agent = model_.chains[e.chain].head;
      const auto known = [&](const Concern& c) { return c.agent == agent; };
      if (std::none_of(concerns_.begin() + first, concerns_.end(), known)) {
        concerns_.push_back({agent, kNone, 0, 0});
      }
    }
    for (auto c = concerns_.begin() + first; c != concerns_.end(); ++c) {
      c->first = static_cast<int32_t>(tells_.size());
      for (int32_t i = model_.effect_start[event]; i < model_.effect_start[event + 1]; ++i) {
        const int32_t chain = model_.effect[i].chain;
        if (chain != 0 && model_.chains[chain].head == c->agent) tells_.push_back(i);
      }
      c->last = static_cast<int32_t>(tells_.size());
    }
    concern_start_.push_back(static_cast<int32_t>(concerns_.size()));
  }
}

Node Sequence::start() {
  shrink();
  graph_.add_start(minds_);
  return keeper_.keep(kBrief);
}

void Sequence::shrink() {
  graph_.clear_brief();
  cells_.clear();
  cell_table_.clear();
  minds_.clear();
}

Sequence::Taken Sequence::world(int32_t valuation, int event) {
  if (const Taken* known = rested_.find(valuation, event)) return *known;
  taking_.valuation = valuation;
  taking_.changes.clear();
  take(taking_, {event});
  Taken taken;
  if (come_to_rest(taking_)) taken = {intern(taking_.changes), taking_.valuation};
  rested_.put(valuation, event, taken);
  return taken;
}

Node Sequence::take(Node state, int action) {
  const Taken taken = world(graph_.valuation(state), action);
  if (taken.valuation == kNone) return kRestless;
  shrink();
  const Node root = describe({state, taken.list, kNone, taken.valuation, taken.list});
  for (size_t i = 0; i < cells_.size(); ++i) {  // grows while we walk
    if (i == kMostDescriptions || !expand(kBrief + static_cast<Node>(i))) return kRestless;
  }
  const Node after = keeper_.keep(root);
  // The step itself is remembered by the pool.
  for (size_t i = 1; i < cells_.size(); ++i) {
    const Node kept = keeper_.kept(kBrief + static_cast<Node>(i));
    if (kept == kNone) continue;
    const Cell& c = *cells_[i];
    known_.put(place(c.from, c.way), c.owner, kept);
  }
  return after;
}

int32_t Sequence::glance(int32_t valuation, int action) { return world(valuation, action).valuation; }

std::vector<int32_t> Sequence::fired(Node state, int action) {
  std::vector<int32_t> found;
  if (take(state, action) == kRestless) return found;
  for (const Change& c : lists_[world(graph_.valuation(state), action).list]->span()) {
    const int32_t reaction = c.what - model_.actions;
    if (reaction >= 0 && std::ranges::find(found, reaction) == found.end()) {
      found.push_back(reaction);
    }
  }
  return found;
}

// A brief node for what is described, each once.
Node Sequence::describe(const Cell& cell) {
  if (const Node found = find_cell(cell); found != kNone) return found;
  cells_.reserve(1);
  const auto fresh = static_cast<int32_t>(cells_.size());
  *cells_.add() = cell;
  const auto index = [&](int32_t i) {
    const Cell& c = *cells_[i];
    cell_table_.insert(hash_of(c.from, c.list, c.owner), i);
  };
  for (int32_t i = 0; fresh == kFew && i < fresh; ++i) index(i);
  if (fresh >= kFew) index(fresh);
  return graph_.add_brief();
}

// As a rule they are few, and looked through.
Node Sequence::find_cell(const Cell& cell) {
  const auto same = [&](int32_t n) {
    const Cell& c = *cells_[n];
    return c.from == cell.from && c.list == cell.list && c.owner == cell.owner;
  };
  const auto count = static_cast<int32_t>(cells_.size());
  if (count > kFew) {
    const int32_t found = cell_table_.find(hash_of(cell.from, cell.list, cell.owner), same);
    return found == kNone ? kNone : kBrief + found;
  }
  for (int32_t i = 0; i < count; ++i) {
    if (same(i)) return kBrief + i;
  }
  return kNone;
}

// S13.1: what has become of a node, and of every mind in it. False: some mind never rests.
bool Sequence::expand(Node brief) {
  const Cell cell = *cells_[brief - kBrief];
  Node* minds = minds_.take(model_.agents);
  std::copy_n(graph_.minds(cell.from), model_.agents, minds);
  const List list = *lists_[cell.list];
  if (list.plain) {
    if (!see_event(cell, brief, minds)) return false;
  } else {
    const int32_t valuation = graph_.valuation(cell.from);
    for (const int32_t agent : list.who()) {
      expect_learnt(valuation, cell.list, agent, graph_.valuation(minds[agent]));
    }
    for (const int32_t agent : list.who()) {
      if (!change_mind(cell, brief, agent, minds[agent], kNone)) return false;
    }
  }
  graph_.brief(brief) = {nullptr, minds, 0, cell.valuation};
  return true;
}

void Sequence::expect(Node node, int event) const {
  rested_.expect(graph_.valuation(node), event);
  const Node* minds = graph_.minds(node);
  for (const Concern& one : concerned(event)) {
    known_.expect(place(minds[one.agent], ~event), one.agent);
  }
}

// All there is to learn is that an event happens: what becomes of a mind in which it does is
// remembered by the event, too.
bool Sequence::see_event(const Cell& cell, Node brief, Node* minds) {
  const int event = lists_[cell.list]->items[0].what;
  const int32_t valuation = graph_.valuation(cell.from);
  for (const Concern& one : concerned(event)) {
    Node& mind = minds[one.agent];
    if (!holds(valuation, one.seen)) continue;
    const Node* known = mind == cell.from ? nullptr : known_.find(place(mind, ~event), one.agent);
    if (known) {
      mind = *known;
    } else if (!change_mind(cell, brief, one.agent, mind, event)) {
      return false;
    }
  }
  return true;
}

// False: the mind never rests.
bool Sequence::change_mind(const Cell& cell, Node brief, int32_t agent, Node& mind, int event) {
  const int32_t before = graph_.valuation(mind);
  const bool plain = event != kNone && holds(before, model_.event_cond[event]);
  const Taken after = plain ? world(before, event)
                            : learn(graph_.valuation(cell.from), cell.list, agent, before);
  if (after.valuation == kNone) return false;
  if (after.list == 0) return true;
  const bool same = after.list == cell.list ||
                    (agent == cell.owner && after.valuation == cell.valuation);
  if (same && mind == cell.from) {
    mind = brief;
    return true;
  }
  const int32_t way = plain ? ~event : after.list;
  const Node* known = plain ? nullptr : known_.find(place(mind, way), agent);
  mind = known ? *known : describe({mind, after.list, agent, after.valuation, way});
  return true;
}

// Equal lists get equal numbers.
int32_t Sequence::intern(const std::vector<Change>& changes) {
  if (changes.empty()) return 0;
  const uint32_t hash = hash_of(changes);
  const int32_t found = list_table_.find(
      hash, [&](int32_t id) { return std::ranges::equal(lists_[id]->span(), changes); });
  if (found != kNone) return found;
  static_assert(sizeof(Change) == 3 * sizeof(int32_t));
  auto* kept = reinterpret_cast<Change*>(items_.take(3 * changes.size()));
  std::ranges::copy(changes, kept);
  lists_.reserve(1);
  list_table_.reserve(1);
  const auto fresh = static_cast<int32_t>(lists_.size());
  List list{kept, static_cast<int32_t>(changes.size())};
  note_concerned(list);
  *lists_.add() = list;
  list_table_.insert(hash, fresh);
  return fresh;
}

void Sequence::note_concerned(List& list) {
  concerned_.clear();
  const auto note = [&](int32_t agent) {
    if (agent != kNone && std::ranges::find(concerned_, agent) == concerned_.end()) {
      concerned_.push_back(agent);
    }
  };
  for (const Change& change : list.span()) {
    if (change.what < 0) {
      list.plain = false;
      note(~change.what);
      note(model_.mirror_agent[change.fluent]);
      continue;
    }
    for (int32_t i = concern_start_[change.what]; i < concern_start_[change.what + 1]; ++i) {
      note(concerns_[i].agent);
      if (&change != list.items || concerns_[i].first < concerns_[i].last) list.plain = false;
    }
  }
  int32_t* kept = items_.take(concerned_.size());
  std::ranges::copy(concerned_, kept);
  list.agents = kept;
  list.concerned = static_cast<int32_t>(concerned_.size());
}

}  // namespace vervain
