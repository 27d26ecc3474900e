// Arrow keys along the rows, "w" for why, and the panel. Without this file every link still works.
(() => {
  const root = document.documentElement;
  const panel = document.getElementById("panel");
  const told = document.getElementById("told");
  root.classList.add("js");

  const rows = () => [...document.querySelectorAll("[data-row]")];
  const cards = (row) => [...row.children];
  const main = (card) => card.querySelector(".card-link");
  const columns = (row) => {
    const top = row.firstElementChild.offsetTop;
    return cards(row).filter((card) => card.offsetTop === top).length;
  };

  // One stop for the Tab key in each row: the card that was last in use.
  function settle(row, current) {
    for (const card of cards(row)) {
      for (const link of card.querySelectorAll("a")) link.tabIndex = card === current ? 0 : -1;
    }
  }

  function start() {
    for (const row of rows()) if (row.firstElementChild) settle(row, row.firstElementChild);
  }

  function go(card) {
    if (!card) return;
    settle(card.parentElement, card);
    main(card).focus({ preventScroll: true });
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    card.scrollIntoView({ block: "nearest", inline: "nearest", behavior: calm ? "auto" : "smooth" });
  }

  // Up and down: within a wall by its columns, else to the next row at the same place.
  function vertical(card, step) {
    const row = card.parentElement;
    const all = cards(row);
    const wide = columns(row);
    const target = all[all.indexOf(card) + step * wide];
    if (target && wide < all.length) return target;
    const next = rows()[rows().indexOf(row) + step];
    if (!next) return null;
    const left = card.getBoundingClientRect().left;
    const distance = (c) => Math.abs(c.getBoundingClientRect().left - left);
    return cards(next).reduce((best, c) => (distance(c) < distance(best) ? c : best));
  }

  const moves = {
    ArrowRight: (card) => card.nextElementSibling,
    ArrowLeft: (card) => card.previousElementSibling,
    ArrowDown: (card) => vertical(card, 1),
    ArrowUp: (card) => vertical(card, -1),
    Home: (card) => card.parentElement.firstElementChild,
    End: (card) => card.parentElement.lastElementChild,
  };

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || panel.open) return;
    const card = event.target.closest?.("[data-row] > .card");
    if (!card) return;
    if (moves[event.key]) {
      event.preventDefault();
      go(moves[event.key](card));
    } else if (event.key === "w") {
      card.querySelector(".why-link")?.click();
    }
  });

  document.addEventListener("focusin", (event) => {
    const card = event.target.closest?.("[data-row] > .card");
    if (card) settle(card.parentElement, card);
  });

  // The panel is a modal dialog: Esc closes it and focus goes back by itself.
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id === "panel-body" && !panel.open) panel.showModal();
    if (event.detail.target.id === "panel-body") panel.scrollTop = 0;
  });
  panel.addEventListener("click", (event) => {
    if (event.target === panel) panel.close();
  });

  document.addEventListener("htmx:beforeRequest", (event) => {
    event.detail.target.setAttribute("aria-busy", "true");
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    event.detail.target.removeAttribute("aria-busy");
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    start();
    told.textContent = document.getElementById(event.detail.target.id)?.dataset.told ?? "";
  });
  // An error has a page of its own: go there as if the link had been followed.
  for (const name of ["htmx:responseError", "htmx:sendError"]) {
    document.addEventListener(name, (event) => {
      location.assign(event.detail.pathInfo?.finalRequestPath ?? location.href);
    });
  }
  start();
})();
