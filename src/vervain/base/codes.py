"""All findings by code: (title, explanation, an example that has it, the same put right).

The examples stand below the declarations of the lamp world (`tests/lang/author.py`); a test walks
them all. V1xx are about lines and blocks, V2xx declarations, V3xx phrases and expressions, V4xx
meaning.
"""

from __future__ import annotations

from vervain.base.codes_declarations import DECLARATIONS
from vervain.base.codes_expressions import EXPRESSIONS
from vervain.base.codes_meaning import MEANING

CODES: dict[str, tuple[str, str, str, str]] = {**DECLARATIONS, **EXPRESSIONS, **MEANING}
