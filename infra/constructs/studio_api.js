// What the API is told of whoever calls it by the studio's address, and in which language.
const LANGUAGES = ["en", "es"];
const LONGEST = 500;

// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it by this name
function handler(event) {
  const request = event.request;
  const asked = request.headers["accept-language"];
  // Of the many ways to ask for a language only ours are left: each is a key of the cache.
  request.headers["accept-language"] = { value: preferred(asked ? asked.value : "") };
  // Over whatever the viewer sent by this name.
  request.headers["x-splashmy-viewer-address"] = { value: network(event.viewer.ip) };
  return request;
}

// As splashmy.core.i18n.negotiated has it; the first of equals stays first.
function preferred(header) {
  let best = LANGUAGES[0];
  let most = 0;
  header
    .slice(0, LONGEST)
    .toLowerCase()
    .split(",")
    .forEach((range) => {
      const found = /;\s*q\s*=\s*([01](?:\.[0-9]{0,3})?)\s*$/.exec(range);
      const quality = found ? Number(found[1]) : 1;
      const language = range.split(/[-;]/)[0].trim();
      if (LANGUAGES.indexOf(language) !== -1 && quality > most) {
        best = language;
        most = quality;
      }
    });
  return best;
}

// One customer has 2^64 addresses of IPv6, so it is their network that counts.
function network(address) {
  if (address.indexOf(":") === -1) return address;
  const halves = address.split("::");
  const groups = halves[0] ? halves[0].split(":") : [];
  const last = halves[1] ? halves[1].split(":") : [];
  while (groups.length + last.length < 8) groups.push("0");
  return `${groups.concat(last).slice(0, 4).join(":")}::`;
}
