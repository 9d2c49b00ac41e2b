"""Questions and forms, opened with open() and awaited."""
