// After an answer: empty the line, show the answer, keep the focus where one types.
(() => {
  const form = document.getElementById("talk");
  const line = document.getElementById("message");
  // Chips and examples stand outside of the form; what they say must go with it all the same.
  document.addEventListener("htmx:configRequest", (event) => {
    const button = event.detail.triggeringEvent?.submitter;
    if (event.detail.elt === form && button?.name) event.detail.parameters[button.name] = button.value;
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.elt !== form || !event.detail.successful) return;
    line.value = "";
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target.id !== "log") return;
    const last = document.querySelector("#log > .turn:last-child");
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    last?.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
    line.focus({ preventScroll: true });
  });
})();
