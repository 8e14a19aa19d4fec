"""The one outside door that writes, through verbs only: previews that an outsider was given an address of."""
