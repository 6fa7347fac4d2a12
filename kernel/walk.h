// All that can happen, breadth first: how large a world is, and how fast its states are made.

#pragma once

#include <cstdint>

#include "control.h"
#include "pool.h"

namespace vervain {

struct Walk {
  int64_t steps = 0;    // a state and an action that is possible in it, each pair once
  int64_t stories = 0;  // different states of the world that they lead to, the start included
};

// From the start, until all is known or `most` steps are taken. Throws Stopped and OutOfMemory.
Walk walk(Pool& pool, Control& control, int64_t most);

}  // namespace vervain
