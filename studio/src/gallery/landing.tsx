import { listed } from "@splashmy/client";
import { useQuery } from "@tanstack/react-query";
import { ArrowRight, Sparkles } from "lucide-react";
import { lazy, Suspense } from "react";
import { Link } from "wouter";
import { api } from "../client.ts";
import { t } from "../language/index.ts";
import { useUser } from "../session/user.ts";
import { StyleCard } from "../styles/card.tsx";
import { styleDetail } from "../styles/queries.ts";
import { useTitle } from "../ui/title.ts";
import { PublicGallery } from "./public.tsx";
import "./landing.css";

const BeforeAfter = lazy(() => import("../results/before-after.tsx"));
const STYLES_SHOWN = 8;

export function Landing() {
  useTitle(undefined);
  const { isSignedIn } = useUser();
  const { data: popular } = useQuery({
    queryKey: ["styles", "popular"],
    queryFn: () => listed(api.GET("/api/v1/styles/popular/")),
  });
  return (
    <>
      {!isSignedIn && <Hero styleId={popular?.[0]?.id} />}
      <div className="page stack loose">
        <section className="stack" aria-labelledby="popular-styles">
          <div className="row between">
            <h2 id="popular-styles">{t("Popular styles")}</h2>
            <Link to="/styles" className="row">
              {t("All styles")} <ArrowRight size={17} aria-hidden />
            </Link>
          </div>
          <div className="strip">
            {popular
              ? popular
                  .slice(0, STYLES_SHOWN)
                  .map((style) => <StyleCard key={style.id} style={style} />)
              : [1, 2, 3, 4, 5, 6].map((one) => <div key={one} className="style-card shimmer" />)}
          </div>
        </section>
        <PublicGallery />
      </div>
    </>
  );
}

function Hero({ styleId }: { styleId: string | undefined }) {
  const { data: style } = useQuery({
    ...styleDetail(styleId ?? ""),
    enabled: styleId !== undefined,
  });
  const example = style?.examples.find((one) => one.original_url !== null);
  return (
    <section className="hero">
      <div className="hero-inner">
        <div className="stack">
          <h1>{t("Your photo, in a style of its own")}</h1>
          <p className="lede">
            {t(
              "Choose a photo and one of dozens of styles. A minute later you have a picture to keep, print or share.",
            )}
          </p>
          <div className="row">
            <Link to="/make" className="button big">
              <Sparkles size={20} aria-hidden />
              {t("Create a picture")}
            </Link>
            <Link to="/sign-up" className="button quiet big">
              {t("Sign up")}
            </Link>
          </div>
          <p className="fine">
            {t("Free to start. Your photos stay private unless you publish them.")}
          </p>
        </div>
        <div className="hero-picture">
          {style && example?.original_url ? (
            <Suspense fallback={<div className="shimmer" />}>
              <BeforeAfter
                before={example.original_url}
                after={example.styled_url}
                title={style.name}
              />
            </Suspense>
          ) : (
            <div className="shimmer" />
          )}
          {style && (
            <p className="fine hero-caption">
              {t("Before and after: {style}", { style: style.name })}
            </p>
          )}
        </div>
      </div>
    </section>
  );
}
