"""Which family stays which: the keys by which units are known from one night to the next."""
