// The page: search, facets, list and panel over the data in #data. This file has the metrics, the search and what makes text into elements;
// page_list.js and page_panel.js come behind it in one script.
// In: JSON made by html.cc. Out: elements. Everything from the data becomes text, never markup. Keys of a metric, left out
// when empty: n name, a anchor (when not the name), t type, g group, h help (text, or a list of texts and [code]), l labels
// (a name, or an object), o origins (when not only code), d definitions [path, line], r registrations, f folders, p programs, silent (programs),
// def (of data.defaults, what switches make of it), s (its rows in data.switches), owner, example, since, commit (that brought it), replaced (by), by (rules that read it: [words, name, anchor]), q queries [title, expression, note], each a number in data.queries; \x01 in an expression stands for the metric's name.
// notes, and remarks [fact, note]: a note is a text, or a list: text, place [path, line], text ... A place is a path's number and a line.
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
// A row of the table of switches, as one can be chosen: "on with --wifi" is `--wifi` of those that turn something on.
const switchFacet = ([isOn]) => isOn ? 'off' : 'on';
const switchName = ([, settings]) => helpText(settings).replace(/^o(n|ff) with /, '');
const switchesOf = (metric, facet) => (metric.s || []).map(row => data.switches[row]).filter(row => switchFacet(row) === facet).map(switchName);
const isOff = metric => metric.def !== undefined && helpText(data.defaults[metric.def]).startsWith('off');
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
      default: metric.def === undefined ? [] : [isOff(metric) ? 'off' : 'on'],
      on: switchesOf(metric, 'on'),
      off: switchesOf(metric, 'off'),
      system: metric.systems || (metric.k ? [] : ['any system']),
      folder: (metric.f || []).map(number => data.folders[number] || '(root)'),
      origin: (metric.o || ['code']).map(word => originWords[word] || word),
    }};
});
// Systems no metric tells apart are one choice: seven of them, each with the same three metrics, would divide nothing.
(() => {
  const having = new Map();
  for (const metric of metrics) {
    for (const system of metric.facets.system) having.set(system, `${having.get(system) || ''} ${metric.index}`);
  }
  const alike = new Map();
  for (const [system, which] of [...having].sort()) alike.set(which, [...(alike.get(which) || []), system]);
  const names = new Map();
  for (const systems of alike.values()) {
    const name = systems.length < 4 ? systems.join(', ') : `${systems.slice(0, 2).join(', ')} and ${systems.length - 2} more`;
    for (const system of systems) names.set(system, name);
  }
  for (const metric of metrics) metric.facets.system = [...new Set(metric.facets.system.map(system => names.get(system)))];
})();
const byAnchor = new Map(metrics.map(metric => [metric.anchor, metric]));
const byName = new Map(metrics.map(metric => [metric.n, metric]));
const facetTitles = {kind: 'Kind', type: 'Type', severity: 'Severity', program: 'Program', default: 'By default', on: 'Turned on by', off: 'Turned off by', system: 'System', stability: 'Stability', origin: 'Origin', folder: 'Folder', label: 'Label'};

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
    else if (metric.lowerHelp.includes(word)) sum += ` ${metric.lowerHelp}`.includes(' ' + word) ? 12 : 10;  // "lag" is less in "flag"
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
// A flag that has to be broken is so at its dots: not `--` here and its name there.
const wholeFlags = text => text.split(/(--\S+)/).flatMap((part, i) =>
  i % 2 ? part.split(/(?<=\.)/).map(piece => el('span', {class: 'whole'}, piece)) : withBreaks(part));
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

// Names of other rows in a text about one lead to them; what has neither `_` nor `:` may be a word like any other.
const withLinks = (text, own) => text.split(/([A-Za-z_:][\w:]*[_:]\w*)/).flatMap((part, i) => {
  const to = i % 2 && own ? byName.get(part) : null;
  return to && to !== own ? [el('a', {href: '#' + encodeURIComponent(to.anchor), class: 'name-link'}, ...withBreaks(part))] : [part];
});
// Backticks in a help text are code, as its author meant them.
function helpParts(help, own) {
  const parts = typeof help === 'string' ? [help] : help;
  return parts.flatMap(part => typeof part !== 'string' ? [el('code', {class: 'hole'}, part[0])] :
    part.split(/(`[^`]+`)/).flatMap(piece => /^`[^`]+`$/.test(piece) ? [el('code', null, ...withLinks(piece.slice(1, -1), own))] : withLinks(piece, own)));
}

// Words and code, of the latter mostly flags.
const settingParts = cell => [cell].flat().map(part => typeof part === 'string' ? part : el('code', null, ...wholeFlags(part[0])));

// What stands in the place of a metric's type.
function kindBadge(metric) {
  const words = metric.k === 'alert' ? (metric.severity ? 'alert: ' + metric.severity : 'alert') :
    metric.k ? (metric.t ? 'recorded ' + metric.t : metric.k) : metric.t + (metric.guess ? ' (guess)' : '');
  return el('span', {class: 'type type-' + (metric.k === 'alert' ? 'alert' : metric.t)}, words);
}

// The same, in which two lines or more that begin with "- " are a list.
function helpBlocks(help, own) {
  if (typeof help !== 'string' || help.split('\n').filter(line => line.startsWith('- ')).length < 2) return helpParts(help, own);
  const blocks = [];
  let items = null, text = [];
  const endText = () => { if (text.length) blocks.push(...helpParts(text.join('\n'), own)); text = []; };
  for (const line of help.split('\n')) {
    if (!line.startsWith('- ')) { items = null; text.push(line); continue; }
    endText();
    if (!items) blocks.push(items = el('ul'));
    items.append(el('li', null, ...helpParts(line.slice(2), own)));
  }
  endText();
  return blocks;
}

