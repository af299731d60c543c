"""Reading a folder of tables that are in the conformed shape already, from whatever system.

For anybody's own labelled records, not for deliveries: no format is declared, no run is kept.
"""

from sources.conformed_folder.loading import ConformedFolderError, Loaded, load_conformed

__all__ = ["ConformedFolderError", "Loaded", "load_conformed"]
