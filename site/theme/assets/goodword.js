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

    // What is chosen stands in the address: it can be sent, and Back returns to it.
    function field(element) {
      return element === text ? "find" : element.dataset.gwBy;
    }

    var fields = choices.concat(text ? [text] : []);

    function recall() {
      var stated = new URLSearchParams(location.search);
      fields.forEach(function (element) {
        element.value = stated.get(field(element)) || "";
        if (element.value === "" && element.tagName === "SELECT") {
          element.selectedIndex = 0;
        }
      });
      apply();
    }

    function keep() {
      var stated = new URLSearchParams(location.search);
      fields.forEach(function (element) {
        if (element.value) {
          stated.set(field(element), element.value);
        } else {
          stated.delete(field(element));
        }
      });
      var query = stated.toString();
      history.replaceState(
        history.state, "", location.pathname + (query ? "?" + query : "") + location.hash
      );
    }

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

    form.addEventListener("input", function () {
      apply();
      keep();
    });
    // A browser may fill in fields by itself when it returns to a page.
    window.addEventListener("pageshow", recall);
    window.addEventListener("popstate", recall);
    form.addEventListener("submit", function (event) {
      event.preventDefault();
    });
    recall();
  }

  document.querySelectorAll("[data-gw-filter]").forEach(filter);

  // On a narrow screen the tabs are wider than it: bring the current one into sight.
  document.querySelectorAll(".gw-sections__list").forEach(function (list) {
    var here = list.querySelector("[aria-current]");
    if (here && list.scrollWidth > list.clientWidth) {
      list.scrollLeft = here.offsetLeft - (list.clientWidth - here.offsetWidth) / 2;
    }
  });

  // Some keyboards write a letter and its mark apart; the index has them in one.
  document.addEventListener("input", function (event) {
    var field = event.target;
    if (field.matches("[data-md-component=search-query]")) {
      var whole = field.value.normalize("NFC");
      if (whole !== field.value) {
        field.value = whole;
      }
    }
  }, true);

  // The same place, and the same choice, in another language.
  document.querySelectorAll("a[hreflang]").forEach(function (link) {
    var address = link.getAttribute("href");
    link.addEventListener("click", function () {
      link.setAttribute("href", address + location.search + location.hash);
    });
  });

  var query = document.querySelector("[data-md-component=search-query]");
  var opened = document.getElementById("__search");
  var before = null;

  document.querySelectorAll("[data-gw-opens]").forEach(function (button) {
    button.addEventListener("click", function () {
      before = button;
      document.getElementById(button.dataset.gwOpens).click();
      query.focus();
    });
  });

  // Escape closes the search; the keyboard goes on where it was before.
  document.addEventListener("focusin", function (event) {
    var inside = event.target.closest(".md-search");
    if (!inside && event.target !== document.body) {
      before = event.target;
    }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && opened && opened.checked) {
      setTimeout(function () {
        var there = before && before.isConnected ? before : null;
        (there || document.getElementById("goodword-content")).focus({ preventScroll: true });
      });
    }
  }, true);
})();
