import { Images, Plus, X } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useDropzone } from "react-dropzone";
import { t } from "../language/index.ts";
import { useUser } from "../session/user.ts";
import { Note } from "../ui/errors.tsx";
import { Picture } from "../ui/picture.tsx";
import { changeDraft, type Photo, useDraft } from "./draft.ts";
import { Progress, TAKEN } from "./photo.tsx";
import { photoFrom } from "./uploads.ts";

const FromLibrary = lazy(() => import("./from-library.tsx"));
const MOST = 15; // that the API takes beside the photo

/** More photos that the picture may take something from: a face, a place, a material. */
export function References() {
  const { references } = useDraft();
  const { isSignedIn } = useUser();
  const [isChoosing, setChoosing] = useState(false);
  const free = MOST - references.length;
  const { getRootProps, getInputProps, isDragActive, open, fileRejections } = useDropzone({
    onDropAccepted: (files) => add(files.map((file) => photoFrom(file, file.name))),
    accept: TAKEN,
    noClick: true,
    noKeyboard: true,
    noDragEventsBubbling: true, // or they would replace the photo
    useFsAccessApi: false,
    disabled: free === 0,
  });
  return (
    <fieldset
      {...getRootProps({ className: isDragActive ? "references active" : "references", role: "" })}
    >
      <legend className="label">{t("More photos (optional)")}</legend>
      <p className="fine">
        {t("A person, a thing or a place to take from. Say in your words what each is for.")}
      </p>
      <input {...getInputProps({ "aria-label": t("Add photos"), name: "references" })} />
      {references.length > 0 && (
        <ul className="reference-list">
          {references.map((photo) => (
            <Reference key={photo.key} photo={photo} />
          ))}
        </ul>
      )}
      <div className="row">
        <button type="button" className="button quiet small" onClick={open} disabled={free === 0}>
          <Plus size={16} aria-hidden />
          {t("Add photos")}
        </button>
        {isSignedIn && (
          <button
            type="button"
            className="button plain small"
            onClick={() => setChoosing(true)}
            disabled={free === 0}
          >
            <Images size={16} aria-hidden />
            {t("From your library")}
          </button>
        )}
      </div>
      {fileRejections.length > 0 && (
        <Note kind="bad">
          {t(
            "This file is not a picture that can be used. Choose a JPEG, PNG, WebP, GIF, HEIC or AVIF.",
          )}
        </Note>
      )}
      {isChoosing && (
        <Suspense>
          <FromLibrary onChoose={(photo) => add([photo])} onClose={() => setChoosing(false)} />
        </Suspense>
      )}
    </fieldset>
  );
}

function add(photos: Photo[]): void {
  changeDraft(({ references }) => ({ references: [...references, ...photos].slice(0, MOST) }));
}

function remove(key: string): void {
  changeDraft(({ references }) => ({ references: references.filter((one) => one.key !== key) }));
}

function Reference({ photo }: { photo: Photo }) {
  return (
    <li className="reference">
      <div className="shot">
        <Picture src={photo.preview} alt={photo.name} eager />
        <button
          type="button"
          className="button quiet icon small chosen-remove"
          aria-label={t("Remove {name}", { name: photo.name })}
          onClick={() => remove(photo.key)}
        >
          <X size={16} />
        </button>
      </div>
      <Progress photo={photo} />
    </li>
  );
}
