#include "guide.h"

#include <bit>

namespace vervain {
namespace {

constexpr size_t kEntryBytes = 96;  // of the memo table, its node and bucket included

std::unique_ptr<Heuristic> make(Pool& pool, Named name) {
  switch (name) {
    case Named::kAdd: return add_heuristic(pool);
    case Named::kMax: return max_heuristic(pool);
    case Named::kNone: return no_heuristic();
    default: return relaxed_heuristic(pool);
  }
}

}  // namespace

Guide::Guide(Pool& pool, Named name) : pool_(pool), heuristic_(make(pool, name)) {}

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

Guide::Entry Guide::compute(Node state, const Aim& aim, int limit) {
  const auto first = static_cast<uint32_t>(helpful_.size());
  const Distance found = heuristic_->distance(state, aim, limit, helpful_);
  const int32_t known = found.never ? std::numeric_limits<int32_t>::max() : limit;
  return {found.steps, known, found.rough, first, static_cast<uint32_t>(helpful_.size()) - first};
}

}  // namespace vervain
