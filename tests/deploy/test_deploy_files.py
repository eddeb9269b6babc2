"""What stands in ``deploy/`` and in docs/deploy.md is what the product offers.

No Docker engine runs where this was written: these tests hold the image and the compose file to the code instead.
"""

from __future__ import annotations

import configparser
import fnmatch
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml

from flows.agenda import Agenda
from flows.command_words import parser
from flows.home import Home
from flows.service.metrics import metrics

ROOT = Path(__file__).parents[2]
UNIT = ROOT / "deploy" / "acuerdos.service"
DOCKERFILE = ROOT / "deploy" / "Dockerfile"
COMPOSE = ROOT / "deploy" / "compose.yaml"
GUIDE = ROOT / "docs" / "deploy.md"
PROGRAM = "/opt/acuerdos/.venv/bin/acuerdos"
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in (UNIT, DOCKERFILE, COMPOSE, GUIDE)}


@cache
def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(TEXTS["compose.yaml"])
    return found


@cache
def dockerfile() -> list[tuple[str, str]]:
    """Instructions of the Dockerfile and what they are given, continued lines joined."""
    lines = "\n".join(line for line in TEXTS["Dockerfile"].splitlines() if not line.lstrip().startswith("#"))
    joined = re.sub(r"\s*\\\n\s*", " ", lines)
    return [(word, rest) for word, _, rest in (line.partition(" ") for line in joined.splitlines()) if word]


def instructions(name: str) -> list[str]:
    return [rest for word, rest in dockerfile() if word == name]


def copied() -> set[str]:
    """Names at the root of the repository that the image holds."""
    return {name.rstrip("/") for rest in instructions("COPY") for name in rest.split()[:-1]}


def unit_values(key: str) -> list[str]:
    return re.findall(rf"^{key}=(.*)$", TEXTS["acuerdos.service"], re.MULTILINE)


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


# --- commands


def command_in(line: str) -> list[str] | None:
    """The words given to ``acuerdos`` in a line of a shell; None where it is not started there."""
    words = shlex.split(line, comments=True)
    for place, word in enumerate(words):
        before = words[:place]
        # A bare word is a program at the start of its line and after the name of its container, else a user or a unit.
        started = all("=" in one for one in before) or before[-2:] == ["exec", "acuerdos"]
        if word.endswith("bin/acuerdos") or (word == "acuerdos" and started):
            given = words[place + 1 :]
            return given[: next((end for end, one in enumerate(given) if one in {"|", ">", "&&"}), None)]
    return None


def guide_lines() -> Iterator[str]:
    """Lines of shell in the guide: its ``sh`` blocks, continued lines joined, and what it quotes in a sentence."""
    blocks = re.findall(r"^```(\w*)\n(.*?)^```$", TEXTS["deploy.md"], re.MULTILINE | re.DOTALL)
    for kind, block in blocks:
        if kind == "sh":
            yield from re.sub(r"\\\n\s*", " ", block).splitlines()
        elif kind == "ini":
            yield from re.findall(r"^ExecStart=(.+)$", block, re.MULTILINE)
    prose = re.sub(r"^```.*?^```$", "", TEXTS["deploy.md"], flags=re.MULTILINE | re.DOTALL)
    yield from (quoted for quoted in re.findall(r"`([^`\n]+)`", prose) if quoted.startswith("acuerdos "))


def commands() -> list[list[str]]:
    found = [command_in(line) for line in [*unit_values("ExecStart"), *guide_lines()]]
    images = [json.loads(rest) for rest in instructions("CMD")]
    return [*(words for words in found if words is not None), *images, compose()["services"]["acuerdos"]["command"]]


def test_commands_are_found_where_there_are_some() -> None:
    used = {words[0] for words in commands()}
    assert {"serve", "worker", "status", "run", "verify"} <= used
    assert command_in("FOO=1 /x/bin/acuerdos serve --port 1 | cat") == ["serve", "--port", "1"]
    assert command_in("systemctl restart acuerdos") is command_in("install -o acuerdos -g acuerdos a b") is None


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_every_command_is_one_the_command_line_takes(words: list[str]) -> None:
    assert parser().parse_args(words).command == words[0]


# --- names


# Rooms that ask the environment themselves, and the audit.
ELSEWHERE = ("extractors/addresses.py", "warehouse/signing.py", "tests/supply_chain/audit.py")


@cache
def code() -> str:
    readers = [*sorted((ROOT / "flows").rglob("*.py")), *(ROOT / name for name in ELSEWHERE)]
    return "".join(path.read_text(encoding="utf-8") for path in readers)


def named(pattern: str) -> list[str]:
    return sorted({name for text in TEXTS.values() for name in re.findall(pattern, text)})


@pytest.mark.parametrize("name", named(r"\bACUERDOS_[A-Z_]+\b"))
def test_every_variable_of_ours_is_read_by_the_code(name: str) -> None:
    assert f'"{name}"' in code()


def settings_of_prefect() -> set[str]:
    """Names of its settings, out of its source: to import it takes two seconds."""
    package = find_spec("prefect")
    assert package and package.origin
    found: set[str] = set()
    for file in (Path(package.origin).parent / "settings" / "models").rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        found.update(alias.upper() for alias in re.findall(r'"(prefect_\w+)"', text))
        for model in text.split("\nclass ")[1:]:
            prefix = re.search(r"build_settings_config\(\s*\(([^)]*)\)", model)
            parts = ["prefect", *re.findall(r'"(\w+)"', prefix.group(1) if prefix else "")]
            found.update(
                "_".join([*parts, field]).upper() for field in re.findall(r"^    (\w+): ", model, re.MULTILINE)
            )
    return found


def test_every_variable_of_prefect_is_a_setting_of_it() -> None:
    used = set(named(r"\bPREFECT_[A-Z_]+\b"))
    assert len(used) >= 6 and used <= settings_of_prefect()


def test_every_metric_named_is_measured(tmp_path: Path) -> None:
    home = Home(tmp_path)
    measured = {family.name for family in metrics(home, Agenda(), datetime(2026, 11, 24, tzinfo=UTC)).collect()}
    used = set(re.findall(r"\bacuerdos_[a-z_]+\b", TEXTS["deploy.md"]))
    assert used and used <= measured


def test_every_file_named_is_there() -> None:
    assert [name for name in re.findall(r"`((?:deploy|docs|flows|tests)/[\w./-]+)`", TEXTS["deploy.md"])
            if not (ROOT / name).exists()] == []  # fmt: skip


def test_the_yaml_in_the_guide_is_yaml() -> None:
    blocks = re.findall(r"^```yaml\n(.*?)^```$", TEXTS["deploy.md"], re.MULTILINE | re.DOTALL)
    rules = [rule for block in blocks for group in yaml.safe_load(block)["groups"] for rule in group["rules"]]
    assert rules and all({"alert", "expr", "annotations"} <= set(rule) for rule in rules)


# --- the unit


def test_systemd_finds_no_fault_in_the_unit(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd-analyze is not installed")
    # The program is not installed where the unit expects it on a server.
    unit = tmp_path / UNIT.name
    unit.write_text(TEXTS["acuerdos.service"].replace(f"ExecStart={PROGRAM}", f"ExecStart={sys.executable}"))
    done = subprocess.run([analyze, "verify", unit], capture_output=True, text=True, timeout=20)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_unit_ends_restarts_and_locks_up_the_service() -> None:
    unit = configparser.RawConfigParser(strict=False)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(TEXTS["acuerdos.service"])
    service = dict(unit["Service"])
    wanted = {
        "User": "acuerdos", "StateDirectory": "acuerdos", "Restart": "on-failure", "KillMode": "mixed",
        "NoNewPrivileges": "yes", "ProtectSystem": "strict", "EnvironmentFile": "-/etc/acuerdos/acuerdos.env",
    }  # fmt: skip
    assert {key: service.get(key) for key in wanted} == wanted
    assert unit["Install"]["WantedBy"] == "multi-user.target"


def test_who_ends_the_service_waits_longer_than_it_does_for_its_children() -> None:
    # The supervisor gives them 15 s, then kills them.
    graces = [unit_values("TimeoutStopSec")[0], compose()["services"]["acuerdos"]["stop_grace_period"]]
    assert all(int(grace.removesuffix("s")) >= 30 for grace in graces)


# --- the image


def test_the_image_holds_every_package_and_what_they_are_built_of() -> None:
    packages = set(project()["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"])
    assert packages | {"pyproject.toml", "uv.lock", project()["project"]["readme"]} <= copied()
    assert [name for name in copied() if not (ROOT / name).exists()] == []


def test_the_context_of_the_image_is_what_it_copies_and_no_more() -> None:
    lines = [line for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line]
    rules = [line for line in lines if not line.startswith("#")]
    assert rules[0] == "*"
    assert {rule[1:].rstrip("/") for rule in rules if rule.startswith("!")} == copied()


@pytest.mark.parametrize("secret", [".git/config", "data/public/latest.json", "deploy/.env", "acuerdos.env"])
def test_data_and_secrets_stay_out_of_the_context(secret: str) -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert not any(fnmatch.fnmatch(secret, f"{line[1:]}*") for line in lines if line.startswith("!"))


def test_the_image_installs_the_lock_file_and_extras_that_there_are() -> None:
    installs = [shlex.split(rest) for rest in instructions("RUN") if rest.startswith("uv sync")]
    assert installs and all({"--locked", "--no-dev"} <= set(words) for words in installs)
    extras = {words[place + 1] for words in installs for place, word in enumerate(words) if word == "--extra"}
    assert extras == {"s3"} <= set(project()["project"]["optional-dependencies"])


def test_the_image_runs_as_a_user_of_its_own_and_starts_the_command() -> None:
    (user,), (entrypoint,) = instructions("USER"), instructions("ENTRYPOINT")
    assert user == "acuerdos" and any(f"useradd --system --user-group --uid 10001 --home-dir /data --shell "
                                      f"/usr/sbin/nologin {user}" in rest for rest in instructions("RUN"))  # fmt: skip
    assert json.loads(entrypoint)[0] in project()["project"]["scripts"]


@pytest.mark.parametrize(("age", "code"), [(5, 0), (400, 1), (None, 1)], ids=["fresh", "old", "none"])
def test_the_image_is_healthy_while_the_heart_beats(tmp_path: Path, age: int | None, code: int) -> None:
    (rest,) = instructions("HEALTHCHECK")
    words = json.loads(rest.partition("CMD ")[2])
    (tmp_path / "service").mkdir()
    if age is not None:
        heartbeat = tmp_path / "service" / "heartbeat"
        heartbeat.touch()
        os.utime(heartbeat, (time.time() - age,) * 2)
    assert words[0] == "python"
    done = subprocess.run(
        [sys.executable, "-S", *words[1:]], env={"ACUERDOS_HOME": str(tmp_path)}, capture_output=True, timeout=20
    )
    assert done.returncode == code


# --- the compose file


def test_the_compose_file_builds_our_image_from_the_root() -> None:
    build = compose()["services"]["acuerdos"]["build"]
    context = (COMPOSE.parent / build["context"]).resolve()
    assert context == ROOT and (context / build["dockerfile"]) == DOCKERFILE


def test_ports_are_published_on_loopback_only_and_are_those_served() -> None:
    ports = [port for service in compose()["services"].values() for port in service.get("ports", [])]
    served = parser().parse_args(compose()["services"]["acuerdos"]["command"])
    assert ports == [f"127.0.0.1:{served.port}:{served.port}"] and instructions("EXPOSE") == [str(served.port)]


def test_the_home_is_on_a_volume() -> None:
    mounted = [volume.split(":") for volume in compose()["services"]["acuerdos"]["volumes"]]
    assert [place for _, place in mounted] == instructions("VOLUME") == ["/data"]
    assert "ACUERDOS_HOME=/data" in instructions("ENV")[-1]


def test_every_volume_is_declared() -> None:
    used = {volume.partition(":")[0] for one in compose()["services"].values() for volume in one["volumes"]}
    assert used == set(compose()["volumes"])


def test_the_service_waits_for_a_healthy_postgresql_of_its_own() -> None:
    services = compose()["services"]
    ((other, wanted),) = services["acuerdos"]["depends_on"].items()
    assert wanted == {"condition": "service_healthy"} and "pg_isready" in services[other]["healthcheck"]["test"]
    url = services["acuerdos"]["environment"]["PREFECT_API_DATABASE_CONNECTION_URL"]
    database = services[other]["environment"]
    assert url.startswith(f"postgresql+asyncpg://{database['POSTGRES_USER']}:")
    assert url.endswith(f"@{other}:5432/{database['POSTGRES_DB']}")


@pytest.mark.parametrize("name", TEXTS)
def test_no_secret_is_written_down(name: str) -> None:
    text = re.sub(r"\$\{[^}]*\}", "", TEXTS[name])  # what is taken from the environment
    given = re.findall(r"(?:PASSWORD|SECRET_ACCESS_KEY|AUTH_STRING)[ \t]*[=:][ \t]*[\"']?([^\s\"'`]+)", text)
    given += re.findall(r"://\w+:([^@\s]+)@", text)
    # Words that tell a reader what to put there.
    assert set(given) <= {"...", "user:password"}
