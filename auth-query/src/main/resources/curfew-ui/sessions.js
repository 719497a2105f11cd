// Ending sessions: one at a click, all others after the password; then the truth about it, live.
(() => {
  'use strict';
  const REFUSALS = {
    wrong_password: 'The password is wrong.',
    reauthentication_required: 'The password is needed.',
    too_many_attempts: 'Too many attempts. Wait a little, then try again.',
  };

  // Both lists, once they show what was done. htmx has one question at a time asked by an element and forgets all that wait
  // but the last: so each list asks for itself, from a place that its answer does not replace.
  function reload(position) {
    const at = position === null ? '' : '?position=' + encodeURIComponent(position);
    htmx.ajax('GET', '/ui/sessions/list' + at, {source: '#active', target: '#active', swap: 'innerHTML'});
    htmx.ajax('GET', '/ui/sessions/history' + at, {source: '#ended', target: '#ended', swap: 'innerHTML'});
  }

  async function end(button) {
    button.disabled = true;
    const path = '/auth/sessions/' + encodeURIComponent(button.dataset.end);
    const answer = await curfew.call('DELETE', path).catch(() => ({status: 0}));
    if (answer.status === 204 || answer.status === 202) {
      done(button.dataset.name + ' is signed out:', answer);
      document.getElementById('main').focus();
    } else if (answer.status === 404) {
      curfew.say('That session has ended already.');
      reload(null);
    } else if (answer.status === 401) {
      curfew.signIn();
    } else {
      button.disabled = false;
      curfew.say('That did not work; the device is still signed in. Try again.', 'bad');
    }
  }

  function done(title, answer) {
    const id = answer.headers.get('Curfew-Revocation');
    if (id) curfew.receipts.follow(title, id);
    reload(answer.headers.get('Curfew-Position'));
  }

  function confirmation() {
    const dialog = document.getElementById('confirm');
    const form = document.getElementById('confirm-form');
    const password = document.getElementById('confirm-password');
    const all = document.getElementById('confirm-all');
    const error = document.getElementById('confirm-error');
    document.getElementById('everywhere').addEventListener('click', () => {
      form.reset();
      error.textContent = '';
      dialog.showModal();
      password.focus();
    });
    document.getElementById('confirm-cancel').addEventListener('click', () => dialog.close());
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      error.textContent = '';
      if (!password.value) {
        error.textContent = REFUSALS.reauthentication_required;
        password.focus();
        return;
      }
      const body = {current_password: password.value};
      const answer = await (all.checked
        ? curfew.call('POST', '/auth/logout-all', body)
        : curfew.call('DELETE', '/auth/sessions/others', body)
      ).catch(() => ({status: 0, body: {}}));
      if (answer.status === 200 || answer.status === 202) {
        dialog.close();
        if (all.checked) {
          curfew.leave(answer);
        } else {
          const n = answer.body.revoked;
          done(n === 1 ? 'One other device is signed out:' : `${n} other devices are signed out:`, answer);
        }
      } else if (answer.status === 401) {
        curfew.signIn();
      } else {
        error.textContent = REFUSALS[answer.body.code] ?? 'That did not work at the moment. Try again.';
        password.select();
        password.focus();
      }
    });
  }

  document.addEventListener('DOMContentLoaded', () => {
    confirmation();
    const position = sessionStorage.getItem('curfew-position');
    sessionStorage.removeItem('curfew-position');
    // The list may be a moment behind the sign-in.
    if (position !== null && !document.querySelector('#cards .current')) reload(position);
    document.addEventListener('click', (event) => {
      const button = event.target.closest('[data-end]');
      if (button) end(button);
    });
  });
})();
