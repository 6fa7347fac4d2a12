"""The acceptance scenarios of a living world, one file each, in the language of authors."""
