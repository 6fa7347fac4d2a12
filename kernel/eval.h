// Reading terms and conditions in a node: D3.

#pragma once

#include "graph.h"

namespace vervain {

bool holds(const Graph& graph, Node node, int32_t cond);
double term_value(const Graph& graph, Node node, int32_t term);  // NaN: unknown

}  // namespace vervain
