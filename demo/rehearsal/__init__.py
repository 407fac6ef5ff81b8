"""A whole national round at the size of 2018, through the real verbs: only unions, people and posts are made in bulk."""
