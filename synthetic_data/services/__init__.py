"""What services do for whom: mental health, social care, schools, practices. Facts, not records."""
