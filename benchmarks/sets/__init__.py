"""SELECTs that bring published labelled sets into the conformed shape; none of the sets is here."""
