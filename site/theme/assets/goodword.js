// Filters of long lists, and a search button for the keyboard. Pages are whole without it.
"use strict";

// A browser fetches nothing for a page that it was given as a file.
if (location.protocol === "file:") {
  document.documentElement.classList.add("gw-is-file");
}

(function () {
  // Marks and cases are left out; other spellings (plain letters) stand beside a name.
  function fold(text) {
    return text.normalize("NFKD").replace(/\p{Mn}/gu, "").replace(/[\u2018\u2019\u02bc]/g, "'")
      .toLowerCase();
  }

  var STEP = 100;
  var numbers = new Intl.NumberFormat(document.documentElement.lang);

  function made(tag, name, text) {
    var element = document.createElement(tag);
    element.className = name;
    element.textContent = text;
    return element;
  }

  // A person of the directory's file, as the page would have written them (templates/people.html).
  function person(row, data, folder) {
    var region = data.region[row[4]];
    var tier = data.tier[row[7]];
    var topics = row[6].map(function (place) { return data.topic[place][0]; });
    var about = (region ? [region[1]] : []).concat(topics.slice(0, 4)).join(" · ");
    var values = {
      region: region ? [region[0]] : [],
      language: row[5].map(function (place) { return data.language[place][0]; }),
      topic: topics,
      tier: tier ? [tier[0]] : []
    };

    function element() {
      var item = document.createElement("li");
      item.className = "gw-person";
      var face = made("span", "gw-face gw-face--" + row[3], row[2]);
      face.setAttribute("aria-hidden", "true");
      var text = document.createElement("div");
      var name = made("a", "gw-person__name", row[1]);
      name.href = new URL(row[0] + "/index.html", folder).href;
      name.dir = "auto";
      text.append(name);
      if (tier) {
        var mark = made("span", "gw-tag gw-tag--tier", tier[1]);
        if (tier[2]) {
          mark.lang = tier[2];
        }
        text.append(" ", mark);
      }
      if (about) {
        text.append(made("p", "gw-person__about", about));
        text.lastChild.dir = "auto";
      }
      item.append(face, text);
      return item;
    }

    return {
      text: fold([row[2], row[1], tier ? tier[1] : "", about, row[8]].join(" ")),
      values: values,
      element: element
    };
  }

  // Everybody, where the page has some of them: loaded once, when it is first asked for.
  function everybody(address) {
    var folder = new URL(address, location.href);
    return fetch(folder).then(function (answer) {
      if (!answer.ok) {
        throw new Error(answer.status);
      }
      return answer.json();
    }).then(function (data) {
      return data.people.map(function (row) { return person(row, data, folder); });
    });
  }

  function filter(form) {
    var text = form.querySelector("[data-gw-text]");
    var choices = Array.from(form.querySelectorAll("[data-gw-by]"));
    var count = form.querySelector("[data-gw-count]");
    var groups = Array.from(document.querySelectorAll("[data-gw-group]"));
    var items = Array.from(document.querySelectorAll("[data-gw-item]")).map(function (element) {
      var values = {};
      choices.forEach(function (choice) {
        var stated = element.getAttribute("data-" + choice.dataset.gwBy) || "";
        values[choice.dataset.gwBy] = stated.split("|");
      });
      return {
        element: element,
        text: fold(element.textContent + " " + (element.dataset.also || "")),
        values: values
      };
    });
    var all = Number(count.dataset.all) || items.length;
    var list = document.querySelector("[data-gw-list]");
    var more = document.getElementById("gw-people-more");
    var others = null;
    var lost = false;
    var asked = items.length >= all || !form.dataset.gwFilter;
    var limit = STEP;

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
      var address = location.pathname + (query ? "?" + query : "") + location.hash;
      try {
        history.replaceState(history.state, "", address);
      } catch {
        // Some browsers take so many changes in half a minute and no more: the next one is kept.
      }
    }

    function fitting(those) {
      var words = fold(text ? text.value : "").split(/\s+/).filter(Boolean);
      return those.filter(function (item) {
        return words.every(function (word) {
          return item.text.includes(word);
        }) && choices.every(function (choice) {
          return !choice.value || item.values[choice.dataset.gwBy].includes(choice.value);
        });
      });
    }

    function say(key, shown, found) {
      var said = count.dataset[key]
        .replace("{shown}", numbers.format(shown))
        .replace("{found}", numbers.format(found))
        .replace("{all}", numbers.format(all));
      if (count.textContent !== said) {
        count.textContent = said;
      }
    }

    // Those of the page, some of them out of sight.
    function hide() {
      var shown = new Set(fitting(items));
      items.forEach(function (item) {
        item.element.hidden = !shown.has(item);
      });
      groups.forEach(function (group) {
        group.hidden = !group.querySelector("[data-gw-item]:not([hidden])");
      });
      say("gwCount", shown.size, shown.size);
    }

    // Those of all pieces of the list, in its place.
    function replace() {
      var found = fitting(others);
      var shown = found.slice(0, limit);
      list.replaceChildren.apply(list, shown.map(function (item) { return item.element(); }));
      list.hidden = !found.length;
      more.hidden = shown.length === found.length;
      say(more.hidden ? "gwCount" : "gwFound", shown.length, found.length);
    }

    function apply() {
      var chosen = fields.some(function (element) { return element.value.trim(); });
      document.querySelectorAll(".gw-index, .gw-turn").forEach(function (way) {
        way.hidden = chosen && others !== null;
      });
      if (chosen && !asked) {
        asked = true;
        say("gwLoading", 0, 0);
        everybody(form.dataset.gwFilter).then(function (found) {
          others = found;
          apply();
        }, function () {
          lost = true;
          apply();
        });
      } else if (chosen && others) {
        replace();
      } else if (others) {
        list.replaceChildren.apply(list, items.map(function (item) { return item.element; }));
        more.hidden = true;
        hide();
      } else {
        hide();
        if (chosen && lost) {
          say("gwLost", 0, 0);
        }
      }
    }

    function changed() {
      limit = STEP;
      apply();
      keep();
    }

    if (more) {
      more.firstElementChild.addEventListener("click", function () {
        var before = list.children.length;
        limit += STEP;
        apply();
        list.children[before].querySelector("a").focus();
      });
    }
    form.addEventListener("reset", function () {
      setTimeout(changed);
    });
    form.addEventListener("input", changed);
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
