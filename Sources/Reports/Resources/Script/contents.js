// Marks the section that is being read in the table of contents.
const links = new Map([...document.querySelectorAll(".contents a")].map((link) => [link.hash.slice(1), link]));
const strip = document.querySelector(".contents ol");
function point(id) {
  links.forEach((link, target) => {
    if (target === id) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  });
  const link = links.get(id);
  if (link && strip.scrollWidth > strip.clientWidth) {
    strip.scrollTo({ left: link.offsetLeft - strip.clientWidth / 3, behavior: "smooth" });
  }
}
const seen = new IntersectionObserver((entries) => {
  const entry = entries.filter((each) => each.isIntersecting).pop();
  if (entry) point(entry.target.id);
}, { rootMargin: "-15% 0px -75% 0px" });
links.forEach((link, id) => {
  const section = document.getElementById(id);
  if (section) seen.observe(section);
});
