// What every array has to pass before the kernel believes it. Failures are std::invalid_argument and
// name the array, the place and the number.

#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>

#include "model.h"

namespace vervain {

[[noreturn]] inline void refuse(const std::string& message) {
  throw std::invalid_argument(message);
}

template <class T>
void check_length(const char* name, std::span<const T> items, int64_t wanted) {
  if (static_cast<int64_t>(items.size()) != wanted) {
    refuse(std::string(name) + " has " + std::to_string(items.size()) + " items, not " +
           std::to_string(wanted));
  }
}

inline void check_range(const char* name, size_t place, int64_t value, int64_t low, int64_t end) {
  if (value < low || value >= end) {
    refuse(std::string(name) + "[" + std::to_string(place) + "] is " + std::to_string(value) +
           ", not between " + std::to_string(low) + " and " + std::to_string(end - 1));
  }
}

inline void check_all(const char* name, std::span<const int32_t> items, int64_t low, int64_t end) {
  for (size_t i = 0; i < items.size(); ++i) check_range(name, i, items[i], low, end);
}

// `start` has to describe `rows` rows of a list of `items` items. int32_t is wide enough for them.
inline std::vector<int32_t> check_rows(const char* name, std::span<const int64_t> start,
                                       int64_t rows, size_t items) {
  check_length(name, start, rows + 1);
  if (items > static_cast<size_t>(std::numeric_limits<int32_t>::max())) {
    refuse(std::string(name) + " has too many items");
  }
  if (start[0] != 0) refuse(std::string(name) + " does not begin with 0");
  for (size_t i = 1; i < start.size(); ++i) {
    check_range(name, i, start[i], start[i - 1], static_cast<int64_t>(items) + 1);
  }
  if (start.back() != static_cast<int64_t>(items)) {
    refuse(std::string(name) + " does not end with " + std::to_string(items));
  }
  return {start.begin(), start.end()};
}

}  // namespace vervain
