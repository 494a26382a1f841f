import type { ReactNode } from "react";
import { date } from "../language/index.ts";

export type Column<One> = { title: string; show: (one: One) => ReactNode };

/** A moment on one line, however narrow its column. */
export function Moment({ at }: { at: string | null | undefined }) {
  return at ? <time dateTime={at}>{date(at)}</time> : "–";
}

/** Rows of one kind of thing. */
export function Rows<One extends { id: string }>({
  rows,
  columns,
}: {
  rows: One[];
  columns: Column<One>[];
}) {
  return (
    <div className="table-scroll">
      <table>
        <thead>
          <tr>
            {columns.map(({ title }) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              {columns.map(({ title, show }) => (
                <td key={title}>{show(row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
