// The history: local times in the filter, events by time, the state at a time.
(() => {
  'use strict';
  const $ = (id) => document.getElementById(id);
  let buckets = [];
  let chart;

  const pad = (n) => String(n).padStart(2, '0');
  const local = (date) => `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}T${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`;

  // What is typed is local, what is sent is UTC.
  function filter() {
    const form = $('filter');
    for (const input of form.querySelectorAll('[data-iso]')) {
      const iso = form.elements[input.dataset.iso];
      const date = new Date(iso.value);
      if (iso.value && !Number.isNaN(date.getTime())) input.value = local(date);
    }
    form.addEventListener('submit', () => {
      for (const input of form.querySelectorAll('[data-iso]')) {
        form.elements[input.dataset.iso].value = input.value ? new Date(input.value).toISOString() : '';
      }
      for (const field of form.elements) if (field.name && !field.value) field.disabled = true;
    });
    window.addEventListener('pageshow', () => { for (const field of form.elements) field.disabled = false; });
  }

  const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  // Times as the rest of the page writes them, no more exactly than they are apart.
  const CLOCK = new Intl.DateTimeFormat(undefined, {hour: '2-digit', minute: '2-digit'});
  const EXACT = new Intl.DateTimeFormat(undefined, {hour: '2-digit', minute: '2-digit', second: '2-digit'});
  const DAY = new Intl.DateTimeFormat(undefined, {day: 'numeric', month: 'short'});
  const WHOLE = [1, 2, 5].flatMap((n) => Array.from({length: 9}, (_, power) => n * 10 ** power)).sort((a, b) => a - b);
  function moments(chart, splits, axis, space, step) {
    const form = step >= 86400 ? DAY : step >= 60 ? CLOCK : EXACT;
    let day = '';
    return splits.map((seconds) => {
      const date = new Date(seconds * 1000);
      const was = day;
      day = DAY.format(date);
      return form === DAY || was === day ? form.format(date) : `${form.format(date)}\n${day}`;
    });
  }

  function draw() {
    const place = $('counts');
    if (chart) chart.destroy();
    chart = undefined;
    if (!buckets.length) return;
    const axis = {stroke: color('--muted'), grid: {stroke: color('--line'), width: 1}, ticks: {show: false}, font: '12px system-ui'};
    const x = buckets.map((bucket) => new Date(bucket.from).getTime() / 1000);
    chart = new uPlot({
      width: place.clientWidth, height: 200, padding: [8, 28, 0, 0], legend: {show: false}, cursor: {show: false},
      scales: {y: {range: (u, min, max) => [0, Math.max(1, max)]}},
      axes: [{...axis, grid: {show: false}, values: moments}, {...axis, size: 44, incrs: WHOLE}],
      series: [{}, {fill: color('--accent'), stroke: color('--accent'), paths: uPlot.paths.bars({size: [0.85, 40]}), points: {show: false}}],
    }, [x, buckets.map((bucket) => bucket.total)], place);
  }

  // Spans without an event are not sent; the chart shows them as what they are.
  function filled({bucket, buckets: some}) {
    const [, h, m, sec] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(bucket) ?? [];
    const width = ((Number(h ?? 0) * 60 + Number(m ?? 0)) * 60 + Number(sec ?? 0)) * 1000;
    if (!width || some.length < 2) return some;
    const known = new Map(some.map((each) => [new Date(each.from).getTime(), each]));
    const first = new Date(some[0].from).getTime();
    const last = new Date(some[some.length - 1].from).getTime();
    if ((last - first) / width > 1000) return some;
    const all = [];
    for (let at = first; at <= last; at += width) all.push(known.get(at) ?? {from: new Date(at).toISOString(), total: 0, counts: {}});
    return all;
  }

  async function counts() {
    const answer = await curfew.call('GET', '/audit/events/histogram?' + ($('counts').dataset.query ?? '').slice(1)).catch(() => ({status: 0}));
    if (answer.status === 401) return curfew.signIn();
    if (answer.status !== 200) {
      $('counts-text').textContent = answer.status === 400 ? answer.body.detail : 'The counts cannot be read at the moment.';
      return slider();
    }
    buckets = filled(answer.body);
    draw();
    const kinds = {};
    for (const bucket of buckets) for (const [type, n] of Object.entries(bucket.counts)) kinds[type] = (kinds[type] ?? 0) + n;
    const words = Object.entries(kinds).sort((a, b) => b[1] - a[1]).map(([type, n]) => `${n} ${type}`);
    $('counts-text').textContent = answer.body.total ? `${answer.body.total} events: ${words.join(', ')}.` : 'No events.';
    slider();
  }

  let from;
  let to;
  function slider() {
    to = Date.now();
    from = buckets.length ? Math.min(new Date(buckets[0].from).getTime(), to - 60000) : to - 86400000;
    state();
  }

  const moment = () => new Date(from + ((to - from) * Number($('as-of').value)) / 1000);

  // What the slider stands at is a time, not a number of thousandths; also for who hears it.
  function told(at) {
    const time = curfew.time(at.toISOString(), 'exact');
    $('as-of-text').replaceChildren(time);
    $('as-of').setAttribute('aria-valuetext', time.textContent);
  }

  let asked = 0;
  async function state() {
    const at = moment();
    told(at);
    const mine = ++asked;
    const user = new URLSearchParams(location.search).get('user');
    // At its end it means now, by the server's clock.
    const now = Number($('as-of').value) === 1000;
    const query = new URLSearchParams({limit: '50', ...(now ? {} : {as_of: at.toISOString()}), ...(user ? {user} : {})});
    const answer = await curfew.call('GET', '/audit/sessions?' + query).catch(() => ({status: 0}));
    if (mine !== asked) return;
    if (answer.status === 401) return curfew.signIn();
    const body = $('state');
    body.replaceChildren();
    if (answer.status !== 200) { $('state-text').textContent = 'The state cannot be read at the moment.'; return; }
    const sessions = answer.body.sessions;
    const total = answer.body.total ?? sessions.length;
    $('state-text').textContent = total === 1 ? 'One session.' : `${total} sessions${total > sessions.length ? `, the first ${sessions.length} of them below` : ''}.`;
    for (const session of sessions) {
      const row = body.insertRow();
      const who = document.createElement('a');
      who.className = 'id one-line';
      who.href = '/ui/audit?user=' + encodeURIComponent(session.user_id);
      who.textContent = session.user_id;
      who.title = session.user_id;
      row.insertCell().append(who);
      row.insertCell().textContent = session.device_name ?? [session.browser, session.os].filter(Boolean).join(' on ');
      row.insertCell().textContent = session.ip ?? '';
      row.insertCell().append(curfew.time(session.created_at));
    }
  }

  // A cause that is on this page is gone to on this page; any other is looked for.
  function causes(event) {
    const link = event.target.closest('.causes a');
    const hash = link ? new URL(link.href).hash : '';
    if (hash && document.getElementById(hash.slice(1))) {
      event.preventDefault();
      location.hash = hash;
    }
  }

  document.addEventListener('DOMContentLoaded', () => {
    filter();
    counts();
    let wait;
    $('as-of').addEventListener('input', () => {
      told(moment());
      clearTimeout(wait);
      wait = setTimeout(state, 150);
    });
    $('timeline').addEventListener('click', causes);
    window.addEventListener('resize', draw);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  });
})();
