import { ImageOff } from "lucide-react";
import { useState } from "react";
import { t } from "../language/index.ts";

/** A picture of a signed address: lazy, sized by its place, and honest when it does not come. */
export function Picture({
  src,
  alt,
  width,
  height,
  eager = false,
}: {
  src: string | null | undefined;
  alt: string;
  width?: number | null;
  height?: number | null;
  eager?: boolean;
}) {
  const [failed, setFailed] = useState<string | null>(null);
  if (!src || failed === src) {
    return (
      <span className="center" role="img" aria-label={alt || t("The picture cannot be shown")}>
        <ImageOff size={26} aria-hidden />
      </span>
    );
  }
  return (
    <img
      src={src}
      alt={alt}
      loading={eager ? "eager" : "lazy"}
      decoding="async"
      onError={() => setFailed(src)}
      {...(width && height ? { width, height } : {})}
    />
  );
}

export function Avatar({
  url,
  name,
  large = false,
}: {
  url: string | null;
  name: string;
  large?: boolean;
}) {
  const className = large ? "avatar large" : "avatar";
  if (url) return <img className={className} src={url} alt="" />;
  return (
    <span className={className} aria-hidden>
      {name.slice(0, 1).toUpperCase()}
    </span>
  );
}
