"""`/api/*` at the studio's address is the API, so that the pages call their own origin.

An answer says itself whether CloudFront may keep it; here is only for how long at most.
"""

from pathlib import Path

from aws_cdk import (
    Aws,
    Duration,
    Fn,
    aws_cloudfront as cloudfront,
    aws_cloudfront_origins as origins,
)
from constructs import Construct

from infra import edge_secret
from infra.environments import Environment
from splashmy.web import headers

PATH = "/api/*"
VIEWER = Path(__file__).with_name("studio_api.js")
# CloudFront would keep these for 10 seconds, whatever the answer says of itself.
KEPT_ERRORS = (400, 403, 404, 405, 414, 500, 501, 502, 503, 504)


def behavior(
    scope: Construct, *, environment: Environment, api_url: str
) -> cloudfront.BehaviorOptions:
    """`api_url` is `https://host/` or `https://host/stage/`."""
    return cloudfront.BehaviorOptions(
        origin=_api(environment, api_url),
        allowed_methods=cloudfront.AllowedMethods.ALLOW_ALL,
        viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
        cache_policy=_cache_policy(scope, environment),
        origin_request_policy=cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        function_associations=[viewer_request(scope, "Viewer", environment, VIEWER)],
    )


def no_error_is_kept() -> list[cloudfront.ErrorResponse]:
    return [
        cloudfront.ErrorResponse(http_status=status, ttl=Duration.seconds(0))
        for status in KEPT_ERRORS
    ]


def viewer_request(
    scope: Construct, id: str, environment: Environment, file: Path
) -> cloudfront.FunctionAssociation:
    """`studio_pages.js` becomes the function splashmy-dev-studio-pages-eu-west-1."""
    name = file.stem.replace("_", "-")
    function = cloudfront.Function(
        scope,
        id,
        function_name=f"{environment.prefix}-{name}-{Aws.REGION}",
        code=cloudfront.FunctionCode.from_inline(file.read_text()),
        runtime=cloudfront.FunctionRuntime.JS_2_0,
    )
    return cloudfront.FunctionAssociation(
        event_type=cloudfront.FunctionEventType.VIEWER_REQUEST, function=function
    )


def _api(environment: Environment, api_url: str) -> origins.HttpOrigin:
    """Over whatever a viewer sent, CloudFront adds the secret."""
    return origins.HttpOrigin(
        Fn.select(2, Fn.split("/", api_url)),
        origin_path=None if environment.domain else f"/{environment.name}",
        protocol_policy=cloudfront.OriginProtocolPolicy.HTTPS_ONLY,
        custom_headers={headers.EDGE_SECRET: edge_secret.reference(environment.name)},
    )


def _cache_policy(scope: Construct, environment: Environment) -> cloudfront.CachePolicy:
    """What an answer depends on; it names the origin that it is for, where another page asked."""
    return cloudfront.CachePolicy(
        scope,
        "Kept",
        cache_policy_name=f"{environment.prefix}-studio-api-{Aws.REGION}",
        min_ttl=Duration.seconds(0),
        default_ttl=Duration.seconds(0),
        max_ttl=Duration.seconds(headers.EDGE_MAX_AGE),
        header_behavior=cloudfront.CacheHeaderBehavior.allow_list(
            "Authorization", "Accept-Language", "Origin"
        ),
        query_string_behavior=cloudfront.CacheQueryStringBehavior.all(),
        cookie_behavior=cloudfront.CacheCookieBehavior.none(),
        enable_accept_encoding_gzip=True,
        enable_accept_encoding_brotli=True,
    )
