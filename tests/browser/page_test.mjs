// Opens pages that `metricsdocgen scan --format html` wrote in a real Chromium and uses them as a reader would.
// In: node page_test.mjs PROGRAM FOLDER; the folder gets the pages and screenshots. Out: a line for each check that fails, and
// the counts. Deliberately looks at no pixels: the screenshots are for people.
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {chromium} from 'playwright-core';

const [program, folder] = process.argv.slice(2).map(word => path.resolve(word));
fs.mkdirSync(folder, {recursive: true});
let passed = 0, failed = 0;
function check(what, isRight, seen) {
  if (isRight) ++passed; else { ++failed; console.log(`FAIL ${what}: ${JSON.stringify(seen)}`); }
}

function write(name, source, options = []) {
  const tree = path.join(folder, name);
  fs.mkdirSync(tree, {recursive: true});
  fs.writeFileSync(path.join(tree, 'app.go'), 'package app\n\nimport "github.com/prometheus/client_golang/prometheus"\n\n' + source);
  const page = path.join(folder, name + '.html');
  execFileSync(program, ['scan', '--format', 'html', '-o', page, ...options], {cwd: tree, stdio: 'ignore'});
  return page;
}

const evil = '<script>alert(1)</script></script><img src=x onerror=alert(2)> <!-- & "quoted"';
const small = write('small', `
var a = prometheus.NewCounterVec(prometheus.CounterOpts{Name: "app_requests_total", Help: "Requests."}, []string{"code"})
var b = prometheus.NewHistogram(prometheus.HistogramOpts{Name: "app_seconds", Help: "Times.", Buckets: []float64{0.1, 1, 10}})
var c = prometheus.NewGauge(prometheus.GaugeOpts{Name: "app_evil", Help: ${JSON.stringify(evil)}})
`, ['--source-link', 'https://host.example/{path}#L{line}']);
const rows = [];
for (let i = 0; i < 5000; ++i) {
  rows.push(`var m${i} = prometheus.NewCounterVec(prometheus.CounterOpts{Name: "part${i % 40}_service_operation_${i}_events_total", ` +
    `Help: "How many events of kind ${i} the service has seen since its start."}, []string{"handler", "method", "l${i % 30}"})`);
}
const large = write('large', rows.join('\n'), ['--group', 'subsystem']);
const size = fs.statSync(large).size;
check('5,000 metrics: under 3 MB', size < 3e6, size);

const browser = await chromium.launch({executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox']});
const complaints = [];
async function visit(file, options = {}) {
  const page = await browser.newPage({viewport: {width: 1600, height: 1000}, ...options});
  page.on('console', message => complaints.push(message.text()));
  page.on('pageerror', error => complaints.push(error.message));
  page.on('dialog', dialog => { complaints.push('dialog'); dialog.dismiss(); });
  page.on('request', request => { if (!/^(file|data):/.test(request.url())) complaints.push(request.url()); });
  await page.goto('file://' + file);
  return page;
}
const names = page => page.locator('.row .name').allTextContents();

let page = await visit(small);
check('all rows', (await names(page)).length === 3, await names(page));
check('help is text', (await page.locator('.help').allTextContents()).includes(evil), await page.locator('.help').allTextContents());
check('landmarks', await page.locator('main').count() === 1 && await page.locator('aside').count() === 1, '');
await page.keyboard.press('/');
check('/ focuses the search', await page.evaluate(() => document.activeElement.id) === 'search', '');
await page.keyboard.type('code');
check('search by label', (await names(page)).join() === 'app_requests_total', await names(page));
check('a search says how many it found', await page.locator('.result:not(.unseen)').count() === 1, '');
await page.keyboard.press('Enter');
check('Enter opens', await page.locator('.panel h2').textContent() === 'app_requests_total', '');
check('deep link is made', page.url().includes('#app_requests_total?q=code'), page.url());
check('link to the host', await page.locator('.panel a[href^="https://host.example/app.go#L"]').count() > 0, '');
await page.keyboard.press('Escape');
check('Escape closes', await page.locator('.panel h2').count() === 0, '');
await page.keyboard.press('Escape');
check('Escape empties the search', (await names(page)).length === 3, await names(page));
await page.keyboard.press('ArrowDown');
await page.keyboard.press('ArrowDown');
check('arrows move', await page.locator('.row.selected .name').textContent() === 'app_requests_total', '');
await page.locator('.choice', {hasText: 'histogram'}).click();
check('facet', (await names(page)).join() === 'app_seconds', await names(page));
await page.locator('.row a').click();
check('buckets drawn', await page.locator('.scale .tick').count() === 3, '');
await page.screenshot({path: path.join(folder, 'wide.png')});
page = await visit(write('search', `
var a = prometheus.NewGauge(prometheus.GaugeOpts{Name: "app_a", Help: "Flag of it."})
var b = prometheus.NewGauge(prometheus.GaugeOpts{Name: "app_b", Help: "The lag of it."})
`));
await page.locator('#search').fill('lag');
check('the beginning of a word counts more', (await names(page)).join() === 'app_b,app_a', await names(page));
page = await visit(small + '#app_seconds', {viewport: {width: 400, height: 850}, colorScheme: 'dark'});
check('deep link opens', await page.locator('.panel h2').textContent() === 'app_seconds', '');
check('no sideways scrolling', await page.evaluate(() => document.documentElement.scrollWidth) <= 400, '');
await page.screenshot({path: path.join(folder, 'narrow.png')});
page = await visit(small, {javaScriptEnabled: false});
check('plain list', (await page.locator('.plain li').count()) === 3 && await page.locator('.plain li').first().isVisible(), await page.locator('.plain li').count());

// A query for each percentile is one to choose of; names of other metrics lead to them; labels stand in their order.
page = await visit(write('panel', `
var a = prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "app_old_seconds", Help: "Times. Deprecated, use app_new_seconds.", Buckets: []float64{0.1, 1}}, []string{"zone", "shelf"})
var b = prometheus.NewHistogram(prometheus.HistogramOpts{Name: "app_new_seconds", Help: "Times.", Buckets: []float64{0.1, 1}})
func d() { a.WithLabelValues("north", read()).Observe(1) }
`) + '#app_old_seconds');
const queries = () => page.locator('.panel .query pre').allTextContents();
check('the middle percentile is shown', (await queries()).filter(query => query.includes('quantile')).join().includes('quantile(0.95,'), await queries());
await page.locator('.choices button', {hasText: 'p99'}).click();
check('another can be chosen', (await queries()).filter(query => query.includes('quantile')).join().includes('quantile(0.99,'), await queries());
check('labels stand in their order', (await page.locator('.label-table th').allTextContents()).join() === 'shelf,zone', await page.locator('.label-table').allTextContents());
check('a help that says so behind its first sentence is a mark', await page.locator('.panel .flag').textContent() === 'deprecated', '');
await page.locator('.lead .name-link').click();
check('a name in a help leads there', await page.locator('.panel h2').textContent() === 'app_new_seconds', '');
check('and keeps the percentile', await page.locator('.choices [aria-pressed=true]').textContent() === 'p99', '');

// Rules: rows of their own kind, which lead to the metrics they read and back.
page = await visit(write('notes', `
var a = prometheus.NewGauge(prometheus.GaugeOpts{Name: "app_up", Help: "Up, \`all\` of it."})
var b = prometheus.NewCounter(prometheus.CounterOpts{Name: "app_up", Help: "Other."})
var c = prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: "app_doors", Help: "Doors."}, []string{"state"})
func d() { c.WithLabelValues("open").Set(1); c.WithLabelValues("shut").Set(1) }
`, ['--source-link', 'https://host.example/{path}#L{line}']));
check('how many there are is said once', await page.locator('.result.unseen').count() === 1, '');
await page.locator('.row a', {hasText: 'app_up'}).click();
check('places in notes are linked', (await page.locator('.note a').evaluateAll(links => links.map(link => `${link.textContent} ${link.href}`))).slice(0, 2).join() ===
  'app.go:6 https://host.example/app.go#L6,app.go:7 https://host.example/app.go#L7', await page.locator('.note').allTextContents());
await page.locator('.row a', {hasText: 'app_doors'}).click();
check('values say whether there are others', (await page.locator('.label-table td').textContent()).trim() === 'such as open shut', await page.locator('.label-table td').textContent());
const ruleFile = path.join(folder, 'rules.yml');
fs.writeFileSync(ruleFile, `groups:
  - name: app
    rules:
      - record: job:app_up:min
        expr: min by (job) (app_up)
      - alert: AppDown
        expr: job:app_up:min == 0 and on (job) app_up < 1
        for: 5m
        labels: {severity: critical}
        annotations: {summary: "It is down: ${evil.replaceAll('"', '\\"')}", runbook_url: "https://host.example/AppDown"}
      - alert: AppOdd
        expr: absent(up)
        labels: {severity: warning}
`);
page = await visit(write('rules', 'var a = prometheus.NewGauge(prometheus.GaugeOpts{Name: "app_up", Help: "Whether it is up."})', ['--rules', ruleFile]));
check('rules have rows', (await names(page)).join() === 'app_up,job:app_up:min,AppDown,AppOdd', await names(page));
check('rules are counted', (await page.locator('.result').textContent()) === '1 metric and 1 recording rule and 2 alerts', await page.locator('.result').textContent());
await page.locator('.choice', {hasText: 'critical'}).click();
check('facet of severities', (await names(page)).join() === 'AppDown', await names(page));
await page.locator('.row a').click();
check('an alert says when it fires', (await page.locator('.panel pre').allTextContents()).includes('job:app_up:min == 0 and on (job) app_up < 1'), '');
check('annotations are text', (await page.locator('.panel').textContent()).includes('<script>alert(1)</script>'), '');
await page.locator('.panel .name-link', {hasText: /^app_up$/}).click();
check('an alert leads to its metric', await page.locator('.panel h2').textContent() === 'app_up', '');
check('a metric says who reads it', (await page.locator('.panel').textContent()).includes('Used byrecording rule job:app_up:minalert AppDown'), await page.locator('.panel').textContent());

// Names known in part, long labels, and queries with long titles.
const part = write('part', `
func device(name string) prometheus.Gauge {
	return prometheus.NewGauge(prometheus.GaugeOpts{Name: "app_" + name + "_bytes", Help: "Bytes."})
}
var a = prometheus.NewCounterVec(prometheus.CounterOpts{Name: "app_things_total", Help: "Things."},
	[]string{"guest_operating_system_kernel_release", "guest_operating_system_version", "handler"})
`);
for (const width of [1600, 400]) {
  page = await visit(part + '#app_eth0_bytes', {viewport: {width, height: 900}});
  check('a link to a name leads to the pattern it fits', await page.locator('.panel h2').textContent() === 'app_<name>_bytes', '');
  page = await visit(part + '#app_things_total', {viewport: {width, height: 900}});
  const covered = await page.evaluate(() => [...document.querySelectorAll('.query')].filter(query => {
    const range = document.createRange();
    range.selectNodeContents(query.querySelector('p'));
    const button = query.querySelector('.copy').getBoundingClientRect();
    return [...range.getClientRects()].some(box => box.right > button.left && box.bottom > button.top && box.top < button.bottom);
  }).length);
  check(`no title of a query is covered at ${width}`, covered === 0 && await page.locator('.query').count() > 0, covered);
  const cut = await page.evaluate(() => [...document.querySelectorAll('.panel code')].filter(code => {
    const box = code.closest('p, th, td, li, pre').getBoundingClientRect();
    return code.getBoundingClientRect().right > box.right + 1;
  }).map(code => code.textContent));
  check(`no label is cut at ${width}`, cut.length === 0, cut);
  await page.screenshot({path: path.join(folder, `part-${width}.png`)});
}
page = await visit(part);
await page.locator('#search').fill('app_eth0_bytes');
check('a whole name finds its pattern', (await names(page)).join() === 'app_<name>_bytes' && await page.locator('.fits').count() === 1, await names(page));
await page.locator('#search').fill('app_eth0_by');
check('and so does its beginning', (await names(page)).includes('app_<name>_bytes') && await page.locator('.fits').count() === 0, await names(page));
await page.locator('#search').fill('lib_eth0_bytes');
check('another name does not', (await names(page)).length === 0, await names(page));

// Switches: a table that leads to what each decides about.
const switched = write('switched', `
import "flag"
var dust = flag.Bool("dust", true, "Count dust.")
var mice = flag.Bool("mice", false, "Count mice.")
func register() {
	if *dust {
		prometheus.MustRegister(prometheus.NewCounter(prometheus.CounterOpts{Name: "mill_dust_total", Help: "Dust."}))
	}
	if *mice {
		prometheus.MustRegister(prometheus.NewCounter(prometheus.CounterOpts{Name: "mill_mice_total", Help: "Mice."}))
	}
	prometheus.MustRegister(prometheus.NewGauge(prometheus.GaugeOpts{Name: "mill_open", Help: "Open."}))
}
`);
// A list of names: what all choices begin with stands above them once. The bakery of a text case, with one more part.
const bakery = fs.readFileSync(new URL('../cases/evaluate/switch_named_in_a_list.txt', import.meta.url), 'utf8');
const listed = write('listed', bakery.match(/-- ovens.go --\npackage main\n([^]*?)\n-- want/)[1].replace('"mixer": newMixer()', '"mixer": newMixer(), "sieve": newSieve()') + `
type sieve struct{ turns *prometheus.Desc }
func newSieve() *sieve { return &sieve{} }
func (s *sieve) Build() { s.turns = prometheus.NewDesc("bakery_sieve_turns_total", "Turns of the sieve.", nil, nil) }
func (s *sieve) Collect(ch chan<- prometheus.Metric) { ch <- prometheus.MustNewConstMetric(s.turns, prometheus.CounterValue, 1) }
`);
page = await visit(listed, {viewport: {width: 1600, height: 900}});
check('the flag of a list stands once', (await page.locator('.list-flag').allTextContents()).join('|') === '--parts.enabled including', await page.locator('.facets').allTextContents());
check('and its names below it', (await page.locator('[data-facet=on] .choice-name').allTextContents()).join('|') === 'mixer|sieve', await page.locator('[data-facet=on]').allTextContents());
await page.locator('[data-facet=on] .choice', {hasText: 'sieve'}).click();
check('a name of a list leads to its metrics', (await names(page)).join() === 'bakery_sieve_turns_total', await names(page));
for (const width of [1600, 400]) {
  page = await visit(switched, {viewport: {width, height: 900}});
  await page.locator('.switches summary').click();
  check(`switches at ${width}`, (await page.locator('.switches tbody tr').allTextContents()).join('|') === 'onoff with --dust=false1mill_dust_total|offon with --mice1mill_mice_total',
    await page.locator('.switches tbody tr').allTextContents());
  check(`flags are said to turn on or off at ${width}`, (await page.locator('[data-facet=on] .choice-name, [data-facet=off] .choice-name').allTextContents()).join() === '--mice,--dust=false', '');
  check(`names of metrics have the width at ${width}`, await page.evaluate(() => { const cell = document.querySelector('.switches td:last-child'); return cell.clientWidth > 0.3 * cell.parentElement.clientWidth; })
    && (width > 400 || await page.evaluate(() => { const cell = document.querySelector('.switches td:last-child'); return cell.clientWidth > 0.9 * cell.parentElement.clientWidth; })), '');
  check(`switches do not scroll sideways at ${width}`, await page.evaluate(() => document.documentElement.scrollWidth) <= width, '');
  await page.locator('.switches tbody button').nth(1).click();
  check(`a switch leads to its metrics at ${width}`, (await names(page)).join() === 'mill_mice_total', await names(page));
}
check('no table without switches', await (await visit(small)).locator('.switches').count() === 0, '');

const built = path.join(folder, 'built');
fs.mkdirSync(built, {recursive: true});
for (const [name, constraint] of [['noise', 'linux || freebsd || openbsd || netbsd'], ['fan', 'linux'], ['any', '']]) {
  fs.writeFileSync(path.join(built, name + '.go'), (constraint && `//go:build ${constraint}\n\n`) + 'package app\n\nimport "github.com/prometheus/client_golang/prometheus"\n\n' +
    `var ${name} = prometheus.NewGauge(prometheus.GaugeOpts{Name: "app_${name}", Help: "Something."})\n`);
}
execFileSync(program, ['scan', '--format', 'html', '-o', built + '.html'], {cwd: built, stdio: 'ignore'});
page = await visit(built + '.html');
const systems = await page.locator('fieldset[data-facet=system] .choice-name').allTextContents();
check('systems no metric tells apart are one choice', systems.length === 3 && systems.some(name => name.split(', ').length === 3), systems);
await page.locator('fieldset[data-facet=system] .choice').nth(systems.findIndex(name => name.includes(', '))).click();
check('and lead to what they have in common', (await names(page)).join() === 'app_noise', await names(page));

page = await visit(large);
const slowest = await page.evaluate(async () => {
  const search = document.getElementById('search');
  let worst = 0;
  for (const words of ['operation_4999', 'events', 'kind 17', 'l7', 'e']) {
    const begin = performance.now();
    search.value = words;
    search.dispatchEvent(new Event('input'));
    document.querySelector('.list').getBoundingClientRect();  // laid out
    worst = Math.max(worst, performance.now() - begin);
    if (!document.querySelector('.row')) return Infinity;
  }
  return worst;
});
check('5,000 metrics: every search finds something', Number.isFinite(slowest), slowest);
check('no complaint of the browser', complaints.length === 0, complaints);
await browser.close();
console.log(`5,000 metrics: ${size} bytes, slowest search ${slowest.toFixed(1)} ms`);
console.log(`page: ${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
