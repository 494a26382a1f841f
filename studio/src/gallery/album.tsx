import type { ReactNode } from "react";
import { RowsPhotoAlbum } from "react-photo-album";
import "react-photo-album/rows.css";
import { Link } from "wouter";
import { Picture } from "../ui/picture.tsx";
import { ReportButton, type SendReport } from "../ui/report.tsx";

/** `report` where the visitor may: signed in, and it is somebody else's. */
export type Shot = {
  id: string;
  to: string;
  src: string;
  width: number;
  height: number;
  alt: string;
  caption: ReactNode;
  report: SendReport | null;
};

/** Pictures of everybody, in rows of one height. */
export function Album({ shots }: { shots: Shot[] }) {
  return (
    <RowsPhotoAlbum
      photos={shots.map((shot) => ({ ...shot, key: shot.id }))}
      spacing={12}
      targetRowHeight={(width) => (width < 600 ? 190 : 270)}
      rowConstraints={{ singleRowMaxHeight: 340 }}
      defaultContainerWidth={1160}
      render={{
        photo: (_, { photo, width, height }) => (
          <div className="gallery-cell" key={photo.key} style={{ width, height }}>
            <Link to={photo.to} className="shot">
              <Picture src={photo.src} alt={photo.alt} />
              <span className="over" aria-hidden>
                {photo.caption}
              </span>
            </Link>
            {photo.report && <ReportButton send={photo.report} of={photo.alt} />}
          </div>
        ),
      }}
    />
  );
}
