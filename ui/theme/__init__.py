"""Colours, spaces, fonts and icons as tokens; the only place where a colour is written."""
