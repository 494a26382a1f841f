import { data, SplashMyError } from "@splashmy/client";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { api } from "../client.ts";
import { t } from "../language/index.ts";
import { useStyleNames } from "../styles/names.ts";
import { Problem } from "../ui/errors.tsx";
import { Empty, Waiting } from "../ui/parts.tsx";
import { useTitle } from "../ui/title.ts";
import { ResultView } from "./view.tsx";

export function resultQuery(id: string) {
  return queryOptions({
    queryKey: ["results", "one", id],
    queryFn: () =>
      data(
        api.GET("/api/v1/processing/results/{result_id}/", { params: { path: { result_id: id } } }),
      ),
  });
}

export default function ResultPage({ id }: { id: string }) {
  const { data: result, error, refetch } = useQuery(resultQuery(id));
  const styleName = useStyleNames();
  useTitle(result ? (styleName(result.style) ?? t("Picture")) : undefined);
  if (error instanceof SplashMyError && error.status === 404) {
    return (
      <div className="page">
        <Empty title={t("This picture is not here")}>
          <p>{t("It was deleted, or it is not public.")}</p>
          <Link to="/" className="button">
            {t("To the gallery")}
          </Link>
        </Empty>
      </div>
    );
  }
  return (
    <div className="page">
      {error && <Problem error={error} retry={() => void refetch()} />}
      {!error && !result && <Waiting />}
      {result && <ResultView result={result} withHeading />}
    </div>
  );
}
