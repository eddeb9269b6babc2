"""A loopback server that does everything a page can do to its reader (SIMULADO)."""
