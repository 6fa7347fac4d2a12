// How long work may go on: states, seconds, bytes, and whether somebody pressed Ctrl-C.

#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <limits>

#include "pool.h"

namespace vervain {

enum class Outcome : int32_t { kFound, kNone, kBudget, kInterrupted };

// Thrown out of any depth of work; memo tables are only written when a question is settled.
struct Stopped {
  Outcome why;
};

struct Allowance {
  // Distinct states made. As a search may go over states that are there already for as long as it
  // likes, so many times as many looks at states end it, too.
  int64_t nodes = std::numeric_limits<int64_t>::max();
  double seconds = std::numeric_limits<double>::infinity();
  std::function<bool()> interrupted;                      // asked every 20 ms or so
};

class Control {
 public:
  Control(const Pool& pool, Allowance allowance)
      : pool_(pool), allowance_(std::move(allowance)), most_(most(pool, allowance_.nodes)), most_ticks_(looks(allowance_.nodes)) {}

  // Counts one unit of work; throws Stopped. The clock decides nothing but whether to stop.
  void tick() {
    ++ticks_;
    if (static_cast<int64_t>(pool_.size()) > most_ || ticks_ > most_ticks_) throw Stopped{Outcome::kBudget};
    if ((ticks_ & 15) == 0) look();
  }
  int64_t ticks() const { return ticks_; }

 private:
  using Clock = std::chrono::steady_clock;

  static int64_t most(const Pool& pool, int64_t nodes) {
    const auto now = static_cast<int64_t>(pool.size());
    return nodes > std::numeric_limits<int64_t>::max() - now ? nodes : now + nodes;
  }

  static int64_t looks(int64_t nodes) {
    constexpr int64_t kFew = 1000, kEach = 8, kMost = std::numeric_limits<int64_t>::max();
    return nodes > (kMost - kFew) / kEach ? kMost : kFew + kEach * nodes;
  }

  void look() {
    const auto now = Clock::now();
    if (now < next_) return;
    next_ = now + std::chrono::milliseconds(20);
    if (std::chrono::duration<double>(now - start_).count() > allowance_.seconds)
      throw Stopped{Outcome::kBudget};
    if (allowance_.interrupted && allowance_.interrupted()) throw Stopped{Outcome::kInterrupted};
  }

  const Pool& pool_;
  Allowance allowance_;
  int64_t most_, most_ticks_;
  int64_t ticks_ = 0;
  Clock::time_point start_ = Clock::now();
  Clock::time_point next_ = start_ + std::chrono::milliseconds(20);
};

}  // namespace vervain
