// Filters at once, in the page; the address follows, so it can be sent to someone.
const form = document.getElementById("filters");
if (form) {
  const items = [...document.querySelectorAll("[data-f]")].map((item) => ({
    item,
    tokens: new Set((item.className + " " + item.dataset.f).split(/\s+/)),
    words: (item.querySelector("a") || item).textContent.toLowerCase(),
  }));
  const total = document.querySelector("[data-total]");
  const count = items.length;
  const asked = () => {
    const parts = [...form.querySelectorAll("[name=part]:checked")].map((box) => box.dataset.t);
    const one = [...form.querySelectorAll("select")].map((select) => select.selectedOptions[0].dataset.t).filter(Boolean);
    const words = form.elements.q.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    return { parts, one, words };
  };
  const meets = (it, { one, words }) => one.every((token) => it.tokens.has(token)) && words.every((word) => it.words.includes(word));
  const inParts = (it, { parts }) => !parts.length || parts.some((token) => it.tokens.has(token));
  // Halls that show nothing give their room to the others.
  const closeHalls = () => {
    const grid = document.querySelector(".board");
    if (!grid) return;
    const number = (item, letter, none) => Number((item.className.match(new RegExp("(?:^| )" + letter + "(\\d+)")) || [0, none])[1]);
    const used = new Set();
    for (const item of grid.querySelectorAll(".e:not([hidden])")) used.add(number(item, "c"));
    const place = new Map();
    let next = 2;
    for (const head of grid.querySelectorAll(".hh")) {
      const [first, width] = [number(head, "c"), number(head, "w", 1)];
      const lanes = Array.from({ length: width }, (_, at) => first + at);
      head.hidden = !lanes.some((lane) => used.has(lane));
      for (const lane of lanes) place.set(lane, head.hidden ? 0 : next++);
      head.style.gridColumnStart = place.get(first) || "";
    }
    for (const head of grid.querySelectorAll(".vh")) {
      const lanes = Array.from({ length: number(head, "w", 1) }, (_, at) => place.get(number(head, "c") + at)).filter(Boolean);
      head.hidden = !lanes.length;
      head.style.gridColumn = lanes.length ? lanes[0] + " / span " + lanes.length : "";
    }
    for (const item of grid.querySelectorAll(".e:not([hidden])")) item.style.gridColumnStart = place.get(number(item, "c"));
    grid.parentElement.style.setProperty("--n", Math.max(1, next - 2));
    for (const wide of grid.querySelectorAll(".hour, .fold, .now")) wide.style.gridColumnEnd = "span " + Math.max(1, next - 1);
  };
  const show = () => {
    const wanted = asked();
    const perPart = {};
    let shown = 0;
    for (const it of items) {
      const met = meets(it, wanted);
      if (met) for (const box of form.querySelectorAll("[name=part]")) if (it.tokens.has(box.dataset.t)) perPart[box.dataset.t] = (perPart[box.dataset.t] || 0) + 1;
      it.item.hidden = !met || !inParts(it, wanted);
      shown += !it.item.hidden;
    }
    for (const box of form.querySelectorAll("[name=part]")) box.parentElement.querySelector("b").textContent = perPart[box.dataset.t] || 0;
    for (const group of document.querySelectorAll(".board section, [data-group]")) group.hidden = !group.querySelector("[data-f]:not([hidden])");
    closeHalls();
    const narrowed = wanted.parts.length + wanted.one.length + (wanted.words.length ? 1 : 0);
    document.querySelector("[data-none]").hidden = shown > 0;
    document.querySelector("[data-narrowed]").textContent = narrowed ? " · " + narrowed : "";
    form.querySelector(".reset").hidden = !narrowed;
    if (total) total.textContent = total.textContent.replace(/\d+/, shown);
  };
  const remember = () => {
    const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value)).toString();
    history.replaceState(null, "", location.pathname + (query ? "?" + query : ""));
    for (const link of document.querySelectorAll(".days a, .views a")) link.search = query;
  };
  // The server may have sent the filtered page, which lacks the rest: then widening asks it again.
  const partial = Boolean(form.querySelector("[name=part]:checked, option:checked:not([value=''])") || form.elements.q.value);
  const change = () => {
    remember();
    if (partial) location.reload(); else show();
  };
  if (!partial && location.search) {
    const given = new URLSearchParams(location.search);
    for (const box of form.querySelectorAll("[name=part]")) box.checked = given.getAll("part").includes(box.value);
    for (const select of form.querySelectorAll("select")) if (given.get(select.name)) select.value = given.get(select.name);
    form.elements.q.value = given.get("q") || "";
    if (count) show();
    remember();
  }
  form.addEventListener("change", change);
  form.elements.q.addEventListener("input", () => { if (!partial) { show(); remember(); } });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    change();
    if (form.hidePopover && form.matches(":popover-open")) form.hidePopover();
  });
  for (const reset of document.querySelectorAll(".reset, [data-none] a")) reset.addEventListener("click", (event) => {
    if (partial) return;
    event.preventDefault();
    for (const box of form.querySelectorAll("[name=part]")) box.checked = false;
    for (const select of form.querySelectorAll("select")) select.value = "";
    form.elements.q.value = "";
    change();
  });
}
