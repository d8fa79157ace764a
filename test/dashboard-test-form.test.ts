import fc from 'fast-check';
import type { Page } from 'playwright-core';
import t from 'tap';
import { argument, commandLine, type Given, type GivenValue } from '../src/dashboard/views/test/command-line.js';
import { missing, parameterSets, parametersIn, readForm } from '../src/dashboard/views/test/form-values.js';
import { presetsOf, suggestionsFor } from '../src/dashboard/views/test/presets.js';
import { placesFor } from '../src/dashboard/views/test/where.js';
import type { CmdletHelp } from '../src/shell/cmdlet-help.js';
import { cmdlets } from '../src/shell/registry.js';
import { startTemporaryLab } from '../src/test-oauth-connectivity.js';
import { axeViolations, noBrowser, openBrowser, openPage, pressUntilFocused } from './acceptance/browser.js';
import { counts, reads, shows } from './acceptance/page-assertions.js';

// The form of a cmdlet: its line is what runs, and it runs what PowerShell would.

const defects: unknown[] = [];
const lab = await startTemporaryLab({ onDefect: (error) => void defects.push(error) });
t.teardown(() => lab.close());
const browser = noBrowser ? undefined : await openBrowser(t);

async function api(method: string, path: string, body?: object) {
  const answer = await fetch(`${lab.control.url}${path}`, {
    method,
    ...(body ? { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } } : {}),
  });
  // biome-ignore lint/suspicious/noExplicitAny: JSON of many shapes, which the tests look into
  return { status: answer.status, json: (await answer.json()) as any };
}

const helpFor = async (name: string): Promise<CmdletHelp> => (await api('GET', `/api/cmdlets/${name}`)).json;

/** What the lab's PowerShell makes of arguments, one line each. */
async function understood(texts: readonly string[]): Promise<readonly unknown[]> {
  const script = texts.map((text) => `Write-Output -InputObject ${text}`).join('\n');
  const { json } = await api('POST', '/api/shell', { script });
  if (json.errors?.length !== 0) throw new Error(JSON.stringify(json));
  return json.output;
}

t.test('the control API tells what cmdlets there are and what they take', async (t) => {
  const list = await api('GET', '/api/cmdlets');
  t.equal(list.json.length, cmdlets.length);
  t.match(
    list.json.find(({ name }: { name: string }) => name === 'Test-OAuthConnectivity'),
    { synopsis: /OAuth/, sessions: ['OnPremises', 'Cloud'] },
  );
  for (const { name } of cmdlets) {
    const help = await helpFor(name);
    const names = help.parameters.map((parameter) => parameter.name);
    t.equal(new Set(names).size, names.length, `${name} names each parameter once`);
    t.equal(help.parameters.filter(({ common }) => common).length >= 4, true, `${name} has PowerShell’s own`);
  }
  const test = await helpFor('test-oauthconnectivity');
  t.equal(test.name, 'Test-OAuthConnectivity', 'in any case');
  t.match(test.parameters[0], {
    name: 'Service',
    type: 'String',
    mandatory: true,
    values: ['EWS', 'AutoD', 'Generic'],
  });
  t.match(test.syntax, [
    { line: /^Test-OAuthConnectivity -Service <EWS \| AutoD \| Generic> -TargetUri <Uri> \[-Mailbox/ },
  ]);
  const unknown = await api('GET', '/api/cmdlets/Get-Nothing');
  t.equal(unknown.status, 404);
  t.match(unknown.json.error, { category: 'CommandNotFound', message: /'Get-Nothing' is not recognized/ });
});

t.test('the syntax is Get-Help’s, the default set first', async (t) => {
  const { json } = await api('POST', '/api/shell', { script: 'Get-Help Set-AuthConfig' });
  const help = await helpFor('Set-AuthConfig');
  for (const { line } of help.syntax) t.ok(json.text.includes(line), line);
  for (const { name, defaultParameterSet } of cmdlets) {
    if (defaultParameterSet) t.equal(parameterSets(await helpFor(name))[0], defaultParameterSet, name);
  }
});

t.test('text comes through the line as it is', async (t) => {
  const odd = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.string({
      unit: fc.constantFrom(...'\'"`$@(){}[];,|&<>#-– ‘’‚‛“”„ab1.:/\\%~=\n\t'),
      maxLength: 12,
    }),
    fc.stringMatching(/^-?\d{1,12}(\.\d{1,3})?([kmg]b)?$/),
    fc.constantFrom(
      '$true',
      '$null',
      '007',
      '-Name',
      '--%',
      '@splat',
      '1e5',
      '0x10',
      'C:\\Temp',
      '%',
      'a,b',
      '#no',
      '>x',
    ),
  );
  const texts = fc.sample(odd, { numRuns: 800, seed: 7 });
  t.strictSame(await understood(texts.map((text) => argument(text))), texts);
});

t.test('lists, objects, numbers and switches too', async (t) => {
  const values: readonly GivenValue[] = [
    12,
    -3,
    true,
    false,
    { Add: ['a,b', "O'Brien"] },
    { KeyId: 'x', 'odd name': ['1'], Nested: { Deep: [1, 2] } },
  ];
  t.strictSame(await understood(values.map(argument)), values);
  t.strictSame(await understood([argument(['a b', '’', '12'])]), ['a b', '’', '12']);
  const given: readonly Given[] = [
    { name: 'AppOnly', type: 'SwitchParameter', value: true },
    { name: 'Confirm', type: 'SwitchParameter', value: false },
    { name: 'Realm', type: 'String', value: null },
    { name: 'Password', type: 'SecureString', value: "it's" },
    { name: 'FileData', type: 'Byte[]', value: 'AAEC' },
  ];
  t.equal(
    commandLine('Set-Thing', given),
    "Set-Thing -AppOnly -Confirm:$false -Realm $null -Password (ConvertTo-SecureString 'it''s' -AsPlainText -Force) -FileData ([System.Convert]::FromBase64String('AAEC'))",
  );
  t.equal(commandLine('HealthChecker.ps1', []), '.\\HealthChecker.ps1');
});

t.test('fields are read by their types; what is empty is not given', async (t) => {
  const help = await helpFor('Set-PartnerApplication');
  const here = parametersIn(help, undefined, 'OnPremises');
  t.strictSame(missing(here, readForm(here, {})), ['Identity']);
  const read = readForm(here, { Identity: 'Exchange Online', Enabled: 'false', Name: '  ' });
  t.strictSame(read.given, [
    { name: 'Identity', type: 'String', value: 'Exchange Online' },
    { name: 'Enabled', type: 'Boolean', value: false },
  ]);
  const objects = await helpFor('Set-ADUser');
  const { problems, given } = readForm(objects.parameters, { Identity: 'user1', Add: '{no' });
  t.match(problems, { Add: /no JSON/ });
  t.match(given, [{ name: 'Identity' }]);
  const organization = await helpFor('Set-OrganizationConfig');
  const lists = organization.parameters.filter(({ type }) => type === 'MultiValuedProperty');
  const [list] = lists;
  if (!list) throw new Error('There is no list to change.');
  t.match(readForm([list], { [list.name]: 'a\n b ', [`${list.name}.how`]: 'Remove' }).given, [
    { value: { Remove: ['a', 'b'] } },
  ]);
  t.match(readForm([list], { [list.name]: '$null' }).given, [{ value: null }]);
});

t.test('presets and suggestions have names of this lab', async (t) => {
  const [incoming, outgoing] = presetsOf(lab.details());
  t.match(incoming, {
    session: 'Cloud',
    values: { Service: 'EWS', TargetUri: 'https://hybrid.msxfaq.de', Mailbox: 'user1@msxfaq.de' },
  });
  t.match(outgoing, {
    session: 'OnPremises',
    values: { Service: 'EWS', TargetUri: 'https://outlook.office365.com', Mailbox: 'user2@msxfaq.de' },
  });
  t.ok(suggestionsFor('TargetUri', lab.details()).includes('https://owa.msxfaq.de'));
  t.ok(suggestionsFor('Mailbox', lab.details()).includes('admin@msxfaq.de'));
  t.strictSame(placesFor(['OnPremises'], ['EX01', 'EX02']), [
    { id: 'OnPremises', title: 'Exchange Management Shell on EX01', session: 'OnPremises' },
    { id: 'OnPremises:EX02', title: 'Exchange Management Shell on EX02', session: 'OnPremises', server: 'EX02' },
  ]);
  t.strictSame(
    placesFor(['Cloud'], []).map(({ id }) => id),
    ['Cloud'],
  );
});

const line = (page: Page) => page.locator('form .command pre');
const output = (page: Page) => page.getByRole('region', { name: 'Output' });

t.test('Test-OAuthConnectivity from the form', { skip: noBrowser }, async (t) => {
  const { page, complaints } = await openPage(browser, `${lab.control.url}/#/test`);
  await page.getByRole('button', { name: 'On-premises asks Exchange Online' }).click();
  await reads(
    t,
    line(page),
    'Test-OAuthConnectivity -Service EWS -TargetUri https://outlook.office365.com -Mailbox user2@msxfaq.de',
  );
  await page.getByRole('button', { name: 'Exchange Online asks on-premises' }).click();
  await page.getByLabel('ReloadConfig').check();
  await shows(t, line(page), /-TargetUri https:\/\/hybrid\.msxfaq\.de -Mailbox user1@msxfaq\.de -ReloadConfig$/);
  const text = await line(page).innerText();
  t.strictSame(await axeAtTop(page), [], 'filled in');
  const [sent] = await Promise.all([
    page.waitForRequest('**/api/cmdlets/Test-OAuthConnectivity'),
    page.getByRole('button', { name: 'Run it' }).click(),
  ]);
  t.match(sent.postDataJSON(), { session: 'Cloud', parameters: { Service: 'EWS', ReloadConfig: true } });
  await output(page).getByText('ResultType : Success').waitFor();
  const links = output(page).getByRole('link');
  await counts(t, links, 3, 'the challenge, the token, the call');
  t.match(await links.first().getAttribute('href'), /^#\/transactions\/[0-9a-f-]{36}$/);
  await output(page).getByText('HTTP 401').waitFor();
  await counts(t, output(page).getByText('HTTP 200'), 2);
  t.strictSame(await axeAtTop(page), [], 'with its output');
  await page.reload();
  await reads(t, line(page), text, 'the address keeps the form');
  t.strictSame(complaints, []);
});

t.test('a terminating error is said in PowerShell’s words', { skip: noBrowser }, async (t) => {
  const { page } = await openPage(browser, `${lab.control.url}/#/test`, { colorScheme: 'dark' });
  await page.getByLabel('Mailbox').fill('noexouser@msxfaq.de');
  await page.getByRole('button', { name: 'Run it' }).click();
  const alert = output(page).getByRole('alert');
  await shows(t, alert, /^Test-OAuthConnectivity : .*object 'noexouser@msxfaq\.de' couldn't be found/);
  t.strictSame(await axeAtTop(page), []);
});

t.test('what the form runs is what its line does, and a question wants an answer', { skip: noBrowser }, async (t) => {
  const { page, complaints } = await openPage(browser, `${lab.control.url}/#/test/New-SettingOverride`);
  await page.getByRole('textbox', { name: /^Name/ }).fill('Kim’s "test" $x');
  await page.getByLabel('Component').fill('Global');
  await page.getByLabel('Section').fill('ExchangeOnpremAsThirdPartyAppId');
  await page.getByRole('textbox', { name: /^Parameters/ }).fill('Enabled=true\nOther=a, b');
  await page.getByLabel('Reason').fill("it's ‘quoted’; `really`");
  const text = await line(page).innerText();
  await page.getByRole('button', { name: 'Run it' }).click();
  await output(page)
    .getByText(/takes effect after/)
    .waitFor();
  const { output: made } = await lab.cmdlet('Get-SettingOverride', {});
  t.match(made, [{ Name: 'Kim’s "test" $x', Parameters: ['Enabled=true', 'Other=a, b'] }]);

  await page.goto(`${lab.control.url}/#/test/Remove-SettingOverride`);
  await page.getByLabel('Identity').fill('Kim’s "test" $x');
  await page.getByRole('button', { name: 'Run it' }).click();
  const dialog = page.getByRole('dialog', { name: 'Confirm' });
  await shows(t, dialog, /Are you sure you want to perform this action\?/);
  t.strictSame(await axeAtTop(page), [], 'the question');
  await page.keyboard.press('Escape');
  await page.getByText('left unanswered').waitFor();
  t.equal((await lab.cmdlet('Get-SettingOverride', {})).output.length, 1, 'nothing was done');
  await page.getByRole('button', { name: 'Run it' }).press('Enter');
  await dialog.waitFor();
  await page.keyboard.press('n');
  await dialog.waitFor({ state: 'detached' });
  t.equal((await lab.cmdlet('Get-SettingOverride', {})).output.length, 1, 'No is No');
  await page.getByRole('button', { name: 'Run it' }).press('Enter');
  await dialog.waitFor();
  await page.keyboard.press('Enter');
  await output(page)
    .getByText(/takes effect after/)
    .waitFor();
  t.equal((await lab.cmdlet('Get-SettingOverride', {})).output.length, 0, 'Enter is the default, Yes');

  const again = await api('POST', '/api/shell', { script: text });
  t.strictSame(again.json.errors, []);
  const comparable = ({ Name, Parameters, ComponentName, SectionName, Reason }: Readonly<Record<string, unknown>>) => ({
    Name,
    Parameters,
    ComponentName,
    SectionName,
    Reason,
  });
  t.strictSame((await lab.cmdlet('Get-SettingOverride', {})).output.map(comparable), made.map(comparable));
  t.strictSame(
    complaints.filter((complaint) => !complaint.includes('/api/cmdlets/Remove-SettingOverride')),
    [],
    'a question is a 409, which the browser’s console names',
  );
});

t.test(
  'another cmdlet is found and chosen by keyboard; a secret stays out of the address',
  { skip: noBrowser },
  async (t) => {
    const { page, complaints } = await openPage(browser, `${lab.control.url}/#/test`);
    await page.getByText('Another cmdlet (').waitFor();
    await page.getByText('Another cmdlet (').press('Enter');
    await pressUntilFocused(page, 'searchbox', 'A word of its name, or of what it does');
    await page.keyboard.type('new mailbox');
    await pressUntilFocused(page, 'link', 'New-Mailbox');
    t.strictSame(await axeAtTop(page), [], 'the chooser');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Run a cmdlet' }).waitFor();
    const password = page.getByLabel('Password');
    await password.fill('S3cret word');
    await shows(t, line(page), /-Password \(ConvertTo-SecureString 'S3cret word' -AsPlainText -Force\)/);
    t.notMatch(page.url(), /S3cret/);
    await page.getByText('PowerShell’s own parameters').click();
    t.strictSame(await axeAtTop(page), [], 'all fields');
    t.strictSame(complaints, []);
  },
);

t.test('sets and sessions decide which fields there are', { skip: noBrowser }, async (t) => {
  const { page } = await openPage(browser, `${lab.control.url}/#/test/Set-AuthConfig`, { width: 800 });
  await page.getByLabel('Parameter set').selectOption('PublishAuthCertificateParameter');
  await page.getByLabel('PublishCertificate').check();
  await reads(t, line(page), 'Set-AuthConfig -PublishCertificate');
  t.equal(await page.getByLabel('Realm').count(), 0);
  await page.getByLabel('Run in').first().selectOption({ label: 'Exchange Management Shell on EX02' });
  t.match(page.url(), /EX02/);
  const width = await page.evaluate<number>('document.documentElement.scrollWidth');
  t.ok(width <= 800, `nothing is wider than the window: ${width}`);
});

t.test('a script runs in the shell below', { skip: noBrowser }, async (t) => {
  const { page, complaints } = await openPage(browser, `${lab.control.url}/#/test`);
  await page.getByLabel('Script').fill("$who = 'EX01'; Get-ExchangeServer $who | select Name | ft\nGet-Nothing");
  await page.getByRole('button', { name: 'Run the script' }).click();
  const shell = page.getByRole('region', { name: 'Shell' });
  await shell.getByText('One statement failed').waitFor();
  await shows(t, shell.locator('pre'), /EX01[\s\S]*Get-Nothing/);
  await page.getByLabel('Script').fill("'open");
  await page.getByRole('button', { name: 'Run the script' }).click();
  await shows(t, shell.getByRole('alert'), /missing the terminator/);
  t.strictSame(await axeAtTop(page), []);
  t.strictSame(
    complaints.filter((complaint) => !complaint.includes('/api/shell')),
    [],
  );
});

/** From the top of the page: what the page's head covers of a button is no fault of the button. */
async function axeAtTop(page: Page): Promise<readonly string[]> {
  await page.evaluate('scrollTo(0, 0)');
  return axeViolations(page);
}

t.test('the lab made no mistake', async (t) => t.strictSame(defects, []));
