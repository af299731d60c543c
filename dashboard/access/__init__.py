"""Who is asking, what they may see, and what keeps others from asking in their name."""
