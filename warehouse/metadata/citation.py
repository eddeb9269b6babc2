"""``CITATION.cff`` 1.2.0: how to cite a version."""

from __future__ import annotations

import yaml

from warehouse.metadata.dataset import DESCRIPTION, KEYWORDS, TITLE, day_of
from warehouse.metadata.licences import OURS
from warehouse.metadata.publisher import Publisher

NAME = "CITATION.cff"
MESSAGE = "Si usa estos datos, cite la versión que usó. If you use these data, cite the version you used."


def citation(*, version: str, publisher: Publisher) -> str:
    """The whole file as YAML text; it names no address of the dataset, which is the same on every mirror."""
    document = {
        "cff-version": "1.2.0",
        "message": MESSAGE,
        "type": "dataset",
        "title": TITLE["es"],
        "abstract": f"{DESCRIPTION['es']}\n\n{TITLE['en']}. {DESCRIPTION['en']}",
        "authors": [{"name": publisher.name}],
        "contact": [{"name": publisher.name, "email": publisher.contact}],
        "version": version,
        "date-released": day_of(version),
        "license": OURS,
        "keywords": [*KEYWORDS["es"], *KEYWORDS["en"]],
    }
    return yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=100)
