from pathlib import Path

from PIL import Image

from local.sheet import before_after, contact_sheet

PHOTO = Path(__file__).parents[2] / "local" / "photograph.jpg"
BLUE = (29, 95, 196)


def painted(path: Path, colour: tuple[int, ...]) -> Path:
    Image.new("RGB" if len(colour) == 3 else "RGBA", (600, 400), colour).save(path)
    return path


def test_a_sheet_shows_the_upload_on_the_left_and_the_result_on_the_right(tmp_path: Path) -> None:
    after, sheet = painted(tmp_path / "after.png", BLUE), tmp_path / "sheet.png"

    before_after(PHOTO, after, style="Blue", prompt="all blue", path=sheet, note="a note")

    with Image.open(sheet) as made:
        middle = (made.height - 340) // 2 + 150
        assert made.getpixel((made.width * 3 // 4, middle)) == BLUE
        assert made.getpixel((made.width // 4, middle)) != BLUE


def test_a_photograph_stored_turned_is_shown_upright(tmp_path: Path) -> None:
    with Image.open(PHOTO) as stored:
        assert stored.height > stored.width

    before_after(PHOTO, PHOTO, style="None", prompt="", path=tmp_path / "sheet.png", note="")

    with Image.open(tmp_path / "sheet.png") as made:
        assert made.width > made.height * 2 * 0.9


def test_a_gallery_grows_with_its_categories(tmp_path: Path) -> None:
    picture = painted(tmp_path / "one.png", (*BLUE, 0))
    few = [("Art / One", picture), ("Art / Two", picture)]

    contact_sheet(few, tmp_path / "few.png", "SplashMy")
    contact_sheet([*few, ("Craft / Three", picture)], tmp_path / "more.png", "SplashMy")

    with Image.open(tmp_path / "few.png") as one, Image.open(tmp_path / "more.png") as other:
        assert other.width == one.width
        assert other.height > one.height
