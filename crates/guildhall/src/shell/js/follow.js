// A screen that follows somebody else's desk: it asks for the number of the last press, and looks again when it is another.
const follow = document.querySelector("[data-follow]");
if (follow) {
  const look = async () => {
    try {
      const answer = await fetch(follow.dataset.follow, { cache: "no-store" });
      if (answer.ok && (await answer.text()) !== follow.dataset.step) return location.reload();
    } catch { /* The network is away; what is shown stays. */ }
    setTimeout(look, 500);
  };
  setTimeout(look, 500);
  const since = follow.querySelector("[data-since]");
  const tick = () => {
    const seconds = Math.max(0, Math.floor((Date.now() - Number(since.dataset.since)) / 1000));
    since.textContent = Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
  };
  if (since) { tick(); setInterval(tick, 1000); }
}
