#include "influence.h"

#include <algorithm>

namespace vervain {

Reader::Reader(const Model& model)
    : model_(model), term_seen_(model.terms), cond_seen_(model.conds) {}

void Reader::term(int32_t id) {
  if (std::exchange(term_seen_[id], round_) == round_) return;
  const Term& t = model_.term[id];
  if (t.kind == TermKind::kFluent) {
    if (t.chain == 0)
      reads_.fluents.push_back(t.fluent);
    else
      reads_.minds.emplace_back(t.chain, t.fluent);
  }
  const auto args = model_.term_args[id];
  for (size_t i = 0; i < args.size(); ++i) {
    const bool is_cond = t.kind == TermKind::kChoice && i % 2 == 0 && i + 1 < args.size();
    is_cond ? cond(args[i]) : term(args[i]);
  }
}

void Reader::cond(int32_t id) {
  if (std::exchange(cond_seen_[id], round_) == round_) return;
  const Cond& c = model_.cond[id];
  if (c.kind == CondKind::kAtom) {
    term(c.left);
    term(c.right);
  }
  for (const int32_t arg : model_.cond_args[id]) cond(arg);
}

Reads Reader::take() {
  auto tidy = [](auto& items) {
    std::sort(items.begin(), items.end());
    items.erase(std::unique(items.begin(), items.end()), items.end());
  };
  tidy(reads_.fluents);
  tidy(reads_.minds);
  ++round_;
  return std::exchange(reads_, {});
}

namespace {

// Fluents that an event sets in the state where it happens, reactions that follow included.
class Wake {
 public:
  explicit Wake(const Model& model) : model_(model), readers_(model.fluents) {
    Reader reader(model);
    for (int r = 0; r < model.reactions; ++r) {
      const int event = model.actions + r;
      reader.cond(model.event_cond[event]);
      for (const Effect& e : model.effects(event)) {
        reader.cond(e.cond);
        reader.term(e.term);
      }
      const Reads reads = reader.take();
      for (const int32_t f : reads.fluents) readers_[f].push_back(event);
      // Any event may change any mind, so what reads minds may follow on anything.
      if (!reads.minds.empty()) always_.push_back(event);
    }
  }

  std::vector<bool> of(int action) const {
    std::vector<bool> changed(model_.fluents), fired(model_.actions + model_.reactions);
    std::vector<int32_t> todo = always_;
    todo.push_back(action);
    while (!todo.empty()) {
      const int32_t event = todo.back();
      todo.pop_back();
      if (fired[event]) continue;
      fired[event] = true;
      for (const Effect& e : model_.effects(event)) {
        if (e.chain != 0 || changed[e.fluent]) continue;
        changed[e.fluent] = true;
        todo.insert(todo.end(), readers_[e.fluent].begin(), readers_[e.fluent].end());
      }
    }
    return changed;
  }

 private:
  const Model& model_;
  std::vector<std::vector<int32_t>> readers_;
  std::vector<int32_t> always_;
};

}  // namespace

Influence::Influence(const Model& model)
    : utilities_(model.utilities), touches_(static_cast<size_t>(model.actions) * utilities_) {
  Reader reader(model);
  std::vector<Reads> wants;
  for (const int32_t term : model.utility) {
    reader.term(term);
    wants.push_back(reader.take());
  }
  const Wake wake(model);
  for (int a = 0; a < model.actions; ++a) {
    const std::vector<bool> changed = wake.of(a);
    for (size_t u = 0; u < utilities_; ++u) {
      const auto& read = wants[u].fluents;
      touches_[a * utilities_ + u] = !wants[u].minds.empty() ||
          std::any_of(read.begin(), read.end(), [&](int32_t f) { return changed[f]; });
    }
  }
}

}  // namespace vervain
