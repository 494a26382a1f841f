const page = SwaggerUIBundle({
  dom_id: "#documentation",
  url: "openapi.json",
  validatorUrl: null,
  deepLinking: true,
  docExpansion: "list",
  filter: true,
  responseInterceptor: signIn,
});

/** Whoever signs in on this page is authorized for its other operations too. */
function signIn(response) {
  const token = response.ok && response.body?.data?.access_token;
  if (token) page.preauthorizeApiKey("accessToken", token);
  return response;
}
