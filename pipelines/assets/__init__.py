"""The assets of a night, thin: open the warehouse, call one function of ours, report counts."""
