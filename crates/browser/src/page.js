// What a test knows how to ask of a page. One expression; the harness calls its functions by name.
({
  /** The elements for a selector, narrowed to those that say a text; whole matches come first. */
  all(css, words) {
    const found = [...document.querySelectorAll(css)];
    if (words === null) return found;
    const says = (element) => (element.textContent || element.value || "").replace(/\s+/g, " ").trim();
    const whole = found.filter((element) => says(element) === words);
    return whole.length ? whole : found.filter((element) => says(element).includes(words));
  },

  /** Where to click, or why one cannot: {x, y} or {why}. Scrolls there first. */
  spot(css, words) {
    const found = this.all(css, words);
    if (!found.length) return { why: "is not there" };
    const element = found.find((one) => one.getClientRects().length) ?? null;
    if (!element) return { why: "is not visible" };
    element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const box = element.getClientRects()[0];
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const top = document.elementFromPoint(x, y);
    if (!top) return { why: "is outside the window" };
    const label = top.closest("label");
    const ours = element.contains(top) || top.contains(element) || label?.control === element;
    if (!ours) return { why: `is covered by ${this.named(top)}` };
    if (element.matches(":disabled")) return { why: "is disabled" };
    return { x, y };
  },

  /** A short name of an element, as a selector would give it. */
  named(element) {
    const id = element.id ? `#${element.id}` : "";
    const classes = [...element.classList].map((name) => `.${name}`).join("");
    return element.localName + id + classes;
  },

  /** What has the keyboard: its name and the words on it. */
  focused() {
    const element = document.activeElement ?? document.body;
    const words = element.getAttribute("aria-label") || element.innerText || element.value || "";
    return { name: this.named(element), words: words.replace(/\s+/g, " ").trim() };
  },

  /** The words of every element for a selector, as they are seen. */
  texts(css) {
    return [...document.querySelectorAll(css)].map((element) => (element.innerText ?? element.textContent).trim());
  },

  /** Marks what a field holds, so that typing replaces it. */
  mark(css) {
    document.querySelector(css)?.select?.();
  },

  /** Chooses from a select by value or by words; false when there is no such choice. */
  choose(css, wanted) {
    const field = document.querySelector(css);
    const option = [...(field?.options ?? [])].find((one) => one.value === wanted || one.text.trim() === wanted);
    if (!option) return false;
    field.value = option.value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
    return true;
  },
})
