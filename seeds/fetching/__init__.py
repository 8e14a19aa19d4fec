"""Fetches what an editor or a feed gave the address of, without ever reaching what is not public.

    page = fetch("https://example.com/news/1", Policy(user_agent="Isnad/1.0 (+https://newsroom.example/about)"))

Who gives an address chooses where this program connects, so every address is suspect: it may spell 127.0.0.1 in ten
ways, its name may lead to a machine of ours, and its site may redirect, dribble or explode. The way in, in order:
``addresses`` (one normal form, and which addresses are public), ``connecting`` (one look-up, all its addresses
checked, a connection to just those, one deadline over every byte), ``robots``, ``answers`` (what may come back, and
how much of it) and ``visiting`` (the request, redirects, and ``fetch`` itself).

``http.client`` parses the answer over a socket that we open and read ourselves. urllib3 would have had to be told in
five places not to do what it is good at (pools, proxies, retries, redirects, decoding), and both it and http.client
wait a whole timeout for *each* piece of a header; here the socket itself knows the deadline and the most bytes.
What this can't know: addresses which a network of the newsroom's own translates to inner ones (NAT64 with a prefix
of its own). Who runs such a network closes that door in its firewall.
"""

from .faults import Unfetchable
from .policy import Fetched, Policy
from .visiting import fetch

__all__ = ["Fetched", "Policy", "Unfetchable", "fetch"]
