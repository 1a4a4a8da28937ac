"""What the practitioner writes: YAML with places, the models, and what is worked out from them."""
