import { data, type Result } from "@splashmy/client";
import { useMutation } from "@tanstack/react-query";
import {
  Copy,
  Download,
  Eye,
  EyeOff,
  Heart,
  ImageUp,
  Share2,
  Sparkles,
  Star,
  Trash2,
} from "lucide-react";
import { Link, useLocation } from "wouter";
import { api } from "../client.ts";
import { t } from "../language/index.ts";
import { useUser } from "../session/user.ts";
import { useConfirm } from "../ui/dialog.tsx";
import { Stars } from "../ui/parts.tsx";
import { ReportButton } from "../ui/report.tsx";
import { useToast } from "../ui/toast.tsx";
import { changeResult, forgetResults } from "./queries.ts";
import { share } from "./share.ts";

/** What may be done with a result: its owner keeps, shows and deletes it, others like it. */
export function Acts({ result }: { result: Result }) {
  const { isSignedIn } = useUser();
  return (
    <div className="stack">
      <div className="row">
        {result.is_owner ? <Again result={result} /> : <Remix result={result} />}
        {isSignedIn && <DownloadButton result={result} />}
        {result.is_public && isSignedIn && <Like result={result} />}
        {result.is_owner && <Favourite result={result} />}
        {result.is_public && <Share result={result} />}
      </div>
      {result.is_owner && (
        <>
          <div className="row">
            <Visibility result={result} />
            <Delete result={result} />
          </div>
          <Rate result={result} />
        </>
      )}
      {!result.is_owner && isSignedIn && <ReportResult result={result} />}
      {!isSignedIn && (
        <p className="fine">
          <Link to={`/sign-in?next=${encodeURIComponent(`/results/${result.id}`)}`}>
            {t("Sign in")}
          </Link>{" "}
          {t("to like or download it.")}
        </p>
      )}
    </div>
  );
}

function path(result: Result) {
  return { params: { path: { result_id: result.id } } };
}

function ReportResult({ result }: { result: Result }) {
  return (
    <div>
      <ReportButton
        send={(body) =>
          data(
            api.POST("/api/v1/processing/results/{result_id}/report/", { ...path(result), body }),
          )
        }
      />
    </div>
  );
}

function Again({ result }: { result: Result }) {
  return (
    <Link to={`/make?result=${result.id}`} className="button">
      <ImageUp size={18} aria-hidden />
      {t("Use as next photo")}
    </Link>
  );
}

function Remix({ result }: { result: Result }) {
  const target = result.style ? `/make?style=${result.style.id}` : "/make";
  return (
    <Link to={target} className="button">
      <Sparkles size={18} aria-hidden />
      {result.style ? t("Same style on my photo") : t("Create a picture")}
    </Link>
  );
}

function DownloadButton({ result }: { result: Result }) {
  const { sayError } = useToast();
  const download = useMutation({
    mutationFn: () =>
      data(api.GET("/api/v1/processing/results/{result_id}/download/", path(result))),
    onSuccess: ({ download_url }) => location.assign(download_url), // it comes as an attachment
    onError: sayError,
  });
  return (
    <button
      type="button"
      className="button quiet"
      onClick={() => download.mutate()}
      disabled={download.isPending}
    >
      <Download size={18} aria-hidden />
      {t("Download")}
    </button>
  );
}

function Like({ result }: { result: Result }) {
  const { sayError } = useToast();
  const like = useMutation({
    mutationFn: () =>
      data(
        api.POST("/api/v1/processing/results/{result_id}/like/", {
          ...path(result),
          body: { liked: !result.user_has_liked },
        }),
      ),
    onMutate: () => changeResult(result.id, { user_has_liked: !result.user_has_liked }),
    onSuccess: ({ liked, like_count }) =>
      changeResult(result.id, { user_has_liked: liked, like_count }),
    onError: (error) => {
      changeResult(result.id, { user_has_liked: result.user_has_liked });
      sayError(error);
    },
  });
  return (
    <button
      type="button"
      className="button quiet"
      aria-pressed={result.user_has_liked}
      onClick={() => like.mutate()}
    >
      <Heart size={18} fill={result.user_has_liked ? "currentColor" : "none"} aria-hidden />
      {t("Like")}
    </button>
  );
}

function Favourite({ result }: { result: Result }) {
  const { sayError } = useToast();
  const favourite = useMutation({
    mutationFn: () =>
      data(
        api.POST("/api/v1/processing/results/{result_id}/favorite/", {
          ...path(result),
          body: { is_favorite: !result.is_favorite },
        }),
      ),
    onSuccess: ({ is_favorite }) => changeResult(result.id, { is_favorite }),
    onError: sayError,
  });
  return (
    <button
      type="button"
      className="button quiet"
      aria-pressed={result.is_favorite}
      onClick={() => favourite.mutate()}
    >
      <Star size={18} fill={result.is_favorite ? "currentColor" : "none"} aria-hidden />
      {t("Favourite")}
    </button>
  );
}

function Share({ result }: { result: Result }) {
  const { say, sayError } = useToast();
  const send = async () => {
    if (await share(`${location.origin}/results/${result.id}`)) say(t("The link is copied."));
  };
  const Icon = "share" in navigator ? Share2 : Copy;
  return (
    <button type="button" className="button quiet" onClick={() => void send().catch(sayError)}>
      <Icon size={18} aria-hidden />
      {t("Share")}
    </button>
  );
}

function Visibility({ result }: { result: Result }) {
  const { say, sayError } = useToast();
  const [ask, question] = useConfirm();
  const show = useMutation({
    mutationFn: (is_public: boolean) =>
      data(
        api.POST("/api/v1/processing/results/{result_id}/visibility/", {
          ...path(result),
          body: { is_public },
        }),
      ),
    onSuccess: ({ is_public }) => {
      changeResult(result.id, { is_public });
      forgetResults();
      say(is_public ? t("Everyone can see it now.") : t("Only you can see it now."));
    },
    onError: sayError,
  });
  const publish = () =>
    ask({
      title: t("Publish this picture?"),
      text: t(
        "It appears in the public gallery with your username. Your photo and your words stay private.",
      ),
      yes: t("Publish"),
      act: () => show.mutateAsync(true).catch(() => {}),
    });
  return (
    <>
      <button
        type="button"
        className="button quiet"
        onClick={result.is_public ? () => show.mutate(false) : publish}
        disabled={show.isPending}
      >
        {result.is_public ? <EyeOff size={18} aria-hidden /> : <Eye size={18} aria-hidden />}
        {result.is_public ? t("Make it private") : t("Publish")}
      </button>
      {question}
    </>
  );
}

function Delete({ result }: { result: Result }) {
  const [, go] = useLocation();
  const { say, sayError } = useToast();
  const [ask, question] = useConfirm();
  const remove = useMutation({
    mutationFn: () => data(api.DELETE("/api/v1/processing/results/{result_id}/", path(result))),
    onSuccess: () => {
      say(t("The picture is deleted."));
      go("/library", { replace: true });
      forgetResults();
    },
    onError: sayError,
  });
  return (
    <>
      <button
        type="button"
        className="button quiet"
        onClick={() =>
          ask({
            title: t("Delete this picture?"),
            text: t("It cannot be brought back."),
            yes: t("Delete"),
            danger: true,
            act: () => remove.mutateAsync().catch(() => {}),
          })
        }
      >
        <Trash2 size={18} aria-hidden />
        {t("Delete")}
      </button>
      {question}
    </>
  );
}

function Rate({ result }: { result: Result }) {
  const { sayError } = useToast();
  const rate = useMutation({
    mutationFn: (rating: number) =>
      data(
        api.POST("/api/v1/processing/results/{result_id}/rate/", {
          ...path(result),
          body: { rating },
        }),
      ),
    onMutate: (rating) => changeResult(result.id, { user_rating: rating }),
    onError: (error) => {
      changeResult(result.id, { user_rating: result.user_rating });
      sayError(error);
    },
  });
  return (
    <div>
      <span className="label">{t("Your rating")}</span>
      <Stars value={result.user_rating} onRate={rate.mutate} label={t("Your rating")} />
    </div>
  );
}
