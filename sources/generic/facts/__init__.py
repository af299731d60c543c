"""SELECTs for lists that also say who is a parent, or what is true of somebody on a day."""
