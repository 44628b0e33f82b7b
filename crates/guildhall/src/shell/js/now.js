// Where now is: the line in the grid, what is on, and on a phone what comes next.
const board = document.querySelector(".board");
const today = new Date(now()).toLocaleDateString("sv", { timeZone: root.dataset.zone || undefined });
for (const link of document.querySelectorAll("[data-day='" + today + "']")) link.classList.add("today");
if (board) {
  const axis = board.dataset.axis.split(";").filter(Boolean).map((part) => part.split(",").map(Number));
  const line = board.querySelector("[data-now]");
  const earlier = document.querySelector("[data-earlier]");
  const number = (item, letter) => Number((item.className.match(new RegExp("(?:^| )" + letter + "(\\d+)")) || [])[1] || 0);
  const rows = [...board.querySelectorAll(".e")].map((item) => [item, number(item, "r"), number(item, "s")]);
  const rowOf = (minute) => {
    let row = -1;
    for (const [from, until, first] of axis) if (minute >= from) row = first + (Math.min(minute, until) - from) / 5;
    return row;
  };
  const last = axis.length ? axis[axis.length - 1][1] : 0;
  const follow = () => {
    const minute = (now() - Number(board.dataset.midnight)) / 60000;
    const live = axis.length && minute >= axis[0][0] - 240 && minute <= last;
    const row = rowOf(minute);
    line.hidden = !live || row < 0;
    if (live && row >= 0) {
      line.style.gridRowStart = Math.floor(row) + 3;
      line.querySelector("span").textContent = new Date(now()).toLocaleTimeString("sv", { hour: "2-digit", minute: "2-digit", timeZone: root.dataset.zone || undefined });
    }
    for (const [item, start, span] of rows) item.classList.toggle("on", Boolean(live) && start <= row && row < start + span);
    let next = null;
    let past = 0;
    for (const group of board.querySelectorAll("section")) {
      const own = [...group.querySelectorAll(".e")];
      const over = Boolean(live) && own.every((item) => number(item, "r") + number(item, "s") <= row);
      group.classList.toggle("past", over);
      past += over;
      if (!over && !next && own.some((item) => number(item, "r") >= row)) next = group;
    }
    for (const group of board.querySelectorAll("section.next")) if (group !== next) group.classList.remove("next");
    if (live && next) next.classList.add("next");
    if (earlier && !earlier.dataset.done) {
      earlier.hidden = !past;
      board.classList.toggle("live", past > 0);
    }
    return live && row > 0;
  };
  if (earlier) earlier.addEventListener("click", () => {
    earlier.dataset.done = "yes";
    earlier.hidden = true;
    board.classList.remove("live");
  });
  if (follow() && !location.hash && matchMedia("(min-width: 43.76rem)").matches) {
    const below = line.getBoundingClientRect().top - innerHeight * 2 / 3;
    if (!scrollY && below > 0) scrollBy(0, below);
  }
  setInterval(follow, 30000);
}
