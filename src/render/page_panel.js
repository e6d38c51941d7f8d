// The panel of the page, with all of one metric, and what the reader does. Goes on from page_list.js.
// --- the panel
function place([path, line]) {
  const text = data.paths[path] + (line ? ':' + line : '');
  const link = data.links[path];
  const code = el('code', null, ...text.split(/(?<=[\/_])/).flatMap((part, i) => i ? [el('wbr'), part] : [part]));  // the line stays with its file
  return link ? el('a', {href: link.replaceAll('{line}', Math.max(line, 1)), rel: 'noopener'}, code) : code;
}

function copyButton(text, what, caption = 'copy') {
  return el('button', {type: 'button', class: 'copy', 'aria-label': 'Copy ' + what, on: {click: async event => {
    const button = event.currentTarget;
    try { await navigator.clipboard.writeText(text); } catch (_) {
      const area = el('textarea', {style: 'position:fixed;opacity:0'}, text);
      document.body.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
    }
    button.textContent = caption === 'copy' ? 'copied' : 'Copied';
    setTimeout(() => { button.textContent = caption; }, 1200);
  }}}, caption);
}

// Bounds on a line, logarithmic where they span a lot.
function scale(bounds) {
  const numbers = bounds.map(Number);
  const svg = (tag, attributes, text) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    if (text) element.textContent = text;
    return element;
  };
  const isLog = numbers[0] > 0 && numbers.at(-1) / numbers[0] > 20;
  const at = number => isLog ? Math.log(number) : number;
  const low = at(numbers[0]), span = at(numbers.at(-1)) - low || 1;
  const picture = svg('svg', {viewBox: '0 0 400 44', class: 'scale', role: 'img',
    'aria-label': `${bounds.length} bucket bounds from ${bounds[0]} to ${bounds.at(-1)}, ${isLog ? 'logarithmic' : 'linear'} scale`});
  picture.append(svg('line', {x1: 4, x2: 396, y1: 14, y2: 14, class: 'axis'}));
  let free = -Infinity;
  numbers.forEach((number, i) => {
    const x = 14 + (at(number) - low) / span * 372;
    picture.append(svg('line', {x1: x, x2: x, y1: 6, y2: 22, class: 'tick'}));
    const half = bounds[i].length * 3.2, isLast = i === numbers.length - 1;
    const room = isLast || x + half + 6 < 386 - bounds.at(-1).length * 6.4;
    if (x - half < free + 5 || !room) return;
    picture.append(svg('text', {x: Math.min(Math.max(x, half), 400 - half), y: 38, 'text-anchor': 'middle'}, bounds[i]));
    free = x + half;
  });
  return picture;
}

// A note or remark: a text, or a list of texts and places that begins with a text, as html.cc makes it.
const beginningOf = note => typeof note === 'string' ? note : note[0];
const noteParts = note => typeof note === 'string' ? helpParts(note) : note.flatMap(part => typeof part === 'string' ? helpParts(part) : [place(part)]);
const without = (note, begins) => typeof note === 'string' ? note.slice(begins.length) : [note[0].slice(begins.length), ...note.slice(1)];
const hasSemicolon = note => [note].flat().some(part => typeof part === 'string' && part.includes(';'));

// What is remarked of labels that the list does not name, and how the sentence below it begins.
const FURTHER = [['further labels are called ', 'There are further labels, called '], ['there may be more: ', 'There may be further labels: ']];
const furtherOf = note => FURTHER.find(([begins]) => beginningOf(note).startsWith(begins));
const isAboutFurther = metric => ([about, note]) => metric.more && metric.labels.length && about === 'labels' && furtherOf(note) && !hasSemicolon(note);
const UNKNOWN = 'not fully known: ';
const isAboutUnknown = metric => ([about, note]) => metric.more && about === 'labels' && beginningOf(note).startsWith(UNKNOWN);

function furtherLabels(metric) {
  const told = (metric.remarks || []).find(isAboutFurther(metric));
  if (!told) {
    const why = (metric.remarks || []).find(isAboutUnknown(metric));
    return [metric.labels.length ? 'There are further labels that the source does not spell out' : 'The labels are not known',
      ...(why ? [': ', ...noteParts(without(why[1], UNKNOWN))] : []), '.'];
  }
  const [begins, before] = furtherOf(told[1]);
  return [before, ...noteParts(without(told[1], begins)), '.'];
}

function labelRow(label) {
  if (typeof label === 'string') return el('tr', null, el('th', {scope: 'row'}, el('code', null, ...withBreaks(label))), el('td', null));
  const notes = [label.constant ? 'constant' : '', label.once ? 'set where it is registered' : '', label.sometimes ? 'not in all series' : ''].filter(Boolean);
  const values = label.values || [];
  const before = !values.length ? '' : !label.complete ? 'such as ' : values.length > 1 ? 'one of ' : label.constant ? '' : 'only ';
  const cells = values.slice(0, 40).flatMap(value => [el('code', {class: 'value'}, value === '' ? '""' : value), ' ']);
  if (label.e) cells.push('for example ', el('code', {class: 'value'}, label.e), ' ');
  if (values.length > 40) cells.push(`and ${values.length - 40} more `);
  return el('tr', null, el('th', {scope: 'row'}, el('code', null, ...withBreaks(label.n))), el('td', null,
    label.h ? el('p', {class: 'label-help'}, ...helpParts(label.h)) : null, before ? el('span', {class: 'quiet'}, before) : null, ...cells,
    notes.length ? el('span', {class: 'quiet'}, notes.join(', ')) : null));
}

// Those that share the most words, at the beginning above all, and stand near in the source.
function related(metric) {
  const parts = metric.n.split('_');
  const near = [];
  for (const other of metrics) {
    if (other === metric || other.k !== metric.k) continue;
    const others = other.n.split('_');
    let common = 0;
    while (common < parts.length && parts[common] === others[common]) ++common;
    const shared = parts.slice(common).filter(part => part.length > 2 && others.indexOf(part, common) >= 0).length;
    const isSameFile = metric.d && other.d && metric.d[0][0] === other.d[0][0];
    if (common < 2 && !(common === 1 && isSameFile)) continue;
    const isBeside = isSameFile && Math.abs(metric.d[0][1] - other.d[0][1]) < 15;
    near.push({other, score: 2 * common + 2 * shared + (isSameFile ? 1 : 0) + (isBeside ? 1 : 0)});
  }
  return near.sort((a, b) => b.score - a.score || a.other.index - b.other.index).slice(0, 8).map(hit => hit.other);
}

function query([title, expression, note], choice) {
  return el('div', {class: 'query'}, el('div', {class: 'query-top'}, el('p', null, title), choice, copyButton(expression, 'the query')),
    el('pre', null, el('code', null, ...expression.split(/(?<=[_:, (])/).flatMap(part => [part, el('wbr')]))),
    note ? el('p', {class: 'quiet'}, ...helpParts(note)) : null);
}

// Queries that differ in the percentile they ask for are one, with the percentile to choose; the next metric shows the one chosen last.
const PERCENTILE = /^\d+th percentile \((p\d+)\)(.*)$/;
let percentile = 'p95';
function percentiles(rest, choices) {
  const box = el('div'), note = choices.map(([, one]) => one[2]).find(Boolean);
  const choose = (chosen, takesFocus) => {
    const buttons = choices.map(([name], i) => el('button', {type: 'button', class: 'copy', 'aria-pressed': String(i === chosen), on: {click: () => {
      percentile = name;
      choose(i, true);
    }}}, name));
    box.replaceChildren(query(['Percentile' + rest, choices[chosen][1][1], note], el('span', {class: 'choices', role: 'group', 'aria-label': 'Percentile'}, buttons)));
    if (takesFocus) buttons[chosen].focus();
  };
  choose(Math.max(choices.findIndex(([name]) => name === percentile), 0), false);
  return box;
}
function queryList(queries) {
  const blocks = [];
  for (const one of queries) {
    const [, name, rest] = PERCENTILE.exec(one[0]) || [], last = blocks.at(-1);
    if (name && last && last.rest === rest) last.choices.push([name, one]);
    else blocks.push({rest, choices: [[name, one]]});
  }
  return blocks.map(({rest, choices}) => choices.length > 1 ? percentiles(rest, choices) : query(choices[0][1]));
}

// Another row, by name.
function reference([words, name, anchor]) {
  return el('span', null, words ? el('span', {class: 'quiet'}, words + ' ') : null, anchor ?
    el('a', {href: '#' + encodeURIComponent(anchor), class: 'name-link'}, ...withBreaks(name)) : el('code', null, ...withBreaks(name)));
}

// A few of them, the others a click away.
function places(entries, make) {
  const few = 5, one = entry => el('li', null, make(entry));
  if (entries.length <= few + 1) return el('ul', {class: 'items'}, entries.map(one));
  return el('div', null, el('ul', {class: 'items'}, entries.slice(0, few).map(one)),
    el('details', null, el('summary', null, `and ${entries.length - few} more`), el('ul', {class: 'items'}, entries.slice(few).map(one))));
}

// In their order, but those of which nothing is known beside the name, or beside that some series do not have them, together where they are many.
function labelList(labels) {
  const isSometimes = label => label.sometimes && Object.keys(label).length === 2;
  const areTogether = labels.filter(isSometimes).length > 1;
  const some = labels.filter(label => areTogether && isSometimes(label)), others = labels.filter(label => !some.includes(label));
  const bare = others.filter(label => typeof label === 'string');
  const names = bare.length === others.length || bare.length > 5 ? bare : [];
  const rows = others.filter(label => !names.includes(label));
  const chips = all => el('p', {class: 'label-names'}, all.map(name => el('code', null, ...withBreaks(name))));
  return [rows.length ? el('table', {class: 'label-table'}, el('tbody', null, rows.map(labelRow))) : null, names.length ? chips(names) : null,
    some.length ? el('p', {class: 'quiet'}, 'Not in all series:') : null, some.length ? chips(some.map(label => label.n)) : null];
}

function showPanel() {
  const metric = state.open;
  document.body.classList.toggle('has-panel', Boolean(metric));
  panel.replaceChildren();
  if (!metric) {
    panel.append(el('p', {class: 'hint'}, 'Choose a metric to see all of it.'), el('p', {class: 'hint keys'},
      el('kbd', null, '/'), ' search  ', el('kbd', null, '↑'), ' ', el('kbd', null, '↓'), ' move  ', el('kbd', null, 'Enter'),
      ' open  ', el('kbd', null, 'Esc'), ' close'));
    return;
  }
  const part = (title, ...content) => content.flat().filter(Boolean).length ?
    el('section', {class: 'part'}, el('h3', null, title), ...content) : null;
  const items = (values, make) => values && values.length ? el('ul', {class: 'items'}, values.map(value => el('li', null, make(value)))) : null;
  const fact = (title, text) => text ? [el('dt', null, title), el('dd', null, text)] : [];
  const dist = metric.dist;
  const EXPOSED = 'exposed by ', saysExposer = note => beginningOf(note).startsWith(EXPOSED);
  const exposers = (metric.notes || []).filter(saysExposer).map(note => note.slice(EXPOSED.length));
  const defined = new Set((metric.d || []).map(String));  // what is registered where it is defined is said once
  const registered = (metric.r || []).filter(entry => entry[2] || !defined.has(String(entry.slice(0, 2))));
  panel.append(...[
    el('div', {class: 'panel-top'}, el('button', {type: 'button', class: 'close', on: {click: () => open(null, true)}}, 'Close'),
      copyButton(metric.n, 'the name', 'Copy name')),
    el('h2', null, ...withBreaks(metric.n)),
    el('p', {class: 'badges'}, kindBadge(metric), metric.for ? el('span', {class: 'badge'}, 'for ' + metric.for) : null,
      metric.stability ? el('span', {class: 'badge'}, metric.stability) : null,
      metric.deprecated ? el('span', {class: 'flag'}, 'deprecated since ' + metric.deprecated) :
        metric.old ? el('span', {class: 'flag'}, 'deprecated') : null,
      metric.def === undefined ? null : el('span', {class: 'badge'}, isOff(metric) ? 'off by default' : 'on by default'),
      metric.systems ? el('span', {class: 'badge'}, metric.on) : null),
    metric.replaced ? el('p', null, 'Replaced by ', byName.has(metric.replaced) ?
      el('a', {href: '#' + encodeURIComponent(byName.get(metric.replaced).anchor), class: 'name-link'}, ...withBreaks(metric.replaced)) :
      el('code', null, metric.replaced), '.') : null,
    metric.pattern ? el('p', {class: 'quiet'}, 'A part of this name is made while the program runs.') : null,
    el('div', {class: 'lead' + (metric.help ? '' : ' quiet')},
      ...(metric.help ? helpBlocks(metric.h, metric) : metric.k ? [] : [metric.nohelp ? 'The description is not known.' : 'No description.'])),
    metric.k ? part(metric.k === 'alert' ? 'Fires when' : 'Recorded by', metric.e.map((one, i) => query([i ? 'with other labels' : '', one, '']))) : null,
    part('Uses', items(metric.uses, reference)),
    part('Used by', items(metric.by, reference)),
    metric.notices ? part('Annotations', el('dl', null, metric.notices.flatMap(([name, text]) => fact(name, text)))) : null,
    part('Labels', labelList(metric.l || []),
      metric.k ? el('p', {class: 'quiet'}, 'And those of the series of its expression.') :
        metric.more ? el('p', {class: 'quiet'}, ...furtherLabels(metric)) : metric.labels.length ? null : el('p', {class: 'quiet'}, 'None.')),
    dist ? part(dist.buckets ? 'Buckets' : 'Distribution', dist.buckets && dist.buckets.length > 1 ? scale(dist.buckets) : null,
      dist.buckets ? el('p', {class: 'numbers'}, dist.buckets.join(' · ') + ' · +Inf') : null,
      dist.quantiles ? el('p', {class: 'numbers'}, 'quantiles ' + dist.quantiles.join(', ')) : null,
      items(dist.settings, text => text), dist.unknown ? el('p', {class: 'quiet'}, 'Not fully known.') : null) : null,
    part('Example', metric.example ? query(['', metric.example, '']) : null),
    part('PromQL', queryList(queriesOf(metric))),
    part('Owner', metric.owner ? el('p', null, metric.owner) : null),
    part('Source', metric.d ? places(metric.d, place) : null,
      registered.length ? [el('p', {class: 'quiet'}, 'Registered in'), places(registered, entry => el('span', null, place(entry),
        entry[2] ? el('span', {class: 'quiet'}, ' with the prefix ', el('code', null, entry[2])) : null))] : null,
      el('dl', null, fact('Facts', metric.o ? metric.facets.origin.join(', ') : ''), fact('Library', metric.lib), fact('Exposed by', exposers.join('; ')), fact('Unit', metric.unit),
        fact('Programs', metric.facets.program.join(', ')),
        fact('Also in', metric.silent ? metric.silent.map(number => data.programs[number]).join(', ') + `; nothing in ${metric.silent.length === 1 ? 'its' : 'their'} source shows metrics` : ''), fact('By default', metric.def === undefined ? '' : el('span', null, ...settingParts(data.defaults[metric.def]))),
        fact('Systems', metric.on), fact('Since', metric.since ? metric.since + ', ' + metric.commit : ''), fact('Only in builds for', metric.builds ? el('span', null, ...metric.builds.flatMap((build, i) => [i ? ' or ' : '', el('code', null, build)])) : ''))),
    part('To be aware of', items([...(metric.remarks || []).filter(one => !isAboutFurther(metric)(one) && !isAboutUnknown(metric)(one)).map(([about, note]) => [about + ': ', note]), ...(metric.notes || []).filter(note => !saysExposer(note)).map(note => ['', note])],
      ([about, note]) => el('span', {class: 'note'}, about, ...noteParts(note)))),
    part('Related', items(related(metric), other => el('a', {href: '#' + encodeURIComponent(other.anchor), class: 'name-link'}, ...withBreaks(other.n)))),
  ].filter(Boolean));
  panel.scrollTop = 0;
}

function markOpen() {
  for (const element of list.querySelectorAll('.row')) {
    const isOpen = state.open && Number(element.dataset.index) === state.open.index;
    element.classList.toggle('open', Boolean(isOpen));
    if (isOpen) element.firstChild.setAttribute('aria-current', 'true'); else element.firstChild.removeAttribute('aria-current');
  }
}

function open(metric, takesFocus) {
  const before = state.open;
  state.open = metric;
  showPanel();
  markOpen();
  writeAddress(true);
  if (metric && takesFocus) panel.focus({preventScroll: true});
  if (!metric && takesFocus && before) list.querySelector(`[data-index="${before.index}"] a`)?.focus();
}

function move(step) {
  const next = Math.min(Math.max(selected + step, 0), current.hits.length - 1);
  while (next >= shown && shown < current.hits.length) showMore(chunk);
  const rows = list.querySelectorAll('.row');
  rows[selected]?.classList.remove('selected');
  selected = next;
  rows[selected]?.classList.add('selected');
  rows[selected]?.scrollIntoView({block: 'nearest'});
  if (document.activeElement !== search) rows[selected]?.firstChild.focus({preventScroll: true});
}

// --- what the reader does
search.addEventListener('input', () => { state.query = search.value.trim(); update(false); });
list.addEventListener('click', event => {
  const link = event.target.closest('.row');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  open(metrics[Number(link.dataset.index)], matchMedia('(max-width: 1100px)').matches);
});
panel.addEventListener('click', event => {
  const link = event.target.closest('.name-link');
  if (!link || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  open(byAnchor.get(decodeURIComponent(link.hash.slice(1))), true);
});
document.addEventListener('keydown', event => {
  const isTyping = event.target === search;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === '/' && !isTyping) { event.preventDefault(); search.focus(); search.select(); }
  else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    if (panel.contains(event.target) || event.target.type === 'checkbox') return;
    event.preventDefault();
    move(event.key === 'ArrowDown' ? 1 : -1);
  } else if (event.key === 'Enter' && isTyping) {
    const metric = current.hits[Math.max(selected, 0)];
    if (metric) open(metric, matchMedia('(max-width: 1100px)').matches);
  } else if (event.key === 'Escape') {
    event.preventDefault();
    if (document.body.classList.contains('has-facets')) toggleFacets(false);
    else if (state.open) open(null, !isTyping);
    else if (state.query) { state.query = search.value = ''; update(false); }
    else search.blur();
  }
});
function toggleFacets(isOpen) {
  document.body.classList.toggle('has-facets', isOpen);
  filterButton.setAttribute('aria-expanded', String(isOpen));
}
filterButton.addEventListener('click', () => toggleFacets(!document.body.classList.contains('has-facets')));
new IntersectionObserver(entries => { if (entries.some(entry => entry.isIntersecting)) showMore(chunk); },
  {rootMargin: '800px'}).observe(sentinel);
addEventListener('beforeprint', () => showMore(current.hits.length));

const themes = ['auto', 'light', 'dark'];
function setTheme(name) {
  document.documentElement.dataset.theme = name;
  theme.textContent = {auto: '◐ Auto', light: '○ Light', dark: '● Dark'}[name];
  try { localStorage.setItem('metricsdocgen-theme', name); } catch (_) { /* files may have no storage */ }
}
let stored = 'auto';
try { stored = localStorage.getItem('metricsdocgen-theme') || 'auto'; } catch (_) { /* the same */ }
theme.addEventListener('click', () => setTheme(themes[(themes.indexOf(document.documentElement.dataset.theme) + 1) % 3]));
setTheme(themes.includes(stored) ? stored : 'auto');

if (data.unresolved.length) {
  document.querySelector('.foot').prepend(el('details', {class: 'unresolved'},
    el('summary', null, data.unresolved.length === 1 ? 'One place in the source that may make further metrics' : `${data.unresolved.length} places in the source that may make further metrics`),
    el('ul', null, data.unresolved.map(site => el('li', null, place(site.at), ` ${site.what} is not known: `, ...helpParts(site.why))))));
}

function follow() {
  readAddress();
  search.value = state.query;
  update(false);
  showPanel();
  if (!state.open) return;
  const at = current.hits.indexOf(state.open);
  if (at >= shown) showMore(at - shown + chunk);
  markOpen();
  list.querySelector('.open')?.scrollIntoView({block: 'center'});
}
addEventListener('popstate', follow);
addEventListener('hashchange', follow);
app.hidden = false;
document.body.classList.add('with-script');
follow();
})();
