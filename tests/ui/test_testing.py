"""`vervain test` lives a world that is to live.

world Rain
person Ann, she
fact (who: person) is wet: yes or no
fact the sun shines: yes or no
happening it rains on (who: person)
  when who is not wet
  then who is wet
  by chance 1 in 2
plans
  a run lasts 9 turns
  a run ends when Ann is wet
check in some story Ann is wet, in 5 stories
check in every story the sun does not shine
check in some story the sun shines
"""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from vervain.ui.cli import main


def test_a_world_that_is_to_live_is_tested_by_living_it(tmp_path: Path) -> None:
    file = tmp_path / "rain.world"
    assert __doc__ is not None
    file.write_text(__doc__.split("\n\n", 1)[1], encoding="utf-8")
    result = CliRunner().invoke(main, ["test", str(file), "--json"])
    found = json.loads(result.stdout)
    assert found["stories"] == 5
    assert [c["holds"] for c in found["checks"]] == [True, True, False]
    assert result.exit_code != 0
