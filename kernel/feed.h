// Arrays that come in from Python, and go out.

#pragma once

#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>

#include <span>
#include <utility>
#include <vector>

namespace vervain {

namespace nb = nanobind;

template <class T>
using Array = nb::ndarray<const T, nb::ndim<1>, nb::c_contig, nb::device::cpu>;

template <class T>
auto array_of(std::vector<T> items) {
  auto* kept = new std::vector<T>(std::move(items));
  nb::capsule owner(kept, [](void* p) noexcept { delete static_cast<std::vector<T>*>(p); });
  return nb::ndarray<nb::numpy, T, nb::ndim<1>>(kept->data(), {kept->size()}, owner);
}

// Takes the arrays of a tuple one by one, in their order; no conversions.
class Feed {
 public:
  explicit Feed(nb::tuple arrays) : arrays_(std::move(arrays)) {}
  template <class T>
  void take(std::span<const T>& into) {
    if (next_ == arrays_.size()) throw nb::value_error("there are too few arrays");
    Array<T> array;
    if (!nb::try_cast(arrays_[next_], array, false)) {
      throw nb::type_error("an array has the wrong type, shape or order");
    }
    ++next_;
    into = {array.data(), array.size()};
  }
  void end() const {
    if (next_ != arrays_.size()) throw nb::value_error("there are too many arrays");
  }

 private:
  nb::tuple arrays_;  // keeps them alive
  size_t next_ = 0;
};

}  // namespace vervain
