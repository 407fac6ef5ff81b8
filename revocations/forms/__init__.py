"""What people fill in about a case: its file, its way upwards, its decisions, and what is said in defence."""
