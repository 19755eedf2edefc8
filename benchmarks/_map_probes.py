"""The ways a page could reach out, one snippet each, and servers that count what arrives."""

import socket
import threading
import urllib.parse
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Final

_ANSWER: Final = (
    b"HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Type: text/plain\r\n"
    b"Content-Length: 1\r\nConnection: close\r\n\r\n1"
)
_ADD: Final = (
    "const add = (tag, set) =>"
    " document.body.append(Object.assign(document.createElement(tag), set));"
)

# `u` is the address whose arrival the server counts.
STAYING: Final[Mapping[str, str]] = {
    "fetch": "fetch(u)",
    "fetch no-cors": "fetch(u, {mode: 'no-cors'})",
    "fetch keepalive": "fetch(u, {mode: 'no-cors', keepalive: true, method: 'POST', body: 'x'})",
    "XMLHttpRequest": "const q = new XMLHttpRequest(); q.open('GET', u); q.send()",
    "WebSocket": "new WebSocket(u.replace('http', 'ws'))",
    "EventSource": "new EventSource(u)",
    "WebTransport": "new WebTransport(u.replace('http:', 'https:'))",
    "sendBeacon": "navigator.sendBeacon(u, 'x')",
    "image": "new Image().src = u",
    "picture srcset": "add('img', {srcset: u + ' 1x'})",
    "input image": "add('input', {type: 'image', src: u})",
    "audio": "add('audio', {src: u, preload: 'auto'})",
    "video": "add('video', {src: u, preload: 'auto'})",
    "video poster": "add('video', {poster: u})",
    "iframe": "add('iframe', {src: u})",
    "iframe srcdoc": "add('iframe', {srcdoc: `<img src='${u}'>`})",
    "iframe data:": "add('iframe', {src: `data:text/html,<img src='${u}'>`})",
    "iframe blob:": (
        "add('iframe', {src: URL.createObjectURL(new Blob([`<img src='${u}'>`],"
        " {type: 'text/html'}))})"
    ),
    "iframe of ours": (
        "const f = document.createElement('iframe'); document.body.append(f);"
        "f.contentWindow.fetch(u, {mode: 'no-cors'})"
    ),
    "object": "add('object', {data: u})",
    "embed": "add('embed', {src: u})",
    "script": "add('script', {src: u})",
    "script module": "add('script', {src: u, type: 'module'})",
    "import()": "import(u)",
    "style sheet": "add('link', {rel: 'stylesheet', href: u})",
    "@import": "add('style', {textContent: `@import url('${u}');`})",
    "@import by CSSOM": (
        "const s = new CSSStyleSheet(); await s.replace(`@import url('${u}');`);"
        "document.adoptedStyleSheets.push(s)"
    ),
    "CSS url()": "document.body.style.backgroundImage = `url('${u}')`",
    "CSS cursor": "document.body.style.cursor = `url('${u}'), auto`",
    "web font": "document.fonts.add(await new FontFace('F', `url('${u}')`).load())",
    "SVG image": (
        "const s = document.createElementNS('http://www.w3.org/2000/svg', 'svg');"
        "const i = document.createElementNS('http://www.w3.org/2000/svg', 'image');"
        "i.setAttribute('href', u); s.append(i); document.body.append(s)"
    ),
    "SVG use": (
        "const s = document.createElementNS('http://www.w3.org/2000/svg', 'svg');"
        "const i = document.createElementNS('http://www.w3.org/2000/svg', 'use');"
        "i.setAttribute('href', u + '#a'); s.append(i); document.body.append(s)"
    ),
    "prefetch": "add('link', {rel: 'prefetch', href: u})",
    "preload": "add('link', {rel: 'preload', as: 'image', href: u})",
    "modulepreload": "add('link', {rel: 'modulepreload', href: u})",
    "preconnect": "add('link', {rel: 'preconnect', href: u})",
    "dns-prefetch": "add('link', {rel: 'dns-prefetch', href: u})",
    "prerender rules": (
        "add('script', {type: 'speculationrules',"
        " textContent: JSON.stringify({prefetch: [{urls: [u], eagerness: 'immediate'}]})})"
    ),
    "icon": "add('link', {rel: 'icon', href: u})",
    "manifest": "add('link', {rel: 'manifest', href: u})",
    "form in a frame": (
        "add('iframe', {name: 'f'}); const f = document.createElement('form');"
        "Object.assign(f, {action: u, target: 'f', method: 'post'}); document.body.append(f);"
        "f.submit()"
    ),
    "ping of a link": (
        "const a = document.createElement('a'); Object.assign(a, {href: '#x', ping: u});"
        "document.body.append(a); a.click()"
    ),
    "worker": "new Worker(u)",
    "worker importScripts": (
        "new Worker(URL.createObjectURL(new Blob([`importScripts('${u}')`])))"
    ),
    "worker fetch": (
        "new Worker(URL.createObjectURL(new Blob([`fetch('${u}', {mode: 'no-cors'})`])))"
    ),
    "worker WebSocket": (
        "new Worker(URL.createObjectURL(new Blob([`new WebSocket('${u}'.replace('http', 'ws'))`])))"
    ),
    "shared worker": "new SharedWorker(u)",
    "service worker": "await navigator.serviceWorker.register(u)",
    "meta refresh": (
        "const m = document.createElement('meta'); m.httpEquiv = 'refresh';"
        "m.content = `0;url=${u}`; document.head.append(m)"
    ),
    "window.open": "window.open(u)",
}
"""Ways that leave the page where it is; the value becomes the body of an async function."""

LEAVING: Final[Mapping[str, str]] = {
    "location.href": "location.href = u",
    "location.replace": "location.replace(u)",
    "link": (
        "const a = document.createElement('a'); a.href = u; document.body.append(a); a.click()"
    ),
    "link download": (
        "const a = document.createElement('a'); a.href = u; a.download = 'x';"
        "document.body.append(a); a.click()"
    ),
    "link in a new window": (
        "const a = document.createElement('a'); a.href = u; a.target = '_blank';"
        "document.body.append(a); a.click()"
    ),
    "form": (
        "const f = document.createElement('form'); Object.assign(f, {action: u, method: 'post'});"
        "document.body.append(f); f.submit()"
    ),
    "top navigation of a frame": (
        "add('iframe', {srcdoc: `<script>top.location = '${u}'<\\/script>`})"
    ),
}
"""Ways that lead elsewhere when they work: each is tried on a fresh page."""

_OFFER: Final = (
    "(window.kept ??= []).push(c); c.createDataChannel('d');"
    "await c.setLocalDescription(await c.createOffer())"
)
_FRAME: Final = "const f = document.createElement('iframe'); document.body.append(f);"
_TURN: Final = "{urls: 'turn:127.0.0.1:PORT?transport=tcp', username: 'a', credential: 'b'}"
STUN: Final[Mapping[str, str]] = {
    "WebRTC STUN": (
        "const c = new RTCPeerConnection("
        f"{{iceServers: [{{urls: 'stun:127.0.0.1:PORT'}}]}}); {_OFFER}"
    ),
    "WebRTC STUN of a frame": (
        f"{_FRAME} const c = new f.contentWindow.RTCPeerConnection("
        f"{{iceServers: [{{urls: 'stun:127.0.0.1:PORT'}}]}}); {_OFFER}"
    ),
}
TURN: Final[Mapping[str, str]] = {
    "WebRTC TURN": f"const c = new RTCPeerConnection({{iceServers: [{_TURN}]}}); {_OFFER}",
    "WebRTC TURN of a frame": (
        f"{_FRAME} const c = new f.contentWindow.RTCPeerConnection("
        f"{{iceServers: [{_TURN}]}}); {_OFFER}"
    ),
}
"""Ways around the engine's requests; each has a port of its own to count."""

LEAKS: Final[Mapping[str, str]] = {
    "file: fetch": "return (await (await fetch('file://SECRET')).text()).includes('secret')",
    "file: XMLHttpRequest": (
        "const q = new XMLHttpRequest(); q.open('GET', 'file://SECRET', false); q.send();"
        "return q.responseText.includes('secret')"
    ),
    "file: image": (
        "const i = new Image(); i.src = 'file://PICTURE'; await i.decode(); return i.width > 0"
    ),
    **{
        f"path {path}": (f"return (await (await fetch('{path}')).text()).includes('secret')")
        for path in (
            "leitstand://app/../../..SECRET",
            "leitstand://app//SECRET",
            "leitstand://app/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2eSECRET",
            "leitstand://app/..%2f..%2f..%2f..%2f..%2f..SECRET",
            "leitstand://app/%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2fSECRET",
            "leitstand://app/%252e%252e%252fSECRET",
            "leitstand://app/..\\\\..\\\\..\\\\SECRET",
            "leitstand://app/data/../../../../../../..SECRET",
            "leitstand://app/link.json",
        )
    },
    "eval": "return eval('1 + 1') === 2",
    "new Function": "return new Function('return 2')() === 2",
    "timeout of text": (
        "window.ran = false; setTimeout('window.ran = true', 0);"
        "await new Promise(done => setTimeout(done, 50)); return window.ran"
    ),
    "inline script": (
        "window.ran = false; add('script', {textContent: 'window.ran = true'}); return window.ran"
    ),
    "javascript: link": (
        "window.ran = false; const a = document.createElement('a');"
        "a.href = 'javascript:window.ran = true'; document.body.append(a); a.click();"
        "await new Promise(done => setTimeout(done, 50)); return window.ran"
    ),
    "localStorage": "localStorage.setItem('a', '1'); return localStorage.getItem('a') === '1'",
    "cookie": "document.cookie = 'a=1'; return document.cookie.includes('a=1')",
    "clipboard": "return (await navigator.clipboard.readText()) !== undefined",
    "position": (
        "return await new Promise(done => navigator.geolocation.getCurrentPosition("
        "() => done(true), () => done(false)))"
    ),
    "camera": "return !!(await navigator.mediaDevices.getUserMedia({video: true}))",
    "screen": "return !!(await navigator.mediaDevices.getDisplayMedia())",
    "notification": "return (await Notification.requestPermission()) === 'granted'",
    "file picker": "return (await showOpenFilePicker()).length > 0",
    "full screen": "await document.body.requestFullscreen(); return !!document.fullscreenElement",
    "dialog": "return confirm('x') === true",
}
"""Ways to something on this machine; each returns true when it got there."""

CODE_ONLY: Final = frozenset(
    {"eval", "new Function", "timeout of text", "inline script", "javascript: link"}
)
"""Only the page's own policy is against these: without it they work, and reach nothing."""


def as_script(name: str, body: str) -> str:
    """Return a script that tries one way and keeps what came of it in `window.probes`."""
    return (
        f"(() => {{ {_ADD} window.probes ??= {{}}; const name = {name!r};"
        f"(async () => {{ {body} }})().then(got => window.probes[name] = got === true,"
        " fault => window.probes[name] = String(fault)); })()"
    )


class Counting:
    """Servers on loopback that count what arrives, by the way it was to come."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()
        self._is_open = True
        self._sockets: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self.port = self.tcp("")

    def tcp(self, name: str) -> int:
        """Open a port that counts connections: under a name, or under what they ask for."""
        server = socket.create_server(("127.0.0.1", 0))
        self._run(server, lambda: self._accept(server, name))
        return int(server.getsockname()[1])

    def udp(self, name: str) -> int:
        """Open a port that counts datagrams under a name."""
        server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        server.bind(("127.0.0.1", 0))
        self._run(server, lambda: self._receive(server, name))
        return int(server.getsockname()[1])

    def close(self) -> None:
        """End all of it."""
        self._is_open = False
        for thread in self._threads:
            thread.join()
        for server in self._sockets:
            server.close()

    def _run(self, server: socket.socket, step: Callable[[], None]) -> None:
        server.settimeout(0.2)
        self._sockets.append(server)

        def work() -> None:
            while self._is_open:
                with suppress(TimeoutError):
                    step()

        thread = threading.Thread(target=work)
        self._threads.append(thread)
        thread.start()

    def _accept(self, server: socket.socket, name: str) -> None:
        connection, _ = server.accept()
        threading.Thread(target=self._answer, args=(connection, name), daemon=True).start()

    def _answer(self, connection: socket.socket, name: str) -> None:
        with connection, suppress(OSError):
            connection.settimeout(2.0)
            words = connection.recv(4096).split(b" ", 2)
            is_http = len(words) > 2 and words[1].startswith(b"/")
            path = urllib.parse.unquote(words[1].decode())[1:] if is_http else "a connection"
            self.seen[name or path] += 1
            connection.sendall(_ANSWER)

    def _receive(self, server: socket.socket, name: str) -> None:
        server.recvfrom(2048)
        self.seen[name] += 1


@contextmanager
def counting() -> Iterator[Counting]:
    """Keep a counting server open."""
    server = Counting()
    try:
        yield server
    finally:
        server.close()
