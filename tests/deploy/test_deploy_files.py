"""The files of deploy/ agree with one another and with what is written of them."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
FILES = sorted(path.name for path in DEPLOY.iterdir() if path.is_file() and path.name != "__init__.py")


def text(name: str) -> str:
    return (DEPLOY / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_named_in_the_document(name: str) -> None:
    assert f"`deploy/{name}`" in (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")


def test_processes_are_started_alike_on_a_plain_machine_and_in_a_container() -> None:
    service = re.search(r"-m (uvicorn app:app) --host \S+ --port \S+ (.+)", text("factory@.service"))
    container = " ".join(re.findall(r'"([^"]*)"', text("Dockerfile").split("\nCMD ")[1]))
    assert service is not None
    assert container == f"python -m {service[1]} --host 0.0.0.0 --port 8501 {service[2]}"


def test_what_compose_replaces_in_the_settings_of_nginx_is_there() -> None:
    replaced = re.findall(r"'s/(127[^/]+)/([^/]+)/'", text("compose.yaml"))
    processes = re.findall(r"server (127\.0\.0\.1:\d+)", text("nginx.conf"))
    assert [old for old, _ in replaced] == processes
    addresses = re.findall(r"ipv4_address: ([\d.]+)", text("compose.yaml"))
    assert [new.removesuffix(":8501") for _, new in replaced] == addresses


def test_processes_get_the_same_settings_on_a_plain_machine_and_in_a_container() -> None:
    example = set(re.findall(r"^(\w+)=", text("environment.example"), flags=re.MULTILINE))
    container = set(re.findall(r"\b((?:FACTORY|STREAMLIT)_\w+): ", text("compose.yaml")))
    assert example == container - {"FACTORY_CORE"} == {"FACTORY_DATABASE_URL", "STREAMLIT_SERVER_COOKIE_SECRET"}


def test_containers_have_different_cores_and_others_none_of_their_own() -> None:
    assert re.findall(r'FACTORY_CORE: "(\d)"', text("compose.yaml")) == ["0", "1"]
    assert "ENV FACTORY_CORE=any\n" in text("Dockerfile")


def test_brotli_is_only_spoken_of_where_nginx_has_it() -> None:
    included = re.findall(r"include (/etc/nginx/\S+\*\S*);", text("nginx.conf"))
    assert included == ["/etc/nginx/modules-enabled/*.conf", "/etc/nginx/conf.d/*brotli.conf"]
    assert "brotli_" not in text("nginx.conf")


def test_uploads_that_the_dashboard_takes_get_through_nginx() -> None:
    config = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    most = int(re.findall(r"maxUploadSize = (\d+)", config)[0])
    assert int(re.findall(r"client_max_body_size (\d+)m", text("nginx.conf"))[0]) > most


def test_connections_are_kept_longer_by_the_processes_than_by_nginx() -> None:
    kept = int(re.findall(r"--timeout-keep-alive (\d+)", text("factory@.service"))[0])
    assert int(re.findall(r"keepalive_timeout (\d+)s", text("nginx.conf"))[0]) < kept


def test_an_image_holds_nobodys_data() -> None:
    assert {"data/local", ".git"} <= set(text("Dockerfile.dockerignore").splitlines())


def test_the_restart_can_be_run_and_is_sound() -> None:
    script = DEPLOY / "restart.sh"
    assert script.stat().st_mode & 0o111
    assert subprocess.run(["sh", "-n", str(script)], check=False).returncode == 0
