"""Copies of the project in folders of their own, to be built, changed and broken."""

import hashlib
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COPIED = ["rules", "calculator", "scripts", "site_src"]
FILES = ["mkdocs.yml", "package-lock.json", "requirements.txt"]
#: runs a program that, and whose own programs, can write no file larger than so many bytes
LIMITED = """
import os, resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
os.execv(sys.argv[2], sys.argv[2:])
"""


class Project:
    """A copy of the project in a folder of its own; what is installed is the same."""

    def __init__(self, folder, environment):
        self.root = folder
        self.site = folder / "build" / "site"
        without = {"SOURCE_DATE_EPOCH", "SITE_URL", "PYTHONUTF8", "LANG", "LANGUAGE"}
        kept = {name: content for name, content in os.environ.items() if name not in without}
        self.environment = {**kept, **environment, "PYTHONPATH": str(folder / "calculator")}

    def start(self, largest=resource.RLIM_INFINITY):
        """Starts a build, in a process group of its own; no file that it writes can be larger than so many bytes."""
        command = [sys.executable, "-c", LIMITED, str(largest), sys.executable, "scripts/build.py"]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True, "encoding": "utf-8"}
        return subprocess.Popen(command, cwd=self.root, env=self.environment, start_new_session=True, **pipes)

    def build(self, largest=resource.RLIM_INFINITY):
        """Builds the site; gives the exit status and what was said."""
        running = self.start(largest)
        said, _ = running.communicate()
        return running.returncode, said

    def interrupted_at(self, stage):
        """Starts a build and interrupts it as a keyboard does, when it says that a stage is done; gives the exit status."""
        running = self.start()
        while not running.stdout.readline().startswith(stage):
            assert running.poll() is None, f"it ended before {stage}"
        os.killpg(running.pid, signal.SIGINT)
        running.communicate(timeout=60)
        return running.returncode

    def killed_at(self, stage, later=0):
        """Starts a build and kills it, with all that it has started, so many seconds after it says that a stage is done."""
        running = self.start()
        while not running.stdout.readline().startswith(stage):
            assert running.poll() is None, f"it ended before {stage}"
        time.sleep(later)
        kill(running)

    def left_at(self, stage, seconds):
        """Starts a build and kills it, but not what it has started, when it says that a stage is done; whether that ends too."""
        running = self.start()
        while not running.stdout.readline().startswith(stage):
            assert running.poll() is None, f"it ended before {stage}"
        running.kill()
        running.wait()
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                os.killpg(running.pid, 0)
            except ProcessLookupError:
                return True
            time.sleep(0.1)
        kill(running)
        return False

    def killed_after(self, seconds):
        """Starts a build and kills it after so many seconds, unless it is done by then; gives its exit status."""
        running = self.start()
        try:
            running.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            kill(running)
        return running.returncode

    def edit(self, file, old, new):
        path = self.root / file
        before = path.read_text(encoding="utf-8")
        assert old in before
        path.write_text(before.replace(old, new, 1), encoding="utf-8")

    def contents(self):
        """Every file of the site and a digest of it."""
        files = [file for file in sorted(self.site.rglob("*")) if file.is_file()]
        return {file.relative_to(self.site).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}

    def times(self):
        """When each file of the site was written."""
        return {file: file.stat().st_mtime_ns for file in self.site.rglob("*")}


def kill(running):
    """Kills a build at once, with all that it has started."""
    os.killpg(running.pid, signal.SIGKILL)
    running.communicate()


def copy(folder, environment):
    """A copy of the project with a history of one commit, whose day is the day of the pages."""
    folder.mkdir()
    for name in COPIED:
        shutil.copytree(
            ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info", "policy.json")
        )
    for name in FILES:
        shutil.copy(ROOT / name, folder / name)
    for name in (".venv", "node_modules"):
        (folder / name).symlink_to(ROOT / name)
    project = Project(folder, environment)
    day = "2026-03-01T00:30:00+0800"
    who = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
    dated = {**os.environ, "GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day}
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
    command = ["git", *who, "commit", "--quiet", "--allow-empty", "--message", "All"]
    subprocess.run(command, cwd=folder, env=dated, check=True)
    return project
