import type { Image } from "@splashmy/client";
import { Images } from "lucide-react";
import { api } from "../client.ts";
import { t } from "../language/index.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Listed, useList } from "../ui/list.tsx";
import { Empty } from "../ui/parts.tsx";
import { Picture } from "../ui/picture.tsx";
import type { Photo } from "./draft.ts";
import { photoOf } from "./uploads.ts";

export default function FromLibrary({
  onChoose,
  onClose,
}: {
  onChoose: (photo: Photo) => void;
  onClose: () => void;
}) {
  const list = useList<Image>(["images", { status: "ready" }], (cursor) =>
    api.GET("/api/v1/images/", {
      params: { query: { status: "ready", page_size: 30, ...(cursor && { cursor }) } },
    }),
  );
  const choose = (image: Image) => {
    onChoose(photoOf(image));
    onClose();
  };
  return (
    <Dialog title={t("From your library")} wide onClose={onClose}>
      <Listed
        list={list}
        empty={
          <Empty icon={<Images size={40} aria-hidden />} title={t("You have no photos yet")} />
        }
      >
        <div className="grid">
          {list.items.map((image) => (
            <button
              key={image.id}
              type="button"
              className="shot shot-button"
              onClick={() => choose(image)}
            >
              <Picture src={image.thumbnail_url} alt={image.title || image.original_filename} />
            </button>
          ))}
        </div>
      </Listed>
    </Dialog>
  );
}
