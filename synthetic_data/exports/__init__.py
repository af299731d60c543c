"""Writing what sources know into the files their systems hand over, one module per format."""
