#include "graph.h"

#include <algorithm>
#include <cstring>

namespace vervain {

int32_t Graph::intern_valuation(const int32_t* values, uint64_t hash) {
  const size_t bytes = model_.fluents * sizeof(int32_t);
  const uint32_t tag = static_cast<uint32_t>(hash);
  const int32_t found = valuation_table_.find(tag, [&](int32_t v) {
    return std::memcmp(valuations_[v], values, bytes) == 0;
  });
  if (found != kNone) return found;
  valuations_.reserve(1);
  valuation_hash_.reserve(1);
  valuation_table_.reserve(1);
  const int32_t fresh = static_cast<int32_t>(valuations_.size());
  std::memcpy(valuations_.add(), values, bytes);
  *valuation_hash_.add() = hash;
  valuation_table_.insert(tag, fresh);
  return fresh;
}

void Graph::add_start(Scratch& scratch) {
  const auto agents = static_cast<size_t>(model_.agents);
  const auto fluents = static_cast<size_t>(model_.fluents);
  for (int32_t i = 0; i < model_.starts; ++i) {
    int32_t* values = scratch.take(fluents);
    std::copy_n(model_.start_values.begin() + i * model_.fluents, fluents, values);
    Node* minds = scratch.take(agents);
    for (size_t c = 0; c < agents; ++c) minds[c] = kBrief + model_.start_minds[i * agents + c];
    uint64_t hash = 0;
    for (int32_t f = 0; f < model_.fluents; ++f) hash += hash_of(f, values[f]);
    brief(add_brief()) = {values, minds, hash};
  }
}

Node Graph::add(int32_t valuation) {
  const Node node = static_cast<Node>(kept_.size());
  *kept_.add() = {{}, 0, {}};
  *rows_.add() = valuation;
  return node;
}

void Graph::note_looks(Node n, const Looks& looks) {
  kept_[n]->looks = looks;
  kept_[n]->looked = kLooks;
  table_.insert(looks[kLooks - 1], n);
}

// A sum over agents, so that each look is one multiplication for each of them.
uint32_t Graph::look(Node n, int depth) {
  Kept& kept = *kept_[n];
  for (; kept.looked <= depth; ++kept.looked) {
    const int at = kept.looked;
    const uint64_t own = valuation_hash(valuation(n));
    uint64_t sum = own;
    for (int32_t c = 0; at > 0 && c < model_.agents; ++c) {
      const Node mind = minds(n)[c];
      sum += look_factor(c) * (mind == n ? kept.looks[at - 1] : look(mind, at - 1));
    }
    kept.looks[at] = static_cast<uint32_t>(at > 0 ? mix(sum) : own);
  }
  return kept.looks[depth];
}

}  // namespace vervain
