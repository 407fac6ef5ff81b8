"""Pages of revocation: the queue, one case, each of its moves, and what the accused is told."""
