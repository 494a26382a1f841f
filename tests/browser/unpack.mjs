// Unpacks the Chromium that @sparticuz/chromium carries, into the folder that TMPDIR names.
import { fileURLToPath } from "node:url";
import { inflate } from "@sparticuz/chromium";

const packed = new URL("../bin/", import.meta.resolve("@sparticuz/chromium"));
for (const name of ["fonts.tar.br", "swiftshader.tar.br", "al2023.tar.br", "chromium.br"]) {
  await inflate(fileURLToPath(new URL(name, packed)));
}
