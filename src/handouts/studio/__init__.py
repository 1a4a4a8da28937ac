"""The studio: her documents in a browser, on this computer only, and the paper beside them."""
