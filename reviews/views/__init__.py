"""Pages of review: queues, moves on a case, recommendation lists, the national list."""
