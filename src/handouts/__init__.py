"""handouts: what a practitioner writes (YAML) becomes what her client takes home (PDF)."""

__version__ = "0.1.0"
