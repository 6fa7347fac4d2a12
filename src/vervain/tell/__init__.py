"""Chronicle to Discourse to prose: who tells what, in which order, in which words."""
