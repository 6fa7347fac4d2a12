#include "model.h"

#include <cmath>

#include "check.h"

namespace vervain {

namespace {

constexpr size_t kCounts = 11;
constexpr int64_t kMost = int64_t{1} << 24;  // of agents, fluents, events …: far beyond any world

void check_counts(Tables::Longs counts) {
  static const char* names[kCounts] = {"agents",  "entities",  "fluents",   "terms",
                                       "conds",   "actions",   "reactions", "utilities",
                                       "starts",  "scale",     "schedule"};
  check_length("counts", counts, kCounts);
  for (size_t i = 0; i < 9; ++i) {
    if (counts[i] < 0 || counts[i] > kMost) {
      refuse(std::string("the number of ") + names[i] + " is " + std::to_string(counts[i]));
    }
  }
  if (counts[0] > counts[1]) refuse("there are more agents than entities");
  if (counts[7] < counts[0]) refuse("there are fewer utilities than agents");
  if (counts[8] < 1) refuse("there is no start");
  if (counts[9] < 1 || counts[9] > std::numeric_limits<int32_t>::max()) {
    refuse("the scale is " + std::to_string(counts[9]));
  }
  check_range("counts", 10, counts[10], 0, 2);
}

}  // namespace

Model::Model(const Tables& t) {
  check_counts(t.counts);
  auto count = [&](int i) { return static_cast<int32_t>(t.counts[i]); };
  agents = count(0), entities = count(1), fluents = count(2), terms = count(3), conds = count(4);
  actions = count(5), reactions = count(6), utilities = count(7), starts = count(8);
  scale = static_cast<double>(t.counts[9]);
  schedule = static_cast<Schedule>(t.counts[10]);
  chains.push_back({kNone, kNone});  // the empty one

  check_length("fluent_type", t.fluent_type, fluents);
  check_length("fluent_low", t.fluent_low, fluents);
  check_length("fluent_high", t.fluent_high, fluents);
  check_length("mirror_agent", t.mirror_agent, fluents);
  check_length("mirror_fluent", t.mirror_fluent, fluents);
  check_all("fluent_type", t.fluent_type, 0, 3);
  check_all("mirror_agent", t.mirror_agent, kNone, agents);
  check_all("mirror_fluent", t.mirror_fluent, kNone, fluents);
  for (int32_t f = 0; f < fluents; ++f) {
    fluent_type.push_back(static_cast<FluentType>(t.fluent_type[f]));
    if (fluent_type[f] == FluentType::kNumber) {
      check_range("fluent_high", f, t.fluent_high[f], t.fluent_low[f], int64_t{1} << 31);
      check_range("fluent_low", f, t.fluent_low[f], int64_t{kUnknown} + 1, int64_t{1} << 31);
    }
  }
  fluent_low.assign(t.fluent_low.begin(), t.fluent_low.end());
  fluent_high.assign(t.fluent_high.begin(), t.fluent_high.end());

  read_terms(t);
  read_events(t);

  check_length("utility", t.utility, utilities);
  check_all("utility", t.utility, 0, terms);
  utility.assign(t.utility.begin(), t.utility.end());

  check_length("start_values", t.start_values, int64_t{starts} * fluents);
  check_length("start_minds", t.start_minds, int64_t{starts} * agents);
  check_all("start_minds", t.start_minds, 0, starts);
  for (size_t i = 0; i < t.start_values.size(); ++i) {
    const int32_t f = static_cast<int32_t>(i % fluents), value = t.start_values[i];
    if (value == kUnknown || fluent_type[f] == FluentType::kNumber) continue;
    check_range("start_values", i, value, 0,
                fluent_type[f] == FluentType::kYesNo ? 2 : entities);
  }
  start_values.assign(t.start_values.begin(), t.start_values.end());
  start_minds.assign(t.start_minds.begin(), t.start_minds.end());
  read_sequence(t);
  compile();
  index_actions();
  index_readers();
  chain_ids_.clear();
}

int32_t Model::chain_of(std::span<const int32_t> row) {
  // From the innermost agent outwards, so that tails come first and are shared.
  int32_t chain = 0;
  for (size_t i = row.size(); i-- > 0;) {
    const uint64_t key = static_cast<uint64_t>(row[i]) << 32 | static_cast<uint32_t>(chain);
    const auto [found, fresh] = chain_ids_.try_emplace(key, static_cast<int32_t>(chains.size()));
    if (fresh) chains.push_back({row[i], chain});
    chain = found->second;
  }
  return chain;
}

double Model::decode(int32_t fluent, int32_t code) const {
  if (code == kUnknown) return std::nan("");
  return fluent_type[fluent] == FluentType::kNumber ? code / scale : code;
}

int32_t Model::encode(int32_t fluent, double value) const {
  if (std::isnan(value)) return kUnknown;
  if (fluent_type[fluent] != FluentType::kNumber) {
    // Only arrays that nobody's grounder made have such a value; it must not do harm.
    if (!(std::fabs(value) < 2147483648.0)) return kUnknown;
    return static_cast<int32_t>(value);
  }
  const double low = fluent_low[fluent], high = fluent_high[fluent];
  const double stopped = std::fmin(std::fmax(value * scale, low), high);
  return static_cast<int32_t>(std::nearbyint(stopped));  // halves to the even neighbour
}

size_t Model::bytes() const {
  auto of = [](const auto& items) { return items.capacity() * sizeof(items[0]); };
  auto rows = [&](const Rows& r) { return of(r.start) + of(r.items); };
  return of(fluent_type) + of(fluent_low) + of(fluent_high) + of(chains) + of(term) +
         rows(term_args) + of(cond) + rows(cond_args) + of(test) + of(ranges) + rows(others) +
         of(keys) + rows(keyed) + of(event_cond) +
         of(effect_start) + of(effect) + rows(consent) + of(observe_start) + of(observer) +
         of(agent_where) + of(agent_sight) + of(entity_where) + of(shown) + of(utility) +
         of(start_values) + of(start_minds) +
         of(mirror_agent) + of(mirror_fluent) + of(tree) + rows(readers) + of(mind_reads_start) +
         of(mind_reads) + rows(mind_readers) + rows(deep_readers) + rows(tellers);
}

}  // namespace vervain
