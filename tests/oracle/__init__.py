"""A naive second implementation of the Timberline actions, and the worlds on which the two are compared."""
