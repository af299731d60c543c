"""How far headline figures are off, measured on people whose records somebody has found."""
