// Idle steps, D10.5: whether leaving something out of a plan gives exactly the same utility.

#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "pool.h"

namespace vervain {

// A question that costs too much for the work allowed is unknown, never "no".
enum class Answer : uint8_t { kNo, kYes, kUnknown };

// D10.3. A step to, from or between unknown utilities (NaN) counts.
inline bool better(double now, double before) { return !(now <= before); }

// Whether `action`, taken in `state` as the `place`-th step (from 1), is explained there.
using Kept = std::function<Answer(Node state, int action, int place)>;

// Whether a proper subsequence of `plan`, each step possible and kept, ends with the utility that
// `plan` ends with. If so and `rest` is given, the subsequence found goes there.
Answer idle(Pool& pool, Node start, std::span<const int32_t> plan, int utility, const Kept& kept,
            std::vector<int32_t>* rest = nullptr);

}  // namespace vervain
