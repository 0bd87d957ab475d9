"""Claims and findings: whether they hold, what would turn them, and the proof of lineage."""
