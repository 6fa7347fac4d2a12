"""The one door to the compiled kernel, and the same calls in plain Python."""
