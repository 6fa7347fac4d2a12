"""Everything a person touches: command line, play, studio, servers."""
