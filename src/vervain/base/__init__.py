"""What every stage needs and no story knows of: spans, diagnostics, ids."""
