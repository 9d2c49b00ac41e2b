"""Agents on several machines over one PostgreSQL, as processes whose links can be cut."""
