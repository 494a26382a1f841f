"""Which effect a prompt asks for: the first style it names, else one chosen by its hash."""

import hashlib
import re
from collections.abc import Callable

from PIL import Image

from local.stand_ins.painter import (
    cartoons,
    crafts,
    drawings,
    fantasies,
    paints,
    photographs,
    prints,
)

Effect = Callable[[Image.Image], Image.Image]

EFFECTS: dict[str, Effect] = {
    "anime": cartoons.anime_portrait,
    "manga": cartoons.manga_page,
    "painted anime|anime background|anime landscape": cartoons.painted_anime,
    "retro anime|nineties anime|90s anime": cartoons.retro_anime,
    "comic|graphic novel": cartoons.comic_book,
    "flat vector|vector": cartoons.flat_vector,
    "clay|stop-motion": cartoons.claymation,
    "sticker|die-cut": cartoons.sticker,
    "storybook|picture book|children's book": cartoons.storybook,
    "watercolou?r|aquarelle": paints.watercolor,
    "oil paint|oil on canvas": paints.oil_painting,
    "gouache": paints.gouache,
    "impressionis": paints.impressionist,
    "pointillis": paints.pointillist,
    "ink wash|ink-wash|sumi": paints.ink_wash,
    "pop art|pop-art|screen print": paints.pop_art,
    "pencil|graphite": drawings.pencil_sketch,
    "charcoal": drawings.charcoal,
    "chalk": drawings.chalkboard,
    "blueprint|technical drawing": drawings.blueprint,
    "noir": photographs.film_noir,
    "cyanotype": photographs.cyanotype,
    "instant film|instant photo|polaroid": photographs.instant_film,
    "golden hour|golden-hour": photographs.golden_hour,
    "tintype|wet plate": photographs.tintype,
    "enchanted|fairy": fantasies.enchanted_forest,
    "cosmic|galaxy|nebula": fantasies.cosmic_dream,
    "stained glass|stained-glass": fantasies.stained_glass,
    "crystal|low poly|low-poly|faceted": fantasies.crystal,
    "pixel": prints.pixel_art,
    "synthwave|neon": prints.synthwave,
    "risograph|halftone": prints.risograph,
    "travel poster|vintage poster": prints.travel_poster,
    "mosaic": crafts.mosaic,
    "paper cut|paper-cut|cut paper|papercut": crafts.paper_cut,
    "embroider": crafts.embroidery,
    "woodcut|linocut|block print": crafts.woodcut,
    "toy brick|building brick": crafts.bricks,
    "knit": crafts.knitted,
}


def effect_for(prompt: str) -> Effect:
    words = prompt.lower()
    found = [
        (match.start(), -len(match.group()), index)
        for index, names in enumerate(EFFECTS)
        if (match := re.search(rf"\b(?:{names})", words))
    ]
    effects = list(EFFECTS.values())
    return effects[min(found)[2] if found else fingerprint(prompt) % len(effects)]


def fingerprint(prompt: str) -> int:
    """The same number for the same words on every machine."""
    return int.from_bytes(hashlib.sha256(prompt.encode()).digest()[:8])
