// The delete relaxation of a world, as tables: what could make what true, if nothing were ever lost.
//
// A *slot* is a fluent of the state itself, or a fluent in a mind that something reads. What minds
// hold is changed in so many ways (D5, D7, D8) that only a part is kept: that an event tells or shows
// something. The rest is taken to be possible at once, so that "cannot be reached" stays a proof.

#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "influence.h"
#include "model.h"

namespace vervain {

inline constexpr int32_t kAnything = -1, kToUnknown = -2;

struct RelaxedEffect {
  int32_t event;  // kNone: whatever happens
  int32_t cond;   // kNone: always
  int32_t slot;
  int32_t term;   // kAnything, kToUnknown or a term
};

// What can have to do with a utility at all.
struct Relevance {
  std::vector<char> slot, event;
  Rows effects;   // per event, and those that are free
  Rows watchers;  // per slot: the events that read it
};

class RelaxedModel {
 public:
  explicit RelaxedModel(const Model& model);

  const Model& model;
  struct Slot {
    int32_t fluent, chain;
    int32_t first_fact;  // of non-numbers: unknown, then the codes from 0
  };
  std::vector<Slot> slots;         // fluents first
  std::vector<int32_t> term_slot;  // kFluent only
  std::vector<RelaxedEffect> effects;
  std::vector<int32_t> effect_start;         // per event; what follows the last event is free
  std::vector<std::vector<int32_t>> mirrors;   // fluent: slots in minds that perceive it
  int32_t facts = 0;

  int32_t fact(int32_t slot, int32_t code) const {
    return slots[slot].first_fact + (code == kUnknown ? 0 : code + 1);
  }
  bool is_number(int32_t slot) const {
    return model.fluent_type[slots[slot].fluent] == FluentType::kNumber;
  }
  std::span<const RelaxedEffect> effects_of(int32_t event) const {
    return {effects.data() + effect_start[event], effects.data() + effect_start[event + 1]};
  }
  const Relevance& relevance(int32_t utility);  // remembered

 private:
  Relevance trace_back(int32_t utility) const;
  void find_slots();
  void add_slot(int32_t chain, int32_t fluent);
  void add_effects(int32_t event);
  void add_told(int32_t event, int32_t cond, int32_t chain, int32_t fluent, int32_t term);
  void add_surprise(int32_t action, int32_t cond);
  void add_free();
  void add_writers();
  void list(Relevance& found) const;
  std::vector<int32_t> unfold(int32_t chain) const;

  std::map<std::pair<int32_t, int32_t>, int32_t> minds_;        // chain, fluent: slot
  std::vector<std::vector<int32_t>> in_minds_;                  // fluent: its slots in minds
  std::vector<std::vector<int32_t>> unfolded_;                  // per slot: its chain
  std::vector<RelaxedEffect> free_;
  std::vector<std::vector<int32_t>> writers_;                   // slot: effects
  std::vector<Relevance> relevance_;                            // per utility
};

}  // namespace vervain
