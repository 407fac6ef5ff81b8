"""Pages of unions, people and posts: each asks one question or runs one verb."""
