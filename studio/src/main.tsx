import "@fontsource-variable/bricolage-grotesque/index.css";
import "@fontsource-variable/figtree/index.css";
import "./ui/base.css";
import "./ui/parts.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { queries } from "./client.ts";
import { startLanguage } from "./language/index.ts";
import { noteReturns } from "./ui/scroll.ts";
import { Toasts } from "./ui/toast.tsx";

const root = document.getElementById("root");
if (root) {
  noteReturns();
  await startLanguage();
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <Toasts>
          <App />
        </Toasts>
      </QueryClientProvider>
    </StrictMode>,
  );
}
