import { ReactCompareSlider, ReactCompareSliderImage } from "react-compare-slider";
import { t } from "../language/index.ts";
import "./results.css";

/** A slider between a photo and what was made of it; it moves with the arrow keys too. */
export default function BeforeAfter({
  before,
  after,
  title,
}: {
  before: string;
  after: string;
  title: string;
}) {
  return (
    <ReactCompareSlider
      className="compare"
      aria-label={t("Before and after: {style}", { style: title })}
      itemOne={<ReactCompareSliderImage src={before} alt={t("Before")} />}
      itemTwo={<ReactCompareSliderImage src={after} alt={t("After: {style}", { style: title })} />}
    />
  );
}
