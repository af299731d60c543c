"""Claims about what a night made: each a SELECT that counts what contradicts it."""
