import { lazy, type ReactNode, Suspense } from "react";
import { Redirect, Route, Switch } from "wouter";
import { Landing } from "./gallery/landing.tsx";
import { t } from "./language/index.ts";
import { useForgetting, useUser } from "./session/user.ts";
import { Boundary } from "./ui/boundary.tsx";
import { Frame } from "./ui/frame.tsx";
import { Empty, Waiting } from "./ui/parts.tsx";
import { useScroll } from "./ui/scroll.ts";

const SignIn = lazy(() => import("./session/sign-in.tsx"));
const SignUp = lazy(() => import("./session/sign-up.tsx"));
const Reset = lazy(() => import("./session/reset.tsx"));
const StylesPage = lazy(() => import("./styles/catalogue.tsx"));
const StylePage = lazy(() => import("./styles/style.tsx"));
const Make = lazy(() => import("./make/make.tsx"));
const JobPage = lazy(() => import("./jobs/job.tsx"));
const Jobs = lazy(() => import("./jobs/jobs.tsx"));
const ResultPage = lazy(() => import("./results/result.tsx"));
const Library = lazy(() => import("./library/library.tsx"));
const PhotoPage = lazy(() => import("./library/photo.tsx"));
const Admin = lazy(() => import("./admin/area.tsx"));
const Account = lazy(() => import("./account/account.tsx"));

export function App() {
  useForgetting();
  useScroll();
  return (
    <Frame>
      <Boundary>
        <Suspense fallback={<Waiting />}>
          <Switch>
            <Route path="/">
              <Landing />
            </Route>
            <Route path="/sign-in">
              <SignIn />
            </Route>
            <Route path="/sign-up">
              <SignUp />
            </Route>
            <Route path="/reset">
              <Reset />
            </Route>
            <Route path="/styles">
              <StylesPage />
            </Route>
            <Route path="/styles/:id">{({ id }) => <StylePage id={id} />}</Route>
            <Route path="/make">
              <Make />
            </Route>
            <Route path="/results/:id">{({ id }) => <ResultPage key={id} id={id} />}</Route>
            <Route path="/jobs">
              <Private>
                <Jobs />
              </Private>
            </Route>
            <Route path="/jobs/:id">
              {({ id }) => (
                <Private>
                  <JobPage key={id} id={id} />
                </Private>
              )}
            </Route>
            <Route path="/library/:what?">
              {({ what }) => (
                <Private>
                  <Library what={what === "photos" ? "photos" : "pictures"} />
                </Private>
              )}
            </Route>
            <Route path="/photos/:id">
              {({ id }) => (
                <Private>
                  <PhotoPage key={id} id={id} />
                </Private>
              )}
            </Route>
            <Route path="/account/:part?">
              {({ part }) => (
                <Private>
                  <Account part={part ?? "profile"} />
                </Private>
              )}
            </Route>
            <Route path="/admin/:part?/:id?">
              {({ part, id }) => <Admin part={part ?? "reviews"} id={id} />}
            </Route>
            <Route>
              <div className="page">
                <Empty title={t("This page does not exist")}>
                  <a className="button" href="/">
                    {t("To the gallery")}
                  </a>
                </Empty>
              </div>
            </Route>
          </Switch>
        </Suspense>
      </Boundary>
    </Frame>
  );
}

function Private({ children }: { children: ReactNode }) {
  const { isSignedIn } = useUser();
  if (isSignedIn) return children;
  return <Redirect to={`/sign-in?next=${encodeURIComponent(location.pathname)}`} replace />;
}
