// Joy and distress, what is felt at the fortunes of others, and compounds.

#pragma once

#include <vector>

#include "feel_prospects.h"

namespace vervain::feel {

// Joy and distress, from what each stake becomes worth in the state that is believed in.
class Desires {
 public:
  Desires(Inner& inner, Book& book) : inner_(inner), book_(book) {}
  // What event k - 1 made of each stake; `before`: what was reckoned with. Adds to `into`.
  void appraise(int32_t agent, int32_t k, const Reckoned& before, std::vector<int32_t>& into);

 private:
  int32_t open(const Gain& gained, double base, int32_t k, double credence);
  int32_t other_in(int32_t agent, std::span<const int32_t> beliefs) const;
  Inner& inner_;
  Book& book_;
};

// Happy for, pity, resentment and gloating.
class Fortunes {
 public:
  Fortunes(Inner& inner, Book& book, Bonds& bonds)
      : inner_(inner), book_(book), bonds_(bonds), named_(inner.asked.stake_term.size()) {}
  void appraise(int32_t agent, int32_t k, std::vector<int32_t>& into);

 private:
  bool of_others(int32_t agent, int32_t stake, const std::vector<bool>& met);
  const std::vector<int32_t>& people_in(int32_t stake);
  void end(int32_t agent, int32_t stake, int32_t k);
  int32_t open(int32_t agent, const Gain& gained, double liking, int32_t k);
  double merit(int32_t agent, int32_t other, bool good);
  Inner& inner_;
  Book& book_;
  Bonds& bonds_;
  std::vector<std::optional<std::vector<int32_t>>> named_;
};

// A deed, what came of it for whom.
struct Done {
  Deed deed;
  Emotion emotion;
  int32_t toward;
  bool operator==(const Done&) const = default;
};

// For each person judged the strongest judgement of one deed that agrees with what came of it.
void join(Inner& inner, Book& book, int32_t end, const std::vector<int32_t>& judgements, int32_t k,
          std::vector<Done>& done);

}  // namespace vervain::feel
