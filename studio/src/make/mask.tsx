import type { Image } from "@splashmy/client";
import { Eraser, Paintbrush, Undo2 } from "lucide-react";
import { useRef, useState } from "react";
import { ReactSketchCanvas, type ReactSketchCanvasRef } from "react-sketch-canvas";
import { t } from "../language/index.ts";
import { Dialog } from "../ui/dialog.tsx";
import { useToast } from "../ui/toast.tsx";
import { changeDraft } from "./draft.ts";
import { maskFile } from "./mask-file.ts";
import { photoFrom, send } from "./uploads.ts";

const BRUSH = 46;

/** Paint over what is to change; the rest of the photo stays as it is. */
export default function MaskBrush({ image, onClose }: { image: Image; onClose: () => void }) {
  const canvas = useRef<ReactSketchCanvasRef>(null);
  const [width, setWidth] = useState(BRUSH);
  const [erases, setErases] = useState(false);
  const { say, sayError } = useToast();
  const ratio = (image.width ?? 1) / (image.height ?? 1);
  const erase = (on: boolean) => {
    setErases(on);
    canvas.current?.eraseMode(on);
  };
  const use = async () => {
    const drawn = await canvas.current?.exportImage("png");
    const file = drawn && (await maskFile(drawn, image));
    if (!file) return say(t("Paint over the part that is to change."));
    const mask = photoFrom(file, "mask.png");
    changeDraft(() => ({ mask }));
    onClose();
    await send(mask).catch(sayError);
  };
  return (
    <Dialog title={t("What is to change?")} wide onClose={onClose}>
      <p className="soft">
        {t("Paint over the part of the photo that is to change. The rest stays as it is.")}
      </p>
      <div className="row">
        <button
          type="button"
          className="button quiet small"
          aria-pressed={!erases}
          onClick={() => erase(false)}
        >
          <Paintbrush size={17} aria-hidden />
          {t("Paint")}
        </button>
        <button
          type="button"
          className="button quiet small"
          aria-pressed={erases}
          onClick={() => erase(true)}
        >
          <Eraser size={17} aria-hidden />
          {t("Erase")}
        </button>
        <button type="button" className="button quiet small" onClick={() => canvas.current?.undo()}>
          <Undo2 size={17} aria-hidden />
          {t("Undo")}
        </button>
        <label className="row grow">
          <span className="fine">{t("Brush")}</span>
          <input
            type="range"
            min={8}
            max={140}
            value={width}
            className="grow"
            onChange={(event) => setWidth(Number(event.target.value))}
          />
        </label>
      </div>
      <div
        className="mask"
        style={{ aspectRatio: ratio, maxWidth: `calc(var(--mask-height) * ${ratio})` }}
      >
        <img src={image.url ?? ""} alt={t("Your photo")} />
        <ReactSketchCanvas
          ref={canvas}
          width="100%"
          height="100%"
          canvasColor="transparent"
          strokeColor="#ff3b1f"
          strokeWidth={width}
          eraserWidth={width}
          style={{ border: "none" }}
        />
      </div>
      <div className="row end">
        <button type="button" className="button quiet" onClick={onClose}>
          {t("Go back")}
        </button>
        <button type="button" className="button" onClick={() => void use()}>
          {t("Use this area")}
        </button>
      </div>
    </Dialog>
  );
}
