// One-letter keys on review pages; they can be switched off. Without this file every button works.
(() => {
  const root = document.documentElement;
  const box = document.getElementById("keys");
  const KEPT = "slate.keys";
  const TYPED = "input:not([type=checkbox]), textarea, select, [contenteditable]";

  // A browser that keeps nothing for us still lets the keys be switched off until the next page.
  function recall() {
    try {
      return localStorage.getItem(KEPT) !== "off";
    } catch {
      return true;
    }
  }
  function keep(on) {
    try {
      localStorage.setItem(KEPT, on ? "on" : "off");
    } catch {
      /* not kept */
    }
  }
  function show() {
    root.classList.toggle("no-keys", !box.checked);
  }

  box.checked = recall();
  box.closest("[hidden]").hidden = false;
  show();
  box.addEventListener("change", () => {
    keep(box.checked);
    show();
  });

  document.addEventListener("keydown", (event) => {
    const held = event.altKey || event.ctrlKey || event.metaKey || event.repeat;
    if (held || !box.checked || event.target.closest?.(TYPED)) return;
    if (!/^[a-z]$/.test(event.key)) return;
    if (document.querySelector("#review[aria-busy]")) return; // the last answer is on its way
    const button = document.querySelector(`[data-key="${event.key}"]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  });

  // After a decision the next pair is read out from its heading on.
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target.id !== "review") return;
    document.getElementById("pair")?.focus({ preventScroll: true });
    document.getElementById("review").scrollIntoView({ block: "nearest" });
  });
})();
