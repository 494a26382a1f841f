"""What every answer tells browsers and caches, ours and the gateway's own."""

# Written by the studio's distribution: who called there, and that it was the distribution.
VIEWER_ADDRESS = "x-splashmy-viewer-address"
EDGE_SECRET = "x-splashmy-edge-secret"  # noqa: S105 the name of the header that holds it
# Browsers ask again each time; CloudFront answers them for a minute.
EDGE_MAX_AGE = 60  # seconds
SHARED = f"public, max-age=0, s-maxage={EDGE_MAX_AGE}"
ALWAYS = {
    "Cache-Control": "no-store",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
}
