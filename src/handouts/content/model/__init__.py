"""The model: what a practice, a brochure and a format are. Values only; nothing here reads, prints or renders.

Import from the modules themselves: `formats` is data and light, the others bring pydantic along.
"""
