"""What a job can be told beside its photo, style and prompt."""

from typing import Literal, TypedDict

JobStatus = Literal[
    "pending", "moderating", "processing", "streaming", "completed", "failed", "cancelled"
]


class JobOptions(TypedDict, total=False):
    """What is left out is the style's choice, then the deployment's. `n` is 1 to 4 pictures.

    `size` is "auto" or like "1024x1536". `output_compression` is 0 to 100, for jpeg and webp.
    `partial_images`, 0 to 3, come as events while the picture is painted, if `stream` is true.
    `reference_image_ids` are of up to 15 more of your images, for an edit or a style transfer.
    """

    n: int
    quality: Literal["auto", "low", "medium", "high", "xhigh", "max"] | None
    background: Literal["auto", "opaque", "transparent"] | None
    output_format: Literal["auto", "png", "jpeg", "webp"] | None
    size: str | None
    output_compression: int | None
    stream: bool
    partial_images: int | None
    is_public: bool
    template_id: str | None
    reference_image_ids: list[str]
    variables: dict[str, str]
