// Reading terms and conditions in a node: D3.

#pragma once

#include "graph.h"

namespace vervain {

bool holds(const Graph& graph, Node node, int32_t cond);
double term_value(const Graph& graph, Node node, int32_t term);  // NaN: unknown

// The same in a valuation alone, for what reads in no mind.
bool holds_in(const Graph& graph, const int32_t* values, int32_t cond);
double term_value_in(const Graph& graph, const int32_t* values, int32_t term);

}  // namespace vervain
