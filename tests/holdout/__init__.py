"""Second, independent generator of made-up registry pages (SIMULADO)."""
