"""The project with one file of rules/ mutated: what the check says of it, and whether a figure has changed unnoticed."""

import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

import content
from mutations import Mutation, mutation
from reading import check, glossary_entries, history, standard_cases, worked_cases
from reading.form import Misfit, misfits
from reading.load import Loaded, load
from reading.problems import Problem, Problems

ROOT = Path(__file__).resolve().parent.parent
READERS = (check, glossary_entries, history, standard_cases, worked_cases)
#: what the form of the other files is made from
FORMATIVE = ("rules/parameters.yml", "rules/readings.yml")

#: what may differ in the compiled rules though the evidence is the old, and why: no document's words decide it
WITHOUT_EVIDENCE = {
    "documents.*.title": "words; a document is known by its number, which is locked",
    "items.*.name": "words of the project",
    "items.*.plain": "words of the project",
    "items.*.sign": "words; it must read as the unit that it stands for",
    "items.*.words": "words of the project",
    "items.*.dimensions": "which tables there are; what a value is for is locked",
    "dimensions.*.name": "words of the project",
    "dimensions.*.values": "words of the project; values name them by ids, which are locked",
    "readings.*": "how ambiguous words are taken: the project says so, and shows it with the result",
    "values.*.readings": "which of these readings a value rests on",
    "values.*.interpreted": "whether one of these readings is open",
    "places.*": "names and codes of GB/T 2260, of which no document speaks; those of cities must fit their parts",
}


class MutatedProject:
    """A copy of all that the check reads. What is unchanged in a run is parsed once; parsing depends on nothing else."""

    def __init__(self, folder: Path) -> None:
        self.root = folder
        shutil.copytree(ROOT / "rules", folder / "rules", ignore=shutil.ignore_patterns("template.yml"))
        shutil.copytree(ROOT / "site_src" / "releases", folder / "site_src" / "releases")
        shutil.copy(ROOT / "site_src" / "glossary.yml", folder / "site_src")
        files = [file.relative_to(folder).as_posix() for file in sorted(folder.rglob("*.yml"))]
        self.texts = {file: (folder / file).read_text(encoding="utf-8") for file in files}
        self.parsed: dict[str, Loaded] = {}
        self.mutated = ""
        self.facts = _facts(content.read(self.root).model)

    def load(self, file: Path, shown: str) -> tuple[Loaded | None, list[Problem]]:
        """As reading.load.load: from memory what is as it was."""
        if shown == self.mutated:
            return load(file, shown)
        if shown not in self.parsed:
            loaded, _ = load(file, shown)
            assert loaded is not None
            self.parsed[shown] = loaded
        return self.parsed[shown], []

    def misfits(self, loaded: Loaded, form: dict[str, Any]) -> list[Misfit]:
        """As reading.form.misfits: what is as it was has none while the form is the same."""
        remembered = self.parsed.get(loaded.shown) is loaded
        if remembered and self.mutated not in FORMATIVE:
            return []
        found = misfits(loaded, form)
        if found and remembered:
            del self.parsed[loaded.shown]  # its parts that do not fit are about to be taken out
        return found

    def harm(self, mutant: Mutation) -> str:
        """What is wrong with how the check takes a mutation; empty if it is refused in its place, or no figure differs."""
        self.mutated = mutant.file
        file = self.root / mutant.file
        file.write_text(mutant.text, encoding="utf-8")
        try:
            facts = _facts(content.read(self.root).model)
        except Problems as problems:
            nowhere = [str(problem) for problem in problems.problems if not self._stands(problem)]
            return f"{mutant}: refused without a place: {nowhere[0]}" if nowhere else ""
        except Exception as error:
            return f"{mutant}: {error!r}"
        finally:
            file.write_text(self.texts[mutant.file], encoding="utf-8")
        changed = {name for name in facts.keys() | self.facts.keys() if facts.get(name) != self.facts.get(name)}
        unnoticed = sorted(name for name in changed if not _without_evidence(name))
        return f"{mutant}: changed unnoticed: {', '.join(unnoticed[:5])}" if unnoticed else ""

    def harms(self, accident: str, seeds: Iterable[int]) -> list[str]:
        """The harms that an accident does, for each of the seeds."""
        return [harm for seed in seeds if (harm := self.harm(mutation(self.texts, accident, seed)))]

    def _stands(self, problem: Problem) -> bool:
        """Whether a problem has a message and a place in a file that is there (or just behind its last line)."""
        file = self.root / problem.path
        lines = len(file.read_text(encoding="utf-8").split("\n")) if file.is_file() else 0
        return (
            1 <= problem.line <= lines and problem.column >= 1 and bool(re.search("[\u4e00-\u9fff]", problem.message))
        )


@pytest.fixture(scope="module")
def mutated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MutatedProject]:
    """The copy, read by the functions that the build itself reads with."""
    folder = tmp_path_factory.mktemp("mutated")
    with pytest.MonkeyPatch.context() as changed:
        project = MutatedProject(folder)
        for reader in READERS:
            changed.setattr(reader, "load", project.load)
            changed.setattr(reader, "misfits", project.misfits)
        yield project


def _facts(model: dict[str, Any]) -> dict[str, Any]:
    """Each single thing that the compiled rules say, by the names that lead to it; places by their codes."""
    by_code = {place["code"]: place for place in model["places"]}
    return dict(_leaves({**model, "places": by_code, "data_version": ""}, ()))


def _leaves(data: Any, path: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    if not isinstance(data, (dict, list)):
        yield ".".join(path), data
        return
    for name, part in data.items() if isinstance(data, dict) else enumerate(data):
        yield from _leaves(part, (*path, str(name)))


def _without_evidence(name: str) -> bool:
    kind, _, rest = name.partition(".")
    general = ".".join([kind, "*", *rest.split(".")[1:]])
    return any(general == one or general.startswith(one.rstrip("*").rstrip(".") + ".") for one in WITHOUT_EVIDENCE)
