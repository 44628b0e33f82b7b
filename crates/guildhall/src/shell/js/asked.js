// A question that hangs on another one's answer is shown only then; without script it says when.
for (const asked of document.querySelectorAll("[data-when]")) {
  const form = asked.closest("form");
  const show = () => {
    const given = [...form.elements].filter((one) => one.name === asked.dataset.when && (one.checked || one.localName === "select"));
    asked.hidden = !given.some((one) => one.value === asked.dataset.value);
  };
  form.addEventListener("change", show);
  show();
}
