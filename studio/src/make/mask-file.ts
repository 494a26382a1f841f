import type { Image } from "@splashmy/client";

/** A PNG of the photo's size: transparent where it is to change; null when nothing was painted. */
export async function maskFile(drawn: string, image: Image): Promise<Blob | null> {
  const picture = new Image_();
  picture.src = drawn;
  await picture.decode();
  const width = image.width ?? picture.width;
  const height = image.height ?? picture.height;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  if (!context) return null;
  context.drawImage(picture, 0, 0, width, height);
  const pixels = context.getImageData(0, 0, width, height);
  let painted = 0;
  for (let alpha = 3; alpha < pixels.data.length; alpha += 4) {
    const isPainted = (pixels.data[alpha] ?? 0) > 127;
    painted += isPainted ? 1 : 0;
    pixels.data.set([0, 0, 0, isPainted ? 0 : 255], alpha - 3);
  }
  context.putImageData(pixels, 0, 0);
  return painted ? canvas.convertToBlob({ type: "image/png" }) : null;
}

/** The browser's own picture, which the API's type of the same name hides. */
const Image_ = globalThis.Image;
