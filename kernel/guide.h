// How far a state is from a utility, by the heuristic of that name; remembered.

#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "heuristic.h"
#include "pool.h"

namespace vervain {

struct Estimate {
  int32_t steps = 1;                    // never more than are needed; kFar: not within the limit
  int32_t rough = 1;                    // where to look first
  std::span<const int32_t> helpful{};   // those that can be taken now; valid until the next call
};

class Guide {
 public:
  explicit Guide(Pool& pool, Named name = Named::kRelaxed);
  ~Guide();
  // A state that has not reached the aim, and the steps that may be taken from it.
  Estimate estimate(Node state, const Aim& aim, int limit);

 private:
  struct Key {
    Node state;
    int32_t utility;
    double from, least;
    bool by_consent;
    bool operator==(const Key&) const = default;
  };
  struct Hash {
    size_t operator()(const Key& key) const;
  };
  struct Entry {
    int32_t steps;  // kFar: more than `limit`
    int32_t limit;
    int32_t rough;
    uint32_t helpful, count;  // where they are in helpful_
  };

  const Entry& look(Node state, const Aim& aim, int limit);
  Entry compute(Node state, const Aim& aim, int limit);

  Pool& pool_;
  std::unique_ptr<Heuristic> heuristic_;
  std::unordered_map<Key, Entry, Hash> memo_;
  std::vector<int32_t> helpful_;
  size_t charged_ = 0;
};

}  // namespace vervain
