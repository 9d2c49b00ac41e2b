"""The words of the trade as frozen values: what crosses a module border is one of these."""
