// What follows from the tables: conditions made ready, and which actions to try.

#include <algorithm>
#include <cmath>
#include <map>

#include "model.h"

namespace vervain {

namespace {

constexpr int64_t kLowest = int64_t{kUnknown} + 1, kHighest = std::numeric_limits<int32_t>::max();

Op turned(Op op) {  // a < b is b > a
  switch (op) {
    case Op::kGt: return Op::kLt;
    case Op::kGe: return Op::kLe;
    case Op::kLt: return Op::kGt;
    case Op::kLe: return Op::kGe;
    default: return op;
  }
}

// The first code whose value is greater than (or, if `equal`, not less than) `bound`.
int64_t first_above(const Model& m, int32_t fluent, double bound, bool equal) {
  int64_t low = kLowest, high = kHighest + 1;  // values grow with codes
  while (low < high) {
    const int64_t middle = low + (high - low) / 2;
    const double value = m.decode(fluent, static_cast<int32_t>(middle));
    if (equal ? value >= bound : value > bound) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

// fluent `op` a constant
Test ranged(const Model& m, const Term& fluent, Op op, double bound) {
  Test test;
  test.kind = Test::kRange;
  test.left = fluent.fluent;
  test.left_chain = fluent.chain;
  int64_t low = kLowest, high = kHighest;
  if (std::isnan(bound)) {  // only being unknown too counts, D3
    low = high = kUnknown;
    if (op == Op::kGt || op == Op::kLt) high = low - 1;
  } else {
    const int64_t at_least = first_above(m, fluent.fluent, bound, true);
    const int64_t above = first_above(m, fluent.fluent, bound, false);
    if (op == Op::kEq || op == Op::kNe) low = at_least, high = above - 1;
    if (op == Op::kGe) low = at_least;
    if (op == Op::kGt) low = above;
    if (op == Op::kLe) high = above - 1;
    if (op == Op::kLt) high = at_least - 1;
  }
  test.negated = op == Op::kNe;
  if (low > high) {
    test.kind = test.negated ? Test::kTrue : Test::kFalse;
  } else {
    test.low = static_cast<int32_t>(low);
    test.high = static_cast<int32_t>(high);
  }
  return test;
}

Test compared(const Model& m, const Cond& cond) {
  const Term &left = m.term[cond.left], &right = m.term[cond.right];
  if (left.kind == TermKind::kFluent && right.kind == TermKind::kConst) {
    return ranged(m, left, cond.op, right.value);
  }
  if (right.kind == TermKind::kFluent && left.kind == TermKind::kConst) {
    return ranged(m, right, turned(cond.op), left.value);
  }
  Test test;
  test.op = cond.op;
  const bool fluents = left.kind == TermKind::kFluent && right.kind == TermKind::kFluent;
  if (fluents && (m.fluent_type[left.fluent] == FluentType::kNumber) ==
                     (m.fluent_type[right.fluent] == FluentType::kNumber)) {
    test.kind = Test::kCodes;
    test.left = left.fluent, test.left_chain = left.chain;
    test.right = right.fluent, test.right_chain = right.chain;
  } else {
    test.kind = Test::kTerms;
    test.left = cond.left, test.right = cond.right;
  }
  return test;
}

}  // namespace

void Model::compile() {
  for (const Cond& c : cond) {
    Test plain;
    switch (c.kind) {
      case CondKind::kFalse: plain.kind = Test::kFalse; break;
      case CondKind::kTrue: plain.kind = Test::kTrue; break;
      case CondKind::kAnd: plain.kind = Test::kAnd; break;
      case CondKind::kOr: plain.kind = Test::kOr; break;
      case CondKind::kAtom: plain = compared(*this, c); break;
    }
    test.push_back(plain);
  }
  for (int32_t i = 0; i < conds; ++i) {
    Test& whole = test[i];
    if (whole.kind == Test::kAnd) {
      whole.low = static_cast<int32_t>(ranges.size());
      for (int32_t part : cond_args[i]) {
        const Test& t = test[part];
        if (t.kind == Test::kRange && t.left_chain == 0) {
          ranges.push_back({t.left, t.low, t.high, t.negated});
        } else {
          others.items.push_back(part);
        }
      }
      whole.high = static_cast<int32_t>(ranges.size());
    }
    others.close();
  }
}

// Each action is filed under the rarest value that its condition asks for.
void Model::index_actions() {
  std::vector<std::vector<Key>> asked(actions);
  std::map<Key, int32_t> count;
  for (int32_t a = 0; a < actions; ++a) {
    const Test& t = test[event_cond[a]];
    auto note = [&](int32_t fluent, int32_t low, int32_t high, bool negated) {
      if (low != high || negated) return;
      asked[a].push_back({fluent, low});
      ++count[{fluent, low}];
    };
    if (t.kind == Test::kRange && t.left_chain == 0) note(t.left, t.low, t.high, t.negated);
    if (t.kind != Test::kAnd) continue;
    for (int32_t i = t.low; i < t.high; ++i) {
      note(ranges[i].fluent, ranges[i].low, ranges[i].high, ranges[i].negated);
    }
  }
  std::map<Key, std::vector<int32_t>> filed;
  std::vector<int32_t> rest;
  for (int32_t a = 0; a < actions; ++a) {
    const auto rarest = std::ranges::min_element(
        asked[a], {}, [&](const Key& key) { return count[key]; });
    (rarest == asked[a].end() ? rest : filed[*rarest]).push_back(a);
  }
  auto close = [&](const std::vector<int32_t>& row) {
    keyed.items.insert(keyed.items.end(), row.begin(), row.end());
    keyed.close();
  };
  for (const auto& [key, row] : filed) {
    keys.push_back(key);
    close(row);
  }
  close(rest);
}


}  // namespace vervain
