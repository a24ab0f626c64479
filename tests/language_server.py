"""A small client of yaml-language-server: what an editor shows of a file.

The server is told as little as an editor tells it by itself: a file's text and the folder that is
open, with the settings of `.vscode/settings.json`. Schemas come from the line at the top of each
file, and nothing from the network.
"""

from __future__ import annotations

import json
import subprocess
import threading
from queue import Queue
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE = 60
"""So many seconds the server may take for an answer."""


class LanguageServer:
    """A running server for a folder.

    Args:
        program: the server.
        folder: what is open in the editor.
        settings: those of the editor, by their dotted names.
    """

    def __init__(self, program: Path, folder: Path, settings: dict[str, Any]) -> None:
        self._settings = _nested(settings)
        self._process = subprocess.Popen(
            [str(program), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._answers: Queue[dict[str, Any]] = Queue()
        self._told: Queue[tuple[str, list[dict[str, Any]]]] = Queue()
        self._number = 0
        self._version = 0
        self._open: set[str] = set()
        threading.Thread(target=self._listen, daemon=True).start()
        root = folder.as_uri()
        capabilities = {
            "workspace": {"configuration": True, "workspaceFolders": True},
            "textDocument": {
                "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
                "hover": {"contentFormat": ["markdown"]},
                "publishDiagnostics": {},
            },
        }
        self._ask(
            "initialize",
            processId=None,
            rootUri=root,
            capabilities=capabilities,
            workspaceFolders=[{"uri": root, "name": "program"}],
        )
        self._say("initialized")
        self._say("workspace/didChangeConfiguration", settings=self._settings)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def open(self, path: Path, text: str) -> list[dict[str, Any]]:
        """Open a file with this text, or put it in place of what was; what is underlined in it."""
        uri = path.as_uri()
        self._version += 1
        document = {"uri": uri, "languageId": "yaml", "version": self._version, "text": text}
        if uri in self._open:
            self._say("textDocument/didClose", textDocument={"uri": uri})
            self._underlined(uri)
        self._open.add(uri)
        self._say("textDocument/didOpen", textDocument=document)
        return self._underlined(uri)

    def _underlined(self, uri: str) -> list[dict[str, Any]]:
        while True:
            told, found = self._told.get(timeout=PATIENCE)
            if told == uri:
                return found

    def completion(self, path: Path, line: int, column: int) -> list[dict[str, Any]]:
        """What is offered at a place of an open file, in order; lines and columns count from 0."""
        found = self._at("textDocument/completion", path, line, column)
        items: list[dict[str, Any]] = found["items"] if isinstance(found, dict) else found or []
        return items

    def hover(self, path: Path, line: int, column: int) -> str:
        """What is explained at a place of an open file; empty where nothing is."""
        found = self._at("textDocument/hover", path, line, column)
        return str(found["contents"]["value"]) if found else ""

    def _at(self, method: str, path: Path, line: int, column: int) -> Any:
        place = {"line": line, "character": column}
        return self._ask(method, textDocument={"uri": path.as_uri()}, position=place)

    def _ask(self, method: str, **parameters: Any) -> Any:
        self._number += 1
        self._send({"id": self._number, "method": method, "params": parameters})
        while True:
            answer = self._answers.get(timeout=PATIENCE)
            if answer.get("id") == self._number:
                return answer.get("result")

    def _say(self, method: str, **parameters: Any) -> None:
        self._send({"method": method, "params": parameters})

    def _send(self, message: dict[str, Any]) -> None:
        text = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(text) + text)
        self._process.stdin.flush()

    def _listen(self) -> None:
        stream = self._process.stdout
        assert stream
        while line := stream.readline():
            size = 0
            while line.strip():
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    size = int(value)
                line = stream.readline()
            message = json.loads(stream.read(size))
            if "method" not in message:
                self._answers.put(message)
            elif message["method"] == "textDocument/publishDiagnostics":
                told = message["params"]
                self._told.put((told["uri"], told["diagnostics"]))
            elif "id" in message:
                self._send({"id": message["id"], "result": self._answer(message)})

    def _answer(self, message: dict[str, Any]) -> Any:
        """What an editor answers to the server's own questions."""
        if message["method"] != "workspace/configuration":
            return None
        items = message["params"]["items"]
        return [self._settings.get(each.get("section", ""), {}) for each in items]


def _nested(settings: dict[str, Any]) -> dict[str, Any]:
    """Settings as the server reads them: `yaml.format.enable` is `{yaml: {format: {enable}}}`."""
    found: dict[str, Any] = {}
    for name, value in settings.items():
        inner = found
        *above, last = name.split(".")
        for part in above:
            inner = inner.setdefault(part, {})
        inner[last] = value
    return found
