"""What is known of an honouree after the honour (第二十二条). It has no records yet; its place in the import order is held."""
