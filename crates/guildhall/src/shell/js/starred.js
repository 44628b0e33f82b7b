// The visitor's own list: shows what is starred, says what clashes, gives it to a calendar (RFC 5545).
const list = document.getElementById("starred");
if (list) {
  const stamp = (ms) => new Date(Number(ms)).toISOString().replace(/[-:]|\.\d{3}/g, "");
  const escaped = (words) => words.replace(/[\\;,]/g, "\\$&").replace(/\s+/g, " ").trim();
  const folded = (line) => {
    let out = "", bytes = 0;
    for (const sign of line) {
      const size = new TextEncoder().encode(sign).length;
      if (bytes + size > 74) { out += "\r\n "; bytes = 1; }
      out += sign; bytes += size;
    }
    return out;
  };
  const chosen = () => [...list.children].filter((item) => !item.hidden);
  const show = () => {
    const stars = readStars();
    for (const item of list.children) item.hidden = !stars.has(item.dataset.mine);
    const mine = chosen();
    for (const item of mine) {
      const clash = mine.some((other) => other !== item && Number(other.dataset.starts) < Number(item.dataset.ends) && Number(item.dataset.starts) < Number(other.dataset.ends));
      item.querySelector(".clash").textContent = clash ? list.dataset.clash : "";
    }
    list.hidden = !mine.length;
    document.getElementById("calendar").hidden = !mine.length;
  };
  document.getElementById("calendar").addEventListener("click", () => {
    const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Guildhall//Stars//EN"];
    for (const item of chosen()) {
      const link = item.querySelector("a.title");
      lines.push("BEGIN:VEVENT", "UID:" + item.dataset.mine + "@" + location.host, "DTSTAMP:" + stamp(Date.now()), "DTSTART:" + stamp(item.dataset.starts), "DTEND:" + stamp(item.dataset.ends), "SUMMARY:" + escaped(link.textContent), "LOCATION:" + escaped(item.querySelector(".detail").firstChild.textContent), "URL:" + link.href, "END:VEVENT");
    }
    lines.push("END:VCALENDAR", "");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([lines.map(folded).join("\r\n")], { type: "text/calendar" }));
    link.download = "stars.ics";
    link.click();
    URL.revokeObjectURL(link.href);
  });
  document.addEventListener("stars", show);
  show();
}
