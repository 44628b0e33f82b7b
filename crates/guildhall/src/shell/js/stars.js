// What the visitor has starred: slugs in this browser's own storage, one list an edition.
const root = document.documentElement;
const home = root.dataset.home || "";
const store = "guildhall:stars:" + (home.split("/")[2] || "");
const activities = home + "/activities/";
const now = () => Date.now() + Number(root.dataset.ahead || 0);
root.classList.add("script");
const readStars = () => {
  try { return new Set(JSON.parse(localStorage.getItem(store) || "[]")); } catch { return new Set(); }
};
const writeStars = (stars) => {
  try { localStorage.setItem(store, JSON.stringify([...stars])); } catch { /* A private window may refuse; the page still works. */ }
};
// When each star was set, in seconds: what a release changed later is news to its owner.
const opened = Math.floor(Date.now() / 1000);
const readSeen = () => {
  try { return JSON.parse(localStorage.getItem(store + ":seen") || "{}"); } catch { return {}; }
};
const writeSeen = (seen) => {
  try { localStorage.setItem(store + ":seen", JSON.stringify(seen)); } catch { /* As above. */ }
};
const showStar = (button, on) => {
  button.setAttribute("aria-pressed", on);
  const use = button.querySelector("use");
  if (use) use.setAttribute("href", use.getAttribute("href").replace(/#.*/, on ? "#starred" : "#star"));
};
const addStars = (within) => {
  const template = document.getElementById("star");
  const stars = readStars();
  if (template) for (const item of within.querySelectorAll(".e, .entry")) {
    const link = item.querySelector("a[href^='" + activities + "']");
    if (!link || item.querySelector(".star")) continue;
    const button = template.content.firstElementChild.cloneNode(true);
    button.dataset.star = link.getAttribute("href").slice(activities.length);
    // With the language of each run.
    button.querySelector(".unseen").append(" ", ...[...link.childNodes].map((node) => node.cloneNode(true)));
    item.append(button);
  }
  for (const button of within.querySelectorAll("[data-star]")) {
    button.hidden = false;
    showStar(button, stars.has(button.dataset.star));
  }
};
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-star]");
  if (!button) return;
  const stars = readStars();
  const on = !stars.delete(button.dataset.star);
  if (on) stars.add(button.dataset.star);
  writeStars(stars);
  const seen = readSeen();
  // What the page said when it was opened, not what may have been released since.
  if (on) seen[button.dataset.star] = opened; else delete seen[button.dataset.star];
  writeSeen(seen);
  for (const same of document.querySelectorAll("[data-star='" + button.dataset.star + "']")) showStar(same, on);
  document.dispatchEvent(new CustomEvent("stars"));
});
addStars(document);
// Where one is, in a row that is longer than the phone is wide.
const here = document.querySelector(".mast nav [aria-current]");
// In the frame that lays the page out anyway: asked earlier it would be laid out twice.
if (here && innerWidth <= 960) requestAnimationFrame(() => { here.closest("nav").scrollLeft = here.offsetLeft - (innerWidth - here.offsetWidth) / 2; });
