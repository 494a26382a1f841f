import {
  Activity,
  Aperture,
  Images,
  Languages,
  LogOut,
  Moon,
  Palette,
  Settings,
  ShieldCheck,
  Sparkles,
  Sun,
  SunMoon,
  UserRound,
} from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Link, useLocation } from "wouter";
import { splashmy } from "../client.ts";
import { chooseLanguage, language, t } from "../language/index.ts";
import { useUser } from "../session/user.ts";
import { Avatar } from "./picture.tsx";
import { chooseTheme, currentTheme, type Theme } from "./theme.ts";
import { useToast } from "./toast.tsx";

export function Frame({ children }: { children: ReactNode }) {
  return (
    <div className="frame">
      <a className="skip" href="#content">
        {t("Skip to the content")}
      </a>
      <Topbar />
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <Footer />
      <Bottombar />
    </div>
  );
}

function NavLink({ to, icon, children }: { to: string; icon?: ReactNode; children: ReactNode }) {
  const [path] = useLocation();
  const isHere = to === "/" ? path === "/" : path.startsWith(to);
  return (
    <Link to={to} className="navlink" aria-current={isHere ? "page" : undefined}>
      {icon}
      {children}
    </Link>
  );
}

function Topbar() {
  const { isSignedIn } = useUser();
  return (
    <header className="topbar">
      <div className="topbar-inner">
        <Link to="/" className="brand">
          <img src="/favicon.svg" alt="" width="30" height="30" />
          SplashMy
        </Link>
        <nav aria-label={t("Main")}>
          <NavLink to="/">{t("Gallery")}</NavLink>
          <NavLink to="/styles">{t("Styles")}</NavLink>
          {isSignedIn && <NavLink to="/library">{t("Library")}</NavLink>}
          {isSignedIn && <NavLink to="/jobs">{t("Activity")}</NavLink>}
        </nav>
        <div className="topbar-end">{isSignedIn ? <SignedIn /> : <SignedOut />}</div>
      </div>
    </header>
  );
}

function SignedOut() {
  return (
    <>
      <Link to="/sign-in" className="button plain small">
        {t("Sign in")}
      </Link>
      <Link to="/sign-up" className="button small">
        {t("Sign up")}
      </Link>
    </>
  );
}

function SignedIn() {
  const { profile, isAdmin } = useUser();
  const { sayError } = useToast();
  const [, go] = useLocation();
  const menu = useRef<HTMLDetailsElement>(null);
  const close = () => menu.current?.removeAttribute("open");
  useCloseOutside(menu);
  const signOut = () =>
    splashmy
      .signOut()
      .catch(sayError)
      .finally(() => go("/"));
  return (
    <>
      <Link to="/make" className="button small">
        <Sparkles size={17} aria-hidden />
        {t("Create")}
      </Link>
      <details className="menu" ref={menu}>
        <summary aria-label={t("Your account")}>
          <Avatar url={profile?.avatar_url ?? null} name={profile?.username ?? ""} />
        </summary>
        {/* biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: closes after its links and buttons */}
        <div className="menu-list" onClick={close}>
          <Link to="/account">
            <UserRound size={18} aria-hidden />
            {profile?.username ?? t("Your account")}
          </Link>
          <Link to="/account/plan">
            <Settings size={18} aria-hidden />
            {t("Use and costs")}
          </Link>
          {isAdmin && (
            <>
              <Link to="/admin">
                <ShieldCheck size={18} aria-hidden />
                {t("Administration")}
              </Link>
              <Link to="/admin/monitor">
                <Activity size={18} aria-hidden />
                {t("Monitor")}
              </Link>
            </>
          )}
          <button type="button" onClick={signOut}>
            <LogOut size={18} aria-hidden />
            {t("Sign out")}
          </button>
        </div>
      </details>
    </>
  );
}

function useCloseOutside(menu: React.RefObject<HTMLDetailsElement | null>) {
  useEffect(() => {
    const close = (event: Event) => {
      const isEscape = event instanceof KeyboardEvent && event.key === "Escape";
      const isOutside =
        event.type === "pointerdown" && !menu.current?.contains(event.target as Node);
      if (isEscape || isOutside) menu.current?.removeAttribute("open");
    };
    document.addEventListener("pointerdown", close);
    document.addEventListener("keydown", close);
    return () => {
      document.removeEventListener("pointerdown", close);
      document.removeEventListener("keydown", close);
    };
  }, [menu]);
}

function Bottombar() {
  const [path] = useLocation();
  const { isSignedIn } = useUser();
  const current = (to: string) =>
    (to === "/" ? path === "/" : path.startsWith(to)) ? "page" : undefined;
  return (
    <nav className="bottombar" aria-label={t("Sections")}>
      <Link to="/" aria-current={current("/")}>
        <Aperture size={22} aria-hidden />
        {t("Gallery")}
      </Link>
      <Link to="/styles" aria-current={current("/styles")}>
        <Palette size={22} aria-hidden />
        {t("Styles")}
      </Link>
      <Link to="/make" aria-current={current("/make")}>
        <Sparkles size={22} aria-hidden />
        {t("Create")}
      </Link>
      {isSignedIn && (
        <>
          <Link to="/library" aria-current={current("/library")}>
            <Images size={22} aria-hidden />
            {t("Library")}
          </Link>
          <Link to="/jobs" aria-current={current("/jobs")}>
            <Activity size={22} aria-hidden />
            {t("Activity")}
          </Link>
        </>
      )}
    </nav>
  );
}

function Footer() {
  const [theme, setTheme] = useState<Theme>(currentTheme);
  const next: Theme = theme === "system" ? "light" : theme === "light" ? "dark" : "system";
  const names = { system: t("Theme: system"), light: t("Theme: light"), dark: t("Theme: dark") };
  const Icon = { system: SunMoon, light: Sun, dark: Moon }[theme];
  return (
    <footer className="footer">
      <div className="footer-inner">
        <span>{t("Open source, on your own cloud.")}</span>
        <a href="/docs/">{t("API documentation")}</a>
        <div className="spread">
          <button
            type="button"
            className="button plain small"
            onClick={() => {
              chooseTheme(next);
              setTheme(next);
            }}
          >
            <Icon size={17} aria-hidden />
            {names[theme]}
          </button>
          <Languages size={17} aria-hidden />
          <select
            aria-label={t("Language")}
            value={language()}
            onChange={(event) => chooseLanguage(event.target.value === "es" ? "es" : "en")}
          >
            <option value="en">English</option>
            <option value="es">Español</option>
          </select>
        </div>
      </div>
    </footer>
  );
}
