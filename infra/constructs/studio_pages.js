// Every address without a file's name is a page, and all pages are index.html.
// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it by this name
function handler(event) {
  var request = event.request;
  var name = request.uri.split("/").pop();
  if (name.indexOf(".") === -1) request.uri = "/index.html";
  return request;
}
