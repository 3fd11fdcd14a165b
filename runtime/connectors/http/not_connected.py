"""Why no connection stands: nobody there, or nobody to be trusted."""

import ssl

from runtime.mishaps import causes
from runtime.problems import Outage, Problem, Problems

_SELF_SIGNED = {18, 19, 20, 21}
_EXPIRED, _OTHER_HOST = {9, 10}, {62, 64}


def not_connected(wrong: Exception, host: str) -> Problems:
    """The problem behind a library's error; only a host that does not answer is worth another attempt."""
    return not_secure(wrong, host) or failed(True, "http_unreachable", host=host)


def not_secure(wrong: BaseException, host: str) -> Problems | None:
    """What keeps a connection from being secure; None where that is not the matter."""
    refused = next((one for one in causes(wrong) if isinstance(one, ssl.SSLError)), None)
    if isinstance(refused, ssl.SSLCertVerificationError):
        return failed(False, _certificate(refused.verify_code), host=host, reason=refused.verify_message)
    if refused:
        return failed(False, "tls_failed", host=host, reason=getattr(refused, "reason", None) or str(refused))
    return None


def _certificate(code: int) -> str:
    if code in _SELF_SIGNED:
        return "certificate_untrusted"
    return (
        "certificate_expired" if code in _EXPIRED else "certificate_other_host" if code in _OTHER_HOST else "tls_failed"
    )


def failed(again: bool, code: str, **parameters: object) -> Problems:
    return (Outage if again else Problems)(Problem(code=code, parameters=parameters))
