import type { ReactNode } from "react";
import { Link } from "wouter";
import "./sections.css";

export type Section = { name: string; to: string; title: string; icon: ReactNode };

const MARGIN = 16;

/** On a phone the names are in one row, wider than it is. */
function show(link: HTMLAnchorElement | null): void {
  const row = link?.parentElement;
  if (!row) return;
  row.scrollLeft += link.getBoundingClientRect().left - row.getBoundingClientRect().left - MARGIN;
}

/** An area of several pages, with the way to each beside them. */
export function Sections({
  title,
  sections,
  current,
  children,
}: {
  title: string;
  sections: Section[];
  current: string;
  children: ReactNode;
}) {
  return (
    <div className="page sections">
      <nav className="sections-nav" aria-label={title}>
        {sections.map(({ name, to, title: heading, icon }) => (
          <Link
            key={name}
            to={to}
            className="navlink"
            aria-current={name === current ? "page" : undefined}
            ref={name === current ? show : undefined}
          >
            {icon}
            {heading}
          </Link>
        ))}
      </nav>
      <div className="stack loose">{children}</div>
    </div>
  );
}
