"""The studio: forms in her own browser, on her own computer, that make the same documents as the command line.

`serving` starts and ends it, `app` puts its screens together, `guards` says which requests are hers.
"""
