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
    if (last?.dataset.phrase) phrase(last);
  });

  // An answer that a language model words arrives sentence by sentence. Each is added whole, so that
  // the log is read out once a sentence.
  const stop = document.getElementById("stop");
  let running = null;

  function end() {
    running?.abort();
    running = null;
    if (document.activeElement === stop) line.focus({ preventScroll: true });
    stop.hidden = true;
  }

  function show(place, text) {
    const sentence = document.createElement("span");
    sentence.textContent = text.endsWith(" ") ? text : `${text} `;
    place.append(sentence);
  }

  async function* lines(answer) {
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let held = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const whole = (held + value).split("\n");
      held = whole.pop();
      yield* whole.filter(Boolean);
    }
  }

  async function phrase(turn) {
    const where = turn.dataset.phrase;
    delete turn.dataset.phrase; // the steps beside it settle as well: it is asked for once
    end();
    const place = turn.querySelector(".phrased");
    const mine = new AbortController();
    running = mine;
    stop.hidden = false;
    try {
      const body = new URLSearchParams(new FormData(form));
      const answer = await fetch(where, { method: "POST", body, signal: mine.signal });
      if (!answer.ok) throw new Error(answer.statusText);
      for await (const text of lines(answer)) show(place, JSON.parse(text).text);
    } catch (error) {
      if (mine.signal.aborted) place.classList.add("stopped");
    }
    if (!place.childElementCount) turn.querySelector(".grounds").open = true;
    if (running === mine) end();
  }

  stop.addEventListener("click", end);
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.elt === form) end();
  });
})();
