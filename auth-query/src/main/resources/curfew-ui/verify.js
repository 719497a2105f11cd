// Verifying the record: a job of the server, and what it found.
(() => {
  'use strict';

  function note(text, state) {
    const element = document.createElement('p');
    element.className = 'note receipt';
    element.dataset.state = state;
    element.textContent = text;
    document.getElementById('receipts').replaceChildren(element);
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
    const what = `${result.events} events in ${result.streams} streams, against ${result.roots} signed roots`;
    const fresh = result.unsigned ? ` ${result.unsigned} of them came since the last root was signed; of those a cut tail would not be seen.` : '';
    if (result.verdict === 'intact') {
      note(`The record is intact: ${what}.${fresh}`, 'complete');
      return;
    }
    const tampered = result.verdict === 'tampered';
    const element = note((tampered ? 'The record has been tampered with: ' : 'The record could not be proved whole: ') + what + '.', tampered ? 'unknown' : 'pending');
    const list = document.createElement('ul');
    const item = (text) => { list.append(Object.assign(document.createElement('li'), {textContent: text})); };
    for (const finding of result.findings ?? []) {
      item(`${finding.kind} at ${finding.stream ?? 'the heads'}${finding.seq === null || finding.seq === undefined ? '' : ' № ' + finding.seq}${finding.detail ? ': ' + finding.detail : ''}`);
    }
    if (result.more) item('There is more than is shown.');
    element.append(list);
  }

  document.addEventListener('DOMContentLoaded', () => {
    document.getElementById('verify').addEventListener('click', (event) => verify(event.currentTarget));
  });
})();
