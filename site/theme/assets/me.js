// Opens a member's own page: the code says where it lies and how it is read. The code and what it
// opens stay in this page. portal/seal.py seals by the same steps.
"use strict";

(function () {
  var FORMAT = "GWM1";
  var LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  var LENGTH = 32;
  var LEAST = 4 + 32 + 16384 + 16;
  var TAGS = "A ARTICLE B BDI BLOCKQUOTE BR CODE DD DIV DL DT EM H1 H2 H3 H4 HEADER HR LI NAV OL P " +
    "PRE SECTION SPAN STRONG TABLE TBODY TD TH THEAD TIME TR UL";
  var ATTRIBUTES = "aria-label class data-gw-label datetime dir href id lang rel role scope tabindex";
  var tags = new Set(TAGS.split(" "));
  var attributes = new Set(ATTRIBUTES.split(" "));
  var encoder = new TextEncoder();

  var dark = matchMedia("(prefers-color-scheme: dark)");
  function colour() {
    document.documentElement.dataset.mdColorScheme = dark.matches ? "slate" : "default";
  }
  colour();
  if (location.protocol === "file:") {
    document.documentElement.classList.add("gw-is-file");
  }
  dark.addEventListener("change", colour);

  // What was pasted: a code with or without its hyphens, or a whole link.
  function letters(text) {
    return text.slice(text.lastIndexOf("#") + 1).toUpperCase()
      .replace(/[\s\u2010-\u2015-]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  }

  function bytes(code) {
    var number = 0n;
    for (var letter of code) {
      number = number * 32n + BigInt(LETTERS.indexOf(letter));
    }
    var found = new Uint8Array(LENGTH * 5 / 8);
    for (var at = found.length - 1; at >= 0; at -= 1) {
      found[at] = Number(number & 255n);
      number >>= 8n;
    }
    return found;
  }

  function hex(data) {
    return Array.from(data, function (byte) {
      return byte.toString(16).padStart(2, "0");
    }).join("");
  }

  async function derive(code, salt, info, size) {
    var key = await crypto.subtle.importKey("raw", code, "HKDF", false, ["deriveBits"]);
    var how = { name: "HKDF", hash: "SHA-256", salt: salt, info: encoder.encode(info) };
    return new Uint8Array(await crypto.subtle.deriveBits(how, key, size * 8));
  }

  async function fetched(name) {
    var answer;
    try {
      answer = await fetch(name, { cache: "no-store", referrerPolicy: "no-referrer" });
    } catch {
      throw new Error("unreachable");
    }
    if (!answer.ok) {
      throw new Error("refused");
    }
    return new Uint8Array(await answer.arrayBuffer());
  }

  async function opened(code) {
    var name = hex(await derive(code, new Uint8Array(), "goodword me path 1", 16)) + ".bin";
    var file = await fetched(name);
    var format = encoder.encode(FORMAT);
    if (file.length < LEAST || format.some(function (byte, at) { return file[at] !== byte; })) {
      throw new Error("refused");
    }
    var keys = await derive(code, file.slice(4, 36), "goodword me content 1", 44);
    var key = await crypto.subtle.importKey("raw", keys.slice(0, 32), "AES-GCM", false, ["decrypt"]);
    var path = document.documentElement.dataset.root + "me/" + name;
    var how = { name: "AES-GCM", iv: keys.slice(32), additionalData: encoder.encode(FORMAT + path) };
    var padded = new Uint8Array(await crypto.subtle.decrypt(how, key, file.slice(36)));
    var length = new DataView(padded.buffer).getUint32(0);
    if (length < 16 || length > padded.length - 4) {
      throw new Error("refused");
    }
    return new TextDecoder("utf-8", { fatal: true }).decode(padded.slice(20, 4 + length));
  }

  // The record is data: what is not on the lists above is left out, and nothing in it can run.
  function copied(from, to) {
    from.childNodes.forEach(function (node) {
      if (node.nodeType === Node.TEXT_NODE) {
        to.append(node.data);
      } else if (node.nodeType === Node.ELEMENT_NODE && tags.has(node.tagName)) {
        var element = document.createElement(node.tagName);
        for (var given of node.attributes) {
          if (attributes.has(given.name) && (given.name !== "href" || leads(given.value))) {
            element.setAttribute(given.name, given.value);
          }
        }
        copied(node, element);
        to.append(element);
      }
    });
  }

  function leads(address) {
    try {
      return ["https:", "http:", "mailto:"].includes(new URL(address, location.href).protocol);
    } catch {
      return false;
    }
  }

  function say(why) {
    var refused = document.getElementById("gw-refused");
    refused.textContent = document.querySelector('[data-gw-says="' + why + '"]').textContent;
    refused.hidden = false;
  }

  async function open(text) {
    var code = letters(text);
    if (location.protocol === "file:") {
      return say("as_file");
    }
    if (!window.isSecureContext || !crypto.subtle) {
      return say("insecure");
    }
    if (!/^[0-9A-Z]*$/.test(code) || code.includes("U")) {
      return say("letters");
    }
    if (code.length !== LENGTH) {
      return say("short");
    }
    say("opening");
    try {
      show(await opened(bytes(code)));
    } catch (error) {
      say(error.message === "unreachable" ? "unreachable" : "refused");
    }
  }

  // A file that exists in this page alone: it is on no host, and goes when the page is closed.
  function offer(text, place) {
    var actions = document.getElementById("gw-calendar");
    var link = actions.firstElementChild;
    URL.revokeObjectURL(link.href);
    actions.hidden = !text;
    if (text) {
      var file = new Blob([text.replace(/\r?\n/g, "\r\n")], { type: "text/calendar" });
      link.href = URL.createObjectURL(file);
      place.querySelector("#days").after(actions);
    }
  }

  function show(record) {
    var place = document.getElementById("gw-record");
    var read = new DOMParser().parseFromString(record, "text/html").body;
    var calendar = read.querySelector("#gw-calendar-text");
    if (calendar) {
      calendar.remove();
    }
    // What hangs in the record that was open before is kept for this one.
    place.before(document.getElementById("gw-calendar"));
    place.replaceChildren();
    copied(read, place);
    offer(calendar ? calendar.textContent : "", place);
    document.getElementById("gw-refused").hidden = true;
    document.getElementById("gw-closed").hidden = true;
    document.getElementById("gw-close").hidden = false;
    place.hidden = false;
    place.querySelector("h1").focus();
  }

  // A code in the address is taken and cleared away before anything is asked for with it.
  function taken() {
    var code = location.hash.slice(1);
    if (/^[0-9A-Za-z-]{20,}$/.test(code)) {
      history.replaceState(null, "", location.pathname + location.search);
      open(code);
    }
  }

  document.addEventListener("DOMContentLoaded", function () {
    var field = document.getElementById("gw-code");
    document.getElementById("gw-open").addEventListener("submit", function (event) {
      event.preventDefault();
      var text = field.value;
      field.value = "";
      open(text);
    });
    document.getElementById("gw-close").addEventListener("click", function () {
      URL.revokeObjectURL(document.getElementById("gw-calendar").firstElementChild.href);
      document.getElementById("gw-record").replaceChildren();
      location.reload();
    });
    window.addEventListener("hashchange", taken);
    taken();
  });
})();
