import { Brush, Camera, ImagePlus, Images, X } from "lucide-react";
import { lazy, Suspense, useCallback, useEffect, useState } from "react";
import { useDropzone } from "react-dropzone";
import { t } from "../language/index.ts";
import { useUser } from "../session/user.ts";
import { Note } from "../ui/errors.tsx";
import { Picture } from "../ui/picture.tsx";
import { changeDraft, type Photo, useDraft } from "./draft.ts";
import { isReady, photoFrom, send } from "./uploads.ts";

const FromLibrary = lazy(() => import("./from-library.tsx"));
const MaskBrush = lazy(() => import("./mask.tsx"));

export const TAKEN = {
  "image/jpeg": [".jpg", ".jpeg"],
  "image/png": [".png"],
  "image/webp": [".webp"],
  "image/gif": [".gif"],
  "image/heic": [".heic"],
  "image/heif": [".heif"],
  "image/avif": [".avif"],
};

export function choosePhoto(photo: Photo | null): void {
  changeDraft(() => ({ photo, mask: null }));
}

/** Where a photo comes in: dropped, pasted, chosen, taken, or from the library. */
export function PhotoPlace() {
  const { photo } = useDraft();
  const { isSignedIn } = useUser();
  const [isChoosing, setChoosing] = useState(false);
  const take = useCallback((files: File[]) => {
    const file = files[0];
    if (file) choosePhoto(photoFrom(file, file.name));
  }, []);
  usePaste(take);
  const { getRootProps, getInputProps, isDragActive, open, fileRejections } = useDropzone({
    onDropAccepted: take,
    accept: TAKEN,
    multiple: false,
    noClick: true,
    noKeyboard: true,
    useFsAccessApi: false,
  });
  return (
    <div {...getRootProps({ className: isDragActive ? "drop active" : "drop" })}>
      <input {...getInputProps({ "aria-label": t("Choose a photo"), name: "photo" })} />
      {photo ? (
        <Chosen photo={photo} replace={open} />
      ) : (
        <div className="drop-empty">
          <ImagePlus size={44} aria-hidden />
          <h2>{t("Drop a photo here")}</h2>
          <p className="soft">
            {t("or paste one. JPEG, PNG, WebP, GIF, HEIC or AVIF, up to 10 MB.")}
          </p>
          <div className="row drop-ways">
            <button type="button" className="button" onClick={open}>
              {t("Choose a photo")}
            </button>
            <TakePhoto take={take} />
            {isSignedIn && (
              <button type="button" className="button quiet" onClick={() => setChoosing(true)}>
                <Images size={18} aria-hidden />
                {t("From your library")}
              </button>
            )}
          </div>
        </div>
      )}
      {fileRejections.length > 0 && (
        <Note kind="bad">
          {t(
            "This file is not a picture that can be used. Choose a JPEG, PNG, WebP, GIF, HEIC or AVIF.",
          )}
        </Note>
      )}
      {isChoosing && (
        <Suspense>
          <FromLibrary onChoose={choosePhoto} onClose={() => setChoosing(false)} />
        </Suspense>
      )}
    </div>
  );
}

function TakePhoto({ take }: { take: (files: File[]) => void }) {
  return (
    <label className="button quiet camera-only">
      <Camera size={18} aria-hidden />
      {t("Take a photo")}
      <input
        type="file"
        accept="image/*"
        capture="environment"
        className="hidden-text"
        onChange={(event) => take([...(event.target.files ?? [])])}
      />
    </label>
  );
}

function Chosen({ photo, replace }: { photo: Photo; replace: () => void }) {
  const { styleId, mask } = useDraft();
  const [isPainting, setPainting] = useState(false);
  return (
    <div className="stack tight">
      <div className="chosen">
        <Picture src={photo.preview} alt={t("Your photo: {name}", { name: photo.name })} eager />
        {mask?.preview && (
          <img className="chosen-mask" src={mask.preview} alt={t("The part that will change")} />
        )}
        <button
          type="button"
          className="button quiet icon small chosen-remove"
          aria-label={t("Remove the photo")}
          onClick={() => choosePhoto(null)}
        >
          <X size={18} />
        </button>
      </div>
      <Progress photo={photo} />
      <div className="row">
        <button type="button" className="button quiet small" onClick={replace}>
          {t("Change the photo")}
        </button>
        {isReady(photo) && styleId === null && (
          <button type="button" className="button quiet small" onClick={() => setPainting(true)}>
            <Brush size={16} aria-hidden />
            {mask ? t("Change the area") : t("Change only a part")}
          </button>
        )}
      </div>
      {isPainting && photo.image && (
        <Suspense>
          <MaskBrush image={photo.image} onClose={() => setPainting(false)} />
        </Suspense>
      )}
    </div>
  );
}

export function Progress({ photo }: { photo: Photo }) {
  const { isSignedIn } = useUser();
  if (photo.problem) {
    return (
      <Note kind="bad">
        {photo.problem}
        {photo.file && !photo.image && (
          <div>
            <button
              type="button"
              className="button small quiet"
              onClick={() => void send({ ...photo, problem: "" })}
            >
              {t("Send it again")}
            </button>
          </div>
        )}
      </Note>
    );
  }
  if (isReady(photo) || !isSignedIn) return null;
  const isSent = photo.progress >= 1;
  return (
    <div className="stack tight" role="status">
      <progress
        className="meter"
        max={1}
        value={isSent ? 1 : photo.progress}
        aria-label={t("Upload")}
      />
      <p className="fine">{isSent ? t("Checking the photo") : t("Sending the photo")}</p>
    </div>
  );
}

function usePaste(take: (files: File[]) => void): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (!files.length) return;
      event.preventDefault();
      take(files);
    };
    document.addEventListener("paste", paste);
    return () => document.removeEventListener("paste", paste);
  }, [take]);
}
