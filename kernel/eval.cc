#include "eval.h"

#include <cmath>

namespace vervain {

namespace {

// Unknown is equal to unknown, and neither greater nor smaller than anything.
template <class T>
bool compare(Op op, T left, T right, bool left_known, bool right_known) {
  if (!left_known || !right_known) {
    const bool same = left_known == right_known;
    switch (op) {
      case Op::kNe: return !same;
      case Op::kGt:
      case Op::kLt: return false;
      default: return same;
    }
  }
  switch (op) {
    case Op::kEq: return left == right;
    case Op::kNe: return left != right;
    case Op::kGt: return left > right;
    case Op::kGe: return left >= right;
    case Op::kLt: return left < right;
    case Op::kLe: return left <= right;
  }
  return false;
}

// One node, with its values at hand.
class Reader {
 public:
  Reader(const Graph& graph, Node node)
      : graph_(graph), model_(graph.model()), node_(node), values_(graph.values(node)) {}

  Reader(const Graph& graph, const int32_t* values)
      : graph_(graph), model_(graph.model()), node_(kNone), values_(values) {}

  bool holds(int32_t cond) const {
    const Test& test = model_.test[cond];
    switch (test.kind) {
      case Test::kFalse: return false;
      case Test::kTrue: return true;
      case Test::kRange: {
        const int32_t code = this->code(test.left, test.left_chain);
        return (test.low <= code && code <= test.high) != test.negated;
      }
      case Test::kCodes: {
        const int32_t left = code(test.left, test.left_chain);
        const int32_t right = code(test.right, test.right_chain);
        return compare(test.op, left, right, left != kUnknown, right != kUnknown);
      }
      case Test::kTerms: {
        const double left = term(test.left), right = term(test.right);
        return compare(test.op, left, right, !std::isnan(left), !std::isnan(right));
      }
      case Test::kAnd:
        for (int32_t i = test.low; i < test.high; ++i) {
          if (!model_.ranges[i].holds(values_)) return false;
        }
        for (int32_t part : model_.others[cond]) {
          if (!holds(part)) return false;
        }
        return true;
      case Test::kOr:
        for (int32_t part : model_.cond_args[cond]) {
          if (holds(part)) return true;
        }
        return false;
    }
    return false;
  }

  double term(int32_t id) const {
    const Term& t = model_.term[id];
    switch (t.kind) {
      case TermKind::kConst: return t.value;
      case TermKind::kFluent: return model_.decode(t.fluent, code(t.fluent, t.chain));
      case TermKind::kChoice: return choice(model_.term_args[id]);
      default: return arithmetic(t.kind, model_.term_args[id]);
    }
  }

 private:
  int32_t code(int32_t fluent, int32_t chain) const {
    return chain == 0 ? values_[fluent] : graph_.values(graph_.follow(node_, chain))[fluent];
  }

  double choice(std::span<const int32_t> row) const {
    size_t i = 0;
    while (i + 1 < row.size() && !holds(row[i])) i += 2;
    return term(i + 1 < row.size() ? row[i + 1] : row[i]);
  }

  // D3.1: from left to right, from 0 or 1.
  double arithmetic(TermKind kind, std::span<const int32_t> row) const {
    if (kind == TermKind::kAdd) {
      double total = 0;
      for (int32_t part : row) total += term(part);
      return total;
    }
    if (kind == TermKind::kMul) {
      double product = 1;
      for (int32_t part : row) product *= term(part);
      return product;
    }
    const double left = term(row[0]), right = term(row[1]);
    if (kind == TermKind::kSub) return left - right;
    return right != 0 ? left / right : std::nan("");
  }

  const Graph& graph_;
  const Model& model_;
  Node node_;
  const int32_t* values_;
};

}  // namespace

bool holds(const Graph& graph, Node node, int32_t cond) { return Reader(graph, node).holds(cond); }

double term_value(const Graph& graph, Node node, int32_t term) {
  return Reader(graph, node).term(term);
}

bool holds_in(const Graph& graph, const int32_t* values, int32_t cond) {
  return Reader(graph, values).holds(cond);
}

double term_value_in(const Graph& graph, const int32_t* values, int32_t term) {
  return Reader(graph, values).term(term);
}

}  // namespace vervain
