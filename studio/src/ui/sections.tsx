import type { ReactNode } from "react";
import { Link } from "wouter";
import "./sections.css";

export type Section = { name: string; to: string; title: string; icon: ReactNode };

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
