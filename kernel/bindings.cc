// The door between Python and the kernel: arrays in, arrays out, no strings, no callbacks.

#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/pair.h>

#include "bound.h"
#include "feed.h"

namespace nb = nanobind;
using namespace nb::literals;

namespace vervain {
namespace {

using Ints = Array<int32_t>;

auto table_of(std::vector<int32_t> items, size_t rows, size_t width) {
  auto* kept = new std::vector<int32_t>(std::move(items));
  nb::capsule owner(kept, [](void* p) noexcept { delete static_cast<std::vector<int32_t>*>(p); });
  return nb::ndarray<nb::numpy, int32_t, nb::ndim<2>>(kept->data(), {rows, width}, owner);
}

void make(Bound* self, nb::tuple arrays, size_t limit) {
  Feed feed(std::move(arrays));
  Tables t;
  feed.take(t.counts);
  for (auto* a : {&t.fluent_type, &t.fluent_low, &t.fluent_high, &t.mirror_agent,
                  &t.mirror_fluent, &t.term_kind}) {
    feed.take(*a);
  }
  feed.take(t.term_value);
  feed.take(t.term_fluent);
  feed.take(t.term_start);
  for (auto* a : {&t.term_args, &t.cond_kind, &t.cond_op, &t.cond_left, &t.cond_right}) {
    feed.take(*a);
  }
  feed.take(t.cond_start);
  feed.take(t.cond_args);
  feed.take(t.event_cond);
  feed.take(t.effect_start);
  for (auto* a : {&t.effect_cond, &t.effect_fluent, &t.effect_term}) feed.take(*a);
  feed.take(t.chain_start);
  feed.take(t.chain);
  feed.take(t.consent_start);
  feed.take(t.consent);
  feed.take(t.observe_start);
  for (auto* a : {&t.observe_agent, &t.observe_cond, &t.agent_where, &t.agent_sight,
                  &t.entity_where, &t.seen_fluent, &t.seen_subject, &t.seen_is_place, &t.utility,
                  &t.start_values, &t.start_minds, &t.tree}) {
    feed.take(*a);
  }
  feed.end();
  nb::gil_scoped_release release;
  new (self) Bound(t, limit);
}

// Runs `work` with the lock and without the GIL.
template <class Work>
auto alone(Bound& bound, Work work) {
  nb::gil_scoped_release release;
  std::lock_guard lock(bound.mutex);
  return work();
}

void check_action(const Bound& bound, int32_t action) {
  if (action < 0 || action >= bound.model.actions) {
    throw std::invalid_argument("there is no action " + std::to_string(action));
  }
}

// One result for each state.
template <class T, class Read>
auto read_each(Bound& bound, const Ints& states, Read read) {
  std::vector<T> found(states.size());
  alone(bound, [&] {
    for (size_t i = 0; i < states.size(); ++i) {
      found[i] = read(bound.numbers.state(states.data()[i]));
    }
  });
  return array_of(std::move(found));
}

// One row for each state, of `width` items.
template <class Read>
auto rows_each(Bound& bound, const Ints& states, int32_t width, Read read) {
  std::vector<int32_t> found;
  alone(bound, [&] {
    found.reserve(states.size() * static_cast<size_t>(width));
    for (size_t i = 0; i < states.size(); ++i) {
      const Node n = bound.numbers.state(states.data()[i]);
      for (int32_t k = 0; k < width; ++k) found.push_back(read(n, k, i));
    }
  });
  return table_of(std::move(found), states.size(), static_cast<size_t>(width));
}

void check_pairs(const Bound& bound, const Ints& states, const Ints& actions) {
  if (states.size() != actions.size()) {
    throw nb::value_error("there are not as many actions as states");
  }
  for (size_t i = 0; i < actions.size(); ++i) check_action(bound, actions.data()[i]);
}

// Compressed rows, one for each state.
template <class Read>
auto lists_each(Bound& bound, const Ints& states, Read read) {
  std::vector<int64_t> start{0};
  std::vector<int32_t> items;
  alone(bound, [&] {
    for (size_t i = 0; i < states.size(); ++i) {
      const auto row = read(bound.numbers.state(states.data()[i]), i);
      items.insert(items.end(), row.begin(), row.end());
      start.push_back(static_cast<int64_t>(items.size()));
    }
  });
  return std::pair(array_of(std::move(start)), array_of(std::move(items)));
}

auto values(Bound& b, Ints states) {
  return rows_each(b, states, b.model.fluents,
                   [&](Node n, int32_t f, size_t) { return b.pool.values(n)[f]; });
}

auto minds(Bound& b, Ints states) {
  return rows_each(b, states, b.model.agents, [&](Node n, int32_t c, size_t) {
    return b.numbers.number(b.pool.mind(n, c));
  });
}

auto applicable(Bound& b, Ints states) {
  return lists_each(b, states, [&](Node n, size_t) { return b.pool.applicable_all(n); });
}

auto successors(Bound& b, Ints states, Ints actions) {
  check_pairs(b, states, actions);
  std::vector<int32_t> found(states.size());
  alone(b, [&] {
    for (size_t i = 0; i < states.size(); ++i) {
      const Node after = b.pool.successor(b.numbers.state(states.data()[i]), actions.data()[i]);
      found[i] = after < 0 ? after : b.numbers.number(after);
    }
  });
  return array_of(std::move(found));
}

auto fired(Bound& b, Ints states, Ints actions) {
  check_pairs(b, states, actions);
  return lists_each(b, states,
                    [&](Node n, size_t i) { return b.pool.fired(n, actions.data()[i]); });
}

auto observers(Bound& b, Ints states, Ints actions) {
  check_pairs(b, states, actions);
  return rows_each(b, states, b.model.agents, [&](Node n, int32_t c, size_t i) {
    return static_cast<int32_t>(b.pool.observes(n, actions.data()[i], c));
  });
}

auto terms(Bound& b, Ints states, int32_t term) {
  if (term < 0 || term >= b.model.terms) throw nb::value_error("there is no such term");
  return read_each<double>(b, states, [&](Node n) { return b.pool.term(n, term); });
}

auto holds(Bound& b, Ints states, int32_t cond) {
  if (cond < 0 || cond >= b.model.conds) throw nb::value_error("there is no such condition");
  return read_each<int32_t>(b, states, [&](Node n) { return int32_t{b.pool.holds(n, cond)}; });
}

auto utilities(Bound& b, Ints states, int32_t index) {
  if (index < 0 || index >= b.model.utilities) throw nb::value_error("there is no such utility");
  return read_each<double>(b, states, [&](Node n) { return b.pool.utility(n, index); });
}

}  // namespace
}  // namespace vervain

NB_MODULE(_kernel, m) {
  using namespace vervain;
  m.doc() = "The compiled kernel; vervain.native.kernel is the only module that imports it.";
  m.attr("FORMAT") = 1;
  nb::register_exception_translator([](const std::exception_ptr& p, void*) {
    try {
      std::rethrow_exception(p);
    } catch (const OutOfMemory& e) {
      PyErr_SetString(PyExc_MemoryError, e.what());
    }
  });
  nb::class_<Bound> pool(m, "Pool", "The states of one world: see Engine in native/engine.py.");
  pool.def("__init__", &make, "tables"_a, "limit"_a,
           nb::sig("def __init__(self, tables: tuple[object, ...], limit: int) -> None"),
           "The arrays of Tables in their order, and how many bytes may be used.")
      .def("values", &values, "states"_a.noconvert())
      .def("minds", &minds, "states"_a.noconvert())
      .def("applicable", &applicable, "states"_a.noconvert())
      .def("successors", &successors, "states"_a.noconvert(), "actions"_a.noconvert())
      .def("fired", &fired, "states"_a.noconvert(), "actions"_a.noconvert())
      .def("observers", &observers, "states"_a.noconvert(), "actions"_a.noconvert())
      .def("terms", &terms, "states"_a.noconvert(), "term"_a)
      .def("holds", &holds, "states"_a.noconvert(), "cond"_a)
      .def("utilities", &utilities, "states"_a.noconvert(), "index"_a)
      .def_prop_ro("states", [](Bound& b) { return alone(b, [&] { return b.numbers.size(); }); })
      .def_prop_ro("transitions",
                   [](Bound& b) { return alone(b, [&] { return b.pool.transitions(); }); })
      .def_prop_ro("bytes", [](Bound& b) { return alone(b, [&] { return b.pool.bytes(); }); });
  bind_search(m, pool);
  bind_feel(pool);
}
