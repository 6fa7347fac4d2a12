#include "feel_deeds.h"

#include <algorithm>

namespace vervain::feel {

Deeds::Deeds(Inner& inner) : inner_(inner) {
  const Asked& a = inner.asked;
  for (size_t i = 0; i < a.trace_fluent.size(); ++i) {
    traces_[{a.trace_fluent[i], a.trace_code[i]}] = static_cast<int32_t>(i);
    telltale_.push_back(a.trace_fluent[i]);
  }
  std::ranges::sort(telltale_);
  telltale_.erase(std::ranges::unique(telltale_).begin(), telltale_.end());
}

std::span<const int32_t> Deeds::actions(const Known& known) const {
  if (known.trace == kNone) return {&known.deed.action, 1};
  return row_of(inner_.asked.trace_start, inner_.asked.trace_action, known.trace);
}

std::vector<Norm> Deeds::norms(int32_t action) const {
  const Asked& a = inner_.asked;
  std::vector<Norm> found;
  for (int64_t i = a.norm_start[action]; i < a.norm_start[action + 1]; ++i) {
    found.push_back({a.norm_value[i], a.norm_sign[i], a.norm_doer[i]});
  }
  return found;
}

bool Deeds::may_set(int32_t action, Reading reading, int32_t code) const {
  const Asked& a = inner_.asked;
  if (reading.chain) return false;
  for (int64_t i = a.sets_start[action]; i < a.sets_start[action + 1]; ++i) {
    if (a.sets_fluent[i] == reading.fluent) return a.sets_any[i] || a.sets_code[i] == code;
  }
  return false;
}

std::optional<Known> Deeds::seen(int32_t agent, int32_t k) const {
  if (!inner_.seen(agent, k)) return std::nullopt;
  return Known{{inner_.asked.actions[k - 1], k - 1}, kNone, kNone, k - 1};
}

std::optional<Known> Deeds::traced(int32_t agent, int32_t fluent, int32_t k) {
  const Node node = inner_.node(agent, k);
  const auto at = traces_.find({fluent, inner_.read(node, {fluent})});
  if (at == traces_.end()) return std::nullopt;
  return Known{{likeliest(at->second, node), kNone}, at->second,
               inner_.held(agent, {fluent}, node), k};
}

// The one that is named: whose effects agree best with what is believed; of several the first.
int32_t Deeds::likeliest(int32_t trace, Node node) {
  auto [at, fresh] = likely_.try_emplace({trace, node}, kNone);
  if (!fresh) return at->second;
  const Asked& a = inner_.asked;
  int64_t best = -1;
  for (int32_t action : row_of(a.trace_start, a.trace_action, trace)) {
    int64_t agreeing = 0;
    for (int64_t i = a.sets_start[action]; i < a.sets_start[action + 1]; ++i) {
      agreeing += a.sets_any[i] || inner_.read(node, {a.sets_fluent[i]}) == a.sets_code[i];
    }
    if (agreeing > best) best = agreeing, at->second = action;
  }
  return at->second;
}

}  // namespace vervain::feel
