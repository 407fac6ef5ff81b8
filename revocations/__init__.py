"""How an honour ends (第二十三至二十六条): so far the states of a case and every lawful step between them."""
