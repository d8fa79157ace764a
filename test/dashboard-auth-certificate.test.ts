import type { Page } from 'playwright-core';
import t from 'tap';
import {
  barOf,
  daysAround,
  placeOf,
  textStart,
  ticksOf,
  yearsAround,
} from '../src/dashboard/views/auth-certificate/time-axis.js';
import {
  clockScript,
  distance,
  effectOf,
  gapsOf,
  knownWords,
  lookOf,
  momentsOf,
  placeRows,
  roleOf,
  stateOf,
} from '../src/dashboard/views/auth-certificate/words.js';
import type { Lab } from '../src/index.js';
import type { AuthCertificatesView, AuthCertificateView } from '../src/shell/auth-certificates/view.js';
import { axeViolations, noBrowser, openBrowser, openPage, pressUntilFocused } from './acceptance/browser.js';
import { TestLabs } from './acceptance/labs.js';
import { counts, holds } from './acceptance/page-assertions.js';

// The auth certificate, in a real browser: #/auth-certificate.

const labs = new TestLabs('dashboard-auth-certificate');
t.teardown(() => labs.close());

const view = async (lab: Lab) =>
  (await (await fetch(`${lab.control.url}/api/auth-certificates`)).json()) as AuthCertificatesView;

/** The action of that name on the page. */
const action = (page: Page, title: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('button', { name: title, exact: true }) });

/** Presses an action's button and waits for what it said; gives that. */
async function press(page: Page, title: string): Promise<string> {
  const place = action(page, title);
  const answered = page.waitForResponse('**/api/shell');
  await place.locator('button[aria-disabled=false]').first().click();
  await answered;
  const output = place.locator('[aria-live] .text-block');
  await output.waitFor();
  return (await output.textContent()) ?? '';
}

/** Waits for a column of the matrix, by its role. */
const column = (page: Page, role: string) => page.getByRole('columnheader', { name: new RegExp(`^${role}`) });

t.test('a whole renewal by buttons', { skip: noBrowser }, async (t) => {
  const lab = await labs.start('renewal');
  const { page, complaints } = await openPage(await openBrowser(t), `${lab.control.url}/#/auth-certificate`);
  const { current: old } = (await view(lab)).authConfig;
  await page.getByText('Every side knows the current certificate').waitFor();
  await page.getByText('No next one is set.').waitFor();
  await holds(t, column(page, 'Current'), String(old));
  await holds(t, page.locator('.time-drawing .current'), /^Current/);
  await counts(t, page.locator('.time-drawing .now'), 1);
  t.equal(
    await action(page, 'Publish the next one now').getByRole('button').first().getAttribute('aria-disabled'),
    'true',
  );
  await action(page, 'Publish the next one now').getByText('There is no next certificate to publish.').waitFor();
  t.strictSame(await axeViolations(page), []);

  await holds(t, action(page, 'Create a new certificate'), 'New-ExchangeCertificate -KeySize 2048');
  const made = await press(page, 'Create a new certificate');
  await column(page, 'No role').waitFor();
  await press(page, 'Make it the next one, in 49 hours');
  await column(page, 'Next').waitFor();
  const { next } = (await view(lab)).authConfig;
  t.match(made, String(next), 'what the cmdlet said');
  await counts(t, page.locator('.time-drawing'), 2, 'one of the years, one of the days around now');
  await holds(t, page.locator('.time-drawing .next').last(), /takes effect .* \(in 49 hours\)/);
  await counts(t, page.locator('.time-drawing .effect'), 2);
  t.strictSame(await axeViolations(page), []);

  await press(page, 'To the next one’s effective date');
  await press(page, 'A day on'); // the AuthAdmin service looks every 12 hours
  await column(page, 'Previous').waitFor();
  await holds(t, column(page, 'Current'), String(next));
  await page.getByText('Not every side knows the current certificate:').waitFor();
  t.strictSame(await axeViolations(page), []);
  await press(page, 'Restart IIS');
  t.match(await press(page, 'Test: on-premises asks the cloud'), /ResultType : Error[\s\S]*AADSTS50012/);

  await press(page, 'Upload the current one to the cloud');
  await page.getByText('Every side knows the current certificate').waitFor();
  await press(page, 'Clear the previous one');
  t.match(await press(page, 'Test: on-premises asks the cloud'), 'ResultType : Success');
  const { authConfig } = await view(lab);
  t.match(authConfig, { current: next, previous: null, next: null });

  await page.getByLabel('To a date (UTC)').fill('2050-01-02T03:04');
  await page.getByText('Set-LabClock -Date 2050-01-02T03:04:00Z').waitFor();
  await pressUntilFocused(page, 'button', 'Set the clock');
  await page.keyboard.press('Enter');
  await page.locator('.clock-now').getByText('2050-01-02 03:0').waitFor();
  await page
    .locator('.time-drawing .current')
    .getByText(/ended [\d.]+ years ago/)
    .waitFor();
  await page.getByText('What Microsoft’s monitoring scripts find').waitFor();
  t.strictSame(await axeViolations(page), []);
  await lab.cmdlet('Set-LabClock', { Speed: 86_400 });
  await page.getByText('It runs 86400 times as fast as real time.').waitFor();
  await page.locator('.clock-now').getByText('2050-01-0').waitFor({ state: 'detached' });
  await press(page, 'Back to real time');
  await page
    .locator('.time-drawing .current')
    .getByText(/not valid yet|ends in/)
    .waitFor();
  t.strictSame(complaints, []);
});

t.test('without a current certificate', { skip: noBrowser }, async (t) => {
  const lab = await labs.start('none', {}, (healthy) => ({
    ...healthy,
    authConfig: { ...healthy.authConfig, currentCertificateThumbprint: '' },
  }));
  const { page, complaints } = await openPage(await openBrowser(t), `${lab.control.url}/#/auth-certificate`, {
    width: 800,
    colorScheme: 'dark',
  });
  await page.getByText('There is no current certificate. No next one is set.').waitFor();
  await column(page, 'No role').waitFor();
  t.strictSame(await axeViolations(page), []);
  t.strictSame(complaints, []);
});

const utc = (text: string) => Date.parse(`${text}T00:00:00Z`);

t.test('years, and the days around now', async (t) => {
  const years = yearsAround([utc('2026-11-30'), utc('2031-11-30')]);
  t.strictSame(years, { from: utc('2026-01-01'), to: utc('2032-01-01') });
  t.strictSame(
    ticksOf(years, 800).map(({ label }) => label),
    ['2026', '2027', '2028', '2029', '2030', '2031'],
  );
  t.ok(ticksOf({ from: utc('2000-01-01'), to: utc('2200-01-01') }, 700).length <= 10, 'labels have room');
  t.equal(daysAround(utc('2026-11-30'), [utc('2031-11-30'), utc('2026-11-29')]), undefined, 'nothing comes soon');
  const near = daysAround(utc('2026-11-30') + 1000, [utc('2026-12-02'), utc('2026-12-20')]);
  t.strictSame(near, { from: utc('2026-11-29'), to: utc('2026-12-04') });
  t.strictSame(near && ticksOf(near, 800).map(({ label }) => label), ['11-29', '11-30', '12-01', '12-02', '12-03']);
});

t.test('bars end where the drawing does', async (t) => {
  const span = { from: 0, to: 100 };
  t.strictSame(barOf({ from: 25, to: 75 }, span, 200), { x: 50, width: 100, before: false, after: false });
  t.strictSame(barOf({ from: -5, to: 500 }, span, 200), { x: 0, width: 200, before: true, after: true });
  t.equal(barOf({ from: 200, to: 300 }, span, 200), undefined);
  t.match(barOf({ from: 50, to: 50.1 }, span, 200), { width: 2 }, 'the shortest is seen');
  t.equal(placeOf(50, span, 200), 100);
  t.equal(textStart(190, 10, 200), 124, 'a text stays within');
  t.equal(textStart(-4, 10, 200), 0);
  t.equal(textStart(190, 100, 200), 0);
});

const certificate: AuthCertificateView = {
  ...{ thumbprint: 'AB12', subject: 'CN=x', notBefore: '2026-01-01T00:00:00Z', notAfter: '2031-01-01T00:00:00Z' },
  ...{ roles: ['current'], privateKeyOn: ['EX01'] },
  knownTo: [
    { place: 'server', name: 'EX01', known: true, detail: 'in its store' },
    { place: 'keyCredential', name: 'tenant', known: false, detail: 'no such key' },
    { place: 'loaded', name: 'worker processes', known: null, detail: 'nothing is loaded yet' },
  ],
};
const shown: AuthCertificatesView = {
  time: '2026-11-30T00:00:00Z',
  authConfig: {
    current: 'AB12',
    previous: null,
    next: 'CD34',
    nextEffectiveDate: '2026-12-02T00:00:00Z',
    lastModified: null,
  },
  ...{ certificates: [certificate], problems: [], actions: [] },
};

t.test('certificates in words', async (t) => {
  const now = utc('2026-11-30');
  t.strictSame(
    [[], ['current'], ['current', 'next']].map((roles) => roleOf({ ...certificate, roles } as AuthCertificateView)),
    ['No role', 'Current', 'Current and next'],
  );
  t.equal(lookOf({ ...certificate, roles: ['previous', 'next'] }), 'next');
  t.strictSame(
    [49 * 3600, 3600, 90, 20, -13 * 86_400, 5 * 365.25 * 86_400].map((seconds) => distance(now + seconds * 1000, now)),
    ['in 49 hours', 'in 1 hour', 'in 2 minutes', 'now', '13 days ago', 'in 5 years'],
  );
  t.equal(stateOf(certificate, now), 'ends in 4.1 years');
  t.equal(stateOf(certificate, utc('2031-01-11')), 'ended 10 days ago');
  t.equal(stateOf(certificate, utc('2025-12-27')), 'not valid yet, begins in 5 days');
  t.match(stateOf({ ...certificate, notBefore: null }, now), 'its dates are not known');
  t.equal(effectOf(certificate, shown, now), undefined, 'of the next one only');
  const next = { ...certificate, roles: ['next'] as const };
  t.equal(effectOf(next, shown, now), 'takes effect 2026-12-02 00:00 UTC (in 48 hours)');
  t.match(effectOf(next, shown, utc('2026-12-03')), 'due since');
  t.equal(momentsOf(shown).length, 3);
});

t.test('who knows what, in words', async (t) => {
  t.match(placeRows([certificate, certificate]), [
    { title: 'Store of the server', name: 'EX01', cells: [{ known: true }, { known: true }] },
    { title: 'Key credential in the cloud' },
    { title: 'In memory, on-premises' },
  ]);
  t.strictSame(placeRows([]), []);
  t.strictSame(
    certificate.knownTo.map((cell) => knownWords(cell, ['current'])),
    [
      ['✓ knows it', 'good'],
      ['✗ does not know it', 'bad'],
      ['? not known', 'warn'],
    ],
  );
  t.strictSame(gapsOf(shown), ['Key credential in the cloud, tenant: no such key.']);
  t.strictSame(gapsOf({ ...shown, certificates: [] }), []);
  t.equal(clockScript('2031-11-25T12:00'), 'Set-LabClock -Date 2031-11-25T12:00:00Z');
  t.equal(clockScript(''), undefined);
});

t.test('the lab has seen no defect of its own', async (t) => t.strictSame(labs.defects, []));
