"""What pages are made of, read from releases, the register and nights; nothing is changed here."""
