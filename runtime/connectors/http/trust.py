"""Whose certificates are trusted: those of the machine and of the Mozilla list, and those that a person pasted."""

import ssl

from runtime.problems import problem


def trust(certificates: str) -> ssl.SSLContext:
    """A context that checks certificate and host name. `Problems` where what was pasted is no certificate."""
    import httpx

    context = httpx.create_ssl_context(trust_env=False)
    context.load_default_certs()
    if certificates.strip():
        try:
            context.load_verify_locations(cadata=certificates)
        except (ssl.SSLError, ValueError, TypeError) as wrong:
            raise problem("certificate_malformed") from wrong
        # A system's own certificate, pasted, is trust enough: it needs no authority above it.
        context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    return context
