import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Where a running SplashMy answers while `npm run dev` serves the pages. */
const stack = process.env["SPLASHMY_URL"] ?? "http://127.0.0.1:4566";

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: "../.build/studio",
    emptyOutDir: true,
    assetsInlineLimit: 0, // a data: font or script is not in the Content-Security-Policy
    target: "es2023",
  },
  server: { proxy: { "/api": stack, "/splashmy-": stack } },
});
