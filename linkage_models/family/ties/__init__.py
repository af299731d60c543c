"""Who cares for which child: what sources state, and what is inferred where they name nobody."""
