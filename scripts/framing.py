"""Puts made pages into the site's frame: MkDocs, with mkdocs.yml and scripts/hook.py."""

import io
import logging
import os
from collections.abc import Iterable
from pathlib import Path

import jinja2
from mkdocs.commands.build import build
from mkdocs.config import load_config

from programs import ProgramError
from render.page import Page
from render.site import Site

CONFIG = Path(__file__).resolve().parent.parent / "mkdocs.yml"


def run_mkdocs(pages: Iterable[Page], elsewhere: Iterable[Page], site: Site, made: Path) -> None:
    """Puts pages into the frame of a site, in the folder `made`; `elsewhere` are those that are in it already. Raises ProgramError."""
    # What is no number counts for nothing, and MkDocs would fail over it.
    if not os.environ.get("SOURCE_DATE_EPOCH", "").isdecimal():
        os.environ.pop("SOURCE_DATE_EPOCH", None)
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    said = io.StringIO()
    told = logging.StreamHandler(said)
    log = logging.getLogger("mkdocs")
    log.addHandler(told)
    try:
        config = load_config(str(CONFIG), site_dir=str(made), site_url=site.url, strict=True)
        config.extra.update(
            pages={page.path: page.framed() for page in pages},
            elsewhere=[page.named() for page in elsewhere],
            today=site.today,
            data_version=site.policy.data_version,
            version_name=site.version_name,
            collected_until=site.collected_until,
        )
        build(config)
    except OSError:
        raise
    except jinja2.TemplateSyntaxError as error:
        raise ProgramError(f"“套版面”失败：{error.filename}:{error.lineno}: {error.message}") from None
    except Exception as error:  # whatever is written in mkdocs.yml, in a page or in the theme
        raise ProgramError(f"“套版面”失败：{said.getvalue().strip() or repr(error)}") from None
    finally:
        log.removeHandler(told)
