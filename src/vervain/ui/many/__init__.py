"""Ensembles: many runs of a world, kept in one file, and what they show."""
