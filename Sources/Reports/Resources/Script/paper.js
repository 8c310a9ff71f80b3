// On paper everything is open, save long tables whose chart says enough.
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details:not([open]):not(.for-screens)")];
  opened.forEach((details) => { details.open = true; });
  root.classList.add("printing");
  drawAll();
});
addEventListener("afterprint", () => {
  root.classList.remove("printing");
  opened.forEach((details) => { details.open = false; });
  drawAll();
});
