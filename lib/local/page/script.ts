/**
 * The script of the page, as the browser gets it. The page works without it, by form and reload; with it the channel
 * changes by itself. Strings for people come from the document.
 */
export const pageScript = `'use strict';
(() => {
  const main = document.getElementById('main');
  const problem = document.getElementById('problem');
  const texts = document.body.dataset;
  const showProblem = (text) => {
    problem.textContent = text;
    problem.hidden = text === '';
  };

  const localTimes = (root) => {
    for (const time of root.querySelectorAll('time')) {
      const moment = new Date(time.dateTime);
      if (Number.isNaN(moment.getTime())) continue;
      const isToday = moment.toDateString() === new Date().toDateString();
      const day = isToday ? {} : { year: 'numeric', month: 'short', day: 'numeric' };
      time.textContent = moment.toLocaleString([], { ...day, hour: '2-digit', minute: '2-digit' });
      time.title = moment.toLocaleString();
    }
  };

  // Puts in place only what differs, so that what is open, selected or focused elsewhere stays so.
  const replaceChannel = (next) => {
    const channel = document.getElementById('channel');
    const before = new Map([...channel.children].map((child) => [child.dataset.key, child]));
    for (const child of [...next.children]) {
      const old = before.get(child.dataset.key);
      before.delete(child.dataset.key);
      if (old && old.source === child.outerHTML) {
        channel.append(old);
        continue;
      }
      const source = child.outerHTML;
      const details = child.querySelector('details');
      const oldDetails = old && old.querySelector('details');
      if (details && oldDetails) details.open = oldDetails.open;
      localTimes(child);
      child.source = source;
      channel.append(child);
      if (old) old.remove();
    }
    for (const gone of before.values()) gone.remove();
  };

  // To the end, but not past the head of a thread that is longer than the window: reading begins there.
  const toLatest = () => {
    main.scrollTop = main.scrollHeight;
    const last = document.querySelector('.thread:last-child');
    if (last && last.getBoundingClientRect().top < main.getBoundingClientRect().top) last.scrollIntoView();
    follows = true;
  };
  let follows = true;
  main.addEventListener('wheel', () => { follows = isAtEnd(); }, { passive: true });
  main.addEventListener('touchmove', () => { follows = isAtEnd(); }, { passive: true });
  main.addEventListener('keydown', () => { follows = isAtEnd(); });

  const isAtEnd = () => main.scrollHeight - main.scrollTop - main.clientHeight < 120;

  const refresh = async () => {
    const response = await fetch('/page/channel', { credentials: 'same-origin' });
    if (response.status === 403) return showProblem(texts.stale);
    if (!response.ok) return showProblem(texts.offline);
    const next = new DOMParser().parseFromString(await response.text(), 'text/html');
    const follow = follows || isAtEnd();
    const active = document.activeElement;
    replaceChannel(next.getElementById('channel'));
    const whispers = document.getElementById('whispers');
    const said = next.getElementById('whispers');
    const isAnswered = whispers.innerHTML !== said.innerHTML;
    if (isAnswered) whispers.innerHTML = said.innerHTML;
    if (active && active !== document.activeElement && document.contains(active)) active.focus();
    if (isAnswered) main.scrollTop = main.scrollHeight;
    else if (follow) toLatest();
  };

  let pending = false;
  let again = false;
  const refreshSoon = async () => {
    if (pending) {
      again = true;
      return;
    }
    pending = true;
    try {
      await refresh();
    } catch {
      showProblem(texts.offline);
    }
    pending = false;
    if (again) {
      again = false;
      refreshSoon();
    }
  };

  document.addEventListener('submit', async (event) => {
    event.preventDefault();
    const form = event.target;
    const body = new URLSearchParams(new FormData(form, event.submitter));
    const button = event.submitter || form.querySelector('button');
    button.disabled = true;
    try {
      const response = await fetch(form.action, { method: 'POST', body, headers: { accept: 'application/json' } });
      if (response.status === 403) showProblem(texts.stale);
      else if (!response.ok) showProblem(texts.failed);
      else {
        showProblem('');
        if (form.id === 'composer') form.reset();
        follows = true;
        await refreshSoon();
      }
    } catch {
      showProblem(texts.offline);
    }
    button.disabled = false;
    document.getElementById('command').focus();
  });

  for (const child of document.getElementById('channel').children) child.source = child.outerHTML;
  localTimes(document);
  toLatest();
  const events = new EventSource('/page/events');
  events.addEventListener('open', () => {
    showProblem('');
    refreshSoon();
  });
  events.addEventListener('change', refreshSoon);
  events.addEventListener('error', () => showProblem(events.readyState === EventSource.CLOSED ? texts.stale : texts.offline));
})();
`;
