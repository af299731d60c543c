"""WHAT PEOPLE SEE. Pages for planners, data protection officers and analysts, made at the server.

What is decided lies in the register, what is published in releases; here both are only shown, and
what somebody asks for is handed to the functions below that decide it.
"""
