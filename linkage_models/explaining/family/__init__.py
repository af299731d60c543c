"""Why people are one family unit: who, by which ties, on what evidence; words and no names."""
