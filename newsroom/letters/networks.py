"""From an address on the net to the network that may be written down: enough to tell two readers apart, no person."""

from __future__ import annotations

import ipaddress

V4_BITS, V6_BITS = 24, 48
UNKNOWN = "unknown"


def network_of(address: str) -> str:
    """The network of an address: 256 neighbors (IPv4), or one customer's whole network (IPv6).

    >>> network_of("192.0.2.77")
    '192.0.2.0/24'
    >>> network_of("2001:db8:85a3:8d3::7334")
    '2001:db8:85a3::/48'
    >>> network_of("::ffff:192.0.2.77")
    '192.0.2.0/24'
    >>> network_of("somewhere")
    'unknown'
    """
    try:
        found = ipaddress.ip_address(address.strip())
    except ValueError:
        return UNKNOWN
    mapped = getattr(found, "ipv4_mapped", None) or found
    bits = V4_BITS if mapped.version == 4 else V6_BITS
    return str(ipaddress.ip_network(f"{mapped}/{bits}", strict=False))
