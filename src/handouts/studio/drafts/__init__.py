"""Documents that are being edited: no word is lost between her keyboard and her file, whatever is killed, full or gone.

An edit is in a journal before it is called saved; what is valid goes into her YAML, at the places of its values.
"""
