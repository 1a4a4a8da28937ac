"""What practitioners call the fields of a consult, in Dutch and English."""

from __future__ import annotations

CALLED = {
    "schedule.#.every": "hoe vaak, frequentie, ritme, herhaling, dagen van de week, hoe dikwijls, how often, frequency",
    "schedule.#.at_most": "hoogstens, maximaal, max, hooguit, at most, maximum",
    "schedule.#.start": "startdatum, start, begin, begindatum, vanaf, ingangsdatum, start date, from",
    "schedule.#.days": "duur, hoe lang, aantal dagen, dagen, periode, how long, number of days, duration, days",
    "schedule.#.product": "middel, product, wat, activiteit, supplement, oefening, what, activity",
    "schedule.#.route": "soort, route, manier, type, kind",
    "schedule.#.dose": "dosis, dosering, hoeveel, hoeveelheid, dose, how much, amount",
    "schedule.#.dose_source": "bron dosis, bron, dosisbron, bron van de dosis, volgens wie, source, source of dose",
    "schedule.#.magnesium_mg": "mg magnesium, magnesium mg, magnesium in mg",
    "schedule.#.when": "wanneer, moment, momenten, tijdstip, dagdeel, when, moments, time of day",
    "schedule.#.how": "hoe, gebruik, gebruiksaanwijzing, how, instruction",
    "summary_steps.#": "stap, step, actie",
    "summary_steps.#.reason": "reden, waarom, reden stap, waarom stap, reason, why",
    "goals.#": "doel, doelstelling, goal",
    "first_name": "voornaam, naam, naam client, roepnaam, client, name, first name",
    "form": "aanspreekvorm, je of u, je/u, tutoyeren, form of address",
    "large_print": "grote letters, groot lettertype, large print",
    "date": "datum, consultdatum, datum consult, dag, day, date of consult",
    "ref": "kenmerk, referentie, clientnummer, dossiernummer, code, reference",
    "follows": "vervolg op, vervolg, vorige consult, vorig kenmerk, follows, previous",
    "flags": "let op, aandachtspunten, vlaggen, bijzonderheden, contra-indicaties, take care, cautions",
    "discussed": "besproken, gesprek, verslag, samenvatting, summary, talked about",
    "note": "persoonlijk woord, opmerking, opmerkingen, notitie, boodschap, afsluiting, remark, remarks, last word",
    "number": "hoeveelste consult, consultnummer, which consult",
    "next_appointment.date": "volgende afspraak, afspraak, vervolgafspraak, next appointment, appointment",
    "next_appointment.time": "tijd afspraak, tijd, hoe laat, time, time of appointment",
    "modules": "extra advies, adviezen, modules, more advice",
}
"""By the path of a field, with `#` for a number, its names in small letters."""


def field_called(name: str, beneath: str, known: frozenset[str]) -> str:
    """The one of the `known` keys under a path, such as `schedule.#.`, that a name is used for; empty for none."""
    plain = " ".join(name.casefold().replace("_", " ").split())
    meant = (path.removeprefix(beneath) for path, names in CALLED.items() if plain in names.split(", "))
    return next((each for each in meant if each in known), "")
