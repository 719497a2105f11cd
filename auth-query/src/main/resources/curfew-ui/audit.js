// The history: local times in the filter, events by time, the state at a time, verifying the record.
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

  function draw() {
    const place = $('counts');
    if (chart) chart.destroy();
    chart = undefined;
    if (!buckets.length) return;
    const axis = {stroke: color('--muted'), grid: {stroke: color('--line'), width: 1}, ticks: {show: false}, font: '12px system-ui'};
    const x = buckets.map((bucket) => new Date(bucket.from).getTime() / 1000);
    chart = new uPlot({
      width: place.clientWidth, height: 200, legend: {show: false}, cursor: {show: false},
      scales: {y: {range: (u, min, max) => [0, Math.max(1, max)]}},
      axes: [{...axis, grid: {show: false}}, {...axis, size: 44}],
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
    if (answer.status !== 200) { $('counts-text').textContent = 'The counts cannot be read at the moment.'; return; }
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

  let asked = 0;
  async function state() {
    const at = moment();
    $('as-of-text').replaceChildren(curfew.time(at.toISOString(), 'exact'));
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
      const who = row.insertCell();
      who.className = 'id';
      who.textContent = session.user_id;
      row.insertCell().textContent = session.device_name ?? [session.browser, session.os].filter(Boolean).join(' on ') ?? '';
      row.insertCell().textContent = session.ip ?? '';
      row.insertCell().append(curfew.time(session.created_at));
    }
  }

  function note(text, state) {
    const element = document.createElement('p');
    element.className = 'note receipt';
    element.dataset.state = state;
    element.textContent = text;
    $('receipts').replaceChildren(element);
    return element;
  }

  async function verify(button) {
    button.disabled = true;
    note('Verifying the record …', 'pending');
    let answer = await curfew.call('POST', '/audit/jobs', {kind: 'verify'}).catch(() => ({status: 0, body: {}}));
    const id = answer.body.id;
    while (answer.status === 202 || (answer.status === 200 && answer.body.state === 'running')) {
      const {done, total} = answer.body.progress ?? {};
      note(`Verifying the record … ${done ?? 0}${total ? ' of ' + total : ''} events`, 'pending');
      await new Promise((next) => setTimeout(next, 500));
      answer = await curfew.call('GET', '/audit/jobs/' + encodeURIComponent(id)).catch(() => ({status: 0, body: {}}));
    }
    button.disabled = false;
    if (answer.status === 401) return curfew.signIn();
    if (answer.status !== 200 || answer.body.state !== 'done') {
      note('The record could not be verified: ' + (answer.body.error ?? answer.body.detail ?? 'no answer') + '.', 'unknown');
      return;
    }
    found(answer.body.result);
  }

  function found(result) {
    if (result.verdict === 'intact') {
      note(`The record is intact: ${result.events} events in ${result.streams} streams, against ${result.roots} signed roots.`, 'complete');
      return;
    }
    const element = note(result.verdict === 'tampered'
      ? 'The record has been tampered with:'
      : 'The record could not be proved whole:', result.verdict === 'tampered' ? 'unknown' : 'pending');
    const list = document.createElement('ul');
    for (const finding of result.findings ?? []) {
      const item = document.createElement('li');
      item.textContent = `${finding.kind} at ${finding.stream} № ${finding.seq ?? '–'}${finding.detail ? ': ' + finding.detail : ''}`;
      list.append(item);
    }
    element.append(list);
  }

  document.addEventListener('DOMContentLoaded', () => {
    filter();
    counts();
    let wait;
    $('as-of').addEventListener('input', () => {
      $('as-of-text').replaceChildren(curfew.time(moment().toISOString(), 'exact'));
      clearTimeout(wait);
      wait = setTimeout(state, 150);
    });
    $('verify').addEventListener('click', (event) => verify(event.currentTarget));
    window.addEventListener('resize', draw);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  });
})();
