/** By the system's sheet where there is one; otherwise the link is copied. True when it was copied. */
export async function share(url: string): Promise<boolean> {
  if ("share" in navigator) {
    await navigator.share({ url, title: "SplashMy" }).catch((error: unknown) => {
      if (!(error instanceof DOMException && error.name === "AbortError")) throw error;
    });
    return false;
  }
  await (navigator as Navigator).clipboard.writeText(url);
  return true;
}
