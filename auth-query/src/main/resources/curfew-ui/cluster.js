// The fleet, live: the nodes and the delays by a stream, the outbox by asking, the probe by a real revocation.
(() => {
  'use strict';
  let chart;
  let latest;

  function label(bounds, i) {
    const text = (ms) => (ms >= 1000 ? ms / 1000 + ' s' : ms + ' ms');
    return i < bounds.length ? '≤ ' + text(bounds[i]) : '> ' + text(bounds[bounds.length - 1]);
  }

  function color(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  function draw(delays) {
    latest = delays;
    const place = document.getElementById('delays');
    const x = delays.counts.map((_, i) => i);
    const every = place.clientWidth < 420 ? 2 : 1;
    const axis = {stroke: color('--muted'), grid: {stroke: color('--line'), width: 1}, ticks: {show: false}, font: '12px system-ui'};
    if (chart) chart.destroy();
    chart = new uPlot({
      width: place.clientWidth,
      height: 200,
      legend: {show: false},
      cursor: {show: false},
      scales: {x: {time: false, range: [-0.5, delays.counts.length - 0.5]}, y: {range: (u, min, max) => [0, Math.max(1, max)]}},
      axes: [
        {...axis, grid: {show: false}, splits: () => x, values: (u, splits) => splits.map((i) => (i % every ? null : label(delays.bounds, i))), rotate: -45, size: 56},
        {...axis, size: 34, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]},
      ],
      series: [{}, {fill: color('--accent'), stroke: color('--accent'), paths: uPlot.paths.bars({size: [0.8, 60]}), points: {show: false}}],
    }, [x, delays.counts], place);
    document.getElementById('delays-text').textContent = delays.max_ms === null
      ? 'No revocation yet.'
      : `${delays.revocations} revocations: half of all words within ${delays.p50_ms} ms, 99 % within ${delays.p99_ms} ms, the last after ${delays.max_ms} ms.`;
  }

  function live(state, text) {
    document.getElementById('live').dataset.state = state;
    document.getElementById('live-text').textContent = text;
  }

  // A stream that is refused does not come back by itself: either the sign-in has ended or there are too many.
  async function refused() {
    live('waiting', 'waiting');
    const answer = await fetch(location.pathname, {method: 'HEAD', cache: 'no-store'}).catch(() => ({status: 0}));
    if (answer.status === 401 || answer.status === 403) curfew.signIn();
    else setTimeout(open, 5000);
  }

  let source;
  function open() {
    if (document.hidden || (source && source.readyState !== EventSource.CLOSED)) return;
    source = new EventSource('/ui/cluster/live');
    source.onopen = () => live('live', 'live');
    source.addEventListener('nodes', (event) => { document.getElementById('nodes').innerHTML = event.data; });
    source.addEventListener('delays', (event) => draw(JSON.parse(event.data)));
    source.onerror = () => { if (source.readyState === EventSource.CLOSED) refused(); else live('waiting', 'reconnecting'); };
  }

  async function outbox() {
    if (document.hidden) return;
    const answer = await curfew.call('GET', '/admin/outbox').catch(() => ({status: 0}));
    if (answer.status !== 200) return;
    const topics = answer.body.topics;
    const waiting = topics.reduce((sum, topic) => sum + topic.unpublished, 0);
    const oldest = Math.max(0, ...topics.map((topic) => topic.oldest_seconds));
    document.getElementById('outbox').textContent = String(waiting);
    document.getElementById('outbox-text').textContent = waiting === 0
      ? 'Everything is on Kafka.'
      : `The oldest has waited for ${oldest.toFixed(1)} s.`;
  }

  async function probe(button) {
    button.disabled = true;
    const answer = await curfew.call('POST', '/admin/revocations', {
      kind: 'token', value: 'probe-' + crypto.randomUUID(), reason: 'A test from the cluster page',
    }).catch(() => ({status: 0, body: {}}));
    button.disabled = false;
    const id = answer.headers?.get('Curfew-Revocation');
    if ((answer.status === 201 || answer.status === 202) && id) {
      document.getElementById('receipts').replaceChildren();
      curfew.receipts.follow('Test token:', id, places);
    } else if (answer.status === 401) {
      curfew.signIn();
    } else {
      curfew.say('The test did not work: ' + (answer.body.detail ?? 'no answer') , 'bad');
    }
  }

  function places(receipt) {
    const table = document.createElement('table');
    const head = table.createTHead().insertRow();
    for (const word of ['Service', 'Node', 'Standing', 'After']) {
      const cell = document.createElement('th');
      cell.scope = 'col';
      cell.textContent = word;
      head.append(cell);
    }
    const body = table.createTBody();
    for (const place of receipt.places) {
      const row = body.insertRow();
      for (const text of [place.service, place.node, place.standing, place.millis === null ? '–' : place.millis + ' ms']) {
        row.insertCell().textContent = text;
      }
    }
    document.getElementById('probe-places').replaceChildren(table);
  }

  document.addEventListener('DOMContentLoaded', () => {
    open();
    outbox();
    setInterval(outbox, 5000);
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) { source?.close(); live('waiting', 'paused'); } else { open(); outbox(); }
    });
    window.addEventListener('resize', () => { if (latest) draw(latest); });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { if (latest) draw(latest); });
    document.getElementById('probe')?.addEventListener('click', (event) => probe(event.currentTarget));
  });
})();
