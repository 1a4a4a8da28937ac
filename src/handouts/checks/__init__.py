"""Rules of advice on content, a module each; `advising` asks all of them."""
