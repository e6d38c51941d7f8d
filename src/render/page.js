// The page: search, facets, list and panel over the data in #data.
// In: JSON made by html.cc. Out: elements. Everything from the data becomes text, never markup. Keys of a metric, left out
// when empty: n name, a anchor (when not the name), t type, g group, h help (text, or a list of texts and [code]), l labels
// (a name, or an object), o origins (when not only code), d definitions [path, line], r registrations, f folders, p programs, silent (programs),
// s (its row in data.switches), owner, example, since, commit (that brought it), replaced (by), by (rules that read it: [words, name, anchor]), q queries [title, expression, note], each a number in data.queries; \x01 in an expression stands for the metric's name.
// Of a rule: k kind ("recording rule", "alert"), e its expressions, uses (metrics, like by); of an alert also severity, for, notices [name, text].
'use strict';
(() => {
const data = JSON.parse(document.getElementById('data').textContent);
const chunk = 120;  // rows made at once; more when the reader scrolls
const originWords = {code: 'from code', default: 'code, with a default', 'hand-kept': 'by hand', library: 'from a library'};

function el(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === 'on') for (const [event, run] of Object.entries(value)) element.addEventListener(event, run);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== undefined && value !== null) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined && child !== ''));
  return element;
}

// --- the metrics, made ready to search
const labelName = label => typeof label === 'string' ? label : label.n;
const queriesOf = metric => (metric.q || []).map(([title, shape, note]) =>
  [data.queries[title], data.queries[shape].replaceAll('\x01', metric.n), data.queries[note]]);
const helpText = help => help === undefined ? '' : typeof help === 'string' ? help :
  help.map(part => typeof part === 'string' ? part : part[0]).join('');
// A row of the table of switches, as one can be chosen: its settings say whether they turn something on or off.
const switchName = ([, settings]) => helpText(settings);
// Whether a whole name is one a pattern stands for: what is between its pieces is something.
const fitting = pieces => {
  const expression = new RegExp('^' + pieces.map(piece => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+') + '$', 'i');
  return name => expression.test(name);
};
const metrics = data.metrics.map((metric, index) => {
  const labels = (metric.l || []).map(labelName);
  const help = helpText(metric.h);
  const pieces = metric.pattern ? metric.n.split(/<[^<>]*>/) : [];
  return {...metric, index, anchor: metric.a || metric.n, labels, help, lowerName: metric.n.toLowerCase(),
    fits: metric.pattern ? fitting(pieces) : () => false,
    rule: (metric.e || []).join(' ').toLowerCase(),
    known: pieces.join('').length, beginning: (pieces[0] || '').toLowerCase(), lowerHelp: help.toLowerCase(), lowerLabels: labels.map(label => label.toLowerCase()),
    facets: {
      kind: [metric.k || 'metric'],
      type: metric.t ? [metric.t] : [],
      severity: metric.severity ? [metric.severity] : [],
      label: labels,
      program: (metric.p || []).map(number => data.programs[number]),
      stability: metric.k && !metric.old ? [] : metric.deprecated || metric.old ? [metric.stability || 'not stated', 'deprecated'] : [metric.stability || 'not stated'],
      default: metric.switches ? ['off'] : metric.off ? ['on'] : [],
      switch: metric.s === undefined ? [] : [switchName(data.switches[metric.s])],
      system: metric.systems || (metric.k ? [] : ['any system']),
      folder: (metric.f || []).map(number => data.folders[number] || '(root)'),
      origin: (metric.o || ['code']).map(word => originWords[word] || word),
    }};
});
const noneHasHelp = metrics.every(metric => metric.k || !metric.help);  // then the legend says why, once
const byAnchor = new Map(metrics.map(metric => [metric.anchor, metric]));
const byName = new Map(metrics.map(metric => [metric.n, metric]));
const facetTitles = {kind: 'Kind', type: 'Type', severity: 'Severity', program: 'Program', default: 'By default', switch: 'Switch', system: 'System', stability: 'Stability', origin: 'Origin', folder: 'Folder', label: 'Label'};

// --- state, kept in the address: #metric?q=words&type=counter
const state = {query: '', chosen: {}, open: null};
for (const facet in facetTitles) state.chosen[facet] = new Set();

function readAddress() {
  const [anchor, query] = location.hash.slice(1).split('?');
  const parameters = new URLSearchParams(query || '');
  state.query = parameters.get('q') || '';
  for (const facet in facetTitles) state.chosen[facet] = new Set(parameters.getAll(facet));
  let name = anchor;
  try { name = decodeURIComponent(anchor); } catch (_) { /* a percent sign of somebody's own */ }
  state.open = byAnchor.get(name) || (name && metrics.find(metric => metric.fits(name))) || null;
}

function address() {
  const parameters = new URLSearchParams();
  if (state.query) parameters.set('q', state.query);
  for (const facet in facetTitles) for (const value of state.chosen[facet]) parameters.append(facet, value);
  const query = parameters.toString();
  return '#' + (state.open ? encodeURIComponent(state.open.anchor) : '') + (query ? '?' + query : '');
}

function writeAddress(isStep) {
  if (address() === (location.hash || '#')) return;
  history[isStep ? 'pushState' : 'replaceState'](null, '', address());
}

// --- search: every word must be somewhere; a name counts most
function score(metric, words) {
  let sum = 0;
  for (const word of words) {
    const at = metric.lowerName.indexOf(word);
    if (metric.lowerName === word) sum += 100;
    else if (at === 0) sum += 60;
    else if (at > 0) sum += metric.lowerName[at - 1] === '_' ? 45 : 30;
    else if (metric.lowerLabels.some(label => label === word)) sum += 25;
    else if (metric.lowerLabels.some(label => label.includes(word))) sum += 15;
    else if (metric.lowerHelp.includes(word)) sum += 10;
    else if (metric.rule.includes(word)) sum += 8;
    else if (metric.fits(word)) sum += 5 + metric.known / 100;  // what knows most of the name comes first
    else if (metric.beginning.length > 3 && word.startsWith(metric.beginning)) sum += 2;  // somebody who still types
    else return 0;
  }
  return sum;
}
const passes = (metric, facet) =>
  state.chosen[facet].size === 0 || metric.facets[facet].some(value => state.chosen[facet].has(value));

function find() {
  const words = state.query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = words.length === 0 ? metrics.map(metric => ({metric, score: 1})) :
    metrics.map(metric => ({metric, score: score(metric, words)})).filter(hit => hit.score > 0);
  const facets = Object.keys(facetTitles);
  const counts = {};
  const hits = [];
  for (const facet of facets) counts[facet] = new Map();
  for (const hit of found) {
    const failed = facets.filter(facet => !passes(hit.metric, facet));
    if (failed.length === 0) hits.push(hit);
    // A facet counts what choosing one more of its values would add: it is not limited by itself.
    for (const facet of facets) {
      if (failed.length > 1 || (failed.length === 1 && failed[0] !== facet)) continue;
      for (const value of new Set(hit.metric.facets[facet])) counts[facet].set(value, (counts[facet].get(value) || 0) + 1);
    }
  }
  if (words.length > 0) hits.sort((a, b) => b.score - a.score || a.metric.index - b.metric.index);
  return {words, counts, hits: hits.map(hit => hit.metric)};
}

// --- text
const withBreaks = name => name.split(/(?<=[_:\/])/).flatMap((part, i) => i === 0 ? [part] : [el('wbr'), part]);

function marked(text, words) {
  const lower = text.toLowerCase();
  const parts = [];
  let at = 0;
  while (at < text.length && lower.length === text.length) {
    let next = -1, length = 0;
    for (const word of words) {
      const found = lower.indexOf(word, at);
      if (found >= 0 && (next < 0 || found < next || (found === next && word.length > length))) [next, length] = [found, word.length];
    }
    if (next < 0) break;
    parts.push(...withBreaks(text.slice(at, next)), el('mark', null, text.slice(next, next + length)));
    at = next + length;
  }
  return [...parts, ...withBreaks(text.slice(at))];
}

// Backticks in a help text are code, as its author meant them.
function helpParts(help) {
  const parts = typeof help === 'string' ? [help] : help;
  return parts.flatMap(part => typeof part !== 'string' ? [el('code', {class: 'hole'}, part[0])] :
    part.split(/(`[^`]+`)/).map(piece => /^`[^`]+`$/.test(piece) ? el('code', null, piece.slice(1, -1)) : piece));
}

// What switches make of a metric, in words and code; null: none is known to have a say.
function byDefault(metric) {
  const listed = settings => settings.flatMap((setting, i) => [i ? ' or ' : '', el('code', null, setting)]);
  if (!metric.switches && !metric.off) return null;
  return el('span', null, metric.switches ? 'off; on with ' : 'on', ...listed(metric.switches || []),
    metric.off ? '; off with ' : '', ...listed(metric.off || []));
}

// What stands in the place of a metric's type.
function kindBadge(metric) {
  const words = metric.k === 'alert' ? (metric.severity ? 'alert: ' + metric.severity : 'alert') :
    metric.k ? (metric.t ? 'recorded ' + metric.t : metric.k) : metric.t + (metric.guess ? ' (guess)' : '');
  return el('span', {class: 'type type-' + (metric.k === 'alert' ? 'alert' : metric.t)}, words);
}

// The same, in which two lines or more that begin with "- " are a list.
function helpBlocks(help) {
  if (typeof help !== 'string' || help.split('\n').filter(line => line.startsWith('- ')).length < 2) return helpParts(help);
  const blocks = [];
  let items = null, text = [];
  const endText = () => { if (text.length) blocks.push(...helpParts(text.join('\n'))); text = []; };
  for (const line of help.split('\n')) {
    if (!line.startsWith('- ')) { items = null; text.push(line); continue; }
    endText();
    if (!items) blocks.push(items = el('ul'));
    items.append(el('li', null, ...helpParts(line.slice(2))));
  }
  endText();
  return blocks;
}

// --- the frame
const search = el('input', {type: 'search', id: 'search', placeholder: 'Search metrics', autocomplete: 'off',
  spellcheck: 'false', 'aria-label': 'Search metrics', 'aria-keyshortcuts': '/'});
const facetBox = el('div', {class: 'facets-body'});
const facetsPane = el('aside', {class: 'facets', 'aria-label': 'Filters'}, facetBox);
const filterButton = el('button', {class: 'filter-button', type: 'button', 'aria-expanded': 'false'}, 'Filters');
const result = el('p', {class: 'result', role: 'status', 'aria-live': 'polite'});
const list = el('ul', {class: 'list', 'aria-label': 'Metrics'});
const sentinel = el('div', {class: 'sentinel', 'aria-hidden': 'true'});
const panel = el('section', {class: 'panel', 'aria-label': 'Details', tabindex: '-1'});
const theme = el('button', {type: 'button', class: 'theme', title: 'Light, dark, or as the system has it'});
const app = document.getElementById('app');
app.append(
  el('div', {class: 'bar', role: 'search'}, search, filterButton, theme),
  el('div', {class: 'columns'}, facetsPane, el('main', {class: 'middle'}, result, list, sentinel), panel));

// The table of switches: closed until somebody asks, as it may be long. A row leads to its metrics.
function switchTable() {
  const hasSystems = data.switches.some(([, , , systems]) => systems);
  const parts = settings => (typeof settings === 'string' ? [settings] : settings).map(part => typeof part === 'string' ? part : el('code', null, ...withBreaks(part[0])));
  const rows = data.switches.map(([isOn, settings, count, systems, few], number) => el('tr', null,
    el('td', null, el('span', {class: isOn ? 'state on' : 'state'}, isOn ? 'on' : 'off')), el('td', {class: 'setting'}, ...parts(settings)),
    el('td', {class: 'numbers'}, el('button', {type: 'button', class: 'link', 'aria-label': `Show ${count} metrics`, on: {click: () => chooseSwitch(number)}}, String(count))),
    hasSystems ? el('td', {class: 'quiet'}, systems) : null,
    el('td', null, few.flatMap(([name, anchor], i) => [i ? ', ' : '', el('a', {class: 'name-link', href: '#' + encodeURIComponent(anchor)}, ...withBreaks(name))]),
      count > few.length ? ` and ${count - few.length} more` : null)));
  return el('details', {class: 'switches'}, el('summary', null, `Switches: what is on by default, and what is not (${rows.length})`),
    el('table', null, el('thead', null, el('tr', null, ['By default', 'Switch', 'Metrics', ...(hasSystems ? ['Systems'] : []), 'Which'].map(title => el('th', {scope: 'col'}, title)))),
      el('tbody', null, rows)));
}
function chooseSwitch(number) {
  for (const facet in facetTitles) state.chosen[facet].clear();
  state.query = search.value = '';
  state.chosen.switch.add(switchName(data.switches[number]));
  document.querySelector('.switches').open = false;
  update(false);
}
if (data.switches.length) result.before(switchTable());

let current = {words: [], counts: {}, hits: []};
let shown = 0;
let selected = -1;  // the row the arrow keys are at
let lastGroup = -1;

function row(metric) {
  const labels = metric.k === 'alert' ? [] : metric.labels.map(label => el('span', {class: 'label'}, marked(label, current.words)));
  if (metric.more && !metric.k) labels.push(el('span', {class: 'quiet'}, metric.labels.length ? 'and more' : 'labels not known'));
  return el('li', {class: 'row', 'data-index': metric.index},
    el('a', {href: '#' + encodeURIComponent(metric.anchor), class: 'row-link'},
      el('span', {class: 'name'}, marked(metric.n, current.words)),
      kindBadge(metric),
      metric.deprecated || metric.old ? el('span', {class: 'flag'}, 'deprecated') : null,
      el('span', {class: 'help' + (metric.help ? '' : ' quiet')},
        metric.help ? marked(metric.help.replaceAll('`', '').replaceAll('\n', ' '), current.words) : metric.k ? marked(metric.e[0].replaceAll('\n', ' '), current.words) : metric.nohelp ? 'description not known' : noneHasHelp ? '' : 'no description'),
      labels.length ? el('span', {class: 'labels'}, labels) : null,
      current.words.some(word => metric.fits(word)) ? el('span', {class: 'fits quiet'}, 'stands for the name you typed') : null));
}

function showMore(count) {
  const fragment = document.createDocumentFragment();
  for (const metric of current.hits.slice(shown, shown + count)) {
    const group = metric.g || 0;
    const [title, text] = data.groups[group];
    if (current.words.length === 0 && group !== lastGroup && title) {
      fragment.append(el('li', {class: 'group'}, el('h2', null, title), text ? el('p', null, ...helpParts(text)) : null));
    }
    lastGroup = group;
    fragment.append(row(metric));
    ++shown;
  }
  list.append(fragment);
  sentinel.hidden = shown >= current.hits.length;
}

// What all folders begin with, whole folders only: of no use to tell them apart.
const folderPrefix = (() => {
  const paths = data.folders.filter(Boolean).map(path => path.split('/'));
  if (paths.length < 2) return '';
  let common = 0;
  while (paths.every(path => common < path.length - 1 && path[common] === paths[0][common])) ++common;
  return common === 0 ? '' : paths[0].slice(0, common).join('/') + '/';
})();

function showFacets() {
  const scrolled = new Map([...facetBox.querySelectorAll('fieldset')].map(box => [box.dataset.facet, box.dataset.all]));
  facetBox.replaceChildren();
  for (const [facet, title] of Object.entries(facetTitles)) {
    const chosen = state.chosen[facet];
    const counts = new Map(current.counts[facet]);
    for (const value of chosen) if (!counts.has(value)) counts.set(value, 0);
    const splits = counts.size > 1 && [...counts.values()].some(count => count !== current.hits.length);
    if (!splits && chosen.size === 0) continue;
    const values = [...counts].filter(([value, count]) => count !== current.hits.length || chosen.has(value))  // which all have says nothing
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    const isLong = values.length > 9, all = scrolled.get(facet) === 'yes';
    const visible = isLong && !all ? values.filter(([value], i) => i < 8 || chosen.has(value)) : values;
    const box = el('fieldset', {'data-facet': facet, 'data-all': all ? 'yes' : 'no'}, el('legend', null, title),
      visible.map(([value, count]) => el('label', {class: 'choice' + (count === 0 ? ' quiet' : '')},
        el('input', {type: 'checkbox', value, checked: chosen.has(value), on: {change: event => {
          if (event.target.checked) chosen.add(value); else chosen.delete(value);
          update(false);
          facetBox.querySelector(`[data-facet="${facet}"] input[value="${CSS.escape(value)}"]`)?.focus();
        }}}), el('span', {class: 'choice-name', title: value},
          ...withBreaks(facet === 'folder' && value.length > folderPrefix.length ? value.slice(folderPrefix.length) : value)), el('span', {class: 'count'}, String(count)))));
    if (isLong) {
      box.append(el('button', {type: 'button', class: 'link', on: {click: () => {
        box.dataset.all = all ? 'no' : 'yes';
        showFacets();
      }}}, all ? 'fewer' : `all ${values.length}`));
    }
    facetBox.append(box);
  }
  const count = Object.values(state.chosen).reduce((sum, chosen) => sum + chosen.size, 0);
  filterButton.textContent = count ? `Filters (${count})` : 'Filters';
  facetBox.append(el('button', {type: 'button', class: 'apply', on: {click: () => filterButton.click()}},
    `Show ${current.hits.length} of ${metrics.length}`));
  if (count) {
    facetBox.append(el('button', {type: 'button', class: 'link', on: {click: () => {
      for (const facet in facetTitles) state.chosen[facet].clear();
      update(false);
    }}}, 'Clear all filters'));
  }
}

function update(keepRows) {
  current = find();
  if (!keepRows) {
    list.replaceChildren();
    shown = 0;
    selected = -1;
    lastGroup = -1;
    showMore(chunk);
  }
  const patterns = current.hits.filter(metric => metric.pattern).length;
  const rules = current.hits.filter(metric => metric.k === 'recording rule').length, alerts = current.hits.filter(metric => metric.k === 'alert').length;
  const whole = current.hits.length - patterns - rules - alerts;
  const words = [whole || current.hits.length === 0 ? `${whole} ${whole === 1 ? 'metric' : 'metrics'}` : '',
    patterns ? `${patterns} ${patterns === 1 ? 'name' : 'names'} known in part` : '',
    rules ? `${rules} recording ${rules === 1 ? 'rule' : 'rules'}` : '',
    alerts ? `${alerts} ${alerts === 1 ? 'alert' : 'alerts'}` : ''].filter(Boolean).join(' and ');
  result.textContent = current.hits.length === metrics.length ? words : `${words}, of ${metrics.length} in all`;
  if (current.hits.length === 0) list.append(el('li', {class: 'nothing'}, 'Nothing fits. Try fewer words or filters.'));
  showFacets();
  markOpen();
  writeAddress(false);
}

// --- the panel
function place([path, line]) {
  const text = data.paths[path] + (line ? ':' + line : '');
  const link = data.links[path];
  return link ? el('a', {href: link.replaceAll('{line}', Math.max(line, 1)), rel: 'noopener'}, el('code', null, ...withBreaks(text))) :
    el('code', null, ...text.split(/(?<=[\/_])/).flatMap(part => [part, el('wbr')]));
}

function copyButton(text, what) {
  return el('button', {type: 'button', class: 'copy', 'aria-label': 'Copy ' + what, on: {click: async event => {
    const button = event.currentTarget;
    try { await navigator.clipboard.writeText(text); } catch (_) {
      const area = el('textarea', {style: 'position:fixed;opacity:0'}, text);
      document.body.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
    }
    button.textContent = 'copied';
    setTimeout(() => { button.textContent = 'copy'; }, 1200);
  }}}, 'copy');
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

function labelRow(label) {
  if (typeof label === 'string') return el('tr', null, el('th', {scope: 'row'}, el('code', null, label)), el('td', null));
  const notes = [label.constant ? 'constant' : '', label.once ? 'set where it is registered' : '', label.sometimes ? 'not in all series' : ''].filter(Boolean);
  const values = label.values || [];
  const cells = values.slice(0, 40).flatMap(value => [el('code', {class: 'value'}, value === '' ? '""' : value), ' ']);
  if (label.e) cells.push('for example ', el('code', {class: 'value'}, label.e), ' ');
  if (values.length > 40) cells.push(`and ${values.length - 40} more `);
  if (values.length && !label.constant) notes.push(label.complete ? 'no other values' : 'values seen in the code');
  return el('tr', null, el('th', {scope: 'row'}, el('code', null, label.n)), el('td', null,
    label.h ? el('p', {class: 'label-help'}, ...helpParts(label.h)) : null, ...cells,
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

function query([title, expression, note]) {
  return el('div', {class: 'query'}, el('div', {class: 'query-top'}, el('p', null, title), copyButton(expression, 'the query')),
    el('pre', null, el('code', null, ...expression.split(/(?<=[_:, (])/).flatMap(part => [part, el('wbr')]))),
    note ? el('p', {class: 'quiet'}, ...helpParts(note)) : null);
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

// Labels of which nothing but the name is known need no line each.
function labelList(labels) {
  const names = labels.filter(label => typeof label === 'string'), rows = labels.filter(label => typeof label !== 'string');
  return [names.length ? el('p', {class: 'label-names'}, names.map(name => el('code', null, ...withBreaks(name)))) : null,
    rows.length ? el('table', {class: 'label-table'}, el('tbody', null, rows.map(labelRow))) : null];
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
  const defined = new Set((metric.d || []).map(String));  // what is registered where it is defined is said once
  const registered = (metric.r || []).filter(entry => entry[2] || !defined.has(String(entry.slice(0, 2))));
  panel.append(...[
    el('div', {class: 'panel-top'}, el('button', {type: 'button', class: 'close', on: {click: () => open(null, true)}}, 'Close'),
      copyButton(metric.n, 'the name')),
    el('h2', null, ...withBreaks(metric.n)),
    el('p', {class: 'badges'}, kindBadge(metric), metric.for ? el('span', {class: 'badge'}, 'for ' + metric.for) : null,
      metric.stability ? el('span', {class: 'badge'}, metric.stability) : null,
      metric.deprecated ? el('span', {class: 'flag'}, 'deprecated since ' + metric.deprecated) :
        metric.old ? el('span', {class: 'flag'}, 'deprecated') : null,
      metric.switches ? el('span', {class: 'badge'}, 'off by default') : metric.off ? el('span', {class: 'badge'}, 'on by default') : null,
      metric.systems ? el('span', {class: 'badge'}, metric.on) : null),
    metric.replaced ? el('p', null, 'Replaced by ', byName.has(metric.replaced) ?
      el('a', {href: '#' + encodeURIComponent(byName.get(metric.replaced).anchor), class: 'name-link'}, ...withBreaks(metric.replaced)) :
      el('code', null, metric.replaced), '.') : null,
    metric.pattern ? el('p', {class: 'quiet'}, 'A part of this name is made while the program runs.') : null,
    el('div', {class: 'lead' + (metric.help ? '' : ' quiet')},
      ...(metric.help ? helpBlocks(metric.h) : metric.k ? [] : [metric.nohelp ? 'The description is not known.' : 'No description.'])),
    metric.k ? part(metric.k === 'alert' ? 'Fires when' : 'Recorded by', metric.e.map((one, i) => query([i ? 'with other labels' : '', one, '']))) : null,
    part('Uses', items(metric.uses, reference)),
    part('Used by', items(metric.by, reference)),
    metric.notices ? part('Annotations', el('dl', null, metric.notices.flatMap(([name, text]) => fact(name, text)))) : null,
    part('Labels', labelList(metric.l || []),
      metric.k ? el('p', {class: 'quiet'}, 'And those of the series of its expression.') :
        metric.more ? el('p', {class: 'quiet'}, metric.labels.length ? 'There are further labels that the source does not spell out.' :
        'The labels are not known.') : metric.labels.length ? null : el('p', {class: 'quiet'}, 'None.')),
    dist ? part(dist.buckets ? 'Buckets' : 'Distribution', dist.buckets && dist.buckets.length > 1 ? scale(dist.buckets) : null,
      dist.buckets ? el('p', {class: 'numbers'}, dist.buckets.join(' · ') + ' · +Inf') : null,
      dist.quantiles ? el('p', {class: 'numbers'}, 'quantiles ' + dist.quantiles.join(', ')) : null,
      items(dist.settings, text => text), dist.unknown ? el('p', {class: 'quiet'}, 'Not fully known.') : null) : null,
    part('Example', metric.example ? query(['', metric.example, '']) : null),
    part('PromQL', queriesOf(metric).map(one => query(one))),
    part('Owner', metric.owner ? el('p', null, metric.owner) : null),
    part('Source', metric.d ? places(metric.d, place) : null,
      registered.length ? [el('p', {class: 'quiet'}, 'Registered in'), places(registered, entry => el('span', null, place(entry),
        entry[2] ? el('span', {class: 'quiet'}, ' with the prefix ', el('code', null, entry[2])) : null))] : null,
      el('dl', null, fact('Facts', metric.o ? metric.facets.origin.join(', ') : ''), fact('Part of', metric.silent ? metric.silent.map(number => data.programs[number]).join(', ') + ', too, where nothing in the source shows metrics' : ''), fact('Library', metric.lib), fact('Unit', metric.unit),
        fact('Programs', metric.facets.program.join(', ')), fact('By default', byDefault(metric)),
        fact('Systems', metric.on), fact('Since', metric.since ? metric.since + ', ' + metric.commit : ''), fact('Only in builds for', (metric.builds || []).join(' or ')))),
    part('To be aware of', items([...(metric.remarks || []).map(([about, text]) => about + ': ' + text), ...(metric.notes || [])],
      text => el('span', null, ...helpParts(text)))),
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
    el('summary', null, `${data.unresolved.length} places in the source that may make further metrics`),
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
