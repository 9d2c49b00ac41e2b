"""Everything that reaches outside the process: databases, REST, mail, services, credentials."""
