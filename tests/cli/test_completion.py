"""`hepir completion`: the scripts do what a shell does with them."""

import shutil
import subprocess

import pytest

from hepir.cli.completion import SHELLS

ASK = """
COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _hepir; echo "${{COMPREPLY[@]}}"
"""


@pytest.mark.parametrize("shell", SHELLS)
def test_every_command_is_in_the_script(hepir, shell):
    text = hepir("completion", shell).output
    assert "schema" in text
    assert "demo" in text


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("hepir ch", "check"),
        ("hepir check --form", "--format"),
        ("hepir check --format sa", "sarif"),
        ("hepir schema m", "match"),
        ("hepir run --schema del", "delphes"),
        ("hepir check ''", ""),
    ],
)
def test_bash(hepir, words, expected):
    script = hepir("completion", "bash").output + ASK.format(words=words)
    finished = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert finished.stdout.strip() == expected


@pytest.mark.skipif(shutil.which("fish") is None, reason="there is no fish here")
def test_fish_takes_the_script(hepir):
    script = hepir("completion", "fish").output
    subprocess.run(["fish", "--no-execute"], input=script, text=True, check=True, timeout=60)
