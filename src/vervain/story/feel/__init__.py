"""What the cast feels, derived from what each wants, values, expects and believes (OCC)."""
