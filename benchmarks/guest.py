"""A visitor with cookies, as a browser has: stays where the proxy sent it, uploads a file, presses a button."""

import asyncio
import re
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPResponse
from typing import Any
from uuid import uuid4

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

#: Told by the proxy of a trial, and only there: which process answered.
PROCESS = "X-Process"
_XSRF = "_streamlit_xsrf"


@dataclass
class Guest:
    """One browser at `address`. `shown` are the words of the last run; `cookies` outlive a session."""

    address: str
    cookies: dict[str, str] = field(default_factory=dict)
    process: str = ""
    shown: str = ""
    is_sound: bool = True
    _socket: ClientConnection | None = None
    _session: str = ""
    _page_hash: str = ""
    _query: str = ""
    _widgets: dict[str, str] = field(default_factory=dict)

    async def arrive(self) -> None:
        """Fetch the page's frame and open a session, as a browser does at the first look and at a reload."""
        for path in ("/", "/_stcore/health"):
            await self.fetch(path)
        self._socket = await connect(
            f"{self.address.replace('http', 'ws', 1)}/_stcore/stream",
            subprotocols=["streamlit", self.cookies[_XSRF]],  # type: ignore[list-item]
            additional_headers={"Cookie": self._cookie_header()},
            origin=self.address,  # type: ignore[arg-type]
            max_size=None,
            open_timeout=20,
            ping_interval=None,
        )
        assert self._socket.response is not None
        self.process = self._socket.response.headers.get(PROCESS, "").split(", ")[-1]

    async def fetch(self, path: str, headers: Mapping[str, str] | None = None) -> tuple[dict[str, str], bytes]:
        """Fetch a path; return headers (names in small letters) and body. Raises HTTPError as urllib does."""
        return await asyncio.to_thread(
            self._request, urllib.request.Request(self.address + path, headers=headers or {})
        )

    async def open(self, query: str = "", page: str = "") -> None:
        """Run a page from its start."""
        message = BackMsg()
        message.rerun_script.page_name = page
        self._query = query
        await self._ask(message)

    async def press(self, label: str) -> None:
        """Press the button with this label."""
        await self._change(WidgetState(id=self._widgets[label], trigger_value=True))

    async def upload(self, name: str, data: bytes) -> None:
        """Put a file into the page's field for files."""
        question = BackMsg()
        question.file_urls_request.request_id = uuid4().hex
        question.file_urls_request.file_names.append(name)
        question.file_urls_request.session_id = self._session
        await self._send(question)
        while (answer := await self._receive()).WhichOneof("type") != "file_urls_response":
            continue
        place = answer.file_urls_response.file_urls[0]
        await asyncio.to_thread(self._put, place.upload_url, name, data)
        state = WidgetState(id=self._widgets["file_uploader"])
        state.file_uploader_state_value.uploaded_file_info.add(
            name=name, size=len(data), file_id=place.file_id, file_urls=place
        )
        await self._change(state)

    async def leave(self) -> None:
        """Close the session."""
        if self._socket is not None:
            await self._socket.close()

    async def _change(self, state: WidgetState) -> None:
        message = BackMsg()
        message.rerun_script.page_script_hash = self._page_hash
        message.rerun_script.widget_states.widgets.append(state)
        await self._ask(message)

    async def _send(self, message: BackMsg) -> None:
        assert self._socket is not None
        await self._socket.send(message.SerializeToString())

    async def _receive(self) -> ForwardMsg:
        assert self._socket is not None
        data = await asyncio.wait_for(self._socket.recv(), 60)
        received = ForwardMsg()
        received.ParseFromString(data if isinstance(data, bytes) else data.encode())
        return received

    async def _ask(self, message: BackMsg) -> None:
        """Send a wish and read the page until it is drawn."""
        message.rerun_script.query_string = self._query
        await self._send(message)
        self.shown, self.is_sound = "", True
        while True:
            received = await self._receive()
            kind = received.WhichOneof("type")
            if kind == "new_session":
                # The page starts anew, maybe for the second time, where it was sent to another.
                self.shown, self._session = "", received.new_session.initialize.session_id
                self._page_hash = received.new_session.page_script_hash
            elif kind == "navigation":
                self._page_hash = received.navigation.page_script_hash
            elif kind == "page_info_changed":
                self._query = received.page_info_changed.query_string
            elif kind == "delta":
                self._note(received.delta.new_element)
            elif kind == "script_finished" and received.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                self.is_sound &= received.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
                return

    def _note(self, element: Any) -> None:
        kind = element.WhichOneof("type")
        if kind in ("markdown", "alert", "text", "heading"):
            self.shown += f"{getattr(element, kind).body}\n"
        elif kind == "button":
            self._widgets[element.button.label] = element.button.id
        elif kind == "file_uploader":
            self._widgets[kind] = element.file_uploader.id
        self.is_sound &= kind != "exception" and not (kind == "alert" and element.alert.format == 1)

    def _put(self, path: str, name: str, data: bytes) -> None:
        line = f"----{uuid4().hex}"
        head = f'--{line}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        request = urllib.request.Request(
            f"{self.address}/{path.lstrip('/')}",
            data=head.encode() + data + f"\r\n--{line}--\r\n".encode(),
            headers={"Content-Type": f"multipart/form-data; boundary={line}", "X-Xsrftoken": self.cookies[_XSRF]},
            method="PUT",
        )
        self._request(request)

    def _request(self, request: urllib.request.Request) -> tuple[dict[str, str], bytes]:
        request.add_header("Cookie", self._cookie_header())
        answer: HTTPResponse
        with urllib.request.urlopen(request, timeout=20) as answer:
            for cookie in answer.headers.get_all("Set-Cookie", []):
                name, _, value = re.split(r";", cookie, maxsplit=1)[0].partition("=")
                self.cookies[name] = value
            return {name.lower(): value for name, value in answer.headers.items()}, answer.read()

    def _cookie_header(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())
