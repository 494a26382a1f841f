import type { ReactNode } from "react";

export type Column<One> = { title: string; show: (one: One) => ReactNode };

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
