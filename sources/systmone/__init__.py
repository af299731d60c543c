"""What the extracts of SystmOne share, whichever kind of unit they come from: tables and SELECTs.

A format belongs to the folder of its system and maps the involvement; nothing here knows which
service a unit gives.
"""
