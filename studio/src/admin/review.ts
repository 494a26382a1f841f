import { data, type Review } from "@splashmy/client";
import { api } from "../client.ts";

/** What may be done to an image or a result that somebody shall look at. */
const image = (review: Review) => ({ params: { path: { image_id: review.id } } });
const result = (review: Review) => ({ params: { path: { result_id: review.id } } });

export function approve(review: Review) {
  return data(api.POST("/api/v1/images/moderation/{image_id}/approve/", image(review)));
}

export function reject(review: Review) {
  return data(api.POST("/api/v1/images/moderation/{image_id}/reject/", image(review)));
}

export function restore(review: Review) {
  return review.thing === "result"
    ? data(api.POST("/api/v1/processing/results/{result_id}/restore/", result(review)))
    : data(api.POST("/api/v1/images/{image_id}/restore/", image(review)));
}

export function takeDown(review: Review, reason: string) {
  const body = { reason };
  return review.thing === "result"
    ? data(
        api.POST("/api/v1/processing/results/{result_id}/take-down/", { ...result(review), body }),
      )
    : data(api.POST("/api/v1/images/{image_id}/take-down/", { ...image(review), body }));
}

export function find(thing: Review["thing"], id: string) {
  return thing === "result"
    ? data(
        api.GET("/api/v1/processing/results/{result_id}/review/", {
          params: { path: { result_id: id } },
        }),
      )
    : data(api.GET("/api/v1/images/{image_id}/review/", { params: { path: { image_id: id } } }));
}
