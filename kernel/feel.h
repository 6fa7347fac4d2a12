// Appraisal: the feelings of everybody through a story, from each change of what they believe.
//
// The definitions are those of docs/explanation/feelings.md; story/feel/reference.py says the same in
// plain Python, and a test compares the two. People are appraised apart: nobody's feelings read
// anybody else's.

#pragma once

#include <functional>

#include "feel_inner.h"

namespace vervain::feel {

// Throws std::invalid_argument if the arrays fit neither one another nor the model.
void check(const Asked& asked, const Model& model);

// `rest` is called now and then, and may throw to end it.
Found appraise(const Asked& asked, Pool& pool, const Numbers& numbers, Explain explain,
               const std::function<void()>& rest);

}  // namespace vervain::feel
