import { Component, type ReactNode } from "react";
import { t } from "../language/index.ts";
import { Empty } from "./parts.tsx";

/** A page that broke, or whose code did not arrive, does not take the frame with it. */
export class Boundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <div className="page">
        <Empty title={t("This page did not load")}>
          <p>{t("Check your connection, then load it again.")}</p>
          <button type="button" className="button" onClick={() => location.reload()}>
            {t("Load again")}
          </button>
        </Empty>
      </div>
    );
  }
}
