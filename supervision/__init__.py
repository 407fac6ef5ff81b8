"""What is known of an honour after it was conferred, and what is asked of its holder (第二十二、二十七、二十八条)."""
