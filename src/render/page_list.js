// The list of the page: its frame, the rows, the facets beside it and the table of switches above it. Goes on from page.js.
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
  const rows = data.switches.map(([isOn, settings, count, systems, few, more], number) => el('tr', null,
    el('td', null, el('span', {class: isOn ? 'state on' : 'state'}, isOn ? 'on' : 'off')), el('td', {class: 'setting'}, ...settingParts(settings)),
    el('td', {class: 'numbers'}, el('button', {type: 'button', class: 'link', 'aria-label': `Show ${count} metrics`, 'data-unit': count === 1 ? ' metric' : ' metrics', on: {click: () => chooseSwitch(number)}}, String(count))),
    hasSystems ? el('td', {class: 'quiet'}, systems) : null,
    el('td', null, few.flatMap(([name, anchor], i) => [i ? ', ' : '', el('a', {class: 'name-link', href: '#' + encodeURIComponent(anchor)}, ...withBreaks(name))]),
      more ? ` and ${more} more` : null)));
  return el('details', {class: 'switches'}, el('summary', null, `Switches: what is on by default, and what is not (${rows.length})`),
    el('table', null, el('thead', null, el('tr', null, ['By default', 'Switch', 'Metrics', ...(hasSystems ? ['Systems'] : []), 'Which'].map(title => el('th', {scope: 'col'}, title)))),
      el('tbody', null, rows)));
}
function chooseSwitch(number) {
  for (const facet in facetTitles) state.chosen[facet].clear();
  state.query = search.value = '';
  const row = data.switches[number];
  state.chosen[switchFacet(row)].add(switchName(row));
  document.querySelector('.switches').open = false;
  update(false);
}
if (data.switches.length) result.before(switchTable());

const hasCounts = Boolean(document.querySelector('.counts').textContent);
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
      // A metric without a description says nothing here: how many there are stands above the list.
      el('span', {class: 'help' + (metric.help ? '' : ' quiet')},
        metric.help ? marked(metric.help.replaceAll('`', '').replaceAll('\n', ' '), current.words) : metric.k ? marked(metric.e[0].replaceAll('\n', ' '), current.words) : metric.nohelp ? 'description not known' : ''),
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

// `--on including cpu` of several ways to the same: the one that says what to add. What most of a facet's begin with stands above them once.
const shortSetting = value => value.split(', or with ').find(way => way.includes(' including ')) || value;
function listFlag(facet, values) {
  const counts = new Map();
  if (facet !== 'on' && facet !== 'off') return '';
  for (const [value] of values) {
    const flag = shortSetting(value).match(/^--\S+ (?:including|without) (?=[^ -])/)?.[0];
    if (flag) counts.set(flag, (counts.get(flag) || 0) + 1);
  }
  const [flag, count] = [...counts].sort((a, b) => b[1] - a[1])[0] || ['', 0];
  return count > 1 && count * 2 > values.length ? flag : '';
}
function choiceText(facet, value, flag) {
  if (facet === 'folder') return value.length > folderPrefix.length ? value.slice(folderPrefix.length) : value;
  const setting = facet === 'on' || facet === 'off' ? shortSetting(value) : value;
  return flag && setting.startsWith(flag) ? setting.slice(flag.length) : setting;
}

function showFacets() {
  const scrolled = new Map([...facetBox.querySelectorAll('fieldset')].map(box => [box.dataset.facet, box.dataset.all]));
  facetBox.replaceChildren();
  for (const [facet, title] of Object.entries(facetTitles)) {
    const chosen = state.chosen[facet];
    const counts = new Map(current.counts[facet]);
    for (const value of chosen) if (!counts.has(value)) counts.set(value, 0);
    const isAsked = counts.size > 1 || (facet !== 'program' && facet !== 'folder');  // one of these that some lack, a library's metrics, is no news
    const splits = isAsked && [...counts.values()].some(count => count !== current.hits.length);
    if (!splits && chosen.size === 0) continue;
    const values = [...counts].filter(([value, count]) => count !== current.hits.length || chosen.has(value))  // which all have says nothing
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    const flag = listFlag(facet, values), isOther = ([value]) => !shortSetting(value).startsWith(flag);
    values.sort((a, b) => isOther(a) - isOther(b));  // flags of their own come last
    const isLong = values.length > 9, all = scrolled.get(facet) === 'yes';
    const visible = isLong && !all ? values.filter(([value], i) => i < 8 || chosen.has(value)) : values;
    const box = el('fieldset', {'data-facet': facet, 'data-all': all ? 'yes' : 'no'}, el('legend', null, title),
      flag ? el('p', {class: 'quiet list-flag'}, ...wholeFlags(flag.trim())) : null,
      visible.map(([value, count]) => el('label', {class: 'choice' + (count === 0 ? ' quiet' : '')},
        el('input', {type: 'checkbox', value, checked: chosen.has(value), on: {change: event => {
          if (event.target.checked) chosen.add(value); else chosen.delete(value);
          update(false);
          facetBox.querySelector(`[data-facet="${facet}"] input[value="${CSS.escape(value)}"]`)?.focus();
        }}}), el('span', {class: 'choice-name', title: value},
          ...wholeFlags(choiceText(facet, value, flag))), el('span', {class: 'count'}, String(count)))));
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
  const bare = current.hits.filter(metric => !metric.k && !metric.help && !metric.nohelp).length;
  result.textContent = (current.hits.length === metrics.length ? words : `${words}, of ${metrics.length} in all`) + (bare ? `; ${bare} without a description` : '');
  result.classList.toggle('unseen', current.hits.length === metrics.length && metrics.length > 0 && hasCounts);  // stands in the page's head
  if (current.hits.length === 0) list.append(el('li', {class: 'nothing'}, metrics.length ? 'Nothing fits. Try fewer words or filters.' : 'No metric was found.'));
  showFacets();
  markOpen();
  writeAddress(false);
}

