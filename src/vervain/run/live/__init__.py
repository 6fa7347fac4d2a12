"""Living: a World run turn by turn, without grounding it (docs/explanation/semantics.md, L1 …)."""
