"""Content into HTML, and HTML into a tagged PDF."""
