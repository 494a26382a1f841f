"""What a browser may do on the studio's pages; said once for CloudFront and for the local stack."""

from collections.abc import Sequence


def content_security_policy(picture_hosts: Sequence[str] = ()) -> str:
    """`picture_hosts` are the origins beside its own that pictures come from and go to."""
    hosts = " ".join(("'self'", *picture_hosts))
    rules = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "font-src": "'self'",
        "manifest-src": "'self'",
        "img-src": f"{hosts} data: blob:",
        "connect-src": hosts,
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


PERMISSIONS = "camera=(self), clipboard-read=(self), geolocation=(), microphone=(), payment=()"
REFERRER = "strict-origin-when-cross-origin"
# Vite puts a hash of its content into the name of every file in here.
IMMUTABLE_FOLDER = "assets"
IMMUTABLE = "public, max-age=31536000, immutable"
ALWAYS_FRESH = "no-cache"
