// The truth about a revocation, while it becomes true: "recorded 14:03:07 · refused on 5 of 5 nodes after 12 ms".
(() => {
  'use strict';

  function line(title) {
    const element = document.createElement('p');
    element.className = 'note receipt';
    element.dataset.state = 'pending';
    const what = document.createElement('strong');
    what.textContent = title;
    const rest = document.createElement('span');
    rest.className = 'receipt-rest';
    rest.textContent = 'on its way …';
    element.append(what, ' ', rest);
    document.getElementById('receipts').prepend(element);
    return element;
  }

  function show(element, receipt) {
    const rest = element.querySelector('.receipt-rest');
    const parts = [];
    const at = receipt.recorded_at ?? receipt.published_at;
    if (at) parts.push(['recorded ', curfew.time(at, 'clock')]);
    if (receipt.nodes === 0) {
      parts.push(['being published']);
    } else if (receipt.verdict === 'complete') {
      const after = receipt.millis === null || receipt.millis === undefined ? '' : ` after ${receipt.millis} ms`;
      parts.push([`refused on ${receipt.refusing} of ${receipt.nodes} nodes${after}`]);
    } else if (receipt.verdict === 'unknown') {
      parts.push([`refused on ${receipt.refusing} of ${receipt.nodes} nodes; the others are silent, and refuse by themselves when their bound has passed`]);
    } else {
      parts.push([`refused on ${receipt.refusing} of ${receipt.nodes} nodes so far`]);
    }
    rest.replaceChildren(...parts.flatMap((part, i) => (i ? [' · ', ...part] : part)));
    element.dataset.state = receipt.verdict;
    element.dataset.told = 'true';
  }

  // By a stream; for who is signed in. Where the stream ends before the truth is known, by asking.
  function follow(title, id, onChange) {
    const element = line(title);
    const source = new EventSource('/ui/receipts/' + encodeURIComponent(id));
    let latest = null;
    const otherwise = () => {
      source.close();
      if (latest?.verdict !== 'complete') poll(element, id, latest?.recorded_at);
    };
    source.addEventListener('receipt', (event) => {
      latest = JSON.parse(event.data);
      show(element, latest);
      if (onChange) onChange(latest);
      if (latest.verdict === 'complete') source.close();
    });
    source.addEventListener('unknown', otherwise);
    source.onerror = otherwise;
    return element;
  }

  // By asking auth-command, which answers anybody who knows the id; for who is signed out by now.
  function ask(title, id, at) {
    return poll(line(title), id, at);
  }

  async function poll(element, id, at) {
    let told = element.dataset.told;
    for (let i = 0; i < 30; i++) {
      const answer = await curfew.call('GET', '/revocations/' + encodeURIComponent(id)).catch(() => ({status: 0}));
      if (answer.status === 200) {
        told = true;
        const nodes = answer.body.nodes;
        const refusing = nodes.filter((node) => node.standing === 'applied' || node.standing === 'ended').length;
        show(element, {verdict: answer.body.verdict, recorded_at: at, refusing, nodes: nodes.length});
        if (answer.body.verdict === 'complete') return;
      }
      await new Promise((done) => setTimeout(done, 500));
    }
    if (!told) {
      element.querySelector('.receipt-rest').textContent = 'recorded; how many nodes refuse it cannot be told at the moment.';
      element.dataset.state = 'unknown';
    }
  }

  window.curfew.receipts = {follow, ask};
})();
