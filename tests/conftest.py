"""How the tests are run: how many random worlds, and which."""

import signal

from hypothesis import settings

# The same worlds in every normal run; `pytest --hypothesis-profile=long` looks for new ones.
settings.register_profile(
    "normal", max_examples=200, deadline=None, derandomize=True, database=None
)
settings.register_profile("long", max_examples=5000, deadline=None)
settings.load_profile("normal")

# A shell without job control starts what runs behind it deaf to Ctrl-C, and what that starts, too:
# tests that press it would wait in vain.
signal.signal(signal.SIGINT, signal.default_int_handler)
