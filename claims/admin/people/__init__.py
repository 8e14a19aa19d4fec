"""People and access: second factors, own accounts, invitations and roles.

Nothing is imported here: the log-in needs parts of it before the desk's screens are loaded.
"""
