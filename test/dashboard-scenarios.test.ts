import type { Page } from 'playwright-core';
import t from 'tap';
import {
  filterQuery,
  filterScenarios,
  groupScenarios,
  readFilter,
} from '../src/dashboard/views/scenarios/catalogue-filter.js';
import { typedLines } from '../src/dashboard/views/scenarios/typed-lines.js';
import { startTemporaryLab } from '../src/test-oauth-connectivity.js';
import { axeViolations, noBrowser, openBrowser, openPage, pressUntilFocused } from './acceptance/browser.js';
import { counts, isFilledWith, reads, shows } from './acceptance/page-assertions.js';

// The scenarios of the dashboard: from a ticket to mended.

const defects: unknown[] = [];
const lab = await startTemporaryLab({ onDefect: (error) => void defects.push(error) });
t.teardown(() => lab.close());
const browser = noBrowser ? undefined : await openBrowser(t);
t.afterEach(async () => {
  await lab.scenarios.reset();
});

const all = lab.scenarios.list();
const none = { text: '', direction: '', difficulty: '', onlyActive: false };

t.test('the catalogue is filtered by words, direction, difficulty and what is active', async (t) => {
  t.equal(filterScenarios(all, none).length, all.length);
  t.strictSame(
    filterScenarios(all, { ...none, text: 'HOST rewrites' }).map(({ id }) => id),
    ['host-rewritten'],
  );
  t.ok(filterScenarios(all, { ...none, difficulty: 'hard' }).every(({ difficulty }) => difficulty === 'hard'));
  const out = filterScenarios(all, { ...none, direction: 'on-premises -> cloud' });
  t.ok(out.length > 10 && out.every(({ direction }) => direction === 'on-premises -> cloud'));
  const on = all.map((scenario) => ({ ...scenario, active: scenario.id === 'healthy' }));
  t.strictSame(
    filterScenarios(on, { ...none, onlyActive: true }).map(({ id }) => id),
    ['healthy'],
  );
});

t.test('a filter survives the address; groups keep all scenarios', async (t) => {
  const filter = { text: 'a b', direction: 'cloud -> on-premises', difficulty: 'easy', onlyActive: true };
  t.strictSame(readFilter(new URLSearchParams(filterQuery(filter))), filter);
  t.strictSame(readFilter(new URLSearchParams()), none);
  const groups = groupScenarios(all);
  t.equal(groups.flatMap(({ scenarios }) => scenarios).length, all.length);
  t.strictSame(
    groups.map(({ direction }) => direction),
    ['cloud -> on-premises', 'on-premises -> cloud'],
  );
  const [first] = groups;
  t.equal(first?.scenarios[0]?.difficulty, 'easy');
  t.equal(first?.scenarios.at(-1)?.difficulty, 'hard');
  t.strictSame(groupScenarios([]), []);
});

t.test('steps are blocks of lines, each with its place', async (t) => {
  t.strictSame(
    typedLines([
      { at: 'on-premises', type: ['a', 'b'], server: 'EX02', answers: ['N'], say: 'Why.' },
      { at: 'network', type: ['c'] },
    ]),
    [
      {
        where: 'Exchange Management Shell, on EX02',
        text: 'a\nb',
        remarks: ['Why.', 'Answers to its questions: N.'],
      },
      { where: 'The network: cmdlets of the lab’s own', text: 'c', remarks: [] },
    ],
  );
});

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const open = (hash: string, options = {}) => openPage(browser, `${lab.control.url}/${hash}`, options);

t.test('from the ticket to mended, by keyboard alone', { skip: noBrowser }, async (t) => {
  const { page, complaints } = await open('#/scenarios');
  await page.getByText(`${all.length} of ${all.length} scenarios`).waitFor();
  t.strictSame(await axeAtTop(page), [], 'the catalogue');
  await pressUntilFocused(page, 'searchbox', 'Search');
  await page.keyboard.type('host-rewritten');
  await page.getByText(`1 of ${all.length} scenarios`).waitFor();
  await pressUntilFocused(page, 'link', 'A proxy rewrites the Host header');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'A proxy rewrites the Host header', level: 1 }).waitFor();
  await shows(t, region(page, 'Ticket'), /Since the new load balancer took over hybrid\.msxfaq\.de/);
  t.notMatch(await page.locator('main').innerText(), /Set-LabPublishing/, 'the solution is not told unasked');
  t.strictSame(await axeAtTop(page), [], 'the ticket');

  await press(page, 'Activate');
  await region(page, 'Ticket').getByText('The lab is broken now').waitFor();
  t.strictSame(lab.details().activeScenarios, ['host-rewritten']);
  t.equal(await page.getByRole('link', { name: 'look at the handshake' }).getAttribute('href'), '#/');

  await press(page, 'Run the check');
  await region(page, 'What to look at').getByText('ResultType : Error').waitFor();
  await shows(t, region(page, 'What to look at'), /2000003;reason=[\s\S]*HTTP 401/);
  t.match(
    await region(page, 'What to look at').getByRole('link').last().getAttribute('href'),
    /^#\/transactions\/[0-9a-f-]{36}$/,
  );
  t.strictSame(await axeAtTop(page), [], 'the check');

  await press(page, 'A hint (1 of 3)');
  await press(page, 'Another hint (2 of 3)');
  await press(page, 'Another hint (3 of 3)');
  await page.getByText('These are all').waitFor();
  await counts(t, region(page, 'Hints').getByRole('listitem'), 3);

  await press(page, 'Show the explanation');
  await region(page, 'Explanation').getByRole('heading', { name: 'On a real server' }).waitFor();
  await press(page, 'Show what would be typed');
  await page.getByRole('button', { name: 'Type these lines and check' }).waitFor();
  await shows(t, region(page, 'Mend it'), /Set-LabPublishing -HostHeader Preserve/, 'lines come first');
  t.strictSame(lab.details().activeScenarios, ['host-rewritten'], 'shown is not done');
  t.strictSame(await axeAtTop(page), [], 'all is told');
  await press(page, 'Type these lines and check');
  await page.getByText('Mended.', { exact: true }).waitFor();
  await shows(t, region(page, 'Mend it'), /ResultType\s+: Success/);
  t.strictSame(lab.details().activeScenarios, []);
  await page.getByText('not active', { exact: true }).waitFor();
  t.strictSame(await axeAtTop(page), [], 'mended');
  t.strictSame(complaints, []);
});

/** Comes to a button with Tab, and presses it. */
async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).waitFor();
  await pressUntilFocused(page, 'button', name);
  await page.keyboard.press('Enter');
}

t.test('what was mended by hand is verified', { skip: noBrowser }, async (t) => {
  const { page, complaints } = await open('#/scenario/host-rewritten', { colorScheme: 'dark', width: 800 });
  await page.getByRole('button', { name: 'Activate' }).click();
  await page.getByText('The lab is broken now').waitFor();
  await page.getByRole('button', { name: 'Verify what I have mended' }).click();
  await page.getByText('Not mended yet.').waitFor();
  await shows(t, region(page, 'Mend it'), /it stays active|the scenario stays active/);
  t.strictSame(await axeAtTop(page), [], 'not mended');
  await lab.cmdlet('Set-LabPublishing', { HostHeader: 'Preserve' });
  await page.getByRole('button', { name: 'Verify what I have mended' }).click();
  await page.getByText('Mended.', { exact: true }).waitFor();
  const width = await page.evaluate<number>('document.documentElement.scrollWidth');
  t.ok(width <= 800, `nothing is wider than the window: ${width}`);
  t.strictSame(complaints, []);
});

t.test('a refusal is said in the lab’s words', { skip: noBrowser }, async (t) => {
  await lab.scenarios.activate('host-rewritten');
  const { page } = await open('#/scenario/no-host-header');
  await page.getByRole('button', { name: 'Activate' }).click();
  const refusal = await page.getByRole('alert').innerText();
  const { error } = (await (
    await fetch(`${lab.control.url}/api/scenarios/no-host-header/activate`, { method: 'POST' })
  ).json()) as { readonly error: { readonly message: string } };
  t.equal(refusal, error.message);
  t.strictSame(await axeAtTop(page), []);
  await page.getByRole('button', { name: 'Verify what I have mended' }).click();
  await page.getByText("'no-host-header' is not active").waitFor();
  await page.goto(`${lab.control.url}/#/scenario/no-such-thing`);
  await page.getByText('no-such-thing').first().waitFor();
  await reads(t, page.getByRole('heading', { level: 1 }), 'Scenario');
});

t.test('a scenario is run whole', { skip: noBrowser }, async (t) => {
  const { page, complaints } = await open('#/scenario/host-rewritten');
  await page.getByRole('button', { name: 'Run it whole' }).click();
  const whole = region(page, 'Run it whole');
  await whole.getByText('Passed.', { exact: true }).waitFor();
  await shows(t, whole, /Broken: what the check said[\s\S]*2000003;[\s\S]*Mended: what it said then/);
  await shows(t, whole, /x-ms-diagnostics/);
  t.strictSame(await axeAtTop(page), []);
  t.strictSame(complaints, []);
});

t.test('the filter is kept in the address, and a change of the lab is seen', { skip: noBrowser }, async (t) => {
  const { page, complaints } = await open('#/scenarios');
  await page.getByLabel('Difficulty').selectOption('hard');
  await page.getByLabel('Direction').selectOption('on-premises -> cloud');
  await page.reload();
  await isFilledWith(t, page.getByLabel('Difficulty'), 'hard');
  await counts(t, page.getByRole('heading', { level: 2 }), 1);
  await page.getByLabel('Difficulty').selectOption('');
  await page.getByLabel('Direction').selectOption('');
  await page.getByLabel('only active ones').check();
  await page.getByText('No scenario is like that.').waitFor();
  await lab.scenarios.activate('host-rewritten');
  await page.getByText(`1 of ${all.length} scenarios`).waitFor();
  await counts(t, page.getByRole('cell', { name: 'active' }), 1);
  await page.getByRole('button', { name: 'Reset the lab' }).click();
  const dialog = page.getByRole('dialog', { name: 'Reset the lab?' });
  t.strictSame(await axeAtTop(page), [], 'the question');
  await dialog.getByRole('button', { name: 'Leave it as it is' }).click();
  t.strictSame(lab.details().activeScenarios, ['host-rewritten']);
  await page.getByRole('button', { name: 'Reset the lab' }).click();
  await dialog.getByRole('button', { name: 'Reset it' }).click();
  await page.getByText('The lab is healthy again.').waitFor();
  t.strictSame(lab.details().activeScenarios, []);
  t.strictSame(complaints, []);
});

/** From the top of the page: what the page's head covers of a button is no fault of the button. */
async function axeAtTop(page: Page): Promise<readonly string[]> {
  await page.evaluate('scrollTo(0, 0)');
  return axeViolations(page);
}

t.test('the lab made no mistake', async (t) => t.strictSame(defects, []));
