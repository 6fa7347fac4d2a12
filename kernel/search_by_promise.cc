// Plans wherever they seem near: novel and close states first, or where somebody is already going.

#include <algorithm>
#include <deque>
#include <queue>

#include "novelty.h"
#include "search.h"
#include "sweep.h"

namespace vervain {
namespace {

constexpr int64_t kFirstWork = 30;   // for one explanation; each level has four times as much
constexpr int64_t kFewPaths = 8;     // tried when a goal is met
constexpr int64_t kSomePaths = 500;  // ways back from each goal when the graph has doubled
constexpr int kAgain = 9;             // novelty of a place that is known

// A step that may be taken, if it is explained; kNone: all steps not yet looked at from a place.
struct Offer {
  int64_t key;
  uint64_t order;
  int32_t from, action;
  bool operator<(const Offer& other) const {
    return key != other.key ? key > other.key : order > other.order;
  }
};

// Explanations with the same work allowed; those that need more go to the next level. Levels take
// turns so that each gets the same share of all work: hard reasons are not put off for ever, and
// do not hold up the easy ones.
struct Level {
  size_t number;
  int64_t allowed;
  int64_t used = 0;
  bool follow = false;  // the next offer comes from `followed`
  std::priority_queue<Offer> promising;
  std::priority_queue<Offer> followed;  // next steps of reasons
  bool empty() const { return promising.empty() && followed.empty(); }
};

class Promise : public Seeker {
 public:
  explicit Promise(Quest& quest)
      : quest_(quest), graph_(quest.graph), novelty_(quest.pool.model().fluents) {
    expand(0, true);
  }

  bool go_on(int64_t work) override {
    const int64_t end = used_ + work;
    while (!quest_.enough()) {
      if (used_ >= end) return false;
      Level* level = least_used();
      if (!level) break;
      const int64_t before = level->used;
      const bool found = step(*level);
      used_ += level->used - before;
      if (found) return true;
      if (graph_.ways() >= next_sweep_ && !graph_.goals().empty()) {
        next_sweep_ = 2 * graph_.ways();
        Sweep(quest_, quest_.task.author, false).run(kSomePaths);
      }
    }
    quest_.settle(quest_.task.author, false);
    return true;
  }

 private:
  Level* least_used() {
    Level* best = nullptr;
    for (Level& level : levels_)
      if (!level.empty() && (!best || level.used < best->used)) best = &level;
    return best;
  }

  Level& level(size_t number) {
    while (levels_.size() <= number) {
      const int64_t allowed = levels_.empty() ? kFirstWork : levels_.back().allowed * 4;
      int64_t used = 0;
      if (!levels_.empty()) used = levels_.back().used;  // a new level does not starve the others
      levels_.push_back({levels_.size(), allowed, used, false, {}, {}});
    }
    return levels_[number];
  }

  // Takes one offer; true: enough plans are found.
  bool step(Level& here) {
    const bool follow = here.promising.empty() || (here.follow && !here.followed.empty());
    auto& queue = follow ? here.followed : here.promising;
    here.follow = !follow;
    const Offer offer = queue.top();
    queue.pop();
    quest_.control.tick();
    ++here.used;
    if (offer.action == kNone) expand(offer.from, false);
    if (offer.action == kNone || graph_.has_way(offer.from, offer.action)) return false;
    int64_t work = here.allowed;
    const Answer answer = quest_.explained(graph_[offer.from].state, offer.action, work);
    here.used += here.allowed - work;
    if (answer == Answer::kUnknown) {
      Level& next = level(here.number + 1);
      (follow ? next.followed : next.promising).push(offer);
    }
    return answer == Answer::kYes && take(offer);
  }

  bool take(const Offer& offer) {
    const Node state = quest_.pool.successor(graph_[offer.from].state, offer.action);
    int32_t to = graph_.find(state);
    const bool fresh = to == kNone;
    if (fresh) {
      const double utility = quest_.pool.utility(state, quest_.task.goal);
      to = graph_.add(state, graph_[offer.from].steps + 1, utility, quest_.is_goal(utility));
      intentions_.resize(graph_.size());
      intend(offer, to);
    }
    std::vector<int32_t> nearer;
    const int32_t way = graph_.connect(offer.from, offer.action, to, nearer);
    quest_.account();
    int64_t most = kFewPaths;
    if (graph_[to].goal && graph_.paths(way, quest_.task.author, false, most, [&](auto actions) {
          return quest_.offer(actions);
        }))
      return true;
    if (fresh) expand(to, true);
    for (const int32_t place : nearer) expand(place, true);
    return false;
  }

  // The rest of everybody's reasons that are being carried out when a place is reached.
  void intend(const Offer& offer, int32_t to) {
    const auto who = quest_.pool.model().consent[offer.action];
    auto& after = intentions_[to];
    for (const auto& [agent, steps] : intentions_[offer.from]) {
      if (std::find(who.begin(), who.end(), agent) == who.end()) after.push_back({agent, steps});
    }
    const Node before = graph_[offer.from].state;
    for (const int32_t agent : who) {
      const Minds minds = quest_.task.minds;
      const auto plan = quest_.explainer.plan(
          {quest_.pool.mind(before, agent), offer.action, agent, minds.levels, minds.steps});
      if (plan.size() > 1) after.push_back({agent, {plan.begin() + 1, plan.end()}});
    }
    // Somebody else's step that was counted on has been taken.
    for (auto& [agent, steps] : after)
      if (steps.size() > 1 && steps[0] == offer.action) steps.erase(steps.begin());
  }

  bool intended(int32_t place, int32_t action) const {
    const auto& here = intentions_[place];
    return std::any_of(here.begin(), here.end(),
                       [&](const auto& one) { return one.second[0] == action; });
  }

  // Looks at steps that help or are intended; at the others only when their turn comes, as most
  // states that could be made are never needed.
  void expand(int32_t place, bool helpful) {
    const auto [state, steps] = std::pair{graph_[place].state, graph_[place].steps};
    const int32_t left = quest_.task.author - steps;
    if (left < 1) return;
    const Estimate here = quest_.estimate(state, graph_[place].utility, left);
    if (here.steps > left) return;
    const int32_t rough = here.rough;
    const std::vector<int32_t> list(here.helpful.begin(), here.helpful.end());
    bool others = false;
    for (const int32_t action : quest_.pool.applicable_all(state)) {
      if (quest_.banned(action) || graph_.has_way(place, action)) continue;
      quest_.control.tick();
      const bool helps = std::find(list.begin(), list.end(), action) != list.end();
      if ((helps || intended(place, action)) == helpful)
        propose(place, action, left - 1, helps);
      else
        others = true;
    }
    if (helpful && others) push({key_of(1, rough, false, steps + 1), 0, place, kNone});
  }

  void push(Offer offer) {
    const uint64_t seed = quest_.task.seed;
    offer.order = seed ? mix(seed ^ ++order_) : ++order_;
    level(0).promising.push(offer);
    if (offer.action != kNone && intended(offer.from, offer.action))
      level(0).followed.push(offer);
  }

  void propose(int32_t from, int32_t action, int32_t left, bool helps) {
    const Node glance = quest_.pool.glance(graph_[from].state, action);
    if (glance < 0) return;
    const double utility = quest_.pool.utility(glance, quest_.task.goal);
    int64_t key = 0;
    if (!quest_.is_goal(utility)) {
      const Estimate there = quest_.estimate(glance, utility, left);
      if (there.steps > left) return;
      const Node state = quest_.pool.successor(graph_[from].state, action);
      if (state < 0) return;
      key = key_of(novelty(state, from, there.rough), there.rough, helps,
                   quest_.task.author - left);
    }
    push({key, 0, from, action});
  }

  int novelty(Node state, int32_t from, int32_t rough) {
    if (graph_.find(state) != kNone) return kAgain;
    const Pool& pool = quest_.pool;
    return novelty_.of(pool.values(state), pool.values(graph_[from].state), rough);
  }

  // Novelty first, then what is left to do, then what has been done.
  static int64_t key_of(int novelty, int32_t rough, bool helps, int32_t steps) {
    return (int64_t{novelty} << 32) | (int64_t{std::min(rough, 0xfff)} << 12) |
           ((helps ? 0 : 1) << 8) | std::min(steps, 0xff);
  }

  Quest& quest_;
  StoryGraph& graph_;
  Novelty novelty_;
  std::deque<Level> levels_;
  using Intention = std::pair<int32_t, std::vector<int32_t>>;  // agent, next steps
  std::vector<std::vector<Intention>> intentions_{1};         // per place
  uint64_t order_ = 0;
  int64_t used_ = 0;
  size_t next_sweep_ = 64;
};

}  // namespace

std::unique_ptr<Seeker> by_promise(Quest& quest) { return std::make_unique<Promise>(quest); }

}  // namespace vervain
