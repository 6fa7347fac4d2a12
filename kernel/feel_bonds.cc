#include <algorithm>
#include <cmath>

#include "feel_praise.h"

namespace vervain::feel {

Bonds::Bonds(Inner& inner, Book& book)
    : inner_(inner), book_(book), others_(inner.people), known_(inner.people) {
  const Asked& a = inner.asked;
  auto enter = [&](size_t row) {
    auto& others = others_[a.bond_agent[row]];
    auto at = std::ranges::find(others, a.bond_other[row], &Other::other);
    if (at == others.end()) at = others.insert(at, Other{a.bond_other[row], {}, {}});
    const auto number = static_cast<int32_t>(row);
    (a.bond_fears[row] ? at->fears : at->likes).push_back(number);
    if (at->first == kNone) at->first = number;
  };
  // Those whom they may like come before those whom they only may fear.
  for (int32_t fears : {0, 1}) {
    for (size_t row = 0; row < a.bond_agent.size(); ++row) {
      if ((a.bond_fears[row] != 0) == (fears != 0)) enter(row);
    }
  }
  for (int32_t agent = 0; agent < inner.people; ++agent) {
    for (const Other& o : others_[agent]) {
      if (!o.likes.empty()) known_[agent].push_back(o.other);
    }
  }
}

const Bonds::Other* Bonds::find(int32_t agent, int32_t other) const {
  auto at = std::ranges::find(others_[agent], other, &Other::other);
  return at == others_[agent].end() ? nullptr : &*at;
}

// A bond as -1 to 1: its part of the furthest that it can go; below 0: dislike.
double Bonds::strength(int32_t row, int32_t k) const {
  const Asked& a = inner_.asked;
  const int32_t fluent = a.bond_fluent[row];
  if (fluent == kNone) return a.bond_fixed[row] * a.bond_sign[row];
  const int32_t code = inner_.pool.values(inner_.node(a.bond_agent[row], k))[fluent];
  if (code == kUnknown) return 0;
  double scaled = 0;
  if (inner_.model.fluent_type[fluent] == FluentType::kYesNo) {
    scaled = code != 0 ? 1 : 0;
  } else if (a.bond_full[row] != 0) {
    scaled = std::max(-1.0, std::min(1.0, inner_.model.decode(fluent, code) / a.bond_full[row]));
  }
  return scaled * a.bond_sign[row];
}

double Bonds::liking(int32_t agent, int32_t other, int32_t k) const {
  const Other* found = find(agent, other);
  double total = 0;
  if (found) {
    for (int32_t row : found->likes) total += strength(row, k);
  }
  return std::max(-1.0, std::min(1.0, total));
}

bool Bonds::thinks_alive(int32_t agent, int32_t other, int32_t k) const {
  const int32_t fluent = inner_.asked.alive_fluent[other];
  if (fluent != kNone) return inner_.pool.values(inner_.node(agent, k))[fluent] != 0;
  return inner_.asked.bond_alive[find(agent, other)->first] != 0;
}

// The belief that says what the bond is; a fact that never changes is known by its row.
int32_t Bonds::held(int32_t row, int32_t k) {
  const int32_t agent = inner_.asked.bond_agent[row], fluent = inner_.asked.bond_fluent[row];
  if (fluent == kNone) return inner_.intern({agent, {-1 - row}, 0, false});
  return inner_.held(agent, {fluent}, inner_.node(agent, k));
}

int32_t Bonds::place(int32_t agent, const Other& other, int32_t k) const {
  return inner_.place(agent, other.other, inner_.asked.bond_place[other.first], k);
}

bool Bonds::is_open(int32_t agent, Emotion emotion, int32_t other, int32_t belief) const {
  return std::ranges::any_of(book_.open_of(agent, emotion), [&](int32_t number) {
    const Draft& d = book_[number];
    return d.toward == other && std::ranges::count(d.beliefs, belief);
  });
}

void Bonds::attend(int32_t agent, std::span<const int32_t> news, int32_t k) {
  const int32_t here = inner_.place(agent, agent, inner_.asked.own_place[agent], k);
  for (const Other& o : others_[agent]) {
    if (!thinks_alive(agent, o.other, k)) continue;
    const bool beside = here >= 0 && place(agent, o, k) == here;
    auto feel = [&](Emotion emotion, double size, const Few<int32_t, 4>& beliefs) {
      if (is_open(agent, emotion, o.other, beliefs[0])) return;
      book_.add({agent, emotion, o.other, size, beliefs, k, k - 1});
    };
    if (beside || contains(news, o.other)) {
      for (int32_t row : o.likes) {
        const double tie = strength(row, k);
        if (std::fabs(tie) >= kLeastLiking) {
          feel(tie > 0 ? kLove : kHate, std::fabs(tie), {held(row, k)});
        }
      }
    }
    if (beside) {
      for (int32_t row : o.fears) {
        const double tie = strength(row, k);
        if (tie < kLeastLiking) continue;
        const int32_t fluent = inner_.asked.place_fluent[o.other];
        const auto rows = static_cast<int32_t>(inner_.asked.bond_agent.size());
        const int32_t at = fluent == kNone
                               ? inner_.intern({agent, {-1 - rows - o.first}, 0, false})
                               : inner_.held(agent, {fluent}, inner_.node(agent, k));
        feel(kFear, tie, {held(row, k), at});
      }
    }
  }
}

void Bonds::part(int32_t agent, int32_t k) {
  for (int32_t number : std::vector(book_.open_of(agent, kFear))) {
    const Draft& d = book_[number];
    if (d.stake != kNone || d.toward == kNone) continue;
    const int32_t here = inner_.place(agent, agent, inner_.asked.own_place[agent], k);
    const Other* other = find(agent, d.toward);
    if (here < 0 || !other || here != place(agent, *other, k)) book_.close(number, k, kPast);
  }
}

}  // namespace vervain::feel
