"""The rights of the people whose records these are: access, objection, restriction, erasure.

What is decided lies in the register (`governance.register.suppressions`); here a person is found,
told of, and withheld from nights.
"""
