"""Imposition: pages in reading order become sheets of paper in printing order.

First a plan, which is a value that can be printed and tested (`plan`, `schemes`); then its application to a PDF
(`applying`).
"""
