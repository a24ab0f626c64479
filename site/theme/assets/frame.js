// Stands in for the theme's script, which is fetched when somebody searches: most pages are read
// without it, and its index is the largest file of a portal. Colours, keys, and what is printed.
"use strict";

(function () {
  var own = document.currentScript;
  var query = document.querySelector("[data-md-component=search-query]");
  var opened = document.getElementById("__search");
  var asked = false;
  var there = false;

  document.documentElement.classList.replace("no-js", "js");

  // Once; what was typed in the meantime is searched for when it has come.
  function fetchTheme() {
    if (asked) {
      return;
    }
    asked = true;
    var script = document.createElement("script");
    script.src = new URL(own.dataset.gwTheme, document.baseURI);
    script.addEventListener("load", function () {
      there = true;
      if (opened.checked) { // who has left the search meanwhile is not taken back to it
        query.dispatchEvent(new Event("focus"));
        query.dispatchEvent(new KeyboardEvent("keyup"));
      }
    });
    script.addEventListener("error", function () {
      asked = false;
      script.remove();
    });
    document.body.append(script);
  }

  function open() {
    fetchTheme();
    if (!opened.checked) {
      opened.click();
    }
  }

  query.addEventListener("focus", open);
  opened.addEventListener("change", fetchTheme);
  if (new URLSearchParams(location.search).has("q")) {
    fetchTheme();
  }

  document.addEventListener("keydown", function (event) {
    var field = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (there || event.metaKey || event.ctrlKey || event.altKey) {
      return;
    }
    if (["Escape", "Tab"].includes(event.key) && opened.checked) {
      opened.click(); // as the theme's script does: what is closed is no stop on the way
      query.blur();
    } else if (!field && ["f", "s", "/"].includes(event.key)) {
      event.preventDefault();
      query.focus();
    }
  });

  var palette = document.querySelectorAll("[data-md-component=palette] input");
  palette.forEach(function (input, index) {
    input.addEventListener("change", function () {
      var color = {};
      ["media", "scheme", "primary", "accent"].forEach(function (name) {
        color[name] = input.getAttribute("data-md-color-" + name);
        document.body.setAttribute("data-md-color-" + name, color[name]);
      });
      palette.forEach(function (other) {
        other.nextElementSibling.hidden = other !== input;
      });
      __md_set("__palette", { index: index, color: color });
    });
  });

  // Paper has no lines to open.
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details:not([open])").forEach(function (each) {
      each.open = true;
    });
  });
})();
