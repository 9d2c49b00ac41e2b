"""The Timberline pages: a plan first, then exactly that plan; batches, profiles, reports."""
