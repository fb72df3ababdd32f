"""What the head of a web page says of the page: title, date, source and address."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from extract.patterns import late

# Names of <meta> in the order of trust: the guideline for government websites, Open Graph, schema.org.
_NAMES = {
    "title": ("articletitle", "og:title", "headline", "twitter:title"),
    "date": (
        "pubdate",
        "article:published_time",
        "datepublished",
        "og:release_date",
        "publishdate",
        "publish_time",
        "publishtime",
        "weibo:article:create_at",
        "dc.date",
        "date",
    ),
    # Not og:site_name: that is the site that shows the page, not who wrote it.
    "source": ("contentsource", "mediaid"),
    "url": ("og:url",),
}
_DATE = late(r"(?<!\d)((?:19|20)\d\d) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2})(?!\d)")
_LONGEST = 200


def facts(root: Any) -> dict[str, str]:
    """`title`, `date`, `source`, `url` as far as the head names them; `page_title` is the window's."""
    said = dict(_metas(root))
    said |= {key: value for key, value in _linked_data(root) if key not in said}
    found = {name: value for name, names in _NAMES.items() if (value := _first(said, names))}
    found["date"] = day(found.get("date", ""))
    found["url"] = found.get("url", "") or _canonical(root)
    title = root.find(".//title")
    found["page_title"] = "".join(title.itertext()).strip() if title is not None else ""
    return {name: value for name, value in found.items() if value}


def _first(said: dict[str, str], names: tuple[str, ...]) -> str:
    return next((said[name] for name in names if said.get(name)), "")


def _metas(root: Any) -> Iterator[tuple[str, str]]:
    """Name and content of every <meta>, the first of a name last, so that it wins."""
    for meta in reversed(list(root.iter("meta"))):
        name = meta.get("name") or meta.get("property") or meta.get("itemprop") or ""
        content = " ".join(meta.get("content", "").split())
        if content and len(content) <= _LONGEST:
            yield name.strip().lower(), content


def _linked_data(root: Any) -> Iterator[tuple[str, str]]:
    """`headline` and `datePublished` of schema.org, as JSON in a script."""
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for item in data if isinstance(data, list) else [data]:
            if isinstance(item, dict):
                for key in ("headline", "datePublished"):
                    if isinstance(item.get(key), str) and len(item[key]) <= _LONGEST:
                        yield key.lower(), item[key]


def day(text: str) -> str:
    """The first day in a time such as 2024-03-08T09:30:00+08:00 or in a byline, in ISO form; else empty."""
    match = _DATE.search(text)
    try:
        return date(*map(int, match.groups())).isoformat() if match else ""
    except ValueError:
        return ""


def _canonical(root: Any) -> str:
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            address = (link.get("href") or "").strip()
            return address if address.startswith("http") and len(address) <= 2000 else ""
    return ""
