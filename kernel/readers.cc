// Which reactions read what.

#include <algorithm>

#include "model.h"

namespace vervain {

namespace {

// Collects what a reaction reads: each term and condition is looked at once.
class Reads {
 public:
  explicit Reads(const Model& m) : m_(m), terms_(m.terms, kNone), conds_(m.conds, kNone) {}

  // Calls note(fluent, chain) for everything the reaction reads, sets or tells.
  template <class Note>
  void of(int32_t reaction, Note note) {
    now_ = reaction;
    want_cond(m_.event_cond[m_.actions + reaction]);
    for (const Effect& e : m_.effects(m_.actions + reaction)) {
      note(e.fluent, e.chain);
      want_cond(e.cond);
      want_term(e.term);
    }
    while (!term_todo_.empty() || !cond_todo_.empty()) {
      if (!term_todo_.empty()) {
        const int32_t id = term_todo_.back();
        term_todo_.pop_back();
        const Term& term = m_.term[id];
        if (term.kind == TermKind::kFluent) note(term.fluent, term.chain);
        const auto row = m_.term_args[id];
        for (size_t i = 0; i < row.size(); ++i) {
          const bool is_cond = term.kind == TermKind::kChoice && i % 2 == 0 && i + 1 < row.size();
          is_cond ? want_cond(row[i]) : want_term(row[i]);
        }
      } else {
        const int32_t id = cond_todo_.back();
        cond_todo_.pop_back();
        if (m_.cond[id].kind == CondKind::kAtom) {
          want_term(m_.cond[id].left);
          want_term(m_.cond[id].right);
        }
        for (int32_t part : m_.cond_args[id]) want_cond(part);
      }
    }
  }

 private:
  void want_term(int32_t id) {
    if (terms_[id] != now_) term_todo_.push_back(id);
    terms_[id] = now_;
  }
  void want_cond(int32_t id) {
    if (conds_[id] != now_) cond_todo_.push_back(id);
    conds_[id] = now_;
  }
  const Model& m_;
  std::vector<int32_t> terms_, conds_;  // the reaction each was last looked at for
  std::vector<int32_t> term_todo_, cond_todo_;
  int32_t now_ = kNone;
};

using Pairs = std::vector<std::pair<int64_t, int32_t>>;

void sort_out(Pairs& pairs) {
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
}

// Rows by the first of each pair, from 0 to `count`: ascending, each once.
Rows grouped(Pairs& pairs, int32_t count) {
  sort_out(pairs);
  Rows rows;
  size_t next = 0;
  for (int32_t i = 0; i < count; ++i) {
    for (; next < pairs.size() && pairs[next].first == i; ++next) {
      rows.items.push_back(pairs[next].second);
    }
    rows.close();
  }
  return rows;
}

}  // namespace

void Model::index_readers() {
  Pairs here, in_minds, deep, tell;
  Reads reads(*this);
  for (int32_t r = 0; r < reactions; ++r) {
    reads.of(r, [&](int32_t fluent, int32_t chain) {
      if (chain == 0) return here.push_back({fluent, r});
      const auto [agent, tail] = chains[chain];
      if (tail != 0) return deep.push_back({agent, r});
      in_minds.push_back({int64_t{agent} << 32 | fluent, r});
    });
    for (const Effect& e : effects(actions + r)) {
      if (e.chain != 0) tell.push_back({chains[e.chain].head, r});
    }
  }
  readers = grouped(here, fluents);
  deep_readers = grouped(deep, agents);
  tellers = grouped(tell, agents);
  sort_out(in_minds);
  for (size_t i = 0; i < in_minds.size(); ++i) {
    const int64_t key = in_minds[i].first;
    while (static_cast<int64_t>(mind_reads_start.size()) <= key >> 32) {
      mind_reads_start.push_back(static_cast<int32_t>(mind_reads.size()));
    }
    mind_readers.items.push_back(in_minds[i].second);
    if (i + 1 == in_minds.size() || in_minds[i + 1].first != key) {
      mind_reads.push_back(static_cast<int32_t>(key & 0x7fffffff));
      mind_readers.close();
    }
  }
  mind_reads_start.resize(static_cast<size_t>(agents) + 1,
                          static_cast<int32_t>(mind_reads.size()));
}

}  // namespace vervain
