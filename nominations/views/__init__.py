"""Pages of nominations: each finds its case among those the acting post sees, and runs at most one verb."""
