"""Who is who: records of all sources together become persons."""
