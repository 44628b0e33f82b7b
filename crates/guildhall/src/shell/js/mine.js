// My conference: kept for when there is no network, and it says so then.
const conference = document.querySelector("[data-worker]");
if (conference) {
  const without = conference.querySelector("[data-offline]");
  const say = () => { without.hidden = navigator.onLine; };
  addEventListener("online", say);
  addEventListener("offline", say);
  say();
  if (navigator.serviceWorker) navigator.serviceWorker.register(conference.dataset.worker).then(() => navigator.serviceWorker.ready).then((there) => {
    const files = [...document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src], svg use, img.code")].map((node) => new URL(node.href?.baseVal ?? node.href ?? node.src, location).pathname);
    there.active.postMessage([location.pathname, ...new Set(files)]);
  }).catch(() => {});
}
