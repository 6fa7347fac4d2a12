// Deeds: who did what, as somebody knows it; who brought a thing about, and how far it is theirs.

#pragma once

#include <map>
#include <tuple>
#include <vector>

#include "feel_book.h"

namespace vervain::feel {

inline constexpr double kMeant = 1.0, kForeseen = 0.5, kNeither = 0.25;

// A deed that somebody knows of. `trace`: of one that is inferred, which acts it may have been (a
// row of Asked::trace_action); `held`: the belief from which it is. `state`: before it, if seen.
struct Known {
  Deed deed;
  int32_t trace = kNone, held = kNone, state = kNone;
};

using Culprits = Few<Known, 2>;

struct Norm {
  int32_t value, sign, doer;
  bool operator==(const Norm&) const = default;
};

// How far an act was done under pressure, as `Pressed` of story/feel/responsibility.py.
struct Pressed {
  double degree = 0, bid = 0;
  std::vector<int32_t> by, rid_of, bidders;
  // How much of the blame goes to others, and to whom.
  std::pair<double, std::vector<int32_t>> blame() const;
};

class Deeds {
 public:
  explicit Deeds(Inner& inner);

  std::span<const int32_t> doers(const Deed& deed) const {
    return deed.event != kNone ? agreed(deed.event) : inner_.model.consent[deed.action];
  }
  std::span<const int32_t> agreed(int32_t event) const {
    return row_of(inner_.asked.agreed_start, inner_.asked.agreed, event);
  }
  std::span<const int32_t> actions(const Known& known) const;
  std::vector<Norm> norms(int32_t action) const;
  bool may_set(int32_t action, Reading reading, int32_t code) const;
  // Event k - 1, if the agent saw it, or did it.
  std::optional<Known> seen(int32_t agent, int32_t k) const;
  // The deed that a belief gives away in state k.
  std::optional<Known> traced(int32_t agent, int32_t fluent, int32_t k);
  const std::vector<int32_t>& telltale() const { return telltale_; }  // fluents, ascending

 private:
  int32_t likeliest(int32_t trace, Node node);
  Inner& inner_;
  std::map<std::pair<int32_t, int32_t>, int32_t> traces_;  // fluent and code: row
  std::vector<int32_t> telltale_;
  std::map<std::pair<int32_t, Node>, int32_t> likely_;
};

class Responsibility {
 public:
  Responsibility(Inner& inner, Deeds& deeds);

  std::vector<std::vector<Known>> trails;  // per agent: what they have found out
  // The deeds that made so what the agent has come to believe in state k, if they know them.
  Culprits behind(int32_t agent, Reading reading, int32_t k);
  // How far the doer is to be held to what came of the deed, in the eyes of the agent.
  double share(int32_t agent, const Known& known, int32_t doer, Reading reading, int32_t k);
  const Pressed& pressed(int32_t agent, const Deed& deed, int32_t doer);

 private:
  std::optional<Known> origin(int32_t agent, int32_t event, int32_t left, int32_t& trail) const;
  int32_t since(Reading reading, int32_t k) const;
  bool saw(int32_t agent, Reading reading, int32_t event) const;
  Node mind(int32_t agent, int32_t other, int32_t k) const;
  Pressed pressure(int32_t agent, int32_t event, int32_t doer);
  Node aimed(Node node, Node start, int32_t action, int32_t other);
  bool answers(int32_t agent, int32_t earlier, int32_t who, int32_t doer);
  int32_t laid_on(int32_t agent, int32_t stake, int32_t event);
  std::vector<int32_t> bidding(int32_t agent, int32_t stake, int32_t action, int32_t event);
  bool pays(int32_t agent, int32_t who, int32_t event);

  Inner& inner_;
  Deeds& deeds_;
  // Per event, sorted: what somebody came to believe by seeing it (agent, chain, fluent).
  std::vector<std::vector<std::tuple<int32_t, int32_t, int32_t>>> saw_;
  std::map<std::tuple<Node, Node, int32_t, int32_t>, Node> aims_;
  std::map<std::tuple<int32_t, int32_t, int32_t>, Pressed> pressed_;
};

}  // namespace vervain::feel
