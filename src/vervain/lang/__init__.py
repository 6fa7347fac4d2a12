"""Text to World: reading, resolving and checking what an author wrote."""
