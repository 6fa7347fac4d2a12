"""What the tests of planning share."""

from __future__ import annotations

import pytest

from tests.run.engines import ENGINES, Make


@pytest.fixture(params=list(ENGINES))
def make(request: pytest.FixtureRequest) -> Make:
    """Each engine in turn."""
    return ENGINES[request.param]
