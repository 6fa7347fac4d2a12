"""Trace to Chronicle: what happened, why, and what everyone made of it."""
