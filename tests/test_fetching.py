"""Only what is public is ever connected to, whatever an address says; and no answer is too long, too slow or half.

Servers of this machine stand for the world. `World` puts itself in the place of the one function that opens
connections: the public address leads to our test site, and every other one to a canary that counts who comes.
"""

import contextlib
import gzip
import http.client
import itertools
import socket
import ssl
import subprocess
import threading
import zlib
from collections.abc import Callable, Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seeds.fetching import Fetched, Policy, Unfetchable, addresses, answers, connecting, fetch
from seeds.fetching.addresses import IP, is_public, parse
from seeds.fetching.policy import look_up
from seeds.fetching.robots import Rules, read_robots
from seeds.incoming import Unreadable

PUBLIC = "93.184.215.14"
PUBLIC_6 = "2606:2800:21f:cb07:6820:80da:af6b:8b2c"
AGENT = "Isnad/0.0 (+https://newsroom.example/about)"
SYSTEM_TLS = ssl.create_default_context()
PAGE = "<p>خبر</p>".encode()

BAD = (
    *("127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1"),  # noqa: S104
    *("169.254.169.254", "100.64.0.1", "100.127.255.255", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.19.255.255"),
    *("198.51.100.7", "203.0.113.9", "192.88.99.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"),
    *("::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b:1::1"),
    *("100::1", "5f00::1", "fc00::1", "fd12:3456::1", "fe80::1", "fec0::1", "ff02::1", "2001:db8::1", "2001::1"),
    *("2001:20::1", "2002:7f00:1::", "2002:a00:1::1", "3fff::1", "4000::1"),
)
# How else one can write the loopback address; the system's own look-up understands nearly all.
SPELLINGS = (
    *(
        "127.0.0.1",
        "127.1",
        "127.0.1",
        "2130706433",
        "0x7f000001",
        "0x7F.1",
        "0177.0.0.1",
        "017700000001",
        "127.0.0.1.",
    ),
    *("127.1.", "1２7.0.0.1", "１２７.０.０.１", "127。0。0。1", "127｡0｡0｡1", "①②⑦.0.0.1", "localhost", "LOCALHOST."),
    *("ⓛocalhost", "%31%32%37.0.0.1", "0", "0x0", "127.0.0.1%00", "127.0.0.0x1", "00000177.0.0.1", "127.0.0.01"),
    *("[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:0:0:1]", "[::]", "[::1%25lo]", "[fe80::1%eth0]"),
    *("[64:ff9b::127.0.0.1]", "[::127.0.0.1]", "[2002:7f00:1::]"),
)

Handler = Callable[[socket.socket], None]


def answer(
    body: bytes = PAGE, *headers: str, status: str = "200 OK", media_type: str = "text/html; charset=UTF-8"
) -> bytes:
    """An answer as it goes over the wire; headers given replace ours."""
    own = [f"Content-Type: {media_type}", f"Content-Length: {len(body)}"]
    given = {line.partition(":")[0].lower() for line in headers}
    lines = [line for line in own if line.partition(":")[0].lower() not in given]
    return "\r\n".join([f"HTTP/1.1 {status}", *headers, *lines, "", ""]).encode() + body


def redirect(location: str, status: str = "302 Found") -> bytes:
    return answer(b"", f"Location: {location}", status=status)


class Site:
    """A server that answers each path with the bytes given, or by a handler; anything else with 404.

    What it was asked is in ``requests`` (path, and the whole head)."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.pages: dict[str, bytes | Handler] = {}
        self.requests: list[tuple[str, str]] = []
        self.connections = 0
        self._tls = tls
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._accepting = threading.Thread(target=self._accept)
        self._accepting.start()

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.requests]

    def close(self) -> None:
        # Only a connection wakes accept() on every system.
        self._tls, self._open = None, False
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port)).close()
        for thread in (self._accepting, *self._threads):
            thread.join()
        self._listener.close()

    _open = True

    def _accept(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            if not self._open:
                return connection.close()
            self.connections += 1
            self._threads.append(threading.Thread(target=self._serve, args=(connection,)))
            self._threads[-1].start()

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(20)
        with contextlib.suppress(OSError), contextlib.ExitStack() as stack:
            stack.enter_context(connection)
            if self._tls:
                connection = stack.enter_context(self._tls.wrap_socket(connection, server_side=True))
            head = b""
            while not head.endswith(b"\r\n\r\n") and (more := connection.recv(4096)):
                head += more
                if not head.startswith(b"GET /"[: len(head)]):
                    return connection.sendall(answer(status="400 Bad Request"))
            if head:
                self._answer(connection, head.decode("latin-1"))

    def _answer(self, connection: socket.socket, head: str) -> None:
        path = head.split(" ")[1]
        self.requests.append((path, head))
        page = self.pages.get(path, answer(b"", status="404 Not Found"))
        connection.sendall(page) if isinstance(page, bytes) else page(connection)


class World:
    """Where connections lead: the public addresses to ``site`` (443: to ``secure``), all others to ``canary``."""

    def __init__(self, site: Site, canary: Site, secure: Site | None = None) -> None:
        self.site, self.canary, self.secure = site, canary, secure
        self.dialed: list[str] = []
        self._dial = connecting.dial

    def dial(self, address: IP, port: int, timeout: float) -> socket.socket:
        self.dialed.append(str(address))
        known = str(address) in (PUBLIC, PUBLIC_6)
        site = (self.secure if port == 443 else self.site) if known else self.canary
        assert site is not None
        return self._dial(ip_address("127.0.0.1"), site.port, timeout)


@pytest.fixture
def sites() -> Iterator[Callable[..., Site]]:
    with contextlib.ExitStack() as stack:
        yield lambda *args: stack.enter_context(contextlib.closing(Site(*args)))


@pytest.fixture
def world(sites: Callable[..., Site], monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    world = World(sites(), sites())
    monkeypatch.setattr(connecting, "dial", world.dial)
    yield world
    assert world.canary.connections == 0, "Something connected where it must not."
    assert not any(address not in (PUBLIC, PUBLIC_6) for address in world.dialed)


def policy(**changes: Any) -> Policy:
    return Policy(**{"user_agent": AGENT, "resolve": lambda host, port: [PUBLIC], "tls": SYSTEM_TLS, **changes})


def refused(url: str, with_policy: Policy | None = None, **conditions: str) -> Unfetchable:
    """The fault with which an address is refused; it has to be whole sentences that say what to do."""
    with pytest.raises(Unfetchable) as caught:
        fetch(url, with_policy or policy(), **conditions)
    fault = caught.value
    assert isinstance(fault, Unreadable)
    assert fault.message.endswith(".") and fault.hint.endswith(".") and "%(" not in str(fault)
    return fault


# --- What is fetched -------------------------------------------------------------------------------------------------


def test_a_page_comes_back_with_what_its_headers_say(world: World) -> None:
    world.site.pages["/a?b=1"] = answer(PAGE, 'ETag: "1"', "Last-Modified: Wed, 21 Oct 2015 07:28:00 GMT")
    got = fetch(" http://Public.TEST:80/a?b=1#part\n", policy())
    assert got == Fetched(
        *("http://public.test/a?b=1", 200, "text/html", "utf-8", PAGE, '"1"', "Wed, 21 Oct 2015 07:28:00 GMT"), ()
    )


def test_a_request_says_who_we_are_and_nothing_else(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{world.canary.port}")
    world.site.pages |= {"/": answer(b"", "Set-Cookie: a=1", "Location: /2", status="301 Moved"), "/2": answer()}
    fetch("http://public.test/", policy(media_types=("text/html",)))
    expected = [
        *("GET /2 HTTP/1.1", "Host: public.test", f"User-Agent: {AGENT}", "Accept: text/html"),
        *("Accept-Encoding: gzip, deflate", "Connection: close"),
    ]
    assert world.site.requests[-1][1].splitlines()[:-1] == expected


def test_names_and_paths_in_arabic(world: World) -> None:
    path = "/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1"
    world.site.pages[path] = answer()
    got = fetch("http://أخبار24.Example/أخبار", policy())
    host, _, rest = got.url.removeprefix("http://").partition(".")
    assert host.removeprefix("xn--").encode().decode("punycode") == "أخبار24" and rest == "example" + path
    assert f"\r\nHost: {host}.example\r\n" in world.site.requests[-1][1]
    # As other programs write the same name.
    assert "مثال.إختبار".encode("idna") == parse("http://مثال.إختبار/").host.encode()


def test_a_local_server_stands_for_a_public_one_where_a_test_says_so(sites: Callable[..., Site]) -> None:
    site = sites()
    site.pages["/"] = answer()
    open_policy = policy(
        resolve=lambda *_: ["127.0.0.1"], allow_addresses=frozenset({"127.0.0.1"}), ports=frozenset({site.port})
    )
    assert fetch(f"http://public.test:{site.port}/", open_policy).raw == PAGE
    closed = policy(resolve=open_policy.resolve, ports=open_policy.ports)
    assert refused(f"http://public.test:{site.port}/", closed).code == "address_not_public"
    assert f"\r\nHost: public.test:{site.port}\r\n" in site.requests[-1][1]


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (("Content-Encoding: gzip",), gzip.compress(PAGE, mtime=0)),
        (("Content-Encoding: X-GZIP",), gzip.compress(PAGE[:5], mtime=0) + gzip.compress(PAGE[5:], mtime=0)),
        (("Content-Encoding: deflate",), zlib.compress(PAGE)),
        (("Content-Encoding: deflate",), zlib.compress(PAGE, wbits=-15)),
        (("Content-Encoding: identity",), PAGE),
        (
            ("Transfer-Encoding: chunked", "Content-Length:"),
            b"3\r\n<p>\r\n%x;a=b\r\n%s\r\n0\r\nX: y\r\n\r\n" % (len(PAGE) - 3, PAGE[3:]),
        ),
        (("Content-Length:",), PAGE),
    ],
)
def test_encodings_we_ask_for_are_undone(world: World, headers: tuple[str, ...], body: bytes) -> None:
    world.site.pages["/"] = answer(body, *headers)
    assert fetch("http://public.test/", policy()).raw == PAGE


# --- What is never connected to --------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", BAD)
def test_no_name_leads_to_what_is_not_public(world: World, address: str) -> None:
    fault = refused("http://public.test/", policy(resolve=lambda *_: [address]))
    assert fault.code == "address_not_public" and fault.values["address"] == address
    # One bad address among good ones spoils all, wherever it stands.
    for mixed in ([PUBLIC, address], [address, PUBLIC], [PUBLIC, PUBLIC_6, address]):
        assert refused("http://public.test/", policy(resolve=lambda *_, m=mixed: m)).code == "address_not_public"
    literal = f"[{address}]" if ":" in address else address
    assert refused(f"https://{literal}/", policy(resolve=lambda host, port: [host])).code == "address_not_public"
    assert world.dialed == []


def test_what_is_public_stays_open() -> None:
    public = ("8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "192.0.1.1", "198.20.0.1", "223.255.255.255")
    assert all(is_public(ip_address(address)) for address in (*public, PUBLIC, PUBLIC_6, "2001:4860:4860::8888"))
    assert not is_public(ip_address("2606:2800::1%1"))


@pytest.mark.parametrize("host", SPELLINGS)
def test_no_spelling_of_this_machine_reaches_it(world: World, host: str) -> None:
    # The real look-up: it knows all of these without asking anyone.
    ports = frozenset({80, 443, world.canary.port})
    for url in (f"http://{host}/", f"https://{host}:443/x", f"http://{host}:{world.canary.port}/"):
        assert refused(url, policy(resolve=look_up, ports=ports)).code in {
            *("address_not_public", "address_number", "address_host", "no_such_host", "address_character"),
        }
    assert world.dialed == []


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
def test_redirects_are_addresses_like_any_other(world: World, status: str) -> None:
    targets = [f"http://{f'[{a}]' if ':' in a else a}/latest/meta-data/" for a in BAD]
    targets += [f"http://{host}:80/" for host in SPELLINGS if host.isascii()]
    targets += ["//127.0.0.1/", "file:///etc/hosts", "ftp://public.test/", "gopher://127.0.0.1/", "javascript:alert(1)"]
    targets += ["http://public.test:6379/", "http://a:b@public.test/", "http://inner.test/", "\\\\127.0.0.1\\x"]
    resolve = lambda host, port: [PUBLIC] if host == "public.test" else ["127.0.0.1"]  # noqa: E731
    cautious = policy(resolve=resolve)
    for target in targets:
        world.site.pages["/"] = redirect(target, status)
        assert refused("http://public.test/", cautious).code.startswith("address_"), target


def test_names_that_change_between_look_ups(world: World) -> None:
    world.site.pages["/"] = answer()
    changing = itertools.chain([PUBLIC], itertools.repeat("127.0.0.1"))
    asked = policy(resolve=lambda *_: [next(changing)])
    # robots.txt came from the first; the page would come from the second.
    assert refused("http://public.test/", asked).code == "address_not_public"
    # Within one connection there is no second look-up at all.
    once = itertools.chain([PUBLIC], itertools.repeat("127.0.0.1"))
    knowing = policy(resolve=lambda *_: [next(once)])
    knowing.robots.keep("http://public.test", Rules())
    assert fetch("http://public.test/", knowing).raw == PAGE
    assert next(once) == "127.0.0.1" and world.dialed == [PUBLIC, PUBLIC]


def test_a_connection_that_leads_elsewhere_is_dropped(
    sites: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    site = sites()
    connecting.dial(ip_address("127.0.0.1"), site.port, 5).close()
    monkeypatch.setattr(socket.socket, "getpeername", lambda self: (PUBLIC, site.port), raising=False)
    with pytest.raises(ConnectionAbortedError):
        connecting.dial(ip_address("127.0.0.1"), site.port, 5)


def test_each_address_of_a_name_is_tried(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def dial(address: IP, port: int, timeout: float) -> socket.socket:
        if address.version == 6:
            raise OSError("no such network")
        return world.dial(address, port, timeout)

    monkeypatch.setattr(connecting, "dial", dial)
    world.site.pages["/"] = answer()
    assert fetch("http://public.test/", policy(resolve=lambda *_: [PUBLIC_6, PUBLIC])).raw == PAGE
    assert refused("http://public.test/", policy(resolve=lambda *_: [PUBLIC_6])).code == "unreachable"


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("", "address_missing"),
        (" \n", "address_missing"),
        ("http://a.test/" + "a" * 9000, "address_too_long"),
        ("public.test", "address_scheme"),
        ("file:///etc/passwd", "address_scheme"),
        ("ftp://public.test/", "address_scheme"),
        ("http:public.test", "address_host"),
        ("http:///public.test", "address_host"),
        ("http://", "address_host"),
        ("http://:80/", "address_host"),
        ("http://a..test/", "address_host"),
        ("http://-a.test/", "address_host"),
        ("http://" + "a" * 64 + ".test/", "address_host"),
        ("http://" + "a." * 130 + "test/", "address_host"),
        ("http://[::1]x/", "address_host"),
        ("http://x[::1]/", "address_host"),
        ("http://[v1.a]/", "address_host"),
        ("http://[::1/", "address_host"),
        ("http://a.test℀b.test/", "address_host"),
        ("http://a,b.test/", "address_host"),
        ("http://straße.test/", "address_host"),
        ("http://می\u200cشود.test/", "address_host"),
        ("http://a.test:99999999/", "address_host"),
        ("http://a.test:８０/", "address_host"),
        ("http://a.test:+80/", "address_host"),
        ("http://a.test:22/", "address_port"),
        ("http://a.test:8080/", "address_port"),
        ("http://a.test:0/", "address_port"),
        ("http://user@a.test/", "address_login"),
        ("http://user:secret@a.test/", "address_login"),
        ("http://a.test\\@b.test/", "address_character"),
        ("http://a.test/\x00", "address_character"),
        ("http://a.test/\r\nHost: b", "address_character"),
        ("http://a.test/a b", "address_character"),
        ("http://a.test\u3000b/", "address_character"),
        ("http://a.test/\udc80", "address_character"),
        ("http://999.1.1.1/", "address_number"),
        ("http://a.0x7f/", "address_number"),
    ],
)
def test_addresses_that_are_none(world: World, url: str, code: str) -> None:
    fault = refused(url)
    assert fault.code == code and "secret" not in str(fault) and world.dialed == []


# Text that looks like an address nearly everywhere, and text that doesn't.
_hosts = st.sampled_from((*SPELLINGS, *BAD, *(f"[{a}]" for a in BAD if ":" in a), "public.test", PUBLIC)) | st.text(
    max_size=12
)
_urls = st.text(max_size=40) | st.builds(
    lambda *parts: "".join(parts),
    st.sampled_from(("http://", "https://", "HTTP://", "http:", "//", "ftp://", "http:///", " http://")),
    st.sampled_from(("", "", "", "a@", "a:b@", "127.0.0.1\\@", "public.test#@", "public.test?@")),
    _hosts,
    st.sampled_from(("", "", ".", ":80", ":443", ":", ":22", ":080", "%00", "\t", "#", "?", "/")),
    st.text(max_size=8),
)


@settings(max_examples=400, deadline=None, derandomize=True, database=None)
@given(url=_urls, found=st.lists(st.sampled_from((*BAD, PUBLIC, PUBLIC_6, "nonsense", "fe80::1%lo")), max_size=3))
def test_whatever_an_address_says_only_what_was_checked_is_dialed(url: str, found: list[str]) -> None:
    dialed: list[IP] = []

    def dial(address: IP, port: int, timeout: float) -> socket.socket:
        dialed.append(address)
        raise ConnectionRefusedError

    def resolve(host: str, port: int) -> list[str]:
        assert port in (80, 443) and host.isascii() and host == host.lower()
        try:
            numeric = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
        except OSError:
            return found
        return [str(row[4][0]) for row in numeric]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connecting, "dial", dial)
        fault = refused(url, policy(resolve=resolve))
    assert all(is_public(address) for address in dialed)
    assert fault.code == "unreachable" or not dialed


# --- Names and certificates ------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate that public.test signed for itself, with its key, in one file."""
    path = tmp_path_factory.mktemp("tls") / "public.pem"
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=public.test"
    named = [
        "-addext",
        f"subjectAltName=DNS:public.test,IP:{PUBLIC}",
        "-addext",
        "keyUsage=digitalSignature,keyCertSign",
    ]
    subprocess.run([*command.split(), *named, "-keyout", f"{path}.key", "-out", path], check=True, capture_output=True)
    path.write_bytes(path.read_bytes() + Path(f"{path}.key").read_bytes())
    return path


@pytest.fixture
def secure(world: World, sites: Callable[..., Site], certificate: Path) -> tuple[Policy, list[str | None]]:
    """A policy that trusts the test site on port 443, and the names for which that site was asked."""
    names: list[str | None] = []
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate)
    server.sni_callback = lambda _, name, __: names.append(name)
    world.secure = sites(server)
    trusting = ssl.create_default_context(cafile=certificate)
    return policy(tls=trusting), names


def test_the_certificate_is_of_the_name_although_the_address_is_dialed(
    world: World, secure: tuple[Policy, list[str | None]]
) -> None:
    trusting, names = secure
    assert world.secure is not None
    world.secure.pages["/"] = answer()
    assert fetch("https://public.test/", trusting).raw == PAGE
    assert fetch(f"https://{PUBLIC}/", trusting).raw == PAGE
    assert names == ["public.test", "public.test", None, None]
    assert "\r\nHost: public.test\r\n" in world.secure.requests[0][1]
    # Another name at the same address, and the same name for who trusts the public authorities only.
    assert refused("https://other.test/", trusting).code == "certificate"
    assert refused("https://public.test/").code == "certificate"
    assert len(world.secure.requests) == 4


def test_what_began_secure_stays_secure(world: World, secure: tuple[Policy, list[str | None]]) -> None:
    trusting, _ = secure
    assert world.secure is not None
    world.site.pages |= {"/": redirect("https://public.test/"), "/plain": answer()}
    world.secure.pages |= {"/": answer(), "/down": redirect("http://public.test/plain")}
    assert fetch("http://public.test/", trusting).redirects == ("http://public.test/",)
    assert refused("https://public.test/down", trusting).code == "downgrade"
    assert "/plain" not in world.site.paths


def test_a_site_that_speaks_no_tls(world: World) -> None:
    world.secure = world.site  # answers in plain
    assert refused("https://public.test/", policy()).code == "no_secure_connection"


@pytest.mark.parametrize("beginning", [b"", b"\x16\x03\x03\x40\x00\x02\x00\x3f\xf0"])
def test_a_handshake_that_never_ends(world: World, monkeypatch: pytest.MonkeyPatch, beginning: bytes) -> None:
    ours, theirs = socket.socketpair()
    monkeypatch.setattr(connecting, "dial", lambda *_: ours)
    dribbling = threading.Thread(target=_quietly, args=(dribble(beginning), theirs))
    with theirs:
        dribbling.start() if beginning else None
        assert refused("https://public.test/", policy(total_timeout=0.2)).code == "timeout"
        dribbling.join() if beginning else None


def _quietly(handler: Handler, connection: socket.socket) -> None:
    with contextlib.suppress(OSError):
        handler(connection)


# --- Redirects -------------------------------------------------------------------------------------------------------


def test_three_redirects_and_no_more(world: World) -> None:
    hops = {
        f"/{n}": redirect(target)
        for n, target in enumerate(["1", "/2", "//public.test/3", "?x", "http://public.test/5"])
    }
    world.site.pages |= hops | {"/3?x": answer(), "/loop": redirect("/loop")}
    got = fetch("http://public.test/1", policy())
    assert got.url == "http://public.test/3?x"
    assert got.redirects == tuple(f"http://public.test/{n}" for n in (1, 2, 3))
    assert refused("http://public.test/0").code == "too_many_redirects"
    assert refused("http://public.test/loop").code == "too_many_redirects"
    assert world.site.paths.count("/loop") == 4


def test_where_a_redirect_leads_may_be_written_in_arabic(world: World) -> None:
    world.site.pages |= {"/": redirect("/خبر#1"), "/%D8%AE%D8%A8%D8%B1": answer()}
    assert fetch("http://public.test/", policy()).raw == PAGE
    for page in (redirect("http://["), redirect(""), answer(b"", status="301 Moved")):
        world.site.pages["/nowhere"] = page
        assert refused("http://public.test/nowhere").code == "bad_answer"
    # What is not UTF-8 is Latin-1.
    world.site.pages |= {"/old": redirect("/?").replace(b"/?", b"/\xe9"), "/%C3%A9": answer()}
    assert fetch("http://public.test/old", policy()).url == "http://public.test/%C3%A9"


# --- Too slow, too large, half ---------------------------------------------------------------------------------------


def dribble(beginning: bytes) -> Handler:
    """Sends the beginning, then a byte at a time for about 20 s, then a proper end."""

    def handler(connection: socket.socket) -> None:
        connection.sendall(beginning)
        for _ in range(1000):
            connection.sendall(b"a")
            threading.Event().wait(0.02)
        connection.sendall(b"\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n")

    return handler


@pytest.mark.parametrize(
    "beginning",
    [
        b"",
        b"HTTP/1.1 200 ",
        b"HTTP/1.1 200 OK\r\nX-Slow: ",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n4;",
    ],
)
def test_dribbling_does_not_put_off_the_end(world: World, beginning: bytes) -> None:
    world.site.pages["/"] = dribble(beginning)
    fault = refused("http://public.test/", policy(total_timeout=0.3))
    assert fault.code == "timeout" and fault.values["seconds"] == 0.3
    # A robots.txt that dribbles takes its time from the same purse.
    world.site.pages["/robots.txt"] = world.site.pages["/"]
    assert refused("http://public.test/", policy(total_timeout=0.3)).code == "timeout"


def test_a_look_up_that_takes_too_long_is_left_behind(world: World) -> None:
    done = threading.Event()
    slow = policy(connect_timeout=0.1, resolve=lambda *_: [PUBLIC] if done.wait(20) else [])
    assert refused("http://public.test/", slow).code == "unreachable"
    done.set()


def test_a_name_that_is_not_known(world: World) -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    assert refused("http://public.test/", policy(resolve=unknown)).code == "no_such_host"
    assert refused("http://public.test/", policy(resolve=lambda *_: [])).code == "no_such_host"
    assert refused("http://public.test/", policy(resolve=lambda *_: ["nonsense"])).code == "address_not_public"


def test_a_bomb_of_300_megabytes_stops_at_five(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    closed_early = threading.Event()
    sent = decoded = 0

    def bomb(connection: socket.socket) -> None:
        nonlocal sent
        engine = zlib.compressobj(9, wbits=31)
        try:
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n")
            for _ in range(300):
                connection.sendall(engine.compress(bytes(1_000_000)) + engine.flush(zlib.Z_SYNC_FLUSH))
                sent += 1_000_000
            # The end of the stream is held back until the other side goes.
            connection.recv(1)
        except ConnectionError:
            closed_early.set()

    def counted(*args: Any, **options: Any) -> Iterator[bytes]:
        nonlocal decoded
        for piece in plain(*args, **options):
            decoded += len(piece)
            yield piece

    plain = answers._inflated
    monkeypatch.setattr(answers, "_inflated", counted)
    world.site.pages["/"] = bomb
    assert refused("http://public.test/").code == "too_large"
    assert 5_000_000 < decoded <= 5_000_000 + 65_536
    assert closed_early.wait(20), f"the server sent {sent} bytes and nobody hung up"


@pytest.mark.parametrize(
    "page",
    [
        answer(b"a" * 1001),
        answer(b"", "Content-Length: 1001"),
        answer(b"a" * 5000, "Content-Length:"),
        answer(b"3e9\r\n" + b"a" * 1001 + b"\r\n0\r\n\r\n", "Transfer-Encoding: chunked", "Content-Length:"),
        answer(gzip.compress(b"a" * 1001, mtime=0), "Content-Encoding: gzip"),
        answer(zlib.compress(b"a" * 1001), "Content-Encoding: deflate"),
        # What comes in counts too: 10,000 empty members decompress to nothing at all.
        answer(gzip.compress(b"", mtime=0) * 10_000, "Content-Encoding: gzip", "Content-Length:"),
        # A chunk of size -1 makes http.client read to the end.
        answer(b"-1\r\n" + b"a" * 200_000, "Transfer-Encoding: chunked", "Content-Length:"),
    ],
)
def test_more_bytes_than_may_be(world: World, page: bytes) -> None:
    world.site.pages["/"] = page
    assert refused("http://public.test/", policy(max_bytes=1000)).code == "too_large"


def test_as_many_bytes_as_may_be(world: World) -> None:
    for page in (answer(b"a" * 1000), answer(gzip.compress(b"a" * 1000, mtime=0), "Content-Encoding: gzip")):
        world.site.pages["/"] = page
        assert len(fetch("http://public.test/", policy(max_bytes=1000)).raw) == 1000


@pytest.mark.parametrize(
    ("page", "code"),
    [
        (b"", "broken_off"),
        (b"HTTP/1.1 200 OK\r\nContent-Ty", "media_type"),
        (b"SSH-2.0-OpenSSH\r\n", "bad_answer"),
        (b"HTTP/1.1 abc OK\r\n\r\n", "bad_answer"),
        (b"HTTP/9.9 200 OK\r\n\r\n", "bad_answer"),
        (answer(PAGE, *(f"X-{n}: {n}" for n in range(101))), "bad_answer"),
        (answer(PAGE, "X: " + "a" * 70_000), "bad_answer"),
        (answer(PAGE, *(f"X-{n}: {'a' * 1000}" for n in range(80))), "bad_answer"),
        (b"HTTP/1.1 100 Continue\r\n\r\n" * 5000, "bad_answer"),
        (answer(PAGE, f"Content-Length: {len(PAGE) + 1}"), "broken_off"),
        (answer(gzip.compress(PAGE, mtime=0)[:-9], "Content-Encoding: gzip"), "broken_off"),
        (answer(gzip.compress(PAGE, mtime=0)[:-1], "Content-Encoding: gzip"), "broken_off"),
        (answer(gzip.compress(PAGE, mtime=0) + b"tail", "Content-Encoding: gzip"), "broken_off"),
        (answer(PAGE, "Content-Encoding: gzip"), "broken_off"),
        (answer(PAGE, "Content-Encoding: deflate"), "broken_off"),
        (answer(b"zz\r\nabc\r\n", "Transfer-Encoding: chunked"), "broken_off"),
        (answer(b"5\r\nabc", "Transfer-Encoding: chunked"), "broken_off"),
        (answer(b"3\r\nabc\r\n", "Transfer-Encoding: chunked"), "broken_off"),
        (answer(b"-5\r\nabc\r\n", "Transfer-Encoding: chunked"), "bad_answer"),
        (answer(PAGE, "Transfer-Encoding: gzip, chunked"), "encoding"),
        (answer(PAGE, "Content-Encoding: br"), "encoding"),
        (answer(PAGE, "Content-Encoding: gzip, gzip"), "encoding"),
        (answer(media_type="application/pdf"), "media_type"),
        (answer(media_type="image/png"), "media_type"),
        (answer(media_type=""), "media_type"),
        (answer(PAGE, status="206 Partial Content"), "unexpected_status"),
        (answer(b"", status="204 No Content"), "unexpected_status"),
        (answer(b"", status="304 Not Modified"), "unexpected_status"),
        (answer(status="401 Unauthorized"), "forbidden"),
        (answer(status="403 Forbidden"), "forbidden"),
        (answer(status="404 Not Found"), "not_found"),
        (answer(status="410 Gone"), "gone"),
        (answer(status="418 Teapot"), "unexpected_status"),
        (answer(status="451 Legal"), "forbidden"),
        (answer(status="500 Oops"), "server_error"),
        (answer(status="503 Later"), "server_error"),
    ],
)
def test_answers_that_are_not_taken(world: World, page: bytes, code: str) -> None:
    world.site.pages["/"] = page
    assert refused("http://public.test/").code == code


def test_how_long_to_wait_is_told(world: World) -> None:
    waits = {"120": 120, "-1": None, "soon": None, "Wed, 21 Oct 2015 07:28:00 GMT": 0, "9" * 5000: 999_999_999}
    for value, seconds in waits.items():
        world.site.pages["/"] = answer(PAGE, f"Retry-After: {value}", status="429 Slow Down")
        fault = refused("http://public.test/")
        assert (fault.code, fault.values["retry_after"], fault.values["status"]) == ("too_many_requests", seconds, 429)


def test_what_has_not_changed_is_not_sent_again(world: World) -> None:
    world.site.pages["/"] = answer(b"", status="304 Not Modified")
    tags = {"etag": 'W/"é"', "modified": "Wed, 21 Oct 2015 07:28:00 GMT"}
    got = fetch("http://public.test/", policy(), **tags)
    assert (got.status, got.raw, got.etag, got.last_modified) == (304, b"", tags["etag"], tags["modified"])
    head = world.site.requests[-1][1]
    assert "If-Modified-Since: Wed" in head and "If-None-Match: W/" in head
    assert "If-None-Match" not in world.site.requests[0][1], "robots.txt has tags of its own"
    # A tag that can't be a header is none.
    world.site.pages["/"] = answer()
    for tag in ("a\r\nX-Injected: 1", "ع", "", "a" * 2000):
        assert fetch("http://public.test/", policy(), etag=tag, modified=tag).status == 200
        assert "If-" not in world.site.requests[-1][1] and "X-Injected" not in world.site.requests[-1][1]


_ANSWERS = st.lists(
    st.sampled_from(
        (
            *(
                b"HTTP/1.1 200 OK\r\n",
                b"HTTP/1.0 200\r\n",
                b"HTTP/1.1 301 X\r\n",
                b"Content-Type: text/html\r\n",
                b"\r\n",
            ),
            *(
                b"Content-Length: 5\r\n",
                b"Content-Length: -5\r\n",
                b"Content-Length: 99999999999\r\n",
                b": \r\n",
                b" x\r\n",
            ),
            *(b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: gzip\r\n", b"Content-Encoding: deflate\r\n"),
            *(
                b"Location: http://[\r\n",
                b"Location: \xff\xfe\r\n",
                b"ETag: \xff\r\n",
                b"5\r\nhello\r\n0\r\n\r\n",
                b"hello",
            ),
            *(
                gzip.compress(b"hello", mtime=0),
                zlib.compress(b"hello"),
                b"-1\r\n",
                b"-7\r\n",
                b"ffffffffffffffff\r\n",
                b"0\r\n",
            ),
            *(b"Content-Type: text/html; charset*=''\r\n", b"Retry-After: \xff\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"),
        )
    )
    | st.binary(max_size=20),
    max_size=9,
).map(b"".join)


@settings(max_examples=300, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(_ANSWERS)
def test_whatever_a_site_answers_it_is_taken_or_refused(data: bytes) -> None:
    def dial(*_: object) -> socket.socket:
        ours, theirs = socket.socketpair()
        with theirs:
            theirs.sendall(data)
            theirs.shutdown(socket.SHUT_WR)
            kept.append(theirs.dup())
        return ours

    kept: list[socket.socket] = []
    plain = policy(max_redirects=0)
    plain.robots.keep("http://public.test", Rules())
    with pytest.MonkeyPatch.context() as patch, contextlib.suppress(Unfetchable):
        patch.setattr(connecting, "dial", dial)
        assert fetch("http://public.test/", plain).status == 200
    for end in kept:
        end.close()


# --- robots.txt ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("robots", "allowed", "forbidden"),
    [
        ("", "/ /a", ""),
        ("User-agent: *\nDisallow: /", "", "/ /a"),
        ("User-agent: *\nDisallow:", "/ /a", ""),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/ /b /a/b /a/b/c", "/a /ab /a/c"),
        # The longest holds, in whichever order they stand; between equals, the kind one.
        ("User-agent: *\nAllow: /a/b\nDisallow: /a", "/a/b", "/a"),
        ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", ""),
        ("User-agent: *\nDisallow: /*?print=", "/a /a?x=1", "/a?print=1 /b/c?print="),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf?x /a.pdfx", "/a.pdf /b/c.pdf"),
        ("User-agent: *\nDisallow: /a*b*c$", "/abcd /acb", "/abc /a1b2c /abcc"),
        ("User-agent: *\nDisallow: /a$", "/ab", "/a"),
        # Ours before those for all, and all of ours together.
        ("User-agent: *\nDisallow: /\n\nUser-agent: Isnad\nDisallow: /a", "/ /b", "/a"),
        ("User-agent: isnad/2.0\nDisallow: /a\nUser-agent: ISNAD\nDisallow: /b", "/", "/a /b"),
        ("User-agent: Other\nUser-agent: Isnad\nDisallow: /a\n\nUser-agent: Third\nDisallow: /", "/b", "/a"),
        ("User-agent: Isnad\n\nUser-agent: *\nDisallow: /", "", "/ /a"),
        ("User-agent: Isnad\nDisallow:\n\nUser-agent: *\nDisallow: /", "/ /a", ""),
        # Names that merely hold or begin ours, or stand in it, are others.
        ("User-agent: Isnadbot\nDisallow: /", "/", ""),
        ("User-agent: a\nDisallow: /", "/", ""),
        # Paths in Arabic, plain and escaped, in capitals or not; escapes that need not be.
        ("User-agent: *\nDisallow: /خاص", "/", "/%D8%AE%D8%A7%D8%B5 /%d8%ae%d8%a7%d8%b5/1"),
        ("User-agent: *\nDisallow: /%d8%ae%d8%a7%d8%b5\nDisallow: /%7Ea", "/", "/%D8%AE%D8%A7%D8%B5 /~a /%7ea"),
        ("\ufeffuser-AGENT : * # all\r\n DISALLOW : /a # this\r\nCrawl-delay: 5\rDisallow: /b", "/", "/a /b"),
        ("Disallow: /", "/", ""),
        ("<html>Disallow: /</html>", "/", ""),
    ],
)
def test_rules_for_programs(robots: str, allowed: str, forbidden: str) -> None:
    rules = read_robots(robots.encode(), "Isnad")
    assert [path for path in (*allowed.split(), *forbidden.split()) if rules.allow(path)] == allowed.split()


def test_a_page_that_programs_should_not_fetch(world: World) -> None:
    world.site.pages |= {"/robots.txt": answer(b"User-agent: *\nDisallow: /a", media_type="text/plain"), "/b": answer()}
    world.site.pages["/to-a"] = redirect("/a")
    asking = policy()
    assert refused("http://public.test/a", asking).code == "robots"
    assert refused("http://public.test/to-a", asking).code == "robots"
    assert fetch("http://public.test/b", asking).raw == PAGE
    # Asked once for the whole site, and not for its page.
    assert world.site.paths == ["/robots.txt", "/to-a", "/b"]


def test_each_site_has_rules_of_its_own_for_an_hour(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.site.pages |= {"/": redirect("http://other.test/x"), "/x": answer()}
    asking = policy()
    fetch("http://public.test/", asking)
    fetch("http://public.test/", asking)
    assert world.site.paths == ["/robots.txt", "/", "/robots.txt", "/x", "/", "/x"]
    monkeypatch.setattr("seeds.fetching.robots.HOUR", 0)
    monkeypatch.setattr("seeds.fetching.robots._MOST_REMEMBERED", 1)
    forgetful = policy()
    fetch("http://public.test/x", forgetful)
    fetch("http://public.test/x", forgetful)
    assert world.site.paths[6:] == ["/robots.txt", "/x", "/robots.txt", "/x"]


@pytest.mark.parametrize(
    ("robots", "code"),
    [
        (answer(b"", status="404 Not Found"), None),
        (answer(b"", status="403 Forbidden"), None),
        (redirect("/rules"), None),
        (answer(b"User-agent: *\nDisallow: /z\n" + b"#\n" * 400_000 + b"Disallow: /x\n"), None),
        (answer(gzip.compress(bytes(10_000_000), mtime=0), "Content-Encoding: gzip"), None),
        (answer(b"", status="500 Oops"), "robots_unreachable"),
        (answer(b"", "Retry-After: 60", status="503 Later"), "robots_unreachable"),
        (b"", "broken_off"),
        (answer(b"User-agent", "Content-Length: 100"), "broken_off"),
        (redirect("http://127.0.0.1/robots.txt"), "address_not_public"),
        (redirect("http://[::ffff:169.254.169.254]/"), "address_not_public"),
        (redirect("/robots.txt"), "too_many_redirects"),
    ],
)
def test_rules_that_can_not_be_read(world: World, robots: bytes, code: str | None) -> None:
    world.site.pages |= {"/robots.txt": robots, "/x": answer(), "/rules": answer(b"User-agent: *\nDisallow: /y")}
    asking = policy()
    if code is None:
        assert fetch("http://public.test/x", asking).raw == PAGE
    else:
        assert refused("http://public.test/x", asking).code == code
        assert "/x" not in world.site.paths
        # Trouble passes: the next fetch asks anew.
        world.site.pages["/robots.txt"] = answer(b"")
        assert fetch("http://public.test/x", asking).raw == PAGE


def test_a_policy_names_who_asks() -> None:
    for agent in ("", "/1.0", "Isnad/1.0\r\nX: y", "إسناد/1.0"):
        with pytest.raises(ValueError, match="user agent"):
            Policy(agent)
    assert Policy(AGENT).product == "Isnad"


def test_what_the_measures_are() -> None:
    house = Policy(AGENT)
    assert (house.connect_timeout, house.total_timeout, house.max_bytes, house.max_redirects) == (5, 15, 5_000_000, 3)
    assert house.ports == {80, 443} and house.allow_addresses == frozenset()
    assert house.tls.verify_mode is ssl.CERT_REQUIRED and house.tls.check_hostname
    assert http.client._MAXHEADERS == 100  # type: ignore[attr-defined]  # the count of headers is left to it
    assert addresses.DEFAULT_PORTS == {"http": 80, "https": 443}
