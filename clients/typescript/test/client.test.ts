/** Against a running SplashMy: SPLASHMY_URL names it, SPLASHMY_PHOTO is a picture to send. */
import assert from "node:assert/strict";
import { openAsBlob } from "node:fs";
import { test } from "node:test";
import { data, listed, memoryStore, nextCursor, SplashMy, SplashMyError } from "../src/index.ts";

const baseUrl = process.env["SPLASHMY_URL"] ?? "http://127.0.0.1:4566";
const photo = process.env["SPLASHMY_PHOTO"] ?? "../../local/photograph.jpg";
const password = "Water-colour-2026";

async function aUser(options: Partial<ConstructorParameters<typeof SplashMy>[0]> = {}) {
  const username = `ts-${crypto.randomUUID().slice(0, 12)}`;
  const client = new SplashMy({ baseUrl, ...options });
  const body = { email: `${username}@example.com`, username, password, password_confirm: password };
  await data(client.api.POST("/api/v1/auth/register/", { body }));
  await client.signIn(username, password);
  return { client, username };
}

test("a photo becomes a picture in three lines", async () => {
  const { client } = await aUser();
  const file = await openAsBlob(photo, { type: "image/jpeg" });

  const image = await client.upload(file, { filename: "harbour.jpg" });
  assert.equal((await client.imageReady(image.id)).status, "ready");
  const job = await client.createJob({
    job_type: "edit",
    original_image_id: image.id,
    prompt: "at night",
    quality: "low",
  });
  const results = await client.results(job.id);

  assert.equal(results.length, 1);
  assert.equal((await fetch(results[0]?.url ?? "")).status, 200);
});

test("a refused call says why, in one sentence and a code", async () => {
  const { client } = await aUser();

  await assert.rejects(client.createJob({ job_type: "style_transfer", prompt: "" }), (error) => {
    assert.ok(error instanceof SplashMyError);
    assert.equal(error.status, 422);
    assert.ok(error.details.length > 0);
    return true;
  });
});

test("a job that fails is an error with its cause", async () => {
  const { client } = await aUser();
  const job = await client.createJob({ job_type: "generation", prompt: "[unsafe]" });

  await assert.rejects(client.results(job.id), { code: "job_failed" });
});

test("fields that are left out of a change stay as they are", async () => {
  const { client } = await aUser();
  const path = "/api/v1/auth/profile/";
  await data(client.api.PATCH(path, { body: { first_name: "Ana", last_name: "Roy" } }));

  const profile = await data(client.api.PATCH(path, { body: { last_name: "Ruiz" } }));

  assert.deepEqual([profile.first_name, profile.last_name], ["Ana", "Ruiz"]);
});

test("a refused token is refreshed once for all calls that met it", async () => {
  const { client, username } = await aUser();
  const store = memoryStore();
  store.set(client.session.refreshToken);
  let refreshes = 0;
  const other = new SplashMy({
    baseUrl,
    store,
    fetch: (request) => {
      if (request.url.includes("/auth/refresh/")) refreshes += 1;
      return fetch(request);
    },
  });

  const profiles = await Promise.all(
    [1, 2, 3, 4].map(() => data(other.api.GET("/api/v1/auth/profile/"))),
  );

  assert.deepEqual(new Set(profiles.map((one) => one.username)), new Set([username]));
  assert.equal(refreshes, 1);
});

test("a session that ended elsewhere ends here, and public lists still answer", async () => {
  const store = memoryStore();
  const { client } = await aUser({ store });
  const other = new SplashMy({ baseUrl, store: memoryStore() });
  other.session.begin({
    ...(await data(
      client.api.POST("/api/v1/auth/change-password/", {
        body: { old_password: password, new_password: `${password}!` },
      }),
    )),
  });

  assert.ok(await listed(client.api.GET("/api/v1/processing/results/public/")));
  assert.equal(client.session.isSignedIn, false);
  assert.equal(other.session.isSignedIn, true);
});

test("a busy service is asked again after the time it names", async () => {
  const waits: string[] = [];
  const client = new SplashMy({
    baseUrl,
    fetch: (request) => {
      waits.push(request.url);
      const busy = new Response("{}", { status: 503, headers: { "Retry-After": "0" } });
      return waits.length === 1 ? Promise.resolve(busy) : fetch(request);
    },
  });

  assert.ok(await listed(client.api.GET("/api/v1/styles/")));
  assert.equal(waits.length, 2);
});

test("one act keeps one key through all its tries", async () => {
  const keys: (string | null)[] = [];
  const { client } = await aUser({
    fetch: async (request) => {
      const answer = await fetch(request.clone());
      if (!request.url.endsWith("/processing/jobs/") || keys.length > 1) return answer;
      keys.push(request.headers.get("Idempotency-Key"));
      // The job was made, and the answer lost on its way back.
      return keys.length === 1
        ? new Response("{}", { status: 503, headers: { "Retry-After": "0" } })
        : answer;
    },
  });

  await client.createJob({ job_type: "generation", prompt: "A lighthouse", quality: "low" });

  assert.equal(new Set(keys).size, 1);
  assert.equal((await listed(client.api.GET("/api/v1/processing/jobs/list/"))).length, 1);
});

test("lists are read page by page", async () => {
  const client = new SplashMy({ baseUrl });
  const path = "/api/v1/styles/";
  const first = await client.api.GET(path, { params: { query: { page_size: 5 } } });
  assert.ok(first.data);
  const cursor = nextCursor(first.data);
  assert.ok(cursor);

  const second = await listed(
    client.api.GET(path, { params: { query: { page_size: 5, cursor } } }),
  );

  const ids = new Set(first.data.pagination.results.map((style) => style.id));
  assert.ok(second.every((style) => !ids.has(style.id)));
});

test("a service out of reach is a network error", async () => {
  const client = new SplashMy({ baseUrl: "http://127.0.0.1:9" });

  await assert.rejects(client.signIn("ana", "secret"), { code: "network_error", status: 0 });
});
