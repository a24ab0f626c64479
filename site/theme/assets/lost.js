/* The page for addresses that lead nowhere: puts the language of the address first. Without it all
   languages stand there all the same, the portal's own first. */
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
  if (found) {
    found.parentNode.insertBefore(found, document.querySelector("[data-gw-start]"));
    document.documentElement.lang = found.lang;
  }
})();
