// Filters of long lists, and a search button for the keyboard. Pages are whole without it.
"use strict";

(function () {
  function fold(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }

  function filter(form) {
    var text = form.querySelector("[data-gw-text]");
    var choices = Array.from(form.querySelectorAll("[data-gw-by]"));
    var count = form.querySelector("[data-gw-count]");
    var groups = Array.from(document.querySelectorAll("[data-gw-group]"));
    var items = Array.from(document.querySelectorAll("[data-gw-item]")).map(function (element) {
      return { element: element, text: fold(element.textContent) };
    });

    function apply() {
      var words = fold(text ? text.value : "").split(/\s+/).filter(Boolean);
      var shown = 0;
      items.forEach(function (item) {
        var fits = words.every(function (word) {
          return item.text.includes(word);
        });
        fits = fits && choices.every(function (choice) {
          var values = (item.element.getAttribute("data-" + choice.dataset.gwBy) || "").split("|");
          return !choice.value || values.includes(choice.value);
        });
        item.element.hidden = !fits;
        shown += fits ? 1 : 0;
      });
      groups.forEach(function (group) {
        group.hidden = !group.querySelector("[data-gw-item]:not([hidden])");
      });
      count.textContent = count.dataset.gwCount
        .replace("{shown}", shown)
        .replace("{all}", items.length);
    }

    form.hidden = false;
    form.addEventListener("input", apply);
    form.addEventListener("submit", function (event) {
      event.preventDefault();
    });
    apply();
  }

  document.querySelectorAll("[data-gw-filter]").forEach(filter);

  // On a narrow screen the tabs are wider than it: bring the current one into sight.
  document.querySelectorAll(".gw-sections__list").forEach(function (list) {
    var here = list.querySelector("[aria-current]");
    if (here && list.scrollWidth > list.clientWidth) {
      list.scrollLeft = here.offsetLeft - (list.clientWidth - here.offsetWidth) / 2;
    }
  });

  document.querySelectorAll("[data-gw-opens]").forEach(function (button) {
    button.addEventListener("click", function () {
      document.getElementById(button.dataset.gwOpens).click();
      document.querySelector("[data-md-component=search-query]").focus();
    });
  });
})();
