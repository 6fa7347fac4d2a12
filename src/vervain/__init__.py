"""Vervain: an engine for story worlds in which everybody acts for reasons of their own."""
