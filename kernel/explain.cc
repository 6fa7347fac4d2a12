#include "explain.h"

#include <algorithm>

#include "inquiry.h"

namespace vervain {
namespace {

constexpr int64_t kFirstWork = 64;
constexpr int64_t kLong = 4096;  // from here on, haste is allowed
constexpr size_t kEntryBytes = 80;  // of a memo table, its node and bucket included

}  // namespace

Explainer::Explainer(Pool& pool, Guide& guide, const Influence& influence, int64_t patience)
    : pool_(pool), guide_(guide), influence_(influence), patience_(patience) {}

Explainer::~Explainer() { pool_.release(charged_); }

size_t Explainer::Hash::operator()(const Key& key) const {
  uint64_t x = key.where * 0x9e3779b97f4a7c15u ^ key.what * 0xc2b2ae3d27d4eb4fu;
  x ^= x >> 29;
  return x * 0x165667b19e3779f9u >> 8;
}

Explainer::Key Explainer::key(const Question& q) {
  return {static_cast<uint64_t>(q.believed) << 32 | static_cast<uint32_t>(q.action),
          static_cast<uint64_t>(q.agent) << 32 | static_cast<uint64_t>(q.levels & 0xffff) << 16 |
              static_cast<uint64_t>(q.steps & 0xffff)};
}

Explainer::Key Explainer::any_steps(Question q) {
  q.steps = 0;
  return key(q);
}

const Explainer::Entry* Explainer::recall(const Question& q, int64_t work, bool& plain) const {
  static constexpr Entry kNever{Answer::kNo, 0, 0, 0};
  if (auto none = hopeless_.find(any_steps(q)); none != hopeless_.end() && none->second >= q.steps)
    return &kNever;
  auto known = memo_.find(key(q));
  if (known == memo_.end()) return nullptr;
  const Entry& entry = known->second;
  if (entry.answer == Answer::kUnknown && entry.tried < work) return nullptr;
  plain = false;
  return &entry;
}

void Explainer::keep(const Question& q, const Verdict& verdict, int64_t work) {
  pool_.charge(kEntryBytes + verdict.plan.size() * sizeof(int32_t));
  charged_ += kEntryBytes + verdict.plan.size() * sizeof(int32_t);
  if (verdict.answer == Answer::kNo && verdict.plain) {
    int32_t& most = hopeless_[any_steps(q)];
    most = std::max(most, q.steps);
    return;
  }
  Entry& entry = memo_[key(q)];
  entry.answer = verdict.answer;
  entry.tried = work;
  entry.plan = static_cast<uint32_t>(plans_.size());
  entry.length = static_cast<uint32_t>(verdict.plan.size());
  plans_.insert(plans_.end(), verdict.plan.begin(), verdict.plan.end());
}

Answer Explainer::ask(const Question& q, int64_t& work, Control& control, bool& plain) {
  plain = true;
  if (q.levels < 0 || q.steps < 1) return Answer::kNo;
  if (const Entry* entry = recall(q, work, plain)) return entry->answer;
  const int64_t allowed = work;
  const Verdict verdict = Inquiry(*this, q, work, control).run();
  keep(q, verdict, allowed);
  plain = verdict.plain;
  return verdict.answer;
}

Answer Explainer::reason(const Question& question, int64_t& work, Control& control) {
  bool plain;
  return ask(question, work, control, plain);
}

Answer Explainer::explained(Node state, int action, Minds minds, int64_t& work, Control& control) {
  Answer all = Answer::kYes;
  for (const int32_t agent : pool_.model().consent[action]) {
    const Question q{pool_.mind(state, agent), action, agent, minds.levels, minds.steps};
    const Answer one = reason(q, work, control);
    if (one == Answer::kNo) return one;
    if (one == Answer::kUnknown) all = one;
  }
  return all;
}

std::span<const int32_t> Explainer::plan(const Question& question) const {
  auto known = memo_.find(key(question));
  if (known == memo_.end() || known->second.answer != Answer::kYes) return {};
  return {plans_.data() + known->second.plan, known->second.length};
}

std::pair<Outcome, std::vector<int32_t>> settle(Explainer& exact, Explainer& hasty,
                                                const Question& question, Control& control) {
  try {
    for (int64_t most = kFirstWork;; most *= 4) {
      int64_t work = most;
      const Answer answer = exact.reason(question, work, control);
      if (answer == Answer::kNo) return {Outcome::kNone, {}};
      Explainer* by = answer == Answer::kYes ? &exact : nullptr;
      work = most;
      if (!by && most >= kLong && hasty.reason(question, work, control) == Answer::kYes) by = &hasty;
      if (!by) continue;
      const auto plan = by->plan(question);
      return {Outcome::kFound, {plan.begin(), plan.end()}};
    }
  } catch (const Stopped& stopped) {
    return {stopped.why, {}};
  } catch (const OutOfMemory&) {
    return {Outcome::kBudget, {}};
  }
}

}  // namespace vervain
