"""Names by community, sex and year of birth: lists, customs, and the book that draws them."""
