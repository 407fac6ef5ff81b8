"""What waits for me: pages that only gather. No models, no verbs."""
