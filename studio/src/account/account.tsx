export default function Account({ part }: { part: string }) {
  return <div className="page">{part}</div>;
}
