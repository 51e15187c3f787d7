// Sends several files one after the other, each with its progress; without it, one goes by the plain form.
(function () {
  var form = document.querySelector("form[data-key]");
  var state = document.getElementById("state");
  if (!form || !window.FormData || !window.XMLHttpRequest) { return; }
  var say = form.dataset, list = document.getElementById("progress");
  var input = form.elements.file, button = form.querySelector("button");
  var sent = [], since = "", queue = [], failed = false;
  input.multiple = true;

  function element(tag, parent, text) {
    var made = parent.appendChild(document.createElement(tag));
    if (text) { made.textContent = text; }
    return made;
  }

  function row(file) {
    var item = element("li", list), made = { file: file };
    element("b", item, file.name);
    made.word = element("span", item, " " + say.waits);
    made.bar = element("progress", item);
    made.bar.max = 100;
    made.bar.value = 0;
    made.bar.setAttribute("aria-label", file.name);
    made.stop = element("button", item, say.stop);
    made.stop.type = "button";
    made.stop.className = "stop";
    made.stop.setAttribute("aria-label", say.stop + " " + file.name);
    made.stop.onclick = function () { made.over = true; if (made.request) { made.request.abort(); } else { end(made, say.stopped); } };
    return made;
  }

  function end(made, word, wrong) {
    made.word.textContent = " " + word;
    made.word.className = wrong ? "error" : "";
    made.over = true;
    failed = failed || Boolean(wrong);
    [made.bar, made.stop].forEach(function (part) { if (part.parentNode) { part.parentNode.removeChild(part); } });
  }

  function ask(made, method, url, body, done) {
    var request = made.request = new XMLHttpRequest();
    request.open(method, url);
    request.onload = function () { done(request); };
    request.onerror = request.ontimeout = function () { end(made, say.failed, true); next(); };
    request.onabort = function () { end(made, say.stopped); next(); };
    return { go: function () { request.send(body); }, request: request };
  }

  function offer(made) {
    var body = new URLSearchParams();
    body.set("form_key", say.key);
    ask(made, "POST", location.pathname, body, function (answer) {
      if (answer.status !== 200) { end(made, answer.status === 409 ? say.full : say.failed, true); return next(); }
      send(made, JSON.parse(answer.responseText));
    }).go();
  }

  function send(made, offered) {
    var body = new FormData();
    Object.keys(offered.fields).forEach(function (name) { body.append(name, offered.fields[name]); });
    body.append("file", made.file);
    var asked = ask(made, "POST", offered.url, body, function (answer) {
      if (answer.status < 200 || answer.status >= 300) { end(made, say.failed, true); return next(); }
      sent.push(offered.upload);
      since = since || offered.since;
      end(made, say.sent);
      next();
    });
    asked.request.upload.onprogress = function (moved) {
      made.bar.value = moved.lengthComputable ? Math.floor(100 * moved.loaded / moved.total) : 0;
      made.word.textContent = " " + made.bar.value + "%";
    };
    asked.go();
  }

  function next() {
    var made = queue.shift();
    while (made && made.over) { made = queue.shift(); }
    if (made) { return offer(made); }
    button.disabled = false;
    if (sent.length && !failed) { location.href = seen(); } else if (sent.length) { look(seen(), 0); }
  }

  function seen() {
    var language = document.documentElement.lang.slice(0, 2);
    return location.pathname + "?lang=" + language + "&sent=" + sent.join(".") + "&since=" + since;
  }

  // Shows what became of the files as soon as they were checked, for a minute.
  function look(address, turns) {
    var request = new XMLHttpRequest();
    request.open("GET", address);
    request.onload = function () {
      var found = new DOMParser().parseFromString(request.responseText, "text/html").getElementById("state");
      if (!found) { return; }
      if (!found.hasAttribute("data-waiting") || turns === 0) { state.innerHTML = found.innerHTML; }
      if (found.hasAttribute("data-waiting") && turns < 15) { setTimeout(look, 4000, address, turns + 1); }
    };
    request.send();
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    list.textContent = "";
    sent = [];
    failed = false;
    button.disabled = true;
    queue = Array.prototype.map.call(input.files, row);
    queue.forEach(function (made) { if (made.file.size > Number(say.most)) { end(made, say.large, true); } });
    next();
  });
  if (state.hasAttribute("data-waiting")) { setTimeout(look, 3000, location.href, 1); }
})();
