// Terms and conditions: D3.

#include <algorithm>

#include "check.h"

namespace vervain {

namespace {

// Evaluation is by recursion over what is shared as if it were not, so both have to be bounded.
constexpr int32_t kDeepest = 1000;
constexpr int64_t kLargest = 10'000'000;

void check_term(const Model& m, int32_t id, std::span<const int32_t> row) {
  const TermKind kind = m.term[id].kind;
  if (kind == TermKind::kConst) {
    check_length("a row of term_args", row, 0);
  } else if (kind == TermKind::kFluent) {
    check_range("term_fluent", id, m.term[id].fluent, 0, m.fluents);
    check_all("a row of term_args", row, 0, m.agents);
  } else if (kind == TermKind::kChoice) {
    if (row.size() % 2 == 0) refuse("term " + std::to_string(id) + " has no last choice");
    for (size_t i = 0; i < row.size(); ++i) {
      const bool is_cond = i % 2 == 0 && i + 1 < row.size();
      check_range("a row of term_args", i, row[i], 0, is_cond ? m.conds : id);
    }
  } else {
    if (kind == TermKind::kSub || kind == TermKind::kDiv) {
      check_length("a row of term_args", row, 2);
    }
    check_all("a row of term_args", row, 0, id);
  }
}

void check_cond(const Model& m, int32_t id, std::span<const int32_t> row) {
  const Cond& cond = m.cond[id];
  if (cond.kind == CondKind::kAtom) {
    check_range("cond_op", id, static_cast<int32_t>(cond.op), 0, 6);
    check_range("cond_left", id, cond.left, 0, m.terms);
    check_range("cond_right", id, cond.right, 0, m.terms);
  }
  if (cond.kind == CondKind::kAnd || cond.kind == CondKind::kOr) {
    check_all("a row of cond_args", row, 0, m.conds);
  } else {
    check_length("a row of cond_args", row, 0);
  }
}

// Terms and conditions as one graph: terms first.
class Shape {
 public:
  explicit Shape(const Model& m)
      : m_(m), depth_(m.terms + m.conds, kNew), size_(m.terms + m.conds, 1) {}

  void check() {
    for (int32_t root = 0; root < m_.terms + m_.conds; ++root) {
      if (depth_[root] == kNew) walk(root);
    }
  }

 private:
  static constexpr int32_t kNew = -1, kOpen = -2;
  struct Frame {
    int32_t id;
    size_t next;
  };

  // The parts of a term or condition, one by one; kNone after the last.
  int32_t part(int32_t id, size_t i) const {
    if (id >= m_.terms) {
      const Cond& cond = m_.cond[id - m_.terms];
      if (cond.kind == CondKind::kAtom) return i == 0 ? cond.left : i == 1 ? cond.right : kNone;
      const auto row = m_.cond_args[id - m_.terms];
      return i < row.size() ? row[i] + m_.terms : kNone;
    }
    const auto row = m_.term_args[id];
    if (i >= row.size()) return kNone;
    const bool is_cond =
        m_.term[id].kind == TermKind::kChoice && i % 2 == 0 && i + 1 < row.size();
    return is_cond ? row[i] + m_.terms : row[i];
  }

  [[noreturn]] void refuse_at(int32_t id, const char* why) const {
    const bool is_term = id < m_.terms;
    refuse((is_term ? "term " : "condition ") + std::to_string(is_term ? id : id - m_.terms) + why);
  }

  void walk(int32_t root) {
    std::vector<Frame> stack{{root, 0}};
    depth_[root] = kOpen;
    while (!stack.empty()) {
      const int32_t id = stack.back().id;
      const int32_t inner = part(id, stack.back().next++);
      if (inner == kNone) {
        close(id);
        stack.pop_back();
      } else if (depth_[inner] == kOpen) {
        refuse_at(inner, " contains itself");
      } else if (depth_[inner] == kNew) {
        depth_[inner] = kOpen;
        stack.push_back({inner, 0});
      }
    }
  }

  void close(int32_t id) {
    int32_t depth = 0, inner;
    int64_t size = 1;
    for (size_t i = 0; (inner = part(id, i)) != kNone; ++i) {
      depth = std::max(depth, depth_[inner] + 1);
      size += size_[inner];
      if (depth > kDeepest) refuse_at(id, " is nested too deeply");
      if (size > kLargest) refuse_at(id, " is too large");
    }
    depth_[id] = depth;
    size_[id] = size;
  }

  const Model& m_;
  std::vector<int32_t> depth_;
  std::vector<int64_t> size_;
};

}  // namespace

void Model::read_terms(const Tables& t) {
  check_length("term_kind", t.term_kind, terms);
  check_length("term_value", t.term_value, terms);
  check_length("term_fluent", t.term_fluent, terms);
  check_all("term_kind", t.term_kind, 0, 7);
  const auto term_start = check_rows("term_start", t.term_start, terms, t.term_args.size());
  check_length("cond_kind", t.cond_kind, conds);
  check_length("cond_op", t.cond_op, conds);
  check_length("cond_left", t.cond_left, conds);
  check_length("cond_right", t.cond_right, conds);
  check_all("cond_kind", t.cond_kind, 0, 5);
  const auto cond_start = check_rows("cond_start", t.cond_start, conds, t.cond_args.size());

  for (int32_t i = 0; i < terms; ++i) {
    term.push_back({static_cast<TermKind>(t.term_kind[i]), t.term_fluent[i], 0, t.term_value[i]});
    const auto row = t.term_args.subspan(term_start[i], term_start[i + 1] - term_start[i]);
    check_term(*this, i, row);
    if (term[i].kind == TermKind::kFluent) {
      term[i].chain = chain_of(row);
    } else {
      term_args.items.insert(term_args.items.end(), row.begin(), row.end());
    }
    term_args.close();
  }
  for (int32_t i = 0; i < conds; ++i) {
    cond.push_back({static_cast<CondKind>(t.cond_kind[i]), static_cast<Op>(t.cond_op[i]),
                    t.cond_left[i], t.cond_right[i]});
    check_cond(*this, i, t.cond_args.subspan(cond_start[i], cond_start[i + 1] - cond_start[i]));
  }
  cond_args.start = cond_start;
  cond_args.items.assign(t.cond_args.begin(), t.cond_args.end());
  Shape(*this).check();
}

}  // namespace vervain
