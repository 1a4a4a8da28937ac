"""What is known of a language."""
