// On paper everything is open.
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details:not([open])")];
  opened.forEach((details) => { details.open = true; });
  root.classList.add("printing");
  drawAll();
});
addEventListener("afterprint", () => {
  root.classList.remove("printing");
  opened.forEach((details) => { details.open = false; });
  drawAll();
});
