// A file may be dropped onto the form, and waiting is said. Without this file the form still works.
(() => {
  const form = document.getElementById("drop");
  if (!form) return;
  const input = form.elements.file;
  const waiting = document.getElementById("waiting");
  const over = (on) => form.classList.toggle("over", on);

  form.addEventListener("dragover", (event) => { event.preventDefault(); over(true); });
  form.addEventListener("dragleave", () => over(false));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    if (!form.hasAttribute("data-wait")) form.requestSubmit();
  });
  form.addEventListener("submit", () => { waiting.textContent = "Looking at it. A long video takes a minute."; });
})();
