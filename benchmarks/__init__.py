"""Measurements that take too long for the test suite; each is run by hand and says how."""
