// What is settled, whatever is left out of the rest of a plan: a bound for the idle check (D10.5).

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "pool.h"

namespace vervain {

// A fluent is open from a place in the plan on if an act at or behind it, or any reaction, sets it;
// so is everything read in a mind. What depends on nothing open keeps its value to the end.
class Settled {
 public:
  Settled(Pool& pool, std::span<const int32_t> plan, int utility);

  // The utility at the end of every way on from `state` with acts from `at` on; nothing if open.
  std::optional<double> end(Node state, size_t at);

 private:
  enum class Truth : uint8_t { kNo, kYes, kOpen };

  void open(int event, std::vector<bool>& fluents) const;
  std::optional<double> value(int32_t term, const int32_t* values, size_t at) const;
  std::optional<double> folded(int32_t term, const int32_t* values, size_t at) const;
  std::optional<double> chosen(int32_t term, const int32_t* values, size_t at) const;
  Truth truth(int32_t cond, const int32_t* values, size_t at) const;

  Pool& pool_;
  const Model& model_;
  int32_t term_;
  std::vector<std::vector<bool>> open_;  // per place in the plan: fluents
};

}  // namespace vervain
