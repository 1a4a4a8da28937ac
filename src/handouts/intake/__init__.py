"""How content comes in: her own text, a spreadsheet, and questions."""
