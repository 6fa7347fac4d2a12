"""Ground to Trace: planning, simulating, running many variations."""
