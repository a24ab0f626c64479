// Follows what `goodword portal --serve` serves. It stands in no portal: the server puts it into
// pages on their way to this browser.
"use strict";

(function () {
  var own = document.currentScript;
  var version = own.dataset.version;
  var source = null;
  var note = null;

  function say(word) {
    if (!word) {
      if (note) {
        note.hidden = true;
      }
      return;
    }
    if (!note) {
      note = document.createElement("p");
      note.className = "gw-serving";
      note.setAttribute("role", "status");
      document.body.append(note);
    }
    note.textContent = own.dataset[word];
    note.hidden = false;
  }

  // A member's own page that is open was opened with a code, which is no longer at hand.
  function isOpen() {
    var record = document.getElementById("gw-record");
    return record && !record.hidden;
  }

  function told(event) {
    var now = JSON.parse(event.data);
    if (now.version === version) {
      say(now.stale ? "stale" : "");
    } else if (isOpen()) {
      say("newer");
    } else {
      location.reload();
    }
  }

  // Only a page that is looked at waits: a browser has few connections for one site.
  function follow() {
    if (document.hidden && source) {
      source.close();
      source = null;
    } else if (!document.hidden && !source) {
      source = new EventSource("/-/changes");
      source.addEventListener("message", told);
      source.addEventListener("error", function () {
        say("gone");
      });
    }
  }

  document.addEventListener("visibilitychange", follow);
  window.addEventListener("pageshow", follow);
  window.addEventListener("pagehide", function () {
    if (source) {
      source.close();
      source = null;
    }
  });
  follow();
})();
