"""Sheets of paper: imposition, inks, what a print shop would send back, and how far a printer is off."""
