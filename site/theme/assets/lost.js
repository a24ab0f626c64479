/* The page for addresses that lead nowhere: puts the language of the address first, and takes the
   reader's colours. Without it each language has a line at the top, and all of them stand below. */
(function () {
  "use strict";
  var found = null;
  Array.prototype.forEach.call(document.querySelectorAll("[data-gw-start]"), function (part) {
    var start = part.getAttribute("data-gw-start");
    var longer = !found || start.length > found.getAttribute("data-gw-start").length;
    if (location.pathname.indexOf(start) === 0 && longer) {
      found = part;
    }
  });
  if (window.matchMedia("(prefers-color-scheme: dark)").matches) {
    document.body.setAttribute("data-md-color-scheme", "slate");
  }
  if (found) {
    found.parentNode.insertBefore(found, document.querySelector("[data-gw-start]"));
    document.documentElement.lang = found.lang;
    var lines = document.querySelector(".gw-lost__languages");
    if (lines) {
      lines.hidden = true;
    }
  }
})();
