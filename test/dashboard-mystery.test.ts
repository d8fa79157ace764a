import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import t from 'tap';
import {
  findCauses,
  lastEnded,
  mostFaults,
  orderCommand,
  orderOf,
  progressSentence,
} from '../src/dashboard/views/mystery/mystery-words.js';
import { requireScenario } from '../src/scenarios/catalogue.js';
import { listCauses } from '../src/scenarios/mystery/near-causes.js';
import { mostFaults as mostOfTheLab } from '../src/scenarios/mystery/pick-faults.js';
import type { MysteryView } from '../src/scenarios/mystery/view.js';
import { startTemporaryLab } from '../src/test-oauth-connectivity.js';
import { axeViolations, noBrowser, openBrowser, openPage, pressUntilFocused } from './acceptance/browser.js';
import { seedFor, typeMend } from './acceptance/mysteries.js';
import { shows } from './acceptance/page-assertions.js';

// Mysteries in the dashboard: solved, given up, and nothing given away.

const defects: unknown[] = [];
const lab = await startTemporaryLab({ onDefect: (error) => void defects.push(error) });
t.teardown(() => lab.close());
const browser = noBrowser ? undefined : await openBrowser(t);
t.afterEach(async () => {
  await lab.scenarios.reset();
});

t.test('the form offers as many faults as the lab has', async (t) => {
  t.equal(mostFaults, mostOfTheLab);
});

const order = { difficulty: '', count: '', seed: '', student: '' };
const mystery: MysteryView = {
  ...{
    id: 'x',
    student: '',
    seed: 1,
    difficulty: 'any',
    startedAt: '2026-11-30T10:00:00Z',
    endedAt: null,
    outcome: null,
  },
  tickets: [{ ticket: 'It fails.', named: true, mended: false }],
  ...{ hints: 1, wrongAnswers: 0 },
};

t.test('an order says only what was chosen, and has its command', async (t) => {
  t.strictSame(orderOf(order), {});
  t.equal(orderCommand({}), 'npx exchange-oauth-lab scenarios mystery');
  const full = orderOf({ difficulty: 'hard', count: '2', seed: '18', student: ' Kim O. ' });
  t.strictSame(full, { difficulty: 'hard', count: 2, seed: 18, student: 'Kim O.' });
  t.equal(
    orderCommand(full),
    'npx exchange-oauth-lab scenarios mystery --difficulty hard --count 2 --seed 18 --student "Kim O."',
  );
});

t.test('causes are found by words, and stand by their part', async (t) => {
  const causes = listCauses();
  t.equal(findCauses(causes, '').flatMap((group) => group.causes).length, causes.length);
  const found = findCauses(causes, 'host rewritten').flatMap((group) => group.causes);
  t.ok(found.some(({ id }) => id === 'host-rewritten'));
  t.strictSame(findCauses(causes, 'no such word'), []);
});

t.test('how far it is, in a sentence', async (t) => {
  t.equal(progressSentence(mystery), 'Causes named: 1. Mended: 0. Hints: 1. Wrong answers: 0.');
  const ended: MysteryView = { ...mystery, endedAt: '2026-11-30T10:30:00Z', outcome: 'solved', minutes: 30 };
  t.equal(progressSentence(ended), 'Solved after 30 minutes, with 1 hint and 0 wrong answers.');
  const older = { ...ended, id: 'y', endedAt: '2026-11-29T10:30:00Z' };
  t.equal(lastEnded([ended, mystery, older])?.id, 'x');
  t.equal(lastEnded([mystery]), undefined);
});

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const open = (hash: string, options = {}) => openPage(browser, `${lab.control.url}/${hash}`, options);
const solution = requireScenario('host-rewritten');

t.test('a mystery is begun, investigated and solved', { skip: noBrowser }, async (t) => {
  const { page, complaints } = await open('#/mystery');
  await page.getByRole('heading', { name: 'Begin a mystery' }).waitFor();
  t.strictSame(await axeAtTop(page), [], 'before');
  await page.getByLabel('Seed').fill(String(seedFor([solution.id])));
  await page.getByLabel('Student').fill('Kim <b>');
  await page.getByRole('button', { name: 'Begin', exact: true }).click();
  await page.getByRole('heading', { name: 'Mystery for Kim <b>', level: 1 }).waitFor();
  await page.getByText('Since the new load balancer took over hybrid.msxfaq.de').waitFor();
  await page.getByRole('checkbox', { name: /host-rewritten/ }).waitFor();
  t.strictSame(await axeAtTop(page), [], 'running');

  await page.getByRole('button', { name: 'Tell me a hint' }).click();
  await page.getByText('Told so far: 1.').waitFor();
  await region(page, 'Hints').getByRole('listitem').waitFor();
  await page.reload();
  await region(page, 'Hints').getByRole('listitem').waitFor();
  await page.getByRole('button', { name: 'Verify what I have mended' }).click();
  await page.getByText('its check does not pass yet').waitFor();

  await answer(page, 'drops the host', 'host-header-missing');
  await page.getByText('host-header-missing: wrong').waitFor();
  await answer(page, 'host rewritten', 'host-rewritten');
  await page.getByText('host-rewritten: right').waitFor();
  await page.getByText('cause named', { exact: true }).waitFor();
  t.strictSame(await axeAtTop(page), [], 'answered');
  await typeMend(lab, solution.id);
  await page.getByRole('button', { name: 'Verify what I have mended' }).click();
  const result = region(page, 'The last mystery, of Kim <b>');
  await result.waitFor();
  await shows(t, result, /solved[\s\S]*1 hint and 1 wrong answer[\s\S]*A proxy rewrites the Host header/);
  t.equal(await result.getByRole('link').getAttribute('href'), '#/scenario/host-rewritten');
  await shows(t, region(page, 'All mysteries of this lab'), /Kim <b>[\s\S]*solved/);
  t.strictSame(await axeAtTop(page), [], 'solved');
  t.strictSame(complaints, []);
});

/** Searches a cause, chooses it and answers. */
async function answer(page: Page, words: string, cause: string): Promise<void> {
  await page.getByLabel('Search the causes').fill(words);
  await page.getByRole('checkbox', { name: cause }).first().check();
  await page.getByRole('button', { name: 'Answer', exact: true }).click();
}

t.test('nothing is given away meanwhile', { skip: noBrowser }, async (t) => {
  await lab.mystery.start({ seed: seedFor([solution.id]) });
  const { page, complaints } = await open('#/scenarios?active=yes');
  await page.getByText('No scenario is like that.').waitFor();
  await page.getByRole('link', { name: 'Its ticket' }).waitFor();
  await page.goto(`${lab.control.url}/#/scenario/${solution.id}`);
  await shows(t, page.getByRole('alert'), /A mystery is on/);
  t.notMatch(await page.locator('main').innerText(), /rewrites|Set-LabPublishing/);
  await page.goto(`${lab.control.url}/#/mystery`);
  await page.getByRole('checkbox').first().waitFor();
  const texts = await page.locator('main section.card').allInnerTexts();
  const ofThisOne = texts.filter((text) => !text.startsWith('All mysteries')); // those tell of the one before
  t.equal(ofThisOne.length, texts.length - 1);
  t.notMatch(ofThisOne.join('\n'), new RegExp(`${solution.title}|${solution.id}`));
  t.strictSame(
    complaints.filter((complaint) => !complaint.includes(`/api/scenarios/${solution.id}`)),
    [],
  );
});

t.test('it is given up by keyboard, after a question', { skip: noBrowser }, async (t) => {
  await lab.mystery.start({ seed: seedFor([solution.id]), student: 'Bo' });
  const { page, complaints } = await open('#/mystery', { colorScheme: 'dark', width: 800 });
  await page.getByRole('button', { name: 'Give up…' }).waitFor();
  await pressUntilFocused(page, 'button', 'Give up…', 300);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Give this mystery up?' });
  await dialog.waitFor();
  t.strictSame(await axeAtTop(page), [], 'the question');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  t.equal(lab.details().mystery, true);
  await pressUntilFocused(page, 'button', 'Give up…', 1);
  await page.keyboard.press('Enter');
  await dialog.waitFor();
  await pressUntilFocused(page, 'button', 'Give it up', 5);
  await page.keyboard.press('Enter');
  const result = region(page, 'The last mystery, of Bo');
  await result.waitFor();
  await shows(t, result, /given up[\s\S]*Given up after/);
  t.equal(lab.details().mystery, false);
  t.strictSame(await axeAtTop(page), [], 'given up');
  const width = await page.evaluate<number>('document.documentElement.scrollWidth');
  t.ok(width <= 800, `nothing is wider than the window: ${width}`);
  t.strictSame(complaints, []);
});

t.test('the report is downloaded as it is', { skip: noBrowser }, async (t) => {
  await lab.mystery.start({ seed: seedFor([solution.id]), student: '=Eve' });
  await lab.mystery.giveUp();
  const { page, complaints } = await open('#/mystery');
  for (const [button, format] of [
    [/HTML/, 'html'],
    [/CSV/, 'csv'],
  ] as const) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: button }).click(),
    ]);
    t.equal(download.suggestedFilename(), `mystery-report.${format}`);
    const report = await (await fetch(`${lab.control.url}/api/mysteries/report?format=${format}`)).text();
    t.equal(await readFile(await download.path(), 'utf8'), report);
  }
  t.strictSame(complaints, []);
});

t.test('while a scenario is active it is refused in the lab’s words', { skip: noBrowser }, async (t) => {
  await lab.scenarios.activate('host-rewritten');
  const { page } = await open('#/mystery');
  await page.getByRole('button', { name: 'Begin', exact: true }).click();
  await shows(t, page.getByRole('alert'), /host-rewritten/);
  t.strictSame(await axeAtTop(page), []);
});

/** From the top of the page: what the page's head covers of a button is no fault of the button. */
async function axeAtTop(page: Page): Promise<readonly string[]> {
  await page.evaluate('scrollTo(0, 0)');
  return axeViolations(page);
}

t.test('the lab made no mistake', async (t) => t.strictSame(defects, []));
