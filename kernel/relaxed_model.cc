#include "relaxed_model.h"

#include <algorithm>
#include <utility>

namespace vervain {

RelaxedModel::RelaxedModel(const Model& m) : model(m) {
  find_slots();
  for (int32_t event = 0; event < model.actions + model.reactions; ++event) {
    effect_start.push_back(static_cast<int32_t>(effects.size()));
    add_effects(event);
  }
  effect_start.push_back(static_cast<int32_t>(effects.size()));
  add_free();
  effect_start.push_back(static_cast<int32_t>(effects.size()));
  add_writers();
}

// Agents outermost first; one named twice in a row counts once (D5.6 reaches both).
std::vector<int32_t> RelaxedModel::unfold(int32_t chain) const {
  std::vector<int32_t> agents;
  for (; chain != 0; chain = model.chains[chain].tail)
    if (agents.empty() || agents.back() != model.chains[chain].head)
      agents.push_back(model.chains[chain].head);
  return agents;
}

void RelaxedModel::find_slots() {
  in_minds_.resize(model.fluents);
  mirrors.resize(model.fluents);
  for (int32_t f = 0; f < model.fluents; ++f) add_slot(0, f);
  term_slot.assign(model.terms, kNone);
  for (int32_t t = 0; t < model.terms; ++t) {
    const Term& term = model.term[t];
    if (term.kind != TermKind::kFluent) continue;
    if (term.chain == 0) {
      term_slot[t] = term.fluent;
      continue;
    }
    const auto next = static_cast<int32_t>(slots.size());
    const auto [slot, is_new] = minds_.try_emplace({term.chain, term.fluent}, next);
    if (is_new) add_slot(term.chain, term.fluent);
    term_slot[t] = slot->second;
  }
}

void RelaxedModel::add_slot(int32_t chain, int32_t fluent) {
  if (chain != 0) in_minds_[fluent].push_back(static_cast<int32_t>(slots.size()));
  slots.push_back({fluent, chain, facts});
  unfolded_.push_back(unfold(chain));
  const bool entity = model.fluent_type[fluent] == FluentType::kEntity;
  if (!is_number(static_cast<int32_t>(slots.size()) - 1)) facts += entity ? model.entities + 1 : 3;
}

void RelaxedModel::add_effects(int32_t event) {
  for (const Effect& e : model.effects(event)) {
    if (model.cond[e.cond].kind == CondKind::kFalse) continue;
    if (e.chain == 0) effects.push_back({event, e.cond, e.fluent, e.term});
    add_told(event, e.cond, e.chain, e.fluent, e.term);
  }
  if (event < model.actions) add_surprise(event, model.event_cond[event]);
}

// What an effect, told to a chain of minds or (empty chain) setting the fluent, does to the slots in
// minds: it happens in the minds of those who see it, too, where its condition is theirs.
void RelaxedModel::add_told(int32_t event, int32_t cond, int32_t chain, int32_t fluent,
                            int32_t term) {
  const std::vector<int32_t> told = unfold(chain);
  const bool constant = model.term[term].kind == TermKind::kConst;
  for (const int32_t slot : in_minds_[fluent]) {
    const auto& minds = unfolded_[slot];
    if (minds.size() < told.size() || !std::equal(told.rbegin(), told.rend(), minds.rbegin()))
      continue;
    if (minds.size() == told.size()) {
      effects.push_back({event, cond, slot, term});
    } else if (event >= model.actions) {
      free_.push_back({kNone, kNone, slot, constant ? term : kAnything});
    } else {
      for (const Observer& who : model.observers(event))
        if (who.agent == minds[0])
          effects.push_back({event, who.cond, slot, constant ? term : kAnything});
    }
  }
}

// D5.1: a comparison that is false in a mind sets its sides there.
void RelaxedModel::add_surprise(int32_t action, int32_t cond) {
  const Cond& c = model.cond[cond];
  for (const int32_t arg : model.cond_args[cond]) add_surprise(action, arg);
  if (c.kind != CondKind::kAtom) return;
  for (const int32_t side : {c.left, c.right}) {
    const Term& term = model.term[side];
    if (term.kind != TermKind::kFluent) continue;
    const std::vector<int32_t> inner = unfold(term.chain);
    for (const int32_t slot : in_minds_[term.fluent]) {
      const auto& minds = unfolded_[slot];
      for (const Observer& who : model.observers(action)) {
        std::vector<int32_t> set{who.agent};
        set.insert(set.end(), inner.begin(), inner.end());
        set.erase(std::unique(set.begin(), set.end()), set.end());
        if (minds.size() >= set.size() && std::equal(set.rbegin(), set.rend(), minds.rbegin()))
          effects.push_back({action, kNone, slot, kAnything});
      }
    }
  }
}

// What may come about in minds whatever happens: by reactions there, and by perceiving.
void RelaxedModel::add_free() {
  effects.insert(effects.end(), free_.begin(), free_.end());
  for (const Shown& shown : model.shown)
    for (const int32_t slot : in_minds_[shown.fluent]) {
      const bool direct = unfolded_[slot].size() == 1;
      if (direct) mirrors[shown.fluent].push_back(slot);
      if (!direct) effects.push_back({kNone, kNone, slot, kAnything});
      if (direct && shown.is_place) effects.push_back({kNone, kNone, slot, kToUnknown});
    }
}

void RelaxedModel::add_writers() {
  writers_.resize(slots.size());
  for (size_t e = 0; e < effects.size(); ++e)
    writers_[effects[e].slot].push_back(static_cast<int32_t>(e));
}

const Relevance& RelaxedModel::relevance(int32_t utility) {
  relevance_.resize(model.utilities);
  if (relevance_[utility].slot.empty()) relevance_[utility] = trace_back(utility);
  return relevance_[utility];
}

Relevance RelaxedModel::trace_back(int32_t utility) const {
  Relevance found{std::vector<char>(slots.size()), std::vector<char>(effect_start.size()), {}, {}};
  std::vector<int32_t> todo;
  Reader reader(model);
  auto reach = [&] {
    const Reads reads = reader.take();
    auto add = [&](int32_t slot) {
      if (!std::exchange(found.slot[slot], 1)) todo.push_back(slot);
    };
    for (const int32_t f : reads.fluents) add(f);
    for (const auto& mind : reads.minds) {
      add(minds_.at(mind));
      add(mind.second);  // it may be perceived
    }
  };
  reader.term(model.utility[utility]);
  reach();
  while (!todo.empty()) {
    const int32_t slot = todo.back();
    todo.pop_back();
    for (const int32_t id : writers_[slot]) {
      const RelaxedEffect& e = effects[id];
      if (e.cond != kNone) reader.cond(e.cond);
      if (e.term >= 0) reader.term(e.term);
      if (e.event != kNone && !std::exchange(found.event[e.event], 1))
        reader.cond(model.event_cond[e.event]);
      reach();
    }
  }
  list(found);
  return found;
}

void RelaxedModel::list(Relevance& found) const {
  std::vector<std::vector<int32_t>> readers(slots.size());
  Reader reader(model);
  for (size_t event = 0; event + 1 < effect_start.size(); ++event) {
    for (int32_t id = effect_start[event]; id < effect_start[event + 1]; ++id) {
      const RelaxedEffect& e = effects[id];
      if (!found.slot[e.slot]) continue;
      found.effects.items.push_back(id);
      if (e.cond != kNone) reader.cond(e.cond);
      if (e.term >= 0) reader.term(e.term);
    }
    found.effects.close();
    if (!found.event[event]) continue;
    reader.cond(model.event_cond[event]);
    const Reads reads = reader.take();
    for (const int32_t f : reads.fluents) readers[f].push_back(static_cast<int32_t>(event));
    for (const auto& mind : reads.minds)
      readers[minds_.at(mind)].push_back(static_cast<int32_t>(event));
  }
  for (const auto& row : readers) {
    found.watchers.items.insert(found.watchers.items.end(), row.begin(), row.end());
    found.watchers.close();
  }
}

}  // namespace vervain
