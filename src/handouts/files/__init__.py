"""Where things are, safe names, bytes of any encoding, and writes that are whole and private."""
