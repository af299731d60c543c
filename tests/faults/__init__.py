"""Faults: processes killed, disks that fail, machines lost. Run whole: `python -m tests.faults`."""
