// Bonds, and praise and blame: whom somebody likes or fears, and what they think of deeds.

#pragma once

#include <vector>

#include "feel_deeds.h"

namespace vervain::feel {

inline constexpr double kLeastLiking = 0.1;  // nearer to nothing is indifference

class Bonds {
 public:
  Bonds(Inner& inner, Book& book);

  // How much the agent likes the other in state k, -1 to 1.
  double liking(int32_t agent, int32_t other, int32_t k) const;
  const std::vector<int32_t>& known(int32_t agent) const { return known_[agent]; }
  bool thinks_alive(int32_t agent, int32_t other, int32_t k) const;
  // Love, hate and fear toward those who are here, or of whom there is news, in state k.
  void attend(int32_t agent, std::span<const int32_t> news, int32_t k);
  // Who is afraid of somebody and goes away from them is afraid of them no longer.
  void part(int32_t agent, int32_t k);

 private:
  struct Other {
    int32_t other;
    std::vector<int32_t> likes, fears;  // rows of Asked::bond_…
    int32_t first = kNone;              // any row
  };
  const Other* find(int32_t agent, int32_t other) const;
  double strength(int32_t row, int32_t k) const;
  int32_t held(int32_t row, int32_t k);
  int32_t place(int32_t agent, const Other& other, int32_t k) const;
  bool is_open(int32_t agent, Emotion emotion, int32_t other, int32_t belief) const;

  Inner& inner_;
  Book& book_;
  std::vector<std::vector<Other>> others_;
  std::vector<std::vector<int32_t>> known_;  // whom they may like or dislike
};

class Praise {
 public:
  Praise(Inner& inner, Book& book, Bonds& bonds, Deeds& deeds, Responsibility& theirs)
      : inner_(inner), book_(book), bonds_(bonds), deeds_(deeds), theirs_(theirs) {}

  // What the agent thinks of a deed for being for or against what they hold dear.
  void by_values(int32_t agent, const Known& known, int32_t k, double surprise,
                 std::vector<int32_t>& into);
  // What the agent thinks of a deed for what it brought somebody: `cause`, felt since state `at`.
  void by_treatment(int32_t agent, const Known& known, Reading reading, int32_t cause, double size,
                    int32_t k, int32_t at, std::vector<int32_t>& into);
  // What an act would cost the agent in values, were it their own.
  double price(int32_t agent, int32_t action, int32_t k) const;

 private:
  struct Judged {  // what is judged by, apart from the deed
    int32_t value = kNone, cause = kNone;
    double share = 0;
  };
  double weight(int32_t agent, int32_t value, int32_t k) const;
  std::pair<double, std::vector<int32_t>> moved(int32_t agent, const Known& known, int32_t doer,
                                                int32_t sign);
  bool counts(int32_t agent, const Known& known, int32_t doer, int32_t cause, int32_t sign,
              int32_t k);
  bool hurt(int32_t agent, int32_t other, int32_t k);
  void add(int32_t agent, const Known& known, int32_t doer, int32_t sign, double size, int32_t k,
           Judged by, std::vector<int32_t>& into);

  Inner& inner_;
  Book& book_;
  Bonds& bonds_;
  Deeds& deeds_;
  Responsibility& theirs_;
};

}  // namespace vervain::feel
