"""What the law is asked about an honour that is watched: records read into facts, and checklists from the law."""
