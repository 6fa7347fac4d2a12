// The door between Python and the kernel: arrays in, arrays out, no strings, no callbacks.

#include <nanobind/nanobind.h>

namespace nb = nanobind;

NB_MODULE(_kernel, m) {
  m.doc() = "The compiled kernel; vervain.native.kernel is the only module that imports it.";
  m.attr("FORMAT") = 1;
}
