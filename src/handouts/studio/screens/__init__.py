"""The screens of the studio, a module each: what it shows, as plain values, and its routes.

`SCREENS` are all of them. A screen is a `Screen` with the function that gives its routes for one studio.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from handouts.studio.screens import (
    brochure,
    brochure_advice,
    brochure_new,
    brochure_pictures,
    clients,
    consult,
    finish,
    first,
    forgetting,
    home,
    incoming,
    practice,
)

if TYPE_CHECKING:
    from flask import Blueprint

    from handouts.studio.session import Studio

SCREENS: tuple[Callable[[Studio], Blueprint], ...] = (
    home.routes,
    clients.routes,
    consult.routes,
    finish.routes,
    brochure.routes,
    brochure_advice.routes,
    brochure_new.routes,
    brochure_pictures.routes,
    first.routes,
    forgetting.routes,
    incoming.routes,
    practice.routes,
)
"""Each gives the routes of its screen; a new screen is added here."""
