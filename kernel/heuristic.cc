#include "heuristic.h"

#include <algorithm>
#include <bit>

namespace vervain {
namespace {

constexpr size_t kEntryBytes = 96;  // of the memo table, its node and bucket included

}  // namespace

Guide::Guide(Pool& pool)
    : pool_(pool), tables_(pool.model()), relaxation_(tables_, pool), plan_(tables_, pool) {}

Guide::~Guide() { pool_.release(charged_); }

size_t Guide::Hash::operator()(const Key& key) const {
  uint64_t x = static_cast<uint64_t>(key.state) << 32 |
               static_cast<uint64_t>(key.utility << 1 | (key.by_consent ? 1 : 0));
  x = (x ^ std::bit_cast<uint64_t>(key.from) * 0x9e3779b97f4a7c15u) * 0xc2b2ae3d27d4eb4fu;
  x ^= (x >> 29) ^ std::bit_cast<uint64_t>(key.least);
  return x * 0x165667b19e3779f9u >> 8;
}

Estimate Guide::estimate(Node state, const Aim& aim, int limit) {
  if (limit < 1) return {kFar, kFar, {}};
  const Entry& entry = look(state, aim, limit);
  if (entry.steps > limit) return {kFar, kFar, {}};
  return {entry.steps, entry.rough, {helpful_.data() + entry.helpful, entry.count}};
}

const Guide::Entry& Guide::look(Node state, const Aim& aim, int limit) {
  state = pool_.bare(state);
  const Key key{state, aim.utility, aim.from, aim.least, aim.by_consent};
  auto known = memo_.find(key);
  if (known == memo_.end()) {
    pool_.charge(kEntryBytes);
    charged_ += kEntryBytes;
    return memo_.emplace(key, compute(state, aim, limit)).first->second;
  }
  if (known->second.steps == kFar && known->second.limit < limit)
    known->second = compute(state, aim, limit);
  return known->second;
}

bool Guide::reached(const Aim& aim) {
  const Range range = relaxation_.now().range(pool_.model().utility[aim.utility]);
  if (range.unknown && aim.by_consent) return true;
  return range.known() && range.high > aim.from && range.high >= aim.least;
}

Guide::Entry Guide::compute(Node state, const Aim& aim, int limit) {
  const auto first = static_cast<uint32_t>(helpful_.size());
  relaxation_.start(state, tables_.relevance(aim.utility), aim.by_consent);
  for (int32_t depth = 1; depth <= limit; ++depth) {
    if (!relaxation_.grow()) return {kFar, std::numeric_limits<int32_t>::max(), 0, first, 0};
    if (!reached(aim)) continue;
    const int32_t term = pool_.model().utility[aim.utility];
    const double amount = std::max(0.0, aim.least - pool_.term(state, term));
    plan_.find(relaxation_, state, term, amount);
    for (const int32_t action : plan_.actions())
      if (relaxation_.at_once(action)) helpful_.push_back(action);
    const auto rough = static_cast<int32_t>(std::max<size_t>(plan_.actions().size(), depth));
    return {depth, limit, rough, first, static_cast<uint32_t>(helpful_.size()) - first};
  }
  return {kFar, limit, 0, first, 0};
}

}  // namespace vervain
