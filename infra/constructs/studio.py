"""The studio's address: CloudFront before a private bucket of files, and before the API."""

from pathlib import Path

from aws_cdk import (
    Aws,
    Duration,
    RemovalPolicy,
    aws_certificatemanager as certificates,
    aws_cloudfront as cloudfront,
    aws_cloudfront_origins as origins,
    aws_s3 as s3,
)
from constructs import Construct

from infra import browser_policy
from infra.constructs import studio_api
from infra.environments import Environment
from infra.locations import Locations
from splashmy.core.resources import BUCKETS

PAGES = Path(__file__).with_name("studio_pages.js")


class Studio(Construct):
    """`url` is where people open it; the files are put into `bucket` after the deployment."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        environment: Environment,
        locations: Locations,
        api_url: str,
    ) -> None:
        super().__init__(scope, id)
        self.bucket = _bucket(self, environment)
        domain = environment.studio_domain
        distribution = cloudfront.Distribution(
            self,
            "Distribution",
            comment=f"{environment.prefix} studio",
            default_root_object="index.html",
            minimum_protocol_version=cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
            price_class=cloudfront.PriceClass.PRICE_CLASS_100,
            default_behavior=cloudfront.BehaviorOptions(
                origin=origins.S3BucketOrigin.with_origin_access_control(self.bucket),
                viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
                response_headers_policy=_headers(self, environment, locations),
                function_associations=[
                    studio_api.viewer_request(self, "Pages", environment, PAGES)
                ],
            ),
            additional_behaviors={
                studio_api.PATH: studio_api.behavior(self, environment=environment, api_url=api_url)
            },
            error_responses=studio_api.no_error_is_kept(),
            domain_names=[domain] if domain else None,
            certificate=_certificate(self, environment),
        )
        self.url = f"https://{domain or distribution.distribution_domain_name}/"


def _bucket(scope: Construct, environment: Environment) -> s3.Bucket:
    """Nothing is lost with it: `make deploy` copies the files again."""
    return s3.Bucket(
        scope,
        "Files",
        bucket_name=f"{environment.prefix}-studio-{Aws.ACCOUNT_ID}-{Aws.REGION}",
        enforce_ssl=True,
        encryption=s3.BucketEncryption.S3_MANAGED,
        block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
        object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
        lifecycle_rules=[
            s3.LifecycleRule(abort_incomplete_multipart_upload_after=Duration.days(1))
        ],
        removal_policy=RemovalPolicy.DESTROY,
    )


def _headers(
    scope: Construct, environment: Environment, locations: Locations
) -> cloudfront.ResponseHeadersPolicy:
    policy = browser_policy.content_security_policy(
        picture_hosts=[
            f"https://{locations.name(bucket)}.s3.{Aws.REGION}.{Aws.URL_SUFFIX}"
            for bucket in BUCKETS
        ]
    )
    return cloudfront.ResponseHeadersPolicy(
        scope,
        "Headers",
        response_headers_policy_name=f"{environment.prefix}-studio-{Aws.REGION}",
        security_headers_behavior=cloudfront.ResponseSecurityHeadersBehavior(
            content_security_policy=cloudfront.ResponseHeadersContentSecurityPolicy(
                content_security_policy=policy, override=True
            ),
            content_type_options=cloudfront.ResponseHeadersContentTypeOptions(override=True),
            frame_options=cloudfront.ResponseHeadersFrameOptions(
                frame_option=cloudfront.HeadersFrameOption.DENY, override=True
            ),
            referrer_policy=cloudfront.ResponseHeadersReferrerPolicy(
                referrer_policy=cloudfront.HeadersReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN,
                override=True,
            ),
            strict_transport_security=cloudfront.ResponseHeadersStrictTransportSecurity(
                access_control_max_age=Duration.days(365), include_subdomains=False, override=True
            ),
        ),
        custom_headers_behavior=cloudfront.ResponseCustomHeadersBehavior(
            custom_headers=[
                cloudfront.ResponseCustomHeader(
                    header="Permissions-Policy", value=browser_policy.PERMISSIONS, override=True
                )
            ]
        ),
    )


def _certificate(scope: Construct, environment: Environment) -> certificates.ICertificate | None:
    arn = environment.studio_certificate_arn
    return certificates.Certificate.from_certificate_arn(scope, "Certificate", arn) if arn else None
