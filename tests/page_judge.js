// Judges pages as the browser's own parser reads them: nothing in them may act, load or lead
// elsewhere in disguise, and their tree is that of the same page with harmless texts.
"use strict";

window.judge = (function () {
  var LOADS = new Set(["action", "background", "cite", "codebase", "data", "formaction", "href",
    "icon", "longdesc", "lowsrc", "manifest", "ping", "poster", "src", "srcset", "xlink:href"]);
  var KEPT = new Set(["aria-controls", "aria-hidden", "for", "http-equiv", "id", "name", "rel",
    "role", "target", "type"]);
  var UNORDERED = new Set(["DL", "OL", "SELECT", "TBODY", "UL"]);
  var WORDS = /^[A-Za-z0-9 _-]*$/;
  var known = { elements: new Set(), attributes: new Set(), scripts: new Set(), policies: new Set() };
  var harmless = {};

  function name(element) {
    return element.namespaceURI.endsWith("/xhtml") ? element.localName : "." + element.localName;
  }

  function address(value, base) {
    try {
      return new URL(value, base);
    } catch {
      return null;
    }
  }

  var led = new Map();

  // Where an address leads; most stand on every page, of one program after the other.
  function leading(value, base) {
    var key = base + " " + value;
    if (!led.has(key)) {
      var leads = address(value, base);
      led.set(key, leads && { protocol: leads.protocol, origin: leads.origin });
    }
    return led.get(key);
  }

  // What one attribute does, by the name of the check that finds it; empty for nothing.
  function does(element, attribute, base, origin) {
    var what = attribute.name, value = attribute.value;
    if (/^on/i.test(what)) {
      return "handler";
    }
    if (what === "style" || what === "srcdoc") {
      return "style";
    }
    if (what === "class" && !WORDS.test(value)) {
      return "class";
    }
    if (LOADS.has(what)) {
      var leads = leading(value, base);
      if (leads === null) {
        return element.localName === "a" && /^https?:\/\//i.test(value) ? "" : "link";
      }
      if (!["http:", "https:", "mailto:"].includes(leads.protocol)) {
        return "link";
      }
      if (leads.protocol !== "mailto:" && leads.origin !== origin) {
        if (element.localName !== "a" || !what.endsWith("href")) {
          return "outside";
        }
        return /^https?:\/\//i.test(value) ? "" : "away";
      }
    }
    return known.attributes.has(what) ? "" : "attribute";
  }

  function inside(element) {
    return element.content instanceof DocumentFragment ? element.content : element;
  }

  function look(element, base, origin, found) {
    var is = name(element);
    if (is === "script" || is === ".script") {
      var own = element.src ? address(element.getAttribute("src"), base) : null;
      var ours = own ? own.origin === origin : known.scripts.has(element.textContent);
      if (is === ".script" || !ours) {
        found.push(["script", element.outerHTML]);
      }
    }
    if (is === "meta" && element.hasAttribute("http-equiv") &&
        !known.policies.has(element.getAttribute("content"))) {
      found.push(["meta", element.outerHTML]);
    }
    if (!known.elements.has(is)) {
      found.push(["element", element.outerHTML]);
    }
    for (var attribute of element.attributes) {
      var act = does(element, attribute, base, origin);
      if (act) {
        found.push([act, attribute.name + "=" + attribute.value]);
      }
    }
  }

  // Tags, names of attributes, and the values by which elements are found; what Markdown made is
  // left out, and rows are sorted, since their order follows the texts.
  function tree(element) {
    var parts = [];
    for (var attribute of element.attributes) {
      var said = attribute.name;
      if (KEPT.has(said)) {
        said += "=" + (WORDS.test(attribute.value) ? attribute.value : "?");
      }
      parts.push(said);
    }
    if (parts.length > 1) {
      parts.sort();
    }
    parts.unshift(name(element));
    if (element.matches("div[dir=auto]")) {
      return "<" + parts.join(" ") + ">~";
    }
    var below = [];
    for (var child = inside(element).firstElementChild; child; child = child.nextElementSibling) {
      below.push(tree(child));
    }
    if (UNORDERED.has(element.tagName)) {
      below.sort();
    }
    return "<" + parts.join(" ") + ">" + below.join("") + "/";
  }

  function comments(page) {
    var walker = page.createNodeIterator(page, NodeFilter.SHOW_COMMENT), found = 0;
    while (walker.nextNode()) {
      found += 1;
    }
    return found;
  }

  function every(root, each) {
    root.querySelectorAll("*").forEach(function (element) {
      each(element);
      if (element.content instanceof DocumentFragment) {
        every(element.content, each);
      }
    });
  }

  function parsed(text, path) {
    return new DOMParser().parseFromString(text, path.endsWith(".xml") ? "text/xml" : "text/html");
  }

  // Learns from pages in which nothing acts.
  function learn(set, pages, ours) {
    ours.policies.forEach(text => known.policies.add(text));
    ours.elements.forEach(text => known.elements.add(text));
    ours.attributes.forEach(text => known.attributes.add(text));
    harmless[set] = {};
    for (var [path, text] of Object.entries(pages)) {
      var page = parsed(text, path);
      every(page, function (element) {
        known.elements.add(name(element));
        if (element.localName === "script") {
          known.scripts.add(element.textContent);
        }
        for (var attribute of element.attributes) {
          known.attributes.add(attribute.name);
        }
      });
      harmless[set][path] = [tree(page.documentElement), comments(page)];
    }
  }

  // What is found in pages: [page, check, where], and how many pages and elements were looked at.
  // Pages of a name that was not learned are judged without regard to their trees.
  function all(set, pages, base) {
    var found = [], elements = 0, origin = new URL(base).origin;
    var like = harmless[set] || {};
    var lost = Object.keys(like).filter(path => !(path in pages));
    lost.forEach(path => found.push([path, "lost", ""]));
    for (var [path, text] of Object.entries(pages)) {
      var page = parsed(text, path), acts = [], here = base + path.slice(path.indexOf("/") + 1);
      every(page, function (element) {
        elements += 1;
        look(element, here, origin, acts);
      });
      var wanted = like[path];
      if (!wanted && set in harmless) {
        acts.push(["new", ""]);
      } else if (wanted) {
        var got = tree(page.documentElement);
        if (got !== wanted[0]) {
          acts.push(["tree", differ(wanted[0], got)]);
        }
        if (comments(page) !== wanted[1]) {
          acts.push(["comment", ""]);
        }
      }
      acts.forEach(each => found.push([path, each[0], each[1].slice(0, 300)]));
    }
    return { found: found, pages: Object.keys(pages).length, elements: elements };
  }

  function differ(one, other) {
    var at = 0;
    while (one[at] === other[at]) {
      at += 1;
    }
    return one.slice(Math.max(at - 60, 0), at + 90) + " … " + other.slice(Math.max(at - 60, 0), at + 90);
  }

  // Learns or judges pages that stand, by their path, in a file of JSON.
  async function over(what, file, set, more) {
    var pages = await (await fetch(file, { cache: "no-store" })).json();
    return { learn: learn, all: all }[what](set, pages, more);
  }

  return { over: over };
})();
