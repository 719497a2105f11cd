// What every page does: local times, renewing the sign-in before it ends, signing out, calling the commands.
(() => {
  'use strict';
  const full = new Intl.DateTimeFormat(undefined, {dateStyle: 'medium', timeStyle: 'short'});
  const clock = new Intl.DateTimeFormat(undefined, {hour: '2-digit', minute: '2-digit', second: '2-digit'});
  const exact = new Intl.DateTimeFormat(undefined, {dateStyle: 'medium', timeStyle: 'medium'});
  const relative = new Intl.RelativeTimeFormat(undefined, {numeric: 'auto'});
  const STEPS = [[60, 'second', 1], [3600, 'minute', 60], [86400, 'hour', 3600], [86400 * 14, 'day', 86400]];

  function ago(date) {
    const seconds = (date - Date.now()) / 1000;
    if (Math.abs(seconds) < 45) return 'just now';
    const step = STEPS.find(([below]) => Math.abs(seconds) < below);
    return step ? relative.format(Math.round(seconds / step[2]), step[1]) : full.format(date);
  }

  const FORMS = {ago, clock: (d) => clock.format(d), exact: (d) => exact.format(d)};

  function times(root, which = 'time[datetime]') {
    for (const time of [...(root.matches?.(which) ? [root] : []), ...root.querySelectorAll(which)]) {
      const date = new Date(time.dateTime);
      if (Number.isNaN(date.getTime())) continue;
      time.textContent = (FORMS[time.dataset.as] ?? ((d) => full.format(d)))(date);
      time.title = date.toISOString().replace('T', ' ').replace(/\.\d+Z$/, ' UTC').replace('Z', ' UTC');
    }
  }

  function time(iso, as) {
    const element = document.createElement('time');
    element.dateTime = iso;
    if (as) element.dataset.as = as;
    const holder = document.createElement('span');
    holder.append(element);
    times(holder);
    return element;
  }

  function signIn(out) {
    const here = location.pathname + location.search;
    location.assign('/ui/sign-in?' + (out ? 'out=1' : 'next=' + encodeURIComponent(here)));
  }

  // Calls a command of auth-command by cookie; answers {status, headers, body}.
  async function call(method, path, body) {
    const response = await fetch(path, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      headers: body === undefined ? {} : {'Content-Type': 'application/json'},
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    let json = {};
    try { json = text ? JSON.parse(text) : {}; } catch { /* an error page of a proxy */ }
    return {status: response.status, headers: response.headers, body: json};
  }

  // What the tokens are for: this platform, and no other service that they might be shown to (RFC 8707).
  function forUs(body) {
    const issuer = document.querySelector('meta[name="curfew-issuer"]')?.content;
    return issuer ? {...body, resource: issuer} : body;
  }

  // One tab renews for all: a refresh token is spent by its use.
  const alone = (work) => (navigator.locks ? navigator.locks.request('curfew-renew', work) : work());

  function renewed() {
    try { return JSON.parse(localStorage.getItem('curfew-renewed')) ?? {at: 0, until: 0}; } catch { return {at: 0, until: 0}; }
  }

  function remember(seconds) {
    const until = Date.now() + seconds * 1000;
    localStorage.setItem('curfew-renewed', JSON.stringify({at: Date.now(), until}));
    return until;
  }

  async function renew() {
    return alone(async () => {
      const last = renewed();
      if (Date.now() - last.at < 30000 && last.until > Date.now()) return {status: 200, until: last.until};
      const answer = await call('POST', '/auth/refresh', forUs({}));
      if (answer.status === 200) {
        return {status: 200, until: remember(answer.body.expires_in)};
      }
      localStorage.removeItem('curfew-renewed');
      return {status: answer.status, until: 0};
    });
  }

  function keep(until) {
    // A timer of days overflows; nobody's token lives that long, but nobody knows every setting.
    const wait = Math.min(Math.max((until - Date.now()) * 0.8, 5000), 2 ** 31 - 1);
    setTimeout(async () => {
      const answer = await renew().catch(() => ({status: 0}));
      if (answer.status === 200) keep(answer.until);
      else if (answer.status === 400 || answer.status === 401 || answer.status === 403) signIn();
      else keep(Date.now() + 12500);
    }, wait);
  }

  async function signOut() {
    const answer = await call('POST', '/auth/logout').catch(() => ({status: 0}));
    if (answer.status === 200 || answer.status === 202) leave(answer);
    else if (answer.status === 401) signIn(true);
    else say('That did not work; you are still signed in. Try again.', 'bad');
  }

  // After this there is no token left to ask with; the sign-in page shows the receipt, which needs none.
  function leave(answer) {
    localStorage.removeItem('curfew-renewed');
    const id = answer.headers.get('Curfew-Revocation');
    if (id) sessionStorage.setItem('curfew-receipt', JSON.stringify({id, at: new Date(answer.headers.get('Date') ?? Date.now()).toISOString()}));
    signIn(true);
  }

  function say(text, tone) {
    const place = document.getElementById('receipts') ?? document.getElementById('main');
    const note = document.createElement('p');
    note.className = 'note ' + (tone ?? '');
    note.textContent = text;
    place.prepend(note);
  }

  window.curfew = {times, time, call, forUs, renew, remember, signIn, leave, say, clock: (d) => clock.format(d)};

  document.addEventListener('DOMContentLoaded', () => {
    times(document);
    const expires = document.querySelector('meta[name=curfew-expires]');
    if (expires) keep(new Date(expires.content).getTime());
    document.addEventListener('click', (event) => {
      if (event.target.closest('#sign-out, [data-sign-out]')) signOut();
    });
    // Only what is new: a timeline of ten thousand entries is not gone through again for each that is added.
    document.body.addEventListener('htmx:load', (event) => { if (event.detail.elt !== document.body) times(event.detail.elt); });
    const again = document.querySelector('[data-again]');
    if (again) setTimeout(() => location.reload(), Number(again.dataset.again) * 1000);
    setInterval(() => times(document, 'time[data-as=ago]'), 30000);
  });
})();
