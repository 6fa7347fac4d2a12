"""Sifting: finding the stories in what happened, by patterns."""
