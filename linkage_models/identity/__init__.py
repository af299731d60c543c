"""Who stays who: the keys by which persons are known from one night to the next."""
