"""Generated from docs/openapi.json by `make docs`."""

from typing import Literal, Unpack

from pydantic import TypeAdapter

from splashmy_client import bodies, models
from splashmy_client.requests import ListRequest, Request


def auth_delete_account() -> Request[models.DeletedAccount]:
    """Close the account at once, for good, and erase everything that is stored for it."""
    return Request("DELETE", "/auth/account/", TypeAdapter(models.DeletedAccount))


def auth_list_audit(
    *, cursor: str | None = None, page_size: int | None = None
) -> ListRequest[models.AuditAnswer]:
    """List what administrators did, newest first; it is kept for 400 days, and never changed."""
    return ListRequest(
        "GET",
        "/auth/audit/",
        TypeAdapter(models.AuditAnswer),
        query={"cursor": cursor, "page_size": page_size},
    )


def auth_create_avatar_upload(
    **body: Unpack[bodies.CreateAvatarUpload],
) -> Request[models.AvatarUpload]:
    """Get the form to upload an avatar with; a picture that may not be shown changes nothing."""
    return Request(
        "POST", "/auth/avatar/", TypeAdapter(models.AvatarUpload), body={**body}, takes_key=True
    )


def auth_delete_avatar() -> Request[models.NoAvatar]:
    """Remove the caller's avatar, and one that is being checked."""
    return Request("DELETE", "/auth/avatar/", TypeAdapter(models.NoAvatar))


def auth_change_password(**body: Unpack[bodies.ChangePassword]) -> Request[models.Session]:
    """Change the password; every session ends, and the answer has a fresh one."""
    return Request("POST", "/auth/change-password/", TypeAdapter(models.Session), body={**body})


def auth_export_account() -> Request[models.Export]:
    """Collect all that is stored about the caller in one JSON document, to be fetched."""
    return Request("GET", "/auth/export/", TypeAdapter(models.Export))


def auth_log_in(**body: Unpack[bodies.LogIn]) -> Request[models.Session]:
    """Sign in with an email or a username."""
    return Request(
        "POST", "/auth/login/", TypeAdapter(models.Session), body={**body}, is_signed=False
    )


def auth_log_out(**body: Unpack[bodies.LogOut]) -> Request[models.EndedSession]:
    """End this session at once: its access token and its refresh token are refused from now on."""
    return Request("POST", "/auth/logout/", TypeAdapter(models.EndedSession), body={**body} or None)


def auth_confirm_password_reset(
    **body: Unpack[bodies.ConfirmPasswordReset],
) -> Request[models.ResetPassword]:
    """Set a new password with the code that was mailed; every session ends."""
    return Request(
        "POST",
        "/auth/password-reset/confirm/",
        TypeAdapter(models.ResetPassword),
        body={**body},
        is_signed=False,
    )


def auth_request_password_reset(
    **body: Unpack[bodies.RequestPasswordReset],
) -> Request[models.ResetCode]:
    """Mail a code to set a new password with; the answer is the same whoever asks."""
    return Request(
        "POST",
        "/auth/password-reset/request/",
        TypeAdapter(models.ResetCode),
        body={**body},
        is_signed=False,
    )


def auth_get_profile() -> Request[models.Profile]:
    """Show the caller's own account."""
    return Request("GET", "/auth/profile/", TypeAdapter(models.Profile))


def auth_update_profile_put(**body: Unpack[bodies.UpdateProfile]) -> Request[models.Profile]:
    """Change what is given of the caller's own account, and leave the rest."""
    return Request("PUT", "/auth/profile/", TypeAdapter(models.Profile), body={**body})


def auth_update_profile(**body: Unpack[bodies.UpdateProfile]) -> Request[models.Profile]:
    """Change what is given of the caller's own account, and leave the rest."""
    return Request("PATCH", "/auth/profile/", TypeAdapter(models.Profile), body={**body})


def auth_get_profile_details() -> Request[models.ProfileDetails]:
    """Show the caller's own preferences."""
    return Request("GET", "/auth/profile/details/", TypeAdapter(models.ProfileDetails))


def auth_update_profile_details_put(
    **body: Unpack[bodies.UpdateProfileDetails],
) -> Request[models.ProfileDetails]:
    """Change what is given of the caller's preferences, and leave the rest."""
    return Request(
        "PUT", "/auth/profile/details/", TypeAdapter(models.ProfileDetails), body={**body}
    )


def auth_update_profile_details(
    **body: Unpack[bodies.UpdateProfileDetails],
) -> Request[models.ProfileDetails]:
    """Change what is given of the caller's preferences, and leave the rest."""
    return Request(
        "PATCH", "/auth/profile/details/", TypeAdapter(models.ProfileDetails), body={**body}
    )


def auth_refresh_session(**body: Unpack[bodies.RefreshSession]) -> Request[models.Session]:
    """Exchange a refresh token for new tokens; each works once."""
    return Request(
        "POST", "/auth/refresh/", TypeAdapter(models.Session), body={**body}, is_signed=False
    )


def auth_register_user(**body: Unpack[bodies.RegisterUser]) -> Request[models.Registration]:
    """Create an account; where emails are verified, a code is mailed first."""
    return Request(
        "POST", "/auth/register/", TypeAdapter(models.Registration), body={**body}, is_signed=False
    )


def auth_resend_verification(
    **body: Unpack[bodies.ResendVerification],
) -> Request[models.VerificationCode]:
    """Mail another code; the answer is the same whoever asks."""
    return Request(
        "POST",
        "/auth/resend-verification/",
        TypeAdapter(models.VerificationCode),
        body={**body},
        is_signed=False,
    )


def auth_list_users(
    *,
    cursor: str | None = None,
    page_size: int | None = None,
    search: str | None = None,
    premium: bool | None = None,
    disabled: bool | None = None,
) -> ListRequest[models.AdminUser]:
    """List users, newest first, or those whose name begins with `search`, by username."""
    return ListRequest(
        "GET",
        "/auth/users/",
        TypeAdapter(models.AdminUser),
        query={
            "cursor": cursor,
            "page_size": page_size,
            "search": search,
            "premium": premium,
            "disabled": disabled,
        },
    )


def auth_get_user(user_id: str) -> Request[models.AdminUser]:
    """Show any user."""
    return Request("GET", f"/auth/users/{user_id}/", TypeAdapter(models.AdminUser))


def auth_update_user(user_id: str, **body: Unpack[bodies.UpdateUser]) -> Request[models.AdminUser]:
    """Change a user's plan or limit, or shut the user out; it holds from their next call on."""
    return Request("PATCH", f"/auth/users/{user_id}/", TypeAdapter(models.AdminUser), body={**body})


def auth_verify_email(**body: Unpack[bodies.VerifyEmail]) -> Request[models.VerifiedEmail]:
    """Confirm a registration with the code that was mailed."""
    return Request(
        "POST",
        "/auth/verify-email/",
        TypeAdapter(models.VerifiedEmail),
        body={**body},
        is_signed=False,
    )


def images_list_images(
    *,
    cursor: str | None = None,
    page_size: int | None = None,
    status: Literal["awaiting_upload", "processing", "ready", "rejected", "failed"] | None = None,
    tag: str | None = None,
    search: str | None = None,
) -> ListRequest[models.ImageAnswer]:
    """List the caller's images, newest first, by any filters together."""
    return ListRequest(
        "GET",
        "/images/",
        TypeAdapter(models.ImageAnswer),
        query={
            "cursor": cursor,
            "page_size": page_size,
            "status": status,
            "tag": tag,
            "search": search,
        },
    )


def images_list_reviews(
    *,
    cursor: str | None = None,
    page_size: int | None = None,
    kind: Literal["rejected", "appealed", "reported"] | None = None,
) -> ListRequest[models.ReviewAnswer]:
    """List the images and results that wait for a person to look at them, newest first."""
    return ListRequest(
        "GET",
        "/images/moderation/",
        TypeAdapter(models.ReviewAnswer),
        query={"cursor": cursor, "page_size": page_size, "kind": kind},
    )


def images_approve_image(image_id: str) -> Request[models.ReviewAnswer]:
    """Let a rejected image pass after all."""
    return Request(
        "POST", f"/images/moderation/{image_id}/approve/", TypeAdapter(models.ReviewAnswer)
    )


def images_reject_image(image_id: str) -> Request[models.ReviewAnswer]:
    """Confirm that an image stays rejected."""
    return Request(
        "POST", f"/images/moderation/{image_id}/reject/", TypeAdapter(models.ReviewAnswer)
    )


def images_list_processed_images(
    *,
    cursor: str | None = None,
    page_size: int | None = None,
    original_image: str | None = None,
    style: str | None = None,
    favorites: bool | None = None,
) -> ListRequest[models.ResultAnswer]:
    """List the results that came from the caller's images, newest first."""
    return ListRequest(
        "GET",
        "/images/processed/",
        TypeAdapter(models.ResultAnswer),
        query={
            "cursor": cursor,
            "page_size": page_size,
            "original_image": original_image,
            "style": style,
            "favorites": favorites,
        },
    )


def images_get_processed_image(result_id: str) -> Request[models.ResultAnswer]:
    """Show an own result that came from an image."""
    return Request("GET", f"/images/processed/{result_id}/", TypeAdapter(models.ResultAnswer))


def processing_delete_result_at_images_processed(result_id: str) -> Request[models.DeletedResult]:
    """Delete an own result with its pictures."""
    return Request("DELETE", f"/images/processed/{result_id}/", TypeAdapter(models.DeletedResult))


def processing_favorite_result_at_images_processed_favorite(
    result_id: str, **body: Unpack[bodies.MarkFavorite]
) -> Request[models.Favorite]:
    """Make an own result a favourite or not; without a body the other of both."""
    return Request(
        "POST",
        f"/images/processed/{result_id}/favorite/",
        TypeAdapter(models.Favorite),
        body={**body} or None,
    )


def processing_rate_result_at_images_processed_rate(
    result_id: str, **body: Unpack[bodies.RateResult]
) -> Request[models.Rating]:
    """Rate an own result; a second rating replaces the first."""
    return Request(
        "POST", f"/images/processed/{result_id}/rate/", TypeAdapter(models.Rating), body={**body}
    )


def images_list_public_images(
    *, cursor: str | None = None, page_size: int | None = None, tag: str | None = None
) -> ListRequest[models.PublicImageAnswer]:
    """List everybody's public images, newest first; `tag` is a tag's name or slug."""
    return ListRequest(
        "GET",
        "/images/public/",
        TypeAdapter(models.PublicImageAnswer),
        query={"cursor": cursor, "page_size": page_size, "tag": tag},
    )


def images_get_stats() -> Request[models.ImageStats]:
    """Show the caller's numbers."""
    return Request("GET", "/images/stats/", TypeAdapter(models.ImageStats))


def images_list_tags(
    *, cursor: str | None = None, page_size: int | None = None
) -> ListRequest[models.CountedTagAnswer]:
    """List the tags of the public images and those that are curated, by slug."""
    return ListRequest(
        "GET",
        "/images/tags/",
        TypeAdapter(models.CountedTagAnswer),
        query={"cursor": cursor, "page_size": page_size},
    )


def images_create_tag(**body: Unpack[bodies.CreateTag]) -> Request[models.CountedTagAnswer]:
    """Add a tag to the public vocabulary, where it stays even while no image carries it."""
    return Request(
        "POST", "/images/tags/", TypeAdapter(models.CountedTagAnswer), body={**body}, takes_key=True
    )


def images_delete_tag(slug: str) -> Request[models.DeletedTag]:
    """Delete a tag from the public vocabulary, which it enters again only through POST."""
    return Request("DELETE", f"/images/tags/{slug}/", TypeAdapter(models.DeletedTag))


def images_create_upload(**body: Unpack[bodies.CreateUpload]) -> Request[models.Upload]:
    """Announce an image, and get the form to upload it with."""
    return Request(
        "POST", "/images/upload/", TypeAdapter(models.Upload), body={**body}, takes_key=True
    )


def images_get_image(image_id: str) -> Request[models.ImageAnswer | models.PublicImageAnswer]:
    """Show an image of the caller's own, or what anybody may see of a public one."""
    return Request(
        "GET", f"/images/{image_id}/", TypeAdapter(models.ImageAnswer | models.PublicImageAnswer)
    )


def images_update_image_put(
    image_id: str, **body: Unpack[bodies.EditImage]
) -> Request[models.ImageAnswer]:
    """Change the given fields of an image, and leave the rest."""
    return Request("PUT", f"/images/{image_id}/", TypeAdapter(models.ImageAnswer), body={**body})


def images_update_image(
    image_id: str, **body: Unpack[bodies.EditImage]
) -> Request[models.ImageAnswer]:
    """Change the given fields of an image, and leave the rest."""
    return Request("PATCH", f"/images/{image_id}/", TypeAdapter(models.ImageAnswer), body={**body})


def images_delete_image(image_id: str) -> Request[models.DeletedImage]:
    """Delete an image and all results that were made from it."""
    return Request("DELETE", f"/images/{image_id}/", TypeAdapter(models.DeletedImage))


def images_appeal_image(
    image_id: str, **body: Unpack[bodies.AppealImage]
) -> Request[models.ImageAnswer]:
    """Ask a person to review a rejected image; possible once."""
    return Request(
        "POST",
        f"/images/{image_id}/appeal/",
        TypeAdapter(models.ImageAnswer),
        body={**body} or None,
    )


def images_download_image(image_id: str) -> Request[models.Download]:
    """Get a short-lived link to the picture of an own or a public image."""
    return Request("GET", f"/images/{image_id}/download/", TypeAdapter(models.Download))


def images_report_image(
    image_id: str, **body: Unpack[bodies.ReportContent]
) -> Request[models.Reported]:
    """Report a public image of somebody else to the administrators, once."""
    return Request(
        "POST", f"/images/{image_id}/report/", TypeAdapter(models.Reported), body={**body}
    )


def images_restore_image(image_id: str) -> Request[models.ReviewAnswer]:
    """Show an image again that was taken down or hidden, and settle its reports."""
    return Request("POST", f"/images/{image_id}/restore/", TypeAdapter(models.ReviewAnswer))


def images_review_image(image_id: str) -> Request[models.ReviewAnswer]:
    """Show any user's image that is public, waits for a review, or was taken down."""
    return Request("GET", f"/images/{image_id}/review/", TypeAdapter(models.ReviewAnswer))


def images_take_down_image(
    image_id: str, **body: Unpack[bodies.TakeDown]
) -> Request[models.ReviewAnswer]:
    """Hide a public or reported image from everybody but its owner, who is told the reason."""
    return Request(
        "POST", f"/images/{image_id}/take-down/", TypeAdapter(models.ReviewAnswer), body={**body}
    )


def processing_list_jobs_at_processing_jobs(
    *,
    cursor: str | None = None,
    page_size: int | None = None,
    status: Literal[
        "pending", "moderating", "processing", "streaming", "completed", "failed", "cancelled"
    ]
    | None = None,
    job_type: Literal["generation", "edit", "style_transfer"] | None = None,
) -> ListRequest[models.JobAnswer]:
    """List the caller's own jobs, newest first."""
    return ListRequest(
        "GET",
        "/processing/jobs/",
        TypeAdapter(models.JobAnswer),
        query={"cursor": cursor, "page_size": page_size, "status": status, "job_type": job_type},
    )


def processing_create_job(**body: Unpack[bodies.CreateJob]) -> Request[models.JobAnswer]:
    """Start a job: a generation, an edit or a style transfer."""
    return Request(
        "POST", "/processing/jobs/", TypeAdapter(models.JobAnswer), body={**body}, takes_key=True
    )


def processing_list_jobs(
    *,
    cursor: str | None = None,
    page_size: int | None = None,
    status: Literal[
        "pending", "moderating", "processing", "streaming", "completed", "failed", "cancelled"
    ]
    | None = None,
    job_type: Literal["generation", "edit", "style_transfer"] | None = None,
) -> ListRequest[models.JobAnswer]:
    """List the caller's own jobs, newest first."""
    return ListRequest(
        "GET",
        "/processing/jobs/list/",
        TypeAdapter(models.JobAnswer),
        query={"cursor": cursor, "page_size": page_size, "status": status, "job_type": job_type},
    )


def processing_price_job(**body: Unpack[bodies.CreateJob]) -> Request[models.JobPrice]:
    """Show the most that a job would cost, in USD, and start nothing."""
    return Request("POST", "/processing/jobs/price/", TypeAdapter(models.JobPrice), body={**body})


def processing_get_job(job_id: str) -> Request[models.JobAnswer]:
    """Show a job; while it runs, with its place in the line and when to ask again."""
    return Request("GET", f"/processing/jobs/{job_id}/", TypeAdapter(models.JobAnswer))


def processing_cancel_job(job_id: str) -> Request[models.JobAnswer]:
    """Cancel a job; possible until its pictures are stored. A late result is discarded."""
    return Request("POST", f"/processing/jobs/{job_id}/cancel/", TypeAdapter(models.JobAnswer))


def processing_list_job_events(
    job_id: str,
    *,
    cursor: str | None = None,
    page_size: int | None = None,
    after: int | None = None,
) -> ListRequest[models.EventAnswer]:
    """List what happened to a job after the event with the number `after`, the earliest first."""
    return ListRequest(
        "GET",
        f"/processing/jobs/{job_id}/events/",
        TypeAdapter(models.EventAnswer),
        query={"cursor": cursor, "page_size": page_size, "after": after},
    )


def processing_list_job_results(
    job_id: str, *, cursor: str | None = None, page_size: int | None = None
) -> ListRequest[models.ResultAnswer]:
    """List what a job of the caller made."""
    return ListRequest(
        "GET",
        f"/processing/jobs/{job_id}/results/",
        TypeAdapter(models.ResultAnswer),
        query={"cursor": cursor, "page_size": page_size},
    )


def processing_retry_job(job_id: str) -> Request[models.JobAnswer]:
    """Try a failed job again, as a new job that names the old one in `retry_of`."""
    return Request(
        "POST", f"/processing/jobs/{job_id}/retry/", TypeAdapter(models.JobAnswer), takes_key=True
    )


def processing_get_monitor() -> Request[models.MonitorAnswer]:
    """Show how the service does now: jobs, provider, budgets, schedules, dead letters."""
    return Request("GET", "/processing/monitor/", TypeAdapter(models.MonitorAnswer))


def processing_list_alarms() -> Request[models.AlarmsAnswer]:
    """Show the state of every alarm of the service."""
    return Request("GET", "/processing/monitor/alarms/", TypeAdapter(models.AlarmsAnswer))


def processing_list_dead_letters(queue: str) -> Request[models.DeadLettersAnswer]:
    """Show some of the events in a queue of dead letters, at most 10."""
    return Request(
        "GET", f"/processing/monitor/dead-letters/{queue}/", TypeAdapter(models.DeadLettersAnswer)
    )


def processing_redrive_dead_letters(queue: str) -> Request[models.Redriven]:
    """Give the events in a queue of dead letters to their function once more."""
    return Request(
        "POST", f"/processing/monitor/dead-letters/{queue}/redrive/", TypeAdapter(models.Redriven)
    )


def processing_list_monitored_jobs(
    *,
    cursor: str | None = None,
    page_size: int | None = None,
    status: Literal[
        "pending", "moderating", "processing", "streaming", "completed", "failed", "cancelled"
    ]
    | None = None,
    job_type: Literal["generation", "edit", "style_transfer"] | None = None,
    style_id: str | None = None,
    user_id: str | None = None,
    since: str | None = None,
) -> ListRequest[models.MonitoredJob]:
    """List all users' jobs, newest first."""
    return ListRequest(
        "GET",
        "/processing/monitor/jobs/",
        TypeAdapter(models.MonitoredJob),
        query={
            "cursor": cursor,
            "page_size": page_size,
            "status": status,
            "job_type": job_type,
            "style_id": style_id,
            "user_id": user_id,
            "since": since,
        },
    )


def processing_get_monitored_job(job_id: str) -> Request[models.MonitoredJobDetail]:
    """Show any user's job with its events and calls, but without its prompt and pictures."""
    return Request(
        "GET", f"/processing/monitor/jobs/{job_id}/", TypeAdapter(models.MonitoredJobDetail)
    )


def processing_cancel_monitored_job(job_id: str) -> Request[models.MonitoredJob]:
    """Cancel any user's job, as its owner could."""
    return Request(
        "POST", f"/processing/monitor/jobs/{job_id}/cancel/", TypeAdapter(models.MonitoredJob)
    )


def processing_requeue_job(job_id: str) -> Request[models.MonitoredJob]:
    """Start a job that never started; make a failed one again for its owner, as a new job."""
    return Request(
        "POST",
        f"/processing/monitor/jobs/{job_id}/requeue/",
        TypeAdapter(models.MonitoredJob),
        takes_key=True,
    )


def processing_run_schedule(
    task: str, **body: Unpack[bodies.RunSchedule]
) -> Request[models.ScheduleStarted]:
    """Run a scheduled task now, beside its schedule; the monitor shows its outcome once it ends."""
    return Request(
        "POST",
        f"/processing/monitor/schedules/{task}/run/",
        TypeAdapter(models.ScheduleStarted),
        body={**body},
    )


def processing_get_quota() -> Request[models.QuotaAnswer]:
    """Show how many images the caller may still ask for today, and what this month cost."""
    return Request("GET", "/processing/quota/", TypeAdapter(models.QuotaAnswer))


def processing_list_results(
    *,
    cursor: str | None = None,
    page_size: int | None = None,
    job_id: str | None = None,
    favorites: bool | None = None,
    order: str | None = None,
) -> ListRequest[models.ResultAnswer]:
    """List the caller's own results, newest first."""
    return ListRequest(
        "GET",
        "/processing/results/",
        TypeAdapter(models.ResultAnswer),
        query={
            "cursor": cursor,
            "page_size": page_size,
            "job_id": job_id,
            "favorites": favorites,
            "order": order,
        },
    )


def processing_list_liked_results(
    *,
    cursor: str | None = None,
    page_size: int | None = None,
    order: Literal["newest", "likes"] | None = None,
    period: Literal["today", "week", "month", "all"] | None = None,
) -> ListRequest[models.ResultAnswer]:
    """List the public results that the caller likes."""
    return ListRequest(
        "GET",
        "/processing/results/liked/",
        TypeAdapter(models.ResultAnswer),
        query={"cursor": cursor, "page_size": page_size, "order": order, "period": period},
    )


def processing_list_public_results(
    *,
    cursor: str | None = None,
    page_size: int | None = None,
    order: Literal["newest", "likes"] | None = None,
    period: Literal["today", "week", "month", "all"] | None = None,
    style: str | None = None,
    author: str | None = None,
) -> ListRequest[models.ResultAnswer]:
    """List everybody's public results."""
    return ListRequest(
        "GET",
        "/processing/results/public/",
        TypeAdapter(models.ResultAnswer),
        query={
            "cursor": cursor,
            "page_size": page_size,
            "order": order,
            "period": period,
            "style": style,
            "author": author,
        },
    )


def processing_get_result(result_id: str) -> Request[models.ResultAnswer]:
    """Show a public result to anyone, a private one to its owner."""
    return Request("GET", f"/processing/results/{result_id}/", TypeAdapter(models.ResultAnswer))


def processing_delete_result(result_id: str) -> Request[models.DeletedResult]:
    """Delete an own result with its pictures."""
    return Request("DELETE", f"/processing/results/{result_id}/", TypeAdapter(models.DeletedResult))


def processing_download_result(result_id: str) -> Request[models.Download]:
    """Get a link to the original of an own result, or to the display size of a public one."""
    return Request(
        "GET", f"/processing/results/{result_id}/download/", TypeAdapter(models.Download)
    )


def processing_favorite_result(
    result_id: str, **body: Unpack[bodies.MarkFavorite]
) -> Request[models.Favorite]:
    """Make an own result a favourite or not; without a body the other of both."""
    return Request(
        "POST",
        f"/processing/results/{result_id}/favorite/",
        TypeAdapter(models.Favorite),
        body={**body} or None,
    )


def processing_like_result(
    result_id: str, **body: Unpack[bodies.LikeResult]
) -> Request[models.LikesAnswer]:
    """Like a public result or not; without a body the other of both."""
    return Request(
        "POST",
        f"/processing/results/{result_id}/like/",
        TypeAdapter(models.LikesAnswer),
        body={**body} or None,
    )


def processing_rate_result(
    result_id: str, **body: Unpack[bodies.RateResult]
) -> Request[models.Rating]:
    """Rate an own result; a second rating replaces the first."""
    return Request(
        "POST", f"/processing/results/{result_id}/rate/", TypeAdapter(models.Rating), body={**body}
    )


def processing_report_result(
    result_id: str, **body: Unpack[bodies.ReportContent]
) -> Request[models.Reported]:
    """Report a public result of somebody else to the administrators, once."""
    return Request(
        "POST",
        f"/processing/results/{result_id}/report/",
        TypeAdapter(models.Reported),
        body={**body},
    )


def processing_restore_result(result_id: str) -> Request[models.ReviewAnswer]:
    """Show a result again that was taken down or hidden, and settle its reports."""
    return Request(
        "POST", f"/processing/results/{result_id}/restore/", TypeAdapter(models.ReviewAnswer)
    )


def processing_review_result(result_id: str) -> Request[models.ReviewAnswer]:
    """Show any user's result that is public, waits for a review, or was taken down."""
    return Request(
        "GET", f"/processing/results/{result_id}/review/", TypeAdapter(models.ReviewAnswer)
    )


def processing_take_down_result(
    result_id: str, **body: Unpack[bodies.TakeDown]
) -> Request[models.ReviewAnswer]:
    """Hide a public or reported result from everybody but its owner, who is told the reason."""
    return Request(
        "POST",
        f"/processing/results/{result_id}/take-down/",
        TypeAdapter(models.ReviewAnswer),
        body={**body},
    )


def processing_set_result_visibility(
    result_id: str, **body: Unpack[bodies.SetVisibility]
) -> Request[models.Visibility]:
    """Show an own result to everyone or hide it; without a body the other of both."""
    return Request(
        "POST",
        f"/processing/results/{result_id}/visibility/",
        TypeAdapter(models.Visibility),
        body={**body} or None,
    )


def processing_get_stats() -> Request[models.StatsAnswer]:
    """Show what the caller's jobs came to."""
    return Request("GET", "/processing/stats/", TypeAdapter(models.StatsAnswer))


def processing_list_templates(
    *,
    cursor: str | None = None,
    page_size: int | None = None,
    job_type: Literal["generation", "edit", "style_transfer"] | None = None,
    category: str | None = None,
) -> ListRequest[models.TemplateAnswer]:
    """List the public templates and the caller's own, newest first."""
    return ListRequest(
        "GET",
        "/processing/templates/",
        TypeAdapter(models.TemplateAnswer),
        query={
            "cursor": cursor,
            "page_size": page_size,
            "job_type": job_type,
            "category": category,
        },
    )


def processing_create_template(
    **body: Unpack[bodies.CreateTemplate],
) -> Request[models.TemplateAnswer]:
    """Keep a prompt template; jobs use it through `template_id`."""
    return Request(
        "POST",
        "/processing/templates/",
        TypeAdapter(models.TemplateAnswer),
        body={**body},
        takes_key=True,
    )


def processing_get_template(template_id: str) -> Request[models.TemplateAnswer]:
    """Show a public template, or the caller's own."""
    return Request(
        "GET", f"/processing/templates/{template_id}/", TypeAdapter(models.TemplateAnswer)
    )


def processing_update_template_put(
    template_id: str, **body: Unpack[bodies.UpdateTemplate]
) -> Request[models.TemplateAnswer]:
    """Change the given fields of an own template; administrators change public ones too."""
    return Request(
        "PUT",
        f"/processing/templates/{template_id}/",
        TypeAdapter(models.TemplateAnswer),
        body={**body},
    )


def processing_update_template(
    template_id: str, **body: Unpack[bodies.UpdateTemplate]
) -> Request[models.TemplateAnswer]:
    """Change the given fields of an own template; administrators change public ones too."""
    return Request(
        "PATCH",
        f"/processing/templates/{template_id}/",
        TypeAdapter(models.TemplateAnswer),
        body={**body},
    )


def processing_delete_template(template_id: str) -> Request[models.DeletedTemplate]:
    """Delete an own template; administrators delete public ones too."""
    return Request(
        "DELETE", f"/processing/templates/{template_id}/", TypeAdapter(models.DeletedTemplate)
    )


def processing_list_webhooks(
    *, cursor: str | None = None, page_size: int | None = None
) -> ListRequest[models.WebhookAnswer]:
    """List the caller's own webhooks, newest first."""
    return ListRequest(
        "GET",
        "/processing/webhooks/",
        TypeAdapter(models.WebhookAnswer),
        query={"cursor": cursor, "page_size": page_size},
    )


def processing_create_webhook(**body: Unpack[bodies.CreateWebhook]) -> Request[models.NewWebhook]:
    """Have a URL told of each own job that completes or fails."""
    return Request(
        "POST",
        "/processing/webhooks/",
        TypeAdapter(models.NewWebhook),
        body={**body},
        takes_key=True,
    )


def processing_delete_webhook(webhook_id: str) -> Request[models.DeletedWebhook]:
    """Delete an own webhook."""
    return Request(
        "DELETE", f"/processing/webhooks/{webhook_id}/", TypeAdapter(models.DeletedWebhook)
    )


def processing_list_webhook_deliveries(
    webhook_id: str, *, cursor: str | None = None, page_size: int | None = None
) -> ListRequest[models.DeliveryAnswer]:
    """List the last 100 deliveries of an own webhook, newest jobs first; kept for 30 days."""
    return ListRequest(
        "GET",
        f"/processing/webhooks/{webhook_id}/deliveries/",
        TypeAdapter(models.DeliveryAnswer),
        query={"cursor": cursor, "page_size": page_size},
    )


def processing_try_webhook(webhook_id: str) -> Request[models.WebhookOutcome]:
    """Send an own webhook a signed `{"type": "webhook.test"}`, and show how it was answered."""
    return Request(
        "POST", f"/processing/webhooks/{webhook_id}/test/", TypeAdapter(models.WebhookOutcome)
    )


def styles_list_styles(
    *,
    cursor: str | None = None,
    page_size: int | None = None,
    page: int | None = None,
    category: str | None = None,
    premium: bool | None = None,
    search: str | None = None,
    order: Literal["popularity", "name", "newest", "rating"] | None = None,
) -> ListRequest[models.StyleAnswer]:
    """List the styles; what the caller thinks of them is filled in when signed in."""
    return ListRequest(
        "GET",
        "/styles/",
        TypeAdapter(models.StyleAnswer),
        query={
            "cursor": cursor,
            "page_size": page_size,
            "page": page,
            "category": category,
            "premium": premium,
            "search": search,
            "order": order,
        },
    )


def styles_create_style(**body: Unpack[bodies.NewStyle]) -> Request[models.ManagedStyle]:
    """Create a style; offered within a minute."""
    return Request(
        "POST", "/styles/", TypeAdapter(models.ManagedStyle), body={**body}, takes_key=True
    )


def styles_list_categories(
    *, cursor: str | None = None, page_size: int | None = None, page: int | None = None
) -> ListRequest[models.CategoryAnswer]:
    """List the categories of the style catalogue."""
    return ListRequest(
        "GET",
        "/styles/categories/",
        TypeAdapter(models.CategoryAnswer),
        query={"cursor": cursor, "page_size": page_size, "page": page},
    )


def styles_create_category(**body: Unpack[bodies.NewCategory]) -> Request[models.ManagedCategory]:
    """Create a category; shown within a minute."""
    return Request(
        "POST",
        "/styles/categories/",
        TypeAdapter(models.ManagedCategory),
        body={**body},
        takes_key=True,
    )


def styles_list_managed_categories(
    *, cursor: str | None = None, page_size: int | None = None, page: int | None = None
) -> ListRequest[models.ManagedCategory]:
    """List every category as it is stored, also those that are not shown."""
    return ListRequest(
        "GET",
        "/styles/categories/managed/",
        TypeAdapter(models.ManagedCategory),
        query={"cursor": cursor, "page_size": page_size, "page": page},
    )


def styles_update_category(
    category_id: str, **body: Unpack[bodies.ChangeCategory]
) -> Request[models.ManagedCategory]:
    """Change some fields of a category; shown within a minute."""
    return Request(
        "PUT",
        f"/styles/categories/{category_id}/",
        TypeAdapter(models.ManagedCategory),
        body={**body},
    )


def styles_update_category_patch(
    category_id: str, **body: Unpack[bodies.ChangeCategory]
) -> Request[models.ManagedCategory]:
    """Change some fields of a category; shown within a minute."""
    return Request(
        "PATCH",
        f"/styles/categories/{category_id}/",
        TypeAdapter(models.ManagedCategory),
        body={**body},
    )


def styles_delete_category(category_id: str) -> Request[models.Deleted]:
    """Delete a category that has no styles left."""
    return Request("DELETE", f"/styles/categories/{category_id}/", TypeAdapter(models.Deleted))


def styles_list_managed_styles(
    *, cursor: str | None = None, page_size: int | None = None, page: int | None = None
) -> ListRequest[models.ManagedStyle]:
    """List every style as it is stored, also those that are not offered."""
    return ListRequest(
        "GET",
        "/styles/managed/",
        TypeAdapter(models.ManagedStyle),
        query={"cursor": cursor, "page_size": page_size, "page": page},
    )


def styles_list_popular_styles(
    *, cursor: str | None = None, page_size: int | None = None, page: int | None = None
) -> ListRequest[models.StyleAnswer]:
    """List the 20 most popular styles, by the score that is renewed every 30 minutes."""
    return ListRequest(
        "GET",
        "/styles/popular/",
        TypeAdapter(models.StyleAnswer),
        query={"cursor": cursor, "page_size": page_size, "page": page},
    )


def styles_list_preferences(
    *, cursor: str | None = None, page_size: int | None = None, page: int | None = None
) -> ListRequest[models.PreferenceAnswer]:
    """List what the caller thinks of the styles on offer, the latest change first."""
    return ListRequest(
        "GET",
        "/styles/preferences/",
        TypeAdapter(models.PreferenceAnswer),
        query={"cursor": cursor, "page_size": page_size, "page": page},
    )


def styles_save_preference(
    **body: Unpack[bodies.SavePreference],
) -> Request[models.PreferenceAnswer]:
    """Save how the caller likes a style made."""
    return Request(
        "POST", "/styles/preferences/", TypeAdapter(models.PreferenceAnswer), body={**body}
    )


def styles_get_style(style_id: str) -> Request[models.StyleDetail]:
    """Show a style with its defaults and examples."""
    return Request("GET", f"/styles/{style_id}/", TypeAdapter(models.StyleDetail))


def styles_update_style(
    style_id: str, **body: Unpack[bodies.ChangeStyle]
) -> Request[models.ManagedStyle]:
    """Change some fields of a style; shown within a minute."""
    return Request("PUT", f"/styles/{style_id}/", TypeAdapter(models.ManagedStyle), body={**body})


def styles_update_style_patch(
    style_id: str, **body: Unpack[bodies.ChangeStyle]
) -> Request[models.ManagedStyle]:
    """Change some fields of a style; shown within a minute."""
    return Request("PATCH", f"/styles/{style_id}/", TypeAdapter(models.ManagedStyle), body={**body})


def styles_delete_style(style_id: str) -> Request[models.Deleted]:
    """Delete a style with its examples; results made in it keep its name."""
    return Request("DELETE", f"/styles/{style_id}/", TypeAdapter(models.Deleted))


def styles_list_examples(
    style_id: str,
    *,
    cursor: str | None = None,
    page_size: int | None = None,
    page: int | None = None,
) -> ListRequest[models.ExampleAnswer]:
    """List pictures before and after a style."""
    return ListRequest(
        "GET",
        f"/styles/{style_id}/examples/",
        TypeAdapter(models.ExampleAnswer),
        query={"cursor": cursor, "page_size": page_size, "page": page},
    )


def styles_create_example(
    style_id: str, **body: Unpack[bodies.NewExample]
) -> Request[models.ExampleAnswer]:
    """Show one of the caller's own results, made in this style, or own images as an example."""
    return Request(
        "POST",
        f"/styles/{style_id}/examples/",
        TypeAdapter(models.ExampleAnswer),
        body={**body},
        takes_key=True,
    )


def styles_update_example(
    style_id: str, example_id: str, **body: Unpack[bodies.ChangeExample]
) -> Request[models.ExampleAnswer]:
    """Change the caption or the place of an example."""
    return Request(
        "PUT",
        f"/styles/{style_id}/examples/{example_id}/",
        TypeAdapter(models.ExampleAnswer),
        body={**body},
    )


def styles_update_example_patch(
    style_id: str, example_id: str, **body: Unpack[bodies.ChangeExample]
) -> Request[models.ExampleAnswer]:
    """Change the caption or the place of an example."""
    return Request(
        "PATCH",
        f"/styles/{style_id}/examples/{example_id}/",
        TypeAdapter(models.ExampleAnswer),
        body={**body},
    )


def styles_delete_example(style_id: str, example_id: str) -> Request[models.Deleted]:
    """Delete an example and its pictures."""
    return Request(
        "DELETE", f"/styles/{style_id}/examples/{example_id}/", TypeAdapter(models.Deleted)
    )


def styles_favorite_style(
    style_id: str, **body: Unpack[bodies.FavoriteStyle]
) -> Request[models.Favorite]:
    """Make a style a favorite, or not; without a body, the opposite of what it is."""
    return Request(
        "POST", f"/styles/{style_id}/favorite/", TypeAdapter(models.Favorite), body={**body} or None
    )


def styles_get_managed_style(style_id: str) -> Request[models.ManagedStyle]:
    """Show a style as it is stored, with its prompt template; also one that is not offered."""
    return Request("GET", f"/styles/{style_id}/managed/", TypeAdapter(models.ManagedStyle))


def styles_rate_style(
    style_id: str, **body: Unpack[bodies.RateStyle]
) -> Request[models.StyleRating]:
    """Rate a style; a second rating replaces the first."""
    return Request(
        "POST", f"/styles/{style_id}/rate/", TypeAdapter(models.StyleRating), body={**body}
    )
