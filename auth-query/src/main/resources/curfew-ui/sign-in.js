// Signing in: first by what the browser still has, then by name and password.
(() => {
  'use strict';
  const REFUSALS = {
    invalid_credentials: 'The user name or the password is wrong.',
    too_many_attempts: 'Too many attempts. Wait a little, then try again.',
    csrf_check_failed: 'This page was not opened from its own address. Open it anew.',
  };

  document.addEventListener('DOMContentLoaded', async () => {
    const section = document.getElementById('sign-in');
    const form = document.getElementById('sign-in-form');
    const error = document.getElementById('sign-in-error');
    const next = section.dataset.next;
    const out = section.dataset.out === 'true';

    const left = sessionStorage.getItem('curfew-receipt');
    sessionStorage.removeItem('curfew-receipt');
    if (out && left) {
      const receipt = JSON.parse(left);
      curfew.receipts.ask('Your sign-out:', receipt.id, receipt.at);
    }

    // Only once in a while: a session that can be renewed and is refused all the same would go round in circles.
    const tried = Number(sessionStorage.getItem('curfew-tried') ?? 0);
    if (!out && Date.now() - tried > 10000) {
      sessionStorage.setItem('curfew-tried', String(Date.now()));
      form.hidden = true;
      document.getElementById('renewing').hidden = false;
      localStorage.removeItem('curfew-renewed');
      const answer = await curfew.renew().catch(() => ({status: 0}));
      if (answer.status === 200) {
        location.replace(next);
        return;
      }
      form.hidden = false;
      document.getElementById('renewing').hidden = true;
    }
    document.getElementById('username').focus();

    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      error.textContent = '';
      const button = form.querySelector('button');
      const username = form.elements.username.value;
      const password = form.elements.password.value;
      if (!username || !password) {
        error.textContent = 'Both are needed.';
        form.elements[username ? 'password' : 'username'].focus();
        return;
      }
      button.disabled = true;
      const answer = await curfew
        .call('POST', '/auth/login', curfew.forUs({username, password, client_id: 'curfew-pages', delivery: 'cookie'}))
        .catch(() => ({status: 0, body: {}}));
      if (answer.status === 200) {
        curfew.remember(answer.body.expires_in);
        sessionStorage.removeItem('curfew-tried');
        const position = answer.headers.get('Curfew-Position');
        if (position !== null) sessionStorage.setItem('curfew-position', position);
        location.replace(next);
        return;
      }
      button.disabled = false;
      error.textContent = REFUSALS[answer.body.code] ?? 'That did not work at the moment. Try again.';
      form.elements.password.value = '';
      form.elements.password.focus();
    });
  });
})();
