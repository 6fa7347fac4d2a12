#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "feel.h"
#include "feel_fortunes.h"

namespace vervain::feel {

namespace {

using Drafts = std::vector<int32_t>;

// The joys and sorrows of one event, and the deeds behind them.
struct Judgement {
  std::vector<std::pair<Deed, Drafts>> judged;
  std::vector<std::pair<int32_t, Known>> ends;
  Drafts& of(const Deed& deed) {
    auto at = std::ranges::find(judged, deed, &std::pair<Deed, Drafts>::first);
    if (at == judged.end()) at = judged.insert(at, {deed, {}});
    return at->second;
  }
};

class Appraisal {
 public:
  Appraisal(const Asked& asked, Pool& pool, const Numbers& numbers, Explain explain)
      : inner_(asked, pool, numbers, std::move(explain)), book_(inner_), deeds_(inner_),
        theirs_(inner_, deeds_), desires_(inner_, book_), bonds_(inner_, book_),
        fortunes_(inner_, book_, bonds_), praise_(inner_, book_, bonds_, deeds_, theirs_),
        prospects_(inner_, book_, deeds_, praise_), reckoned_(inner_.people) {}

  void run(const std::function<void()>& rest) {
    prospects_.prepare();
    for (int32_t k = 0; k <= inner_.last; ++k) {
      book_.pass_to(k);
      if (k) prospects_.plan_on(k);
      for (int32_t agent = 0; agent < inner_.people; ++agent) {
        if (!inner_.feels(agent, k)) continue;
        state(agent, k);
        rest();
      }
      book_.note_moods();
    }
  }

  Inner& inner() { return inner_; }
  const Book& book() const { return book_; }

 private:
  // Everything that one person feels newly, or no longer, in state k.
  void state(int32_t agent, int32_t k) {
    if (k && inner_.node(agent, k - 1) == inner_.node(agent, k) && !prospects_.planned(agent)) {
      judge(agent, k, {}, {});
      return;
    }
    Reckoned found = prospects_.reckon(agent, k);
    if (k) {
      Drafts joys, fellow;
      prospects_.settle(agent, k, found);
      desires_.appraise(agent, k, reckoned_[agent], joys);
      fortunes_.appraise(agent, k, fellow);
      bonds_.part(agent, k);
      prospects_.expect(agent, k, found);
      book_.drop_fallen(agent, k);
      judge(agent, k, joys, fellow);
    } else {
      prospects_.expect(agent, k, found);
    }
    reckoned_[agent] = std::move(found);
    std::span<const int32_t> news;  // those who did, or underwent, what the agent saw last
    if (k && inner_.seen(agent, k)) news = row_of(inner_.asked.role_start, inner_.asked.role, k - 1);
    bonds_.attend(agent, news, k);
  }

  // Judge what was seen and what was found out, and join it with what came of it.
  void judge(int32_t agent, int32_t k, const Drafts& joys, const Drafts& fellow) {
    Judgement found;
    const auto seen = deeds_.seen(agent, k);
    if (seen && !deeds_.doers(seen->deed).empty()) {
      const double credence = prospects_.expected(reckoned_[agent], seen->deed.action);
      Drafts& judged = found.of(seen->deed);
      praise_.by_values(agent, *seen, k, unexpected(credence), judged);
    }
    const auto fresh = found_out(agent, k, seen);
    for (const Known& known : fresh) {
      praise_.by_values(agent, known, k, 1.0, found.of(known.deed));
    }
    const Drafts earlier = fresh.empty() ? Drafts{} : unexplained(agent, k);
    for (int32_t end : joys) trace_back(agent, end, k, found);
    for (int32_t end : fellow) trace_back(agent, end, k, found);
    for (int32_t end : earlier) trace_back(agent, end, k, found);
    std::ranges::stable_sort(found.ends, [&](const auto& one, const auto& other) {
      return book_[one.first].intensity > book_[other.first].intensity;
    });
    std::vector<Done> done;
    for (const auto& [end, known] : found.ends) {
      Drafts judgements;
      for (int32_t j : found.of(known.deed)) {
        if (book_[j].open()) judgements.push_back(j);
      }
      for (int32_t j : book_.judgements(agent, known.deed)) {  // what they thought of it before
        if (book_[j].since < k) judgements.push_back(j);
      }
      join(inner_, book_, end, judgements, k, done);
    }
  }

  // Find the deed behind a joy or sorrow, be it of long ago, and judge it by that.
  void trace_back(int32_t agent, int32_t end, int32_t k, Judgement& found) {
    const int32_t stake = book_[end].stake, at = book_[end].since;
    const int32_t ended = book_[end].ended;
    if (stake == kNone || ended == kVoid || ended == kPast || ended == kChanged) return;
    const Node before = inner_.node(agent, at - 1), after = inner_.node(agent, at);
    for (Reading reading : inner_.moved(inner_.stake(stake).term, before, after)) {
      const auto behind = theirs_.behind(agent, reading, at);
      if (behind.empty()) continue;
      const int32_t again = book_[end].open() ? end : book_.relive(end, k);
      if (again == kNone) continue;
      const bool grudged = std::ranges::any_of(
          behind, [&](const Known& known) { return this->grudged(again, known, found); });
      if (grudged) {
        book_.retract(again);
        return;
      }
      const double size = book_[again].fresh() * (pleasant(book_[again].emotion) ? 1 : -1);
      for (const Known& known : behind) {
        Drafts judged;
        praise_.by_treatment(agent, known, reading, again, size, k, at, judged);
        Drafts& all = found.of(known.deed);
        all.insert(all.end(), judged.begin(), judged.end());
        found.ends.emplace_back(again, known);
      }
      book_[again].deed = behind[0].deed;
      return;
    }
  }

  // It would be gladness for somebody at their own deed, for which one blames them, or by which they
  // hurt oneself.
  bool grudged(int32_t end, const Known& known, Judgement& found) {
    const Draft& glad = book_[end];
    const auto doers = deeds_.doers(known.deed);
    if (glad.emotion != kHappyFor || !contains(doers, glad.toward)) return false;
    for (const auto& [deed, judged] : found.judged) {
      if (deed == known.deed && std::ranges::any_of(judged, [&](int32_t j) {
            return book_[j].emotion == kReproach && book_[j].toward == glad.toward;
          })) {
        return true;
      }
    }
    return !contains(doers, glad.agent) && std::ranges::any_of(found.ends, [&](const auto& e) {
      return book_[e.first].emotion == kDistress && e.second.deed == known.deed;
    });
  }

  // The deeds of others that what the agent has just come to believe gives away.
  std::vector<Known> found_out(int32_t agent, int32_t k, const std::optional<Known>& seen) {
    auto& trails = theirs_.trails[agent];
    std::erase_if(trails, [&](const Known& t) { return !inner_.holds(t.held, k); });
    const Node before = inner_.node(agent, k - 1), after = inner_.node(agent, k);
    std::vector<Known> found;
    if (before == after) return found;
    for (int32_t fluent : deeds_.telltale()) {
      if (inner_.read(before, {fluent}) == inner_.read(after, {fluent})) continue;
      const auto known = deeds_.traced(agent, fluent, k);
      if (!known || contains(deeds_.doers(known->deed), agent)) continue;
      if (!seen || !contains(deeds_.actions(*known), seen->deed.action)) found.push_back(*known);
    }
    trails.insert(trails.end(), found.begin(), found.end());
    return found;
  }

  // The joys and sorrows of earlier that nobody is held to yet: those that are felt, and those that
  // had faded and are lived through again.
  Drafts unexplained(int32_t agent, int32_t k) {
    Drafts found;
    for (int32_t d : book_.open_of(agent, kJoy, kDistress)) {
      if (!book_[d].deed.known() && book_[d].since < k) found.push_back(d);
    }
    for (int32_t d : book_.faded(agent)) {
      if (!book_[d].deed.known()) found.push_back(d);
    }
    return found;
  }

  Inner inner_;
  Book book_;
  Deeds deeds_;
  Responsibility theirs_;
  Desires desires_;
  Bonds bonds_;
  Fortunes fortunes_;
  Praise praise_;
  Prospects prospects_;
  std::vector<Reckoned> reckoned_;
};

// To four places, to the nearest of them and of two to the even one, as Python's round().
double rounded(double x) {
  const double scaled = x * 1e4, whole = std::floor(scaled);
  if (std::fabs(scaled - whole - 0.5) > 1e-6) {
    return std::copysign((scaled - whole > 0.5 ? whole + 1 : whole) / 1e4, x);
  }
  char text[64];
  std::snprintf(text, sizeof text, "%.4f", x);
  return std::strtod(text, nullptr);
}

// The result: those that were not over as soon as they began, in the order in which they began.
Found gather(Inner& inner, const Book& book) {
  Found found;
  std::vector<int32_t> number(book.all().size(), kNone);
  int32_t count = 0;
  auto kept = [](const Draft& d) { return !d.retracted && (d.open() || d.until > d.since); };
  for (size_t i = 0; i < number.size(); ++i) {
    if (kept(book.all()[i])) number[i] = count++;
  }
  for (const Draft& d : book.all()) {
    if (!kept(d)) continue;
    const bool wants = d.stake != kNone;
    found.agent.push_back(d.agent);
    found.emotion.push_back(d.emotion);
    found.toward.push_back(d.toward);
    found.intensity.push_back(rounded(d.intensity));
    found.deed_action.push_back(d.deed.action);
    found.deed_event.push_back(d.deed.event);
    found.value.push_back(d.value);
    found.want.push_back(wants ? inner.stake(d.stake).want : kNone);
    found.whose.push_back(wants ? inner.stake(d.stake).agent : kNone);
    found.event.push_back(d.event);
    found.since.push_back(d.since);
    found.until.push_back(d.until);
    found.ended.push_back(d.ended);
    found.by.push_back(d.by);
    for (int32_t part : d.parts) {
      if (number[part] != kNone) found.part.push_back(number[part]);
    }
    found.part_start.push_back(static_cast<int64_t>(found.part.size()));
    found.belief.insert(found.belief.end(), d.beliefs.begin(), d.beliefs.end());
    found.belief_start.push_back(static_cast<int64_t>(found.belief.size()));
  }
  for (const Belief& b : inner.beliefs()) {
    found.held_fluent.push_back(b.reading.fluent);
    found.held_code.push_back(b.code);
    found.held_past.push_back(b.past);
    found.mind.push_back(b.agent);
    for (int32_t c = b.reading.chain; c; c = inner.model.chains[c].tail) {
      found.mind.push_back(inner.model.chains[c].head);
    }
    found.mind_start.push_back(static_cast<int64_t>(found.mind.size()));
  }
  for (double mood : book.moods()) found.moods.push_back(rounded(mood));
  return found;
}

}  // namespace

Found appraise(const Asked& asked, Pool& pool, const Numbers& numbers, Explain explain,
               const std::function<void()>& rest) {
  Appraisal appraisal(asked, pool, numbers, std::move(explain));
  appraisal.run(rest);
  return gather(appraisal.inner(), appraisal.book());
}

}  // namespace vervain::feel
