"""What every answer tells browsers and caches, ours and the gateway's own."""

# Written by the studio's distribution: who called there, and that it was the distribution.
VIEWER_ADDRESS = "x-splashmy-viewer-address"
EDGE_SECRET = "x-splashmy-edge-secret"  # noqa: S105 the name of the header that holds it
# Browsers ask again each time; CloudFront answers them for a minute.
SHARED = "public, max-age=0, s-maxage=60"
ALWAYS = {
    "Cache-Control": "no-store",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
}
