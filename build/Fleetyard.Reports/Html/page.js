'use strict';
(() => {
  const filter = document.getElementById('filter');
  const odd = document.getElementById('odd');
  const differing = document.getElementById('differing');
  const all = document.getElementById('all');
  const shown = document.getElementById('shown');
  const nothing = document.getElementById('nothing');

  // A row's text is all that its cells and their details say, but for the layers: one command brings many things.
  const rows = [...document.querySelectorAll('tr.place')].map(row => {
    const buttons = [...row.querySelectorAll('button')];
    const details = buttons.map(button => document.getElementById(button.getAttribute('aria-controls')));
    const set = row.parentElement.querySelector('tr.set').textContent;
    const text = [set, row.textContent, ...details.flatMap(detail => [...detail.querySelectorAll('h2, li, section td:not(.layer)')].map(part => part.textContent))].join(' ').toLowerCase();
    return { row, buttons, details, text, visible: true };
  });
  const buttons = rows.flatMap(row => row.buttons);

  const isOpen = button => button.getAttribute('aria-expanded') === 'true';

  function open(button, wanted) {
    button.setAttribute('aria-expanded', wanted);
    document.getElementById(button.getAttribute('aria-controls')).hidden = !wanted;
  }

  function narrow() {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const each of rows) {
      each.visible = words.every(word => each.text.includes(word))
        && (!odd.checked || each.row.dataset.odd === 'yes')
        && (!differing?.checked || each.row.dataset.differs === 'yes');
      each.row.hidden = !each.visible;
      each.buttons.forEach((button, at) => { each.details[at].hidden = !each.visible || !isOpen(button); });
    }

    const visible = rows.filter(each => each.visible).length;
    for (const set of document.querySelectorAll('tbody.set')) {
      const places = [...set.querySelectorAll('tr.place')];
      set.hidden = places.length > 0 && places.every(place => place.hidden);
    }

    nothing.hidden = visible > 0 || rows.length === 0;
    shown.value = `${visible} of ${rows.length} ${rows.length === 1 ? 'row' : 'rows'}`;
  }

  // What is shown stands in the address, so that it can be handed on.
  function remember() {
    const state = new URLSearchParams();
    if (filter.value) state.set('q', filter.value);
    if (odd.checked) state.set('odd', '1');
    if (differing?.checked) state.set('differing', '1');
    const opened = buttons.filter(isOpen).map(button => button.getAttribute('aria-controls').slice(2));
    if (opened.length > 0 && opened.length <= 20) state.set('open', opened.join(' '));
    const text = state.toString();
    history.replaceState(null, '', text ? `#${text}` : location.pathname + location.search);
  }

  function recall() {
    if (location.hash.startsWith('#image-') || location.hash === '#main') return;
    const state = new URLSearchParams(location.hash.slice(1));
    filter.value = state.get('q') ?? '';
    odd.checked = state.has('odd');
    if (differing) differing.checked = state.has('differing');
    const opened = new Set((state.get('open') ?? '').split(' '));
    buttons.forEach(button => open(button, opened.has(button.getAttribute('aria-controls').slice(2))));
    narrow();
  }

  function changed() {
    narrow();
    remember();
  }

  // From a cell the arrows lead to the next cell that has something.
  function step(button, key) {
    const row = rows.find(each => each.buttons.includes(button));
    const at = row.buttons.indexOf(button);
    if (key === 'ArrowLeft' || key === 'ArrowRight') return row.buttons[at + (key === 'ArrowRight' ? 1 : -1)];
    const visible = rows.filter(each => each.visible && each.buttons.length > 0);
    const next = visible[visible.indexOf(row) + (key === 'ArrowDown' ? 1 : -1)];
    const column = button.parentElement.cellIndex;
    return next?.buttons.reduce((best, each) =>
      Math.abs(each.parentElement.cellIndex - column) < Math.abs(best.parentElement.cellIndex - column) ? each : best);
  }

  for (const button of buttons) {
    button.addEventListener('click', () => {
      open(button, !isOpen(button));
      remember();
    });
  }

  all.addEventListener('click', () => {
    const wanted = all.getAttribute('aria-pressed') !== 'true';
    rows.filter(each => each.visible).forEach(each => each.buttons.forEach(button => open(button, wanted)));
    all.setAttribute('aria-pressed', wanted);
    all.textContent = wanted ? 'Close all' : 'Open all';
    remember();
  });

  document.addEventListener('keydown', event => {
    const button = event.target.closest?.('tr.place button');
    if (event.key === '/' && event.target !== filter && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      filter.focus();
      filter.select();
    } else if (event.key === 'Escape' && event.target === filter) {
      filter.value = '';
      filter.blur();
      changed();
    } else if (event.key === 'Escape' && button) {
      open(button, false);
      remember();
    } else if (event.key.startsWith('Arrow') && button) {
      const next = step(button, event.key);
      if (next) {
        event.preventDefault();
        next.focus();
      }
    }
  });

  filter.addEventListener('input', changed);
  odd.addEventListener('change', changed);
  differing?.addEventListener('change', changed);
  document.getElementById('search').addEventListener('submit', event => event.preventDefault());
  addEventListener('hashchange', recall);
  recall();
})();
