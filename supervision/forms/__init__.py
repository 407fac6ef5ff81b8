"""What people type in about an honour they watch, one module for each kind of record."""
