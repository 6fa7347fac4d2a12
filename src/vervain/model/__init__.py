"""World to Ground: every parameter filled in, simplified, pruned, as flat arrays."""
