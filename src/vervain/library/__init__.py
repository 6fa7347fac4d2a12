"""Standard modules, written in the language itself; data only."""
