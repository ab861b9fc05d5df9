"""Where a figure of a table comes from, at the table's foot."""

from markupsafe import Markup, escape

from render import words
from render.site import Site
from urrbmi.values import Resolved


def note(site: Site, found: Resolved, item: str, root: str) -> Markup:
    """What a note says of a value; `item` names its item where the table is of several, `root` leads to the site's top."""
    value, rule, text = found.value, site.rule(found.value), escape(site.text(found))
    named = escape(f"{item}：") if item else ""
    quoted = "；".join(
        f"{site.cite(source, root)} <q>{escape(site.policy.provisions[source]['evidence'])}</q>"
        for source in value.sources
    )
    reckoned = f"<br>推算：{escape(rule.derived)} = {text}" if rule.derived else ""
    how = f"<br>{escape(rule.how)}" if rule.how else ""
    ended = f"，由 {site.cite(value.ended_by, root)} 接替" if value.ended_by else ""
    understood = "；".join(
        f'<a href="{root}methods/#{escape(name)}">{escape(site.rules.readings[name]["short"])}</a>'
        for name in value.readings
    )
    return Markup(
        f"<strong>{text}</strong> {named}{quoted}{reckoned}{how}<br>{escape(words.period(value))}{ended}"
        + (f"<br>这样理解：{understood}" if understood else "")
    )
