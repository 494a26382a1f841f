import type { Result } from "@splashmy/client";
import Lightbox from "yet-another-react-lightbox";
import Zooming from "yet-another-react-lightbox/plugins/zoom";
import "yet-another-react-lightbox/styles.css";
import { t } from "../language/index.ts";

export default function Zoom({ result, onClose }: { result: Result; onClose: () => void }) {
  const { url, width, height } = result;
  return (
    <Lightbox
      open
      close={onClose}
      plugins={[Zooming]}
      slides={[{ src: url, width, height, alt: result.style?.name ?? t("Picture") }]}
      carousel={{ finite: true }}
      render={{ buttonPrev: () => null, buttonNext: () => null }}
      zoom={{ maxZoomPixelRatio: 4, scrollToZoom: true }}
      labels={{
        Close: t("Close"),
        "Zoom in": t("Zoom in"),
        "Zoom out": t("Zoom out"),
        Lightbox: t("Zoom"),
      }}
    />
  );
}
